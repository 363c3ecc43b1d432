"""Settings: what is wrong is named in one plain line."""

import itertools
import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings
from bot.storage.postgres.address import Address

ROOT = Path(__file__).resolve().parents[2]
NAMES = [name.upper() for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of this machine, and no `.env` but the test's own."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_there_are_defaults_that_work() -> None:
    settings = load_settings()
    assert settings.telegram_bot_token is None
    assert settings.telegram_api_url == "https://api.telegram.org"
    assert settings.admin_ids == frozenset()
    assert settings.matinee_home.is_absolute()
    assert settings.database == settings.matinee_home / "matinee.sqlite3"


def test_settings_come_from_env_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ADMIN_IDS= 1001, 1002,\nMATINEE_HOME=here\nWEBHOOK_URL=\nSOMETHING_ELSE=1\n")
    monkeypatch.setenv("MATINEE_HOME", "~/there")
    settings = load_settings()
    assert settings.admin_ids == {1001, 1002}
    assert settings.matinee_home == Path("~/there").expanduser()
    assert settings.webhook_url is None


def test_a_database_is_named_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///data/matinee.db")
    assert load_settings().database == tmp_path / "data" / "matinee.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/x.db")
    assert load_settings().database == tmp_path / "x.db"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ADMIN_IDS", "ada"),
        ("ADMIN_IDS", "1001;1002"),
        ("ADMIN_IDS", "-5"),
        ("ADMIN_IDS", "²"),
        ("TELEGRAM_API_URL", "api.telegram.org"),
        ("TELEGRAM_API_URL", "https://"),
        ("TELEGRAM_API_URL", "http://host:port"),
        ("WEBHOOK_URL", "ftp://bot.example.org"),
        ("WEBHOOK_URL", "https://bot example.org"),
        ("DATABASE_URL", "mysql://localhost/matinee"),
        ("DATABASE_URL", "postgresql:/localhost/matinee"),
        ("DATABASE_URL", "postgresql://localhost"),
        ("DATABASE_URL", "postgresql://localhost/a/b"),
        ("DATABASE_URL", "postgresql://me:hush-hush@localhost:port/matinee"),
        ("DATABASE_URL", "postgresql://me:hush-hush@[::1/matinee"),
        ("DATABASE_URL", "matinee.sqlite3"),
        ("DATABASE_URL", "sqlite:///"),
        ("TMDB_API_KEY", "my key"),
        ("TMDB_API_KEY", "0123456789abcdef"),
        ("TMDB_API_URL", "api.themoviedb.org"),
    ],
)
def test_a_wrong_value_is_one_line_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    line = str(caught.value)
    assert line.startswith(f"{name} cannot be read: ")
    assert "hush" not in line
    assert "\n" not in line
    assert "KEY" not in name or value not in line  # a key is told to nobody, whatever is wrong with it


def test_an_env_file_that_is_no_text_is_named() -> None:
    Path(".env").write_bytes(b"ADMIN_IDS=\xff\xfe\x00")
    with pytest.raises(SettingsError, match=r"^the file \.env cannot be read: .*") as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_a_token_shows_in_no_print_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123:abcdefgh")
    monkeypatch.setenv("WEBHOOK_SECRET", "hush-hush-hush")
    monkeypatch.setenv("TMDB_API_KEY", "0123456789abcdef" * 2)
    settings = load_settings()
    assert settings.tmdb_key == "0123456789abcdef" * 2
    assert "0123456789abcdef" not in f"{settings!r} {settings} {settings.model_dump()}"
    assert "abcdefgh" not in f"{settings!r} {settings} {settings.model_dump()}"
    assert "hush" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_the_example_documents_every_setting_and_nothing_else() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    found = [match[1] for line in lines if (match := re.match(r"#?\s?([A-Z][A-Z_]+)=", line))]
    assert sorted(found) == sorted(NAMES)


def test_every_setting_of_the_example_has_a_line_that_says_what_it_is() -> None:
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    for before, line in itertools.pairwise(lines):
        if re.match(r"#?\s?[A-Z][A-Z_]+=", line):
            assert re.match(r"# \w.* \w", before), line


def test_what_no_log_may_show_is_known_to_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().secrets == ()
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:a-token")
    monkeypatch.setenv("WEBHOOK_SECRET", "a-secret")
    url = "postgresql://me:a%2Fpass%20word@db.example.org/matinee"
    monkeypatch.setenv("DATABASE_URL", url)
    key = "0123456789abcdef" * 2
    monkeypatch.setenv("TMDB_API_KEY", f" {key}")
    settings = load_settings()
    assert settings.secrets == ("1:a-token", "a-secret", key, url, "a%2Fpass%20word", "a/pass word")
    assert "word" not in f"{settings!r} {settings} {settings.model_dump()} {settings.database} {settings.database!r}"


def test_a_database_on_a_server_is_named_by_its_url(monkeypatch: pytest.MonkeyPatch) -> None:
    for scheme in ("postgresql", "postgres"):
        monkeypatch.setenv("DATABASE_URL", f"{scheme}://me:secret@db.example.org:6543/films")
        place = load_settings().database
        assert isinstance(place, Address)
        assert (place.host, place.port, place.name, place.user, place.password) == (
            "db.example.org", 6543, "films", "me", "secret",
        )  # fmt: skip


def test_logs_have_a_level_and_a_format(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", " WARNING")
    monkeypatch.setenv("LOG_FORMAT", "JSON")
    settings = load_settings()
    assert (settings.log_level, settings.log_format) == ("warning", "json")
    monkeypatch.setenv("LOG_LEVEL", "loud")
    with pytest.raises(SettingsError, match="LOG_LEVEL cannot be read"):
        load_settings()
