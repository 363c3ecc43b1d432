"""How alike two words are, and how well the words of a query cover a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from rapidfuzz.distance import OSA

from recengine.titles.numerals import LOOKALIKES, number_of

REMEMBERED = 1 << 14
"""Pairs of words whose likeness is kept; more of them are memory that grows for hours and is seldom asked again."""

LOWEST = 0.66  # less alike words do not count as the same
_SOUNDS = (
    (re.compile(r"sch|tch|ch|sh|tio|cio"), "x"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|[cqg]"), "k"),
    (re.compile(r"[zsx]+"), "s"),
    (re.compile(r"^(?:kn|wr)"), lambda m: m.group()[1]),
    (re.compile(r"(?!^)[aeiouyhw]"), ""),
    (re.compile(r"^[aeiouy]"), "a"),
    (re.compile(r"(.)\1+"), r"\1"),
)


class Alike(Protocol):
    """The words that are like a typed one."""

    def get(self, word: str, /) -> float | None:
        """How like it a word is, 0 to 1; None or 0 where it is not."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the words of a query cover a name.

    `query` and `name` are the shares covered (0 to 1), `left` the indices of query words without a partner,
    `matched` those of name words with one, `in_order` whether the partners stand in the same order, `run` whether
    nothing stands between them.
    """

    query: float
    name: float
    left: tuple[int, ...]
    matched: tuple[int, ...]
    in_order: bool
    run: bool


@lru_cache(maxsize=REMEMBERED)
def word_likeness(typed: str, word: str) -> float:
    """From 0 to 1: how likely `typed` stands for `word` (a typo, a beginning, written as it sounds)."""
    if typed == word:
        return 1.0
    if LOOKALIKES.get(typed, typed) == LOOKALIKES.get(word, word):
        return 0.97
    if (number := number_of(typed)) is not None and number == number_of(word):
        return 0.95
    if typed.isdigit() or word.isdigit() or typed[:1].isdigit() != word[:1].isdigit():
        return 0.0
    longest, shortest = max(len(typed), len(word)), min(len(typed), len(word))
    likeness = 1.0 - OSA.distance(typed, word) / longest if shortest > 2 or longest < 3 else 0.0
    if typed[0] != word[0]:
        likeness -= 0.06
    if shortest >= 3 and word.startswith(typed):
        likeness = max(likeness, 0.62 + 0.36 * shortest / longest)
    if shortest >= 4 and likeness < 0.88 and skeleton(typed) == skeleton(word):
        likeness = max(likeness, 0.86)
    return likeness if likeness >= LOWEST else 0.0


@lru_cache(maxsize=REMEMBERED)
def skeleton(word: str) -> str:
    """The consonants of a word as they sound: equal for «nosfaratoo» and «nosferatu»."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def cover(
    alike: Sequence[Alike], left_cost: Sequence[float], name: Sequence[str], weights: Sequence[float]
) -> Coverage:
    """Pair the words of a query with those of a name, the most alike first.

    Parameters
    ----------
    alike, left_cost
        Of each word of the query the words that are like it (`word_likeness`), and what it costs without a partner.
    name, weights
        Words, and how telling each is.
    """
    pairs = [
        (likeness, -abs(i - j), i, j)
        for i, likenesses in enumerate(alike)
        for j, word in enumerate(name)
        if (likeness := likenesses.get(word))
    ]
    pairs.sort(reverse=True)
    partner: dict[int, int] = {}
    used: set[int] = set()
    covered, matched_weight = 0.0, 0.0
    for likeness, _, i, j in pairs:
        if i not in partner and j not in used:
            partner[i] = j
            used.add(j)
            covered += weights[j] * likeness
            matched_weight += weights[j]
    left = tuple(i for i in range(len(alike)) if i not in partner)
    asked = matched_weight + sum(left_cost[i] for i in left)
    order = [partner[i] for i in sorted(partner)]
    return Coverage(
        covered / asked if asked else 0.0,
        covered / (sum(weights) or 1.0),
        left,
        tuple(sorted(used)),
        all(b > a for a, b in pairwise(order)),
        all(b == a + 1 for a, b in pairwise(order)),
    )
