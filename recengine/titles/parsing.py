"""What a message may mean as a title: with or without a year, numbers read or left, talk taken off its ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from recengine.titles.numerals import is_number
from recengine.titles.words import STOP_WORDS, TALK, both_tokens, tokens

MAX_LENGTH = 240
MAX_WORDS = 24
MAX_CLAUSES = 4
SPELLED, CLAUSE, POINTED_AT, UNRATED = 0.995, 0.9, 0.97, 0.99
_YEAR = re.compile(r"[(\[]?\b(18[89]\d|19\d\d|20[0-4]\d)\b[)\]]?")
_SHORT_YEAR = re.compile(r"(?:^|\s)(?:['’`‘](\d\d)\b|(\d\d)(?=\s*$))")
_DECADE = re.compile(r"(?:\b(?:from|in|of)\s+)?(?:\bthe\s+)?(?<!\w)['’]?((?:19|20)?\d0)['’]?s\b", re.IGNORECASE)
_LATEST_SHORT_YEAR = 29
_CLAUSE = re.compile(r"[,;!?\n]+\s*|(?<=\w{4})\.\s|[\"«»“”]")
# «that movie Big with Tom Hanks», «Alien the movie»: what a noun points at, up to who is in it.
_AFTER_NOUN = re.compile(
    r"\b(?:the|that|this|\w+['’]s)\s+(?:\w+\s+){0,2}(?:movie|film)\s+(?:(?:called|named|titled)\s+)?"
    r"(?!(?:with|about|like|where|that|which|for|in|of|from|by|to|is|was|and|i|we|you)\b)(?P<title>[^\W\d].*?)"
    r"(?:\s+(?:with|starring|by|from)\s.*)?$",
    re.IGNORECASE,
)
_BEFORE_NOUN = re.compile(r"^\s*(?P<title>\w.*?),?\s+the\s+(?:movie|film)\b(?:\s+(?:please|pls))?\W*$", re.IGNORECASE)

# «5 stars for», «a 9/10», «two thumbs up»; a bare number only after a word such as «give»: «give it a 9».
_MARK = r"(?:\d{1,2}(?:[.,]\d)?|zero|half|one|two|three|four|five|six|seven|eight|nine|ten)"
_SCORE = re.compile(
    rf"\b(?:an?\s+)?(?:solid\s+|full\s+)?{_MARK}(?:\s*/\s*(?:5|10|100)\b|\s+out\s+of\s+(?:\d+|five|ten)\b"
    r"|(?:\s+and\s+a\s+half)?\s*-?stars?\b|\s+thumbs?\s+(?:up|down)\b)(?:\s+(?:for|to)\b)?|★+|⭐+"
    rf"|\ban?\s+(?:solid\s+)?{_MARK}\s+(?:for|to)\b",
    re.IGNORECASE,
)
_BARE_SCORE = re.compile(
    rf"\b(?:give|gave|giving|rate|rated|rating|deserves?|gets?|is|was)\b.*(?P<score>\san?\s+(?:solid\s+)?{_MARK}\W*)$",
    re.IGNORECASE,
)

# «psycho by hitchcock», «gravity with sandra bullock».
_BEFORE_PEOPLE = re.compile(
    r"^\W*(?P<title>\w.*?),?\s+(?:with|by|starring|directed\s+by)\s+(?!(?:the|a|an|my|you|me|us)\b)\w+(?:\s+\w+)*\W*$",
    re.IGNORECASE,
)

# «i just watched kids last night»: what was seen, without when.
_SEEN = re.compile(
    r"^\W*(?:(?:i|we|i['’]?ve|we['’]?ve)\s+)?(?:(?:just|finally|recently|already|also|have)\s+)*"
    r"(?:re-?watched|watched|saw|seen)\s+(?!an?\s|some\s|my\s)(?P<title>\S.*?)"
    r"(?:\s+(?:last\s+(?:night|week|weekend|month|year)|yesterday|today|tonight|again|recently|the\s+other\s+day"
    r"|this\s+(?:morning|afternoon|evening|week|weekend)))?\W*$",
    re.IGNORECASE,
)
_POINTING = ((_AFTER_NOUN, POINTED_AT), (_BEFORE_NOUN, POINTED_AT), (_BEFORE_PEOPLE, CLAUSE), (_SEEN, POINTED_AT))


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
    if (unrated := _without_score(text)) is not None:
        ways += [(rest, years, slack, UNRATED) for rest, years, slack in _with_years(unrated)]
    for rest, years, slack, sure in ways:
        for words, weight in zip(both_tokens(rest, casual=True), (1.0, SPELLED), strict=True):
            if words and not (years and all(word in STOP_WORDS for word in words)):
                words = words[:MAX_WORDS]
                found.setdefault((words, years), Reading(words, years, weight * sure, slack=slack))
    for pattern, weight in _POINTING:
        if (match := pattern.search(text)) and (words := tokens(match["title"], casual=True)[:MAX_WORDS]):
            found.setdefault((words, None), Reading(words, None, weight, whole=False, pointed_at=True))
    for clause in clauses(text):
        words = tokens(clause, casual=True)[:MAX_WORDS]
        if any(word not in TALK and not is_number(word) for word in words):
            found.setdefault((words, None), Reading(words, None, CLAUSE, whole=False))
    return list(found.values())


def _without_score(text: str) -> str | None:
    """The text without marks and stars; None where it has none, or where nothing else is said."""
    if match := _SCORE.search(text):
        rest = _cut(text, match)
    elif match := _BARE_SCORE.search(text):
        rest = text[: match.start("score")]
    else:
        return None
    return rest if rest.strip(" .!?") else None


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
