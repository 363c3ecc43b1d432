"""What was talked about in one chat: the film that words refer to, and the wishes in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.dialogue.tonight import Tonight

SILENCE = 6 * 60 * 60
"""Seconds without a word or a tap after which wishes are those of another evening."""

MOST_CHATS = 6
"""A person's talk in so many chats is remembered, the latest ones."""


@dataclass(frozen=True, slots=True)
class Thread:
    """One person's talk in one chat.

    Attributes
    ----------
    film
        Key of the film that was shown last: what «it» and «that one» are.
    card
        Key of the film that was suggested last: what «why» is about.
    tonight
        The wishes in force.
    at
        When the person was last answered here, in seconds since 1970.
    """

    film: str | None = None
    card: str | None = None
    tonight: Tonight = field(default_factory=Tonight)
    at: int = 0

    def at_time(self, now: int) -> "Thread":
        """The talk as it goes on now: after a long silence without the wishes, but still with the film.

        A clock that was put back by more than that tells of another evening, too: else wishes from a time when it was
        wrong would stay until it comes there.
        """
        late = abs(now - self.at) > SILENCE
        return replace(self, at=now, tonight=Tonight() if late else self.tonight)

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {"film": self.film, "card": self.card, "tonight": self.tonight.to_json(), "at": self.at}

    @classmethod
    def from_json(cls, data: object) -> "Thread":
        """The talk of `to_json`; what is of another kind takes its default."""
        if not isinstance(data, Mapping):
            return cls()
        film, card, at = data.get("film"), data.get("card"), data.get("at")
        return cls(
            film if isinstance(film, str) else None,
            card if isinstance(card, str) else None,
            Tonight.from_json(data.get("tonight")),
            at if type(at) is int else 0,
        )


Threads = Mapping[int, Thread]


def threads_from_json(data: object) -> dict[int, Thread]:
    """Chat id -> talk; what is of another kind is left out."""
    if not isinstance(data, Mapping):
        return {}
    chats = {key: value for key, value in data.items() if isinstance(key, str) and _is_number(key)}
    return latest({int(key): Thread.from_json(value) for key, value in chats.items()})


def latest(threads: Threads) -> dict[int, Thread]:
    """The talks in the chats where the person was last."""
    return dict(sorted(threads.items(), key=lambda pair: pair[1].at)[-MOST_CHATS:])


def _is_number(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdigit() and len(text) <= 20
