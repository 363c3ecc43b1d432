"""Screens on their way: which of Telegram's methods shows each, new or in place of another message."""

import contextlib
import logging
from dataclasses import dataclass

from telegram import Bot, InlineKeyboardMarkup, InputPollOption, Message
from telegram.error import BadRequest, TelegramError

from bot.dialogue.screens import Screen
from bot.telegram.photos import Draw, Photos, Posters, caption
from bot.telegram.rendering import html, keyboard

log = logging.getLogger(__name__)

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
    draw, posters
        Where the pictures of screens come from; without them screens go without pictures.
    """

    def __init__(self, bot: Bot, draw: Draw | None = None, posters: Posters | None = None) -> None:
        self._bot = bot
        self._photos = Photos(bot, draw, posters)

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
                    caption=caption(screen),
                    parse_mode="HTML",
                    reply_markup=markup,
                )
            )
        if (photo := await self._photos.send(chat_id, screen, markup)) is not None:
            return _sent(photo)
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
        elif not await self._photos.replace(chat_id, message_id, screen, markup):
            await self._bot.edit_message_text(
                html(screen.text), chat_id, message_id, parse_mode="HTML", reply_markup=markup
            )

    async def clear_away(self, chat_id: int, message_id: int) -> None:
        """Take away a picture whose place a text could not take, or a text that could not become a picture.

        Else its buttons would stay beside those of the screen that was sent instead. Without posters that does not
        happen on the way from card to card, and a picture stays that somebody asked for.
        """
        if not self._photos.has_posters:
            return
        try:
            await self._bot.delete_message(chat_id, message_id)
        except BadRequest:  # too old to be deleted
            with contextlib.suppress(TelegramError):
                await self._bot.edit_message_reply_markup(chat_id, message_id, reply_markup=None)
        except TelegramError as error:
            log.info("a card whose place was taken stays: %s", type(error).__name__)

    def _keyboard(self, screen: Screen) -> InlineKeyboardMarkup | None:
        linked = any(button.link is not None for row in screen.rows for button in row)
        return keyboard(screen.rows, me=self._bot.username if linked else "")


def _sent(message: Message) -> Sent:
    return Sent(message.message_id, None if message.poll is None else message.poll.id)
