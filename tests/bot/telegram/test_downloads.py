"""The bytes of a file come from Telegram, or it is told plainly that they don't."""

from typing import Any, cast

import pytest
from telegram import Bot
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from bot.loading import FileUnavailable
from bot.telegram.downloads import TRIES, TelegramFiles


class KeptFile:
    def __init__(self, content: bytes, size: int | None) -> None:
        self.content, self.file_size = content, size
        self.asked: list[dict[str, Any]] = []

    async def download_as_bytearray(self, **asked: Any) -> bytearray:
        self.asked.append(asked)
        return bytearray(self.content)


class FaultyBot:
    """Raises some errors first, then hands the file over."""

    def __init__(self, *faults: TelegramError, content: bytes = b"stars", size: int | None = 5) -> None:
        self.faults, self.file, self.calls = list(faults), KeptFile(content, size), 0

    async def get_file(self, file_id: str) -> KeptFile:
        self.calls += 1
        if self.faults:
            raise self.faults.pop(0)
        return self.file


async def fetch(bot: FaultyBot, *, most: int = 10) -> bytes:
    return await TelegramFiles(cast(Bot, bot), pause=0.0).fetch("f", most=most)


@pytest.mark.parametrize("faults", [(), (TimedOut(),), (NetworkError("reset"), TimedOut())])
async def test_what_the_network_drops_is_tried_again(faults: tuple[TelegramError, ...]) -> None:
    assert await fetch(FaultyBot(*faults)) == b"stars"


async def test_bytes_that_stop_coming_are_given_up_as_soon_as_any_other_answer() -> None:
    bot = FaultyBot()
    await fetch(bot)
    assert bot.file.asked == [{}]  # no longer timeout of its own


async def test_it_is_not_tried_for_ever() -> None:
    bot = FaultyBot(*[TimedOut() for _ in range(9)])
    with pytest.raises(FileUnavailable):
        await fetch(bot)
    assert bot.calls == TRIES


async def test_what_telegram_refuses_is_not_tried_again() -> None:
    bot = FaultyBot(BadRequest("file is too big"), TimedOut())
    with pytest.raises(FileUnavailable):
        await fetch(bot)
    assert bot.calls == 1


async def test_a_file_larger_than_it_was_said_is_not_loaded() -> None:
    with pytest.raises(FileUnavailable):
        await fetch(FaultyBot(size=11))


async def test_a_file_of_untold_size_is_loaded() -> None:
    assert await fetch(FaultyBot(size=None)) == b"stars"
