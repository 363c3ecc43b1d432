"""What a dialogue has to remember between turns, kept as JSON beside the person's ratings."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.dialogue.thread import Thread, Threads, latest, threads_from_json
from recengine.adventure import BOLDEST, DEFAULT, SAFEST

ENOUGH_RATINGS = 5
"""Onboarding ends by itself at this many ratings."""

REMEMBERED = 120
"""So many films that were asked about are remembered, so as not to ask again."""


@dataclass(frozen=True, slots=True)
class DialogueState:
    """Where a person stands.

    Attributes
    ----------
    onboarding
        True until enough films are rated or the person skips.
    asked
        Keys of films that onboarding showed, oldest first.
    screen
        Keys of the films that its screen shows now.
    adventurous
        How bold this person's suggestions are, see `recengine.adventure`.
    language
        Code of the language that they chose; None where Telegram's is taken.
    threads
        What was talked about, by chat: what somebody wishes for in one chat is nobody's business in another.
    """

    onboarding: bool = True
    asked: tuple[str, ...] = ()
    screen: tuple[str, ...] = ()
    adventurous: float = DEFAULT
    language: str | None = None
    threads: Threads = field(default_factory=dict)

    def thread(self, chat_id: int) -> Thread:
        """What was talked about in a chat."""
        return self.threads.get(chat_id, Thread())

    def talking(self, chat_id: int, thread: Thread) -> "DialogueState":
        """The state once the talk in a chat went on."""
        return replace(self, threads=latest({**self.threads, chat_id: thread}))

    def asking(self, keys: tuple[str, ...]) -> "DialogueState":
        """The state once these films were shown."""
        asked = tuple(dict.fromkeys((*self.asked, *keys)))[-REMEMBERED:]
        return replace(self, asked=asked, screen=keys)

    def without(self, key: str) -> "DialogueState":
        """The state once a film is known to be of no use to ask about."""
        asked = tuple(dict.fromkeys((*self.asked, key)))[-REMEMBERED:]
        return replace(self, asked=asked, screen=tuple(k for k in self.screen if k != key))

    def turned_to(self, adventurous: float) -> "DialogueState":
        """The state once the dial is turned."""
        return replace(self, adventurous=adventurous)

    def speaking(self, language: str) -> "DialogueState":
        """The state once a language is chosen."""
        return replace(self, language=language)

    def settled(self) -> "DialogueState":
        """The state once onboarding is over."""
        return replace(self, onboarding=False)

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {
            "onboarding": self.onboarding,
            "asked": list(self.asked),
            "screen": list(self.screen),
            "adventurous": self.adventurous,
            "language": self.language,
            "threads": {str(chat): thread.to_json() for chat, thread in self.threads.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DialogueState":
        """The state of `to_json`; what is missing or of another kind takes its default."""
        return cls(
            onboarding=data.get("onboarding") is not False,
            asked=_keys(data.get("asked")),
            screen=_keys(data.get("screen")),
            adventurous=_dial(data.get("adventurous")),
            language=_text(data.get("language")),
            threads=threads_from_json(data.get("threads")),
        )


def _dial(value: object) -> float:
    known = isinstance(value, int | float) and not isinstance(value, bool) and SAFEST <= value <= BOLDEST
    return float(value) if known and isinstance(value, int | float) else DEFAULT


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _keys(value: object) -> tuple[str, ...]:
    return tuple(key for key in value if isinstance(key, str)) if isinstance(value, list | tuple) else ()
