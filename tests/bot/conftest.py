"""A conversation over the small world, and Ann in front of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.chatting import Chat, House, house


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as made:
        yield made


@pytest.fixture
def ann(home: House) -> Chat:
    return home.chat()
