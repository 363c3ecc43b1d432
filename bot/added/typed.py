"""A film as an admin types it: «Sinners (2025) horror, drama»."""

import re
from dataclasses import dataclass, replace

from bot.added.genres import Genres
from bot.added.reading import FIRST_YEAR
from bot.exchange import values
from recengine.datasets.title_parsing import article_first

YEARS_AHEAD = 5
"""A number that is further ahead belongs to the title, as in «Blade Runner 2049»; in brackets it is the year."""

MOST_WORDS = 3
"""Genres have no more words: «rom com», «kid friendly»."""

_IN_BRACKETS = re.compile(r"[(\[](\d{4})[)\]]")
_BARE = re.compile(r"(?<!\S)(\d{4})(?=[\s,;]|$)")
_BETWEEN = re.compile(r"[,;|/&+]|\s+(?:and|y|e)\s+", re.IGNORECASE)
_EDGES = ' ,;:-–—"«»“”'


@dataclass(frozen=True, slots=True)
class Typed:
    """What was understood; `odd` are words where genres were expected that name none."""

    title: str = ""
    year: int | None = None
    genres: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


def read_typed(text: str, genres: Genres, *, this_year: int) -> Typed:
    """A title, then perhaps its year, then perhaps genres."""
    plain = values.title(text)
    found = _year(plain, this_year)
    if found is None:
        return _without_year(plain, genres)
    rest = _genres(plain[found.end() :], genres)
    return replace(rest, title=_title(plain[: found.start()]), year=int(found[1]))


def read_more(text: str, genres: Genres, *, this_year: int) -> Typed | None:
    """The year, genres, or both, where a text says nothing else."""
    plain = values.title(text).strip(_EDGES)
    found = re.fullmatch(r"(?:(\d{4})[\s,;]*)?(.*)", plain)
    if not plain or found is None:
        return None
    year = int(found[1]) if found[1] else None
    rest = _genres(found[2], genres)
    if rest.odd or (year is not None and not FIRST_YEAR <= year <= this_year + YEARS_AHEAD):
        return None
    return replace(rest, year=year) if year is not None or rest.genres else None


def _year(text: str, this_year: int) -> re.Match[str] | None:
    """Where the year stands: in brackets, else the last one behind a title."""
    in_brackets = [m for m in _IN_BRACKETS.finditer(text) if m.start() and FIRST_YEAR <= int(m[1]) <= 2100]
    bare = [m for m in _BARE.finditer(text) if m.start() and FIRST_YEAR <= int(m[1]) <= this_year + YEARS_AHEAD]
    found = in_brackets or bare
    return found[-1] if found else None


def _without_year(text: str, genres: Genres) -> Typed:
    """The first part, where all others are genres; else it is all title."""
    first, *others = re.split(r"[,;|]", text)
    rest = _genres(",".join(others), genres)
    return replace(rest, title=_title(first)) if rest.genres and not rest.odd else Typed(_title(text))


def _title(text: str) -> str:
    return article_first(text.strip(_EDGES))


def _genres(text: str, genres: Genres) -> Typed:
    found: list[str] = []
    odd: list[str] = []
    for part in filter(None, (part.strip(_EDGES) for part in _BETWEEN.split(text))):
        words = part.split()
        while words:
            size = next(
                (n for n in range(min(MOST_WORDS, len(words)), 0, -1) if genres.named(" ".join(words[:n]))), 0
            )
            found += genres.named(" ".join(words[:size])) if size else ()
            odd += () if size else (words[0],)
            words = words[max(size, 1) :]
    return Typed(genres=tuple(dict.fromkeys(found)), odd=tuple(odd))
