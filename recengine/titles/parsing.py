"""What a message may mean as a title: with or without a year, numbers read or left, talk taken off its ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recengine.titles.frames import CLAUSE, POINTING, without_score
from recengine.titles.numerals import is_number
from recengine.titles.words import STOP_WORDS, TALK, both_tokens, tokens

MAX_LENGTH = 240
MAX_WORDS = 24
MAX_CLAUSES = 4
SPELLED, UNRATED = 0.995, 0.99
_YEAR = re.compile(r"[(\[]?\b(18[89]\d|19\d\d|20[0-4]\d)\b[)\]]?")
_SHORT_YEAR = re.compile(r"(?:^|\s)(?:['’`‘](\d\d)\b|(\d\d)(?=\s*$))")
_DECADE = re.compile(r"(?:\b(?:from|in|of)\s+)?(?:\bthe\s+)?(?<!\w)['’]?((?:19|20)?\d0)['’]?s\b", re.IGNORECASE)
_LATEST_SHORT_YEAR = 29
_CLAUSE = re.compile(r"[,;!?\n]+\s*|(?<=\w{4})\.\s|[\"«»“”]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a message: the words of the title and the years it may be of (both ends included)."""

    words: tuple[str, ...]
    years: tuple[int, int] | None
    weight: float = 1.0
    whole: bool = True  # False where only a part of the message was read
    slack: int = 1  # years that the film may lie off `years`
    pointed_at: bool = False  # what a word such as «movie» points at

    def allows(self, year: int) -> bool:
        """Whether a film of that year may be meant."""
        return self.years is None or self.years[0] <= year <= self.years[1]

    @property
    def core(self) -> tuple[str, ...]:
        """The words without talk at either end; all of them where nothing else would be left."""
        start, end = 0, len(self.words)
        while start < end and self.words[start] in TALK:
            start += 1
        while end > start and self.words[end - 1] in TALK:
            end -= 1
        return self.words[start:end] or self.words


def readings(text: str) -> list[Reading]:
    """The ways to read a message, likeliest first; none for a message without a word."""
    text = text[:MAX_LENGTH]
    found: dict[tuple[tuple[str, ...], tuple[int, int] | None], Reading] = {}
    ways = [(rest, years, slack, 1.0) for rest, years, slack in _with_years(text)]
    if (unrated := without_score(text)) is not None:
        ways += [(rest, years, slack, UNRATED) for rest, years, slack in _with_years(unrated)]
    for rest, years, slack, sure in ways:
        for words, weight in zip(both_tokens(rest, casual=True), (1.0, SPELLED), strict=True):
            if words and not (years and all(word in STOP_WORDS for word in words)):
                words = words[:MAX_WORDS]
                found.setdefault((words, years), Reading(words, years, weight * sure, slack=slack))
    for pattern, weight in POINTING:
        if (match := pattern.search(text)) and (words := tokens(match["title"], casual=True)[:MAX_WORDS]):
            found.setdefault((words, None), Reading(words, None, weight, whole=False, pointed_at=True))
    for clause in clauses(text):
        words = tokens(clause, casual=True)[:MAX_WORDS]
        if any(word not in TALK and not is_number(word) for word in words):
            found.setdefault((words, None), Reading(words, None, CLAUSE, whole=False))
    return list(found.values())


def clauses(text: str) -> list[str]:
    """The parts of a message between punctuation, where there are several."""
    parts = [part for part in _CLAUSE.split(text[:MAX_LENGTH]) if part.strip()]
    return parts[:MAX_CLAUSES] if len(parts) > 1 else []


def _with_years(text: str) -> Iterator[tuple[str, tuple[int, int] | None, int]]:
    yield text, None, 0
    if matches := list(_YEAR.finditer(text)):
        year = int(matches[-1][1])
        yield _cut(text, matches[-1]), (year, year), 1
    elif match := _DECADE.search(text):
        first = _full_year(match[1])
        yield _cut(text, match), (first, first + 9), 0
    elif match := _SHORT_YEAR.search(text):
        year = _full_year(match[1] or match[2])
        yield _cut(text, match), (year, year), 0 if match[2] and year >= 2000 else 1


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _full_year(digits: str) -> int:
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if year <= _LATEST_SHORT_YEAR else 1900)
