"""A lab for retrainings that looks and tells without a pause."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.retraining import telling, watching
from bot.serving import Serving
from bot.storage.sqlite import SqliteStorage
from recengine.persistence import ModelStore
from tests.bot.retraining.lab import Lab
from tests.bot.small import publish


@pytest.fixture
async def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Lab]:
    monkeypatch.setattr(telling, "TELL_EVERY", 0.0)
    monkeypatch.setattr(watching, "LOOK_EVERY", 0.01)
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    storage = SqliteStorage(tmp_path / "matinee.sqlite3")
    await storage.open()
    made = Lab(tmp_path, serving, storage)
    yield made
    for retraining in made.running:
        await retraining.stop()
    await storage.close()
