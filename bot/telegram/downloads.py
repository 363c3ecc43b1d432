"""The bytes of files that people sent, from Telegram."""

import asyncio
import logging

from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from bot.loading import FileUnavailable
from bot.telegram.pace import seconds_of

log = logging.getLogger(__name__)

TRIES = 3
PAUSE = 0.5
"""Seconds before the second try; doubled before the third."""

LONGEST_WAIT = 5.0
"""Where Telegram asks to wait longer, people are told to send the file again later."""


class TelegramFiles:
    """`bot.loading.Files` of a bot."""

    def __init__(self, bot: Bot, *, pause: float = PAUSE) -> None:
        self._bot = bot
        self._pause = pause

    async def fetch(self, file_id: str, *, most: int) -> bytes:
        """See `Files.fetch`; what the network drops is tried again."""
        for attempt in range(TRIES):
            pause = self._pause * 2**attempt
            try:
                return await self._fetch(file_id, most)
            except BadRequest as error:
                raise FileUnavailable(f"Telegram does not hand the file over: {error.message}") from None
            except RetryAfter as error:
                pause = seconds_of(error)
                if pause > LONGEST_WAIT:
                    break
            except TelegramError as error:
                log.info("a file could not be fetched: %s", type(error).__name__)
            if attempt + 1 < TRIES:
                await asyncio.sleep(pause)
        raise FileUnavailable("Telegram does not answer")

    async def _fetch(self, file_id: str, most: int) -> bytes:
        file = await self._bot.get_file(file_id)
        if file.file_size is not None and file.file_size > most:
            raise FileUnavailable("the file is larger than Telegram said at first")
        # The usual timeout: it is one between two pieces, so that a large file may take long but not stand still.
        return bytes(await file.download_as_bytearray())
