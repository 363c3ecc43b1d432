"""Screens on their way: which of Telegram's methods shows each, new or in place of another message."""

import asyncio
import logging
from collections.abc import Callable

from telegram import Bot, InputMediaPhoto

from bot.dialogue.attachments import Picture
from bot.dialogue.screens import Screen
from bot.telegram.rendering import MAX_CAPTION_UNITS, html, keyboard

log = logging.getLogger(__name__)

Draw = Callable[[Picture], bytes]
"""Draws a picture as PNG; called in a thread."""


class Post:
    """Shows screens through a bot.

    Parameters
    ----------
    draw
        Draws the pictures of screens; without it screens go without pictures.
    """

    def __init__(self, bot: Bot, draw: Draw | None = None) -> None:
        self._bot = bot
        self._draw = draw

    async def send(self, chat_id: int, screen: Screen) -> None:
        """A new message."""
        markup = keyboard(screen.rows)
        if screen.document is not None:
            document = screen.document
            await self._bot.send_document(
                chat_id,
                document.content,
                filename=document.name,
                caption=_caption(screen),
                parse_mode="HTML",
                reply_markup=markup,
            )
        elif (picture := await self._drawn(screen)) is not None:
            await self._bot.send_photo(
                chat_id, picture, caption=_caption(screen), parse_mode="HTML", reply_markup=markup
            )
        else:
            await self._bot.send_message(chat_id, html(screen.text), parse_mode="HTML", reply_markup=markup)

    async def replace(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """In place of a message; a document is always a message of its own.

        Raises
        ------
        BadRequest
            Where that message cannot become this one, as a text no picture and a picture no text.
        """
        markup = keyboard(screen.rows)
        if screen.document is not None:
            await self.send(chat_id, screen)
        elif (picture := await self._drawn(screen)) is not None:
            media = InputMediaPhoto(picture, caption=_caption(screen), parse_mode="HTML")
            await self._bot.edit_message_media(media, chat_id, message_id, reply_markup=markup)
        else:
            await self._bot.edit_message_text(
                html(screen.text), chat_id, message_id, parse_mode="HTML", reply_markup=markup
            )

    async def _drawn(self, screen: Screen) -> bytes | None:
        if screen.picture is None or self._draw is None:
            return None
        try:
            return await asyncio.to_thread(self._draw, screen.picture)
        except ValueError:  # kept by another version: the words say the same
            log.exception("a picture cannot be drawn; its screen goes without it")
            return None


def _caption(screen: Screen) -> str:
    return html(screen.text, most=MAX_CAPTION_UNITS)
