"""What is said to somebody who sends more than can be read: once, kindly, and at little cost."""

import logging
from collections.abc import Coroutine
from typing import Any

from telegram import Update
from telegram.error import TelegramError

from bot.background import Tasks
from bot.conversation import Conversation
from bot.dialogue.events import Said, SentFile, SentOther
from bot.telegram.gate import Allowance
from bot.telegram.incoming import lane_of, to_event
from bot.telegram.outbox import Letters

log = logging.getLogger(__name__)


class Refusing:
    """Tells people that they are too fast.

    A message is told so in its chat, the first of a flood alone. A tap is told so in place of its answer, once a
    second: every such answer is a call, and a flood of them would be one of calls.
    """

    def __init__(self, conversation: Conversation, letters: Letters) -> None:
        self._conversation = conversation
        self._letters = letters
        self._answers = Allowance(1, 1.0)
        self._tasks = Tasks()
        self._closed = False

    def __call__(self, update: Update, *, first: bool) -> None:
        """An update was passed over; `first` of a flood."""
        if self._closed:
            return
        if first:
            log.info("somebody sends more than can be read; the rest is passed over")
        if update.callback_query is not None:
            if self._answers.take(lane_of(update)):
                self._tasks.start(self._logged(self._answer(update)), name="refusal")
        elif first:
            self._tasks.start(self._logged(self._say(update)), name="refusal")

    async def stop(self) -> None:
        """Say nothing more."""
        self._closed = True
        await self._tasks.cancel()

    async def _answer(self, update: Update) -> None:
        event = to_event(update)
        if event is None or update.callback_query is None:
            return
        try:
            await update.callback_query.answer(await self._conversation.hold_on(event))
        except TelegramError as error:
            log.info("a tap too many could not be answered: %s", error.message)

    async def _say(self, update: Update) -> None:
        event = to_event(update)
        if isinstance(event, Said | SentFile | SentOther):
            self._letters.deliver((await self._conversation.slow_down(event)).messages)

    async def _logged(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception:
            log.exception("somebody could not be told that they are too fast")
