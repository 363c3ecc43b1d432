"""Screens on their way: which of Telegram's methods shows each, new or in place of another message."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardMarkup, InputMediaPhoto, InputPollOption, Message

from bot.dialogue.attachments import Picture
from bot.dialogue.screens import Screen
from bot.telegram.rendering import MAX_CAPTION_UNITS, html, keyboard

log = logging.getLogger(__name__)

Draw = Callable[[Picture], bytes]
"""Draws a picture as PNG; called in a thread."""


MAX_QUESTION = 300
"""Characters in the question of a poll."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What Telegram calls a message that was sent, and the poll in it."""

    message_id: int
    poll_id: str | None = None


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

    async def send(self, chat_id: int, screen: Screen) -> Sent:
        """A new message."""
        markup = self._keyboard(screen)
        if screen.poll is not None:
            return _sent(await self._send_poll(chat_id, screen, markup))
        if screen.document is not None:
            document = screen.document
            return _sent(
                await self._bot.send_document(
                    chat_id,
                    document.content,
                    filename=document.name,
                    caption=_caption(screen),
                    parse_mode="HTML",
                    reply_markup=markup,
                )
            )
        if (picture := await self._drawn(screen)) is not None:
            return _sent(
                await self._bot.send_photo(
                    chat_id, picture, caption=_caption(screen), parse_mode="HTML", reply_markup=markup
                )
            )
        return _sent(
            await self._bot.send_message(
                chat_id,
                html(screen.text),
                parse_mode="HTML",
                reply_markup=markup,
                disable_notification=screen.quiet or None,
            )
        )

    async def _send_poll(self, chat_id: int, screen: Screen, markup: InlineKeyboardMarkup | None) -> Message:
        """Not anonymous, for only then does Telegram tell who voted."""
        assert screen.poll is not None
        options = [InputPollOption(option) for option in screen.poll.options]
        question = screen.text.plain[:MAX_QUESTION]
        return await self._bot.send_poll(chat_id, question, options, is_anonymous=False, reply_markup=markup)

    async def close_poll(self, chat_id: int, message_id: int) -> None:
        """Take no more votes."""
        await self._bot.stop_poll(chat_id, message_id)

    async def replace(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """In place of a message; a document and a poll are always messages of their own.

        Raises
        ------
        BadRequest
            Where that message cannot become this one, as a text no picture and a picture no text.
        """
        markup = self._keyboard(screen)
        if screen.document is not None or screen.poll is not None:
            await self.send(chat_id, screen)
        elif (picture := await self._drawn(screen)) is not None:
            media = InputMediaPhoto(picture, caption=_caption(screen), parse_mode="HTML")
            await self._bot.edit_message_media(media, chat_id, message_id, reply_markup=markup)
        else:
            await self._bot.edit_message_text(
                html(screen.text), chat_id, message_id, parse_mode="HTML", reply_markup=markup
            )

    def _keyboard(self, screen: Screen) -> InlineKeyboardMarkup | None:
        linked = any(button.link is not None for row in screen.rows for button in row)
        return keyboard(screen.rows, me=self._bot.username if linked else "")

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


def _sent(message: Message) -> Sent:
    return Sent(message.message_id, None if message.poll is None else message.poll.id)
