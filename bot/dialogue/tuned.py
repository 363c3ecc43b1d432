"""Which station somebody listens to, and whether the next words are to be a station's name."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

PATIENCE = 5 * 60
"""Seconds in which a name is waited for; words that come later are about something else."""


@dataclass(frozen=True, slots=True)
class Tuned:
    """What is remembered of stations between turns.

    Attributes
    ----------
    playing
        Code of the station that plays now.
    naming
        Code of the station whose new name is waited for.
    asked_at
        When it was asked for, in seconds since 1970.
    """

    playing: str | None = None
    naming: str | None = None
    asked_at: int = 0

    def to(self, code: str) -> "Tuned":
        """A station plays."""
        return replace(self, playing=code)

    def off(self, code: str) -> "Tuned":
        """A station plays no more; another one that does plays on."""
        return replace(self, playing=None if self.playing == code else self.playing)

    def asking(self, code: str, now: int) -> "Tuned":
        """A name is asked for."""
        return replace(self, naming=code, asked_at=now)

    def asked(self, now: int) -> str | None:
        """Code of the station whose name is still waited for."""
        return self.naming if 0 <= now - self.asked_at <= PATIENCE else None

    def not_asking(self) -> "Tuned":
        """No name is waited for any more."""
        return replace(self, naming=None)

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {"playing": self.playing, "naming": self.naming, "asked_at": self.asked_at}

    @classmethod
    def from_json(cls, data: object) -> "Tuned":
        """The memory of `to_json`; what is of another kind takes its default."""
        if not isinstance(data, Mapping):
            return cls()
        at = data.get("asked_at")
        return cls(_text(data.get("playing")), _text(data.get("naming")), at if type(at) is int else 0)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
