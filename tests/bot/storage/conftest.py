"""A fresh database for each test, of each backend."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.base import Storage
from tests.bot.storage.contract import BACKENDS, FakeClock, MakeStorage, running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(params=sorted(BACKENDS))
def make_storage(request: pytest.FixtureRequest, tmp_path: Path, clock: FakeClock) -> MakeStorage:
    """Makes a storage on this test's database; again, after the first is closed, to reopen it."""
    backend = BACKENDS[request.param]
    return lambda: backend(tmp_path, clock)


@pytest.fixture
async def storage(make_storage: MakeStorage) -> AsyncIterator[Storage]:
    async with running(make_storage()) as storage:
        yield storage
