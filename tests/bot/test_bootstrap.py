"""What the composition root hands on."""

from pathlib import Path

import pytest

from bot.bootstrap import trainer_environment
from bot.settings import Settings
from bot.storage.postgres.address import Address


def test_a_trainer_gets_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:a-token-of-mine")
    monkeypatch.setenv("webhook_secret", "a-secret-of-mine")
    monkeypatch.setenv("TMDB_API_KEY", "0123456789abcdef" * 2)
    settings = Settings(matinee_home=tmp_path, matinee_dataset="starter")
    passed = trainer_environment(settings, tmp_path / "m.sqlite3")
    assert "of-mine" not in "".join(passed.values())
    assert "0123456789abcdef" not in "".join(passed.values())
    assert passed["MATINEE_HOME"] == str(tmp_path)
    assert passed["DATABASE_URL"] == f"sqlite:///{tmp_path / 'm.sqlite3'}"
    assert passed["MATINEE_DATASET"] == "starter"
    server = Address.of("postgresql://me:secret@db.example.org/matinee")
    assert trainer_environment(settings, server)["DATABASE_URL"] == server.url
