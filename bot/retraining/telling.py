"""Telling whoever asked how far a training is, in one message that is kept up to date."""

import time
from collections.abc import Callable, Iterable
from typing import Protocol

from bot.dialogue import training_screens
from bot.dialogue.language import speaking, supported
from bot.dialogue.screens import Screen
from bot.dialogue.state import DialogueState
from bot.retraining.trainer import Advance
from bot.storage.base import Storage
from bot.storage.kept import OutboxMessage

TELL_EVERY = 2.5
"""Seconds between two changes of the progress message: Telegram allows about one a second and chat, of whatever."""


class Announcer(Protocol):
    """Says things that no person asked for in this very turn."""

    async def progress(self, chat_id: int, message_id: int | None, screen: Screen) -> int | None:
        """Show a passing state, in place of the message with this id; returns the id of the message. May be lost."""

    def deliver(self, messages: Iterable[OutboxMessage]) -> None:
        """Say something that is committed and must arrive."""


class Teller:
    """Keeps one progress message up to date, no more often than Telegram likes.

    Parameters
    ----------
    training_id
        Whose progress it is: the button under it ends that training and no other.
    """

    def __init__(
        self, announcer: Announcer | None, training_id: int, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._announcer, self._training_id, self._clock = announcer, training_id, clock
        self._advance = Advance()
        self._began = clock()
        self._told_at = -TELL_EVERY
        self._told: Screen | None = None
        self.message_id: int | None = None

    @property
    def seconds(self) -> float:
        """Since when the training runs."""
        return self._clock() - self._began

    def advance(self, advance: Advance) -> None:
        """Take a new state; it is shown the next time that one may be."""
        self._advance = advance

    async def show(self, chat_id: int, language: str) -> None:
        """Show the state in the chat, unless the last one shown is too fresh or says the same."""
        now = self._clock()
        if self._announcer is None or now - self._told_at < TELL_EVERY:
            return
        with speaking(language):
            screen = training_screens.progress(
                self._training_id, self._advance.phase, self._advance.done, self._advance.left
            )
        if screen != self._told:
            self._told_at, self._told = now, screen
            self.message_id = await self._announcer.progress(chat_id, self.message_id, screen)


async def language_of(storage: Storage, user_id: int) -> str:
    """The language that a person is spoken to in."""
    facts = await storage.facts(user_id)
    return supported(DialogueState.from_json(facts.state).language or facts.language)
