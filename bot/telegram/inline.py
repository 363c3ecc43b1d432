"""Inline queries answered: nothing of them is kept, so a late answer is simply lost."""

import logging

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.error import TelegramError

from bot.dialogue.inline import InlineCard, InlinePage
from bot.telegram.rendering import html, keyboard

log = logging.getLogger(__name__)

CACHED_SECONDS = 0
"""Telegram may not keep results: the next like changes them."""

START = "inline"
"""Where the invitation leads to: /start with this word."""


async def answer(query: InlineQuery, page: InlinePage) -> None:
    """Send a page of results to whoever typed."""
    button = InlineQueryResultsButton(page.invitation, start_parameter=START) if page.invitation else None
    try:
        await query.answer(
            [_article(card) for card in page.cards],
            cache_time=CACHED_SECONDS,
            is_personal=True,
            next_offset=page.next_offset,
            button=button,
        )
    except TelegramError as error:
        # Who types on has asked anew already.
        log.info("an inline query could not be answered: %s", error.message)


def _article(card: InlineCard) -> InlineQueryResultArticle:
    return InlineQueryResultArticle(
        card.key,
        card.title,
        InputTextMessageContent(html(card.screen.text), parse_mode="HTML"),
        description=card.description,
        reply_markup=keyboard(card.screen.rows),
    )
