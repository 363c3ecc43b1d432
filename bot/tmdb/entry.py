"""What TMDB says of one film in one language, read strictly: it is somebody else's text."""

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

LONGEST_PLOT = 4000
"""Characters that are kept of a plot; TMDB's own are below a thousand."""

DAY = 86_400
LASTS = 180 * DAY
"""Seconds that anything of TMDB's may be kept: six months by its terms."""

PARTLY_LASTS = 7 * DAY
"""Seconds after which TMDB is asked again for what it did not have."""

_PATH = re.compile(r"/[A-Za-z0-9_-]{1,100}\.(?:jpg|jpeg|png)")


class Garbled(ValueError):
    """An answer that is not what TMDB says of a film."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One film in one language.

    Attributes
    ----------
    plot
        What it is about, in one line; empty where TMDB does not say.
    poster
        Where TMDB keeps its poster, such as «/abc.jpg»; None where there is none.
    fetched_at
        Seconds since 1970.
    """

    plot: str
    poster: str | None
    fetched_at: int

    def is_fresh(self, now: int) -> bool:
        """Whether it may be used still; one from the future is of a wrong clock."""
        lasts = LASTS if self.plot and self.poster else PARTLY_LASTS
        return 0 <= now - self.fetched_at < lasts

    def to_bytes(self) -> bytes:
        """As it is kept on the disk."""
        kept = {"plot": self.plot, "poster": self.poster, "fetched_at": self.fetched_at}
        return json.dumps(kept, ensure_ascii=False).encode()


def answered(body: bytes, *, now: int) -> Entry:
    """The entry in an answer of TMDB's.

    Raises
    ------
    Garbled
        Where it is something else.
    """
    told = _object(body)
    return Entry(_plot(told.get("overview")), _poster(told.get("poster_path")), now)


def kept(content: bytes) -> Entry:
    """The entry of `Entry.to_bytes`.

    Raises
    ------
    Garbled
        Where the file is damaged.
    """
    told = _object(content)
    at = told.get("fetched_at")
    if not isinstance(at, int) or isinstance(at, bool):
        raise Garbled("without its time")
    return Entry(_plot(told.get("plot")), _poster(told.get("poster")), at)


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Garbled("no JSON") from None
    if not isinstance(told, dict):
        raise Garbled("no object")
    return told


def _plot(value: object) -> str:
    """On one line, without characters that steer how others are shown."""
    if not isinstance(value, str):
        return ""
    letters = (letter for letter in value[: 2 * LONGEST_PLOT] if letter.isspace() or not _steers(letter))
    return " ".join("".join(letters).split())[:LONGEST_PLOT].rstrip()


def _steers(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs")


def _poster(value: object) -> str | None:
    return value if isinstance(value, str) and _PATH.fullmatch(value) else None
