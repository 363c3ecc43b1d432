"""Screens with a picture: drawn, or a poster that is looked up; without a poster their words go alone."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto, Message
from telegram.error import BadRequest

from bot.bounded import Bounded
from bot.dialogue.attachments import POSTER, Picture
from bot.dialogue.markup import italic
from bot.dialogue.screens import Screen
from bot.telegram.refusals import GONE, UNCHANGED, says
from bot.telegram.rendering import MAX_CAPTION_UNITS, html

log = logging.getLogger(__name__)

Draw = Callable[[Picture], bytes]
"""Draws a picture as PNG; called in a thread."""

Posters = Callable[[Picture], Awaitable[bytes | None]]
"""Looks a poster up; None where it is not there in a moment."""

REMEMBERED = 1000
"""So many posters that Telegram has already are not sent to it again."""

T = TypeVar("T")


class Photos:
    """Shows screens as photos with a caption.

    Parameters
    ----------
    draw, posters
        Where pictures come from; without them screens go without.
    """

    def __init__(self, bot: Bot, draw: Draw | None, posters: Posters | None) -> None:
        self._bot, self._draw, self._posters = bot, draw, posters
        self._uploaded: Bounded[str, str] = Bounded(REMEMBERED)

    @property
    def has_posters(self) -> bool:
        """Whether there are posters at all."""
        return self._posters is not None

    async def send(self, chat_id: int, screen: Screen, markup: InlineKeyboardMarkup | None) -> Message | None:
        """A new photo, or None where there is no picture to show."""

        async def show(photo: bytes | str) -> Message:
            return await self._bot.send_photo(
                chat_id, photo, caption=caption(screen), parse_mode="HTML", reply_markup=markup
            )

        return await self._shown(screen.picture, show)

    async def replace(
        self, chat_id: int, message_id: int, screen: Screen, markup: InlineKeyboardMarkup | None
    ) -> bool:
        """A photo in place of a message; False where there is no picture to show."""

        async def show(photo: bytes | str) -> Message | bool:
            media = InputMediaPhoto(photo, caption=caption(screen), parse_mode="HTML")
            return await self._bot.edit_message_media(media, chat_id, message_id, reply_markup=markup) or True

        return await self._shown(screen.picture, show) is not None

    async def _shown(self, picture: Picture | None, show: Callable[[bytes | str], Awaitable[T]]) -> T | None:
        if picture is None:
            return None
        if picture.kind != POSTER:
            drawn = await self._drawn(picture)
            return None if drawn is None else await show(drawn)
        return await self._poster_shown(picture, show)

    async def _poster_shown(self, picture: Picture, show: Callable[[bytes | str], Awaitable[T]]) -> T | None:
        """By the name that Telegram gave it, else as a file."""
        name = repr(sorted(picture.spec.items()))
        if (known := self._uploaded.get(name)) is not None:
            if (shown := await _taken(show, known)) is not None:
                return shown
            self._uploaded.drop(name)
        content = await self._looked_up(picture)
        shown = None if content is None else await _taken(show, content)
        if sizes := getattr(shown, "photo", None):
            self._uploaded.put(name, sizes[-1].file_id)
        return shown

    async def _looked_up(self, picture: Picture) -> bytes | None:
        if self._posters is None:
            return None
        try:
            return await self._posters(picture)
        except ValueError:
            log.warning("a poster that nobody can know was asked for")
            return None

    async def _drawn(self, picture: Picture) -> bytes | None:
        if self._draw is None:
            return None
        try:
            return await asyncio.to_thread(self._draw, picture)
        except ValueError:  # kept by another version: the words say the same
            log.exception("a picture cannot be drawn; its screen goes without it")
            return None


async def _taken(show: Callable[[bytes | str], Awaitable[T]], photo: bytes | str) -> T | None:
    """What came of showing a poster, or None where Telegram does not take it: then the words still go."""
    try:
        return await show(photo)
    except BadRequest as error:
        if says(error, UNCHANGED, *GONE):
            raise  # the message is the matter, not the poster
        log.info("Telegram does not take a poster: %s", error.message)
        return None


def caption(screen: Screen) -> str:
    """The text below a picture or file, with whose the picture is."""
    credit = screen.picture.credit if screen.picture is not None else ""
    if not credit:
        return html(screen.text, most=MAX_CAPTION_UNITS)
    room = MAX_CAPTION_UNITS - 2 * len(credit) - 1  # no letter has more than two units
    return f"{html(screen.text, most=room)}\n{html(italic(credit))}"
