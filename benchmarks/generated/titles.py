"""Titles nobody gave a film, out of the words that titles are made of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from recengine.datasets.starter import starter_catalog

END = ""
LONGEST = 7
"""Words of a title."""

ARTICLES = ("The", "A", "An")


def titles(count: int, *, seed: int = 0) -> list[str]:
    """Different titles as MovieLens writes them, «Last Kingdom, The».

    Each word follows one that it follows in a title of the bundled catalogue, or, now and then, any word: so they
    are as long as titles are, share words as titles do, and many are a slip away from another one.
    """
    rng = np.random.default_rng(seed)
    taken: dict[str, None] = {}
    for title in _endless(rng):
        if len(taken) == count:
            return list(taken)
        taken.setdefault(title)
    raise AssertionError  # titles never end


def _endless(rng: np.random.Generator) -> Iterator[str]:
    after = _followers([movie.title.split() for movie in starter_catalog()])
    words = [word for followers in after.values() for word in followers if word is not END]
    numbers = _numbers(rng)
    while True:
        title = [_drawn(after[END], numbers)]
        while len(title) < LONGEST:
            # A chain of a small catalogue alone would tell that catalogue's titles again.
            choices = words if next(numbers) < 0.25 else after.get(title[-1], [END])
            word = _drawn(choices, numbers)
            if word is END:
                break
            title.append(word)
        yield _shelved(title)


def _followers(titles: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    after: defaultdict[str, list[str]] = defaultdict(list)
    for words in titles:
        for before, word in zip((END, *words), (*words, END), strict=True):
            after[before].append(word)
    return dict(after)


def _drawn(choices: Sequence[str], numbers: Iterator[float]) -> str:
    return choices[int(next(numbers) * len(choices))]


def _numbers(rng: np.random.Generator) -> Iterator[float]:
    while True:  # drawn one by one they would take most of the time
        yield from rng.random(10_000).tolist()


def _shelved(words: Sequence[str]) -> str:
    first, *rest = words
    return f"{' '.join(rest)}, {first}" if rest and first in ARTICLES else " ".join(words)
