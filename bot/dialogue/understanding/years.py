"""Years and decades in words, as ranges that include both ends."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.dialogue.understanding.bags import bag

Years = tuple[int | None, int | None]

_TENS = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fourties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000, "aughts": 2000, "two thousands": 2000,
}  # fmt: skip
YEAR_WORDS = frozenset(word for name in _TENS for word in name.split()) | bag(
    "before after since between until older newer earlier later recent onwards prior century"
)
_FIRST_OF_1900S = 30  # «30s» are 1930s, «20s» 2020s
_MOMENT = (
    r"(?:the |year |years |end of |start of )*(?:(?:early|mid|late|later) (?:to late )?)?(?:the )?"
    rf"(?:(?:18[89]|19\d|20[0-4])\d(?:s)?|\d0s|{'|'.join(_TENS)})"
)
_ONE, _TWO = rf"(?P<one>{_MOMENT})", rf"(?P<two>{_MOMENT})"
_NOT = (
    r"(?:no|not|nothing|none|never|without)"
    r"(?: (?:too|any|anything|movies?|stuff|from|be|made|much|released|want|that is|one|ones|"
    r"things?|longer|way|please))* "
)
_BEFORE = r"(?:before|older than|earlier than|prior to|pre|predating|previous to|preceding)"
_AFTER = r"(?:after|newer than|later than|more recent than|younger than|post|past|more modern than)"
_FROM_ON = (
    r"(?:since|starting(?: from| in| with)?|beginning(?: in| with)?|at least(?: from)?|as of|from "
    r"at least|minimum)"
)
_UNTIL = r"(?:until|till|til|up to|up until|up till|by)"
_ONWARD = (
    r"(?:(?:and |or )?(?:onwards?|on|up|upwards?|forwards?|later|newer|younger|more recent|beyond|above|after)"
    r"|plus|(?:to|till|until) (?:now|today|present|the present))"
)
_BACKWARD = r"(?:(?:and|or) (?:older|earlier|before|below|prior))"


@dataclass(frozen=True, slots=True)
class Said:
    """Years asked for (None: none that can be kept to), and the characters of the plain sentence that say so."""

    years: Years | None
    start: int
    end: int


def _low(text: str) -> int:
    return _bounds(text)[0]


def _high(text: str) -> int:
    return _bounds(text)[1]


def _bounds(text: str) -> tuple[int, int]:
    """First and last year of a year or decade in words."""
    for name, first in _TENS.items():
        if text.endswith(name):
            return first, first + 9
    digits = text.split()[-1]
    if not digits.endswith("s"):
        return int(digits), int(digits)
    first = int(digits[:-1])
    if first < 100:
        first += 1900 if first >= _FIRST_OF_1900S else 2000
    return first, first + (9 if first % 10 == 0 else 0)


_Reading = Callable[[str, str], Years | None]
# The first pattern that fits at a place wins, so longer ways to speak stand first.
_PATTERNS: tuple[tuple[str, _Reading], ...] = (
    (rf"(?:between |from |in )?{_ONE}(?: and| to| till| until| through| thru| up to| or| -| ,) {_TWO}",
     lambda a, b: (min(_low(a), _low(b)), max(_high(a), _high(b)))),
    (rf"{_NOT}{_BEFORE} {_ONE}", lambda a, _: (_low(a), None)),
    (rf"{_NOT}(?:{_AFTER}|since) {_ONE}", lambda a, _: (None, _high(a))),
    (rf"(?:from )?{_BEFORE} {_ONE}", lambda a, _: (None, _low(a) - 1)),
    (rf"(?:from )?{_AFTER} {_ONE}(?: onwards?| on)?", lambda a, _: (_high(a) + 1, None)),
    (rf"(?:from |since |in )?{_ONE} {_ONWARD}", lambda a, _: (_low(a), None)),
    (rf"(?:from |in )?{_ONE} {_BACKWARD}", lambda a, _: (None, _high(a))),
    (rf"(?:{_NOT})?{_FROM_ON} {_ONE}", lambda a, _: (_low(a), None)),
    (rf"{_UNTIL} {_ONE}", lambda a, _: (None, _high(a))),
    (rf"(?:{_NOT}|anything but |everything but |(?:except|excluding|skip|avoid|forget|forget about) (?:for |from )?)"
     rf"(?:in |of )?{_ONE}", lambda a, _: None),
    (rf"(?:(?:made |released |came out |come out )?(?:from|in|of|during|around|circa|within) )?{_ONE}(?: only)?",
     lambda a, _: (_low(a), _high(a))),
    (r"(?:this|the 21st|21st|the twenty first) century", lambda a, b: (2000, None)),
    (r"(?:last|the 20th|20th|the twentieth) century", lambda a, b: (None, 1999)),
)  # fmt: skip
_COMPILED = tuple((re.compile(rf"(?<= ){pattern}(?= )"), reading) for pattern, reading in _PATTERNS)
_MAY_BEGIN = re.compile(r"(?:18|19|20)\d\d|\d0s|century|" + "|".join(_TENS))


def years_said(plain: str) -> Iterator[Said]:
    """Every range of years that a plain sentence states, in order of the patterns."""
    if not _MAY_BEGIN.search(plain):
        return
    for pattern, reading in _COMPILED:
        while match := pattern.search(plain):
            parts = match.groupdict()
            yield Said(reading(parts.get("one") or "", parts.get("two") or ""), match.start(), match.end())
            plain = plain[: match.start()] + "~" * (match.end() - match.start()) + plain[match.end() :]
