"""Which few of all names are worth a careful look, from inverted indices."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

import numpy as np

from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.titles.grams import TrigramIndex
from recengine.titles.names import FIRM
from recengine.titles.questions import Question
from recengine.titles.spelling import Speller
from recengine.titles.strings import Places
from recengine.titles.table import NameTable
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import TALK

_SHORTLIST, _SIBLINGS = 32, 12
_LONGEST_WINDOW, _OPENING = 8, 3
_FEW_WORDS, _SHORT_MESSAGE = 4, 6
_REMEMBERED = 256  # shortlists; the ways to read a message often ask for the same


class Candidates:
    """Finds the places of names that a question may mean.

    Parameters
    ----------
    catalog
        The movies.
    table
        All names.
    vocabulary
        Their words.
    speller
        Puts their words right.
    grams
        Their trigrams.
    prior
        Shape (n_movies,): how well each movie is known, 0 to 1.
    """

    def __init__(
        self,
        catalog: Catalog,
        table: NameTable,
        vocabulary: Vocabulary,
        speller: Speller,
        grams: TrigramIndex,
        prior: Floats,
    ) -> None:
        self._catalog = catalog
        self._table = table
        self._vocabulary = vocabulary
        self._speller = speller
        self._search = lru_cache(maxsize=_REMEMBERED)(lambda key: grams.search(key, limit=_SHORTLIST).tolist())
        self._prior = prior

    def are_said(self, question: Question) -> bool:
        """Whether the message is a name word for word, so that typos need not be considered."""
        reading = question.reading
        long = len(reading.words) > _FEW_WORDS and len(question.core) >= _FEW_WORDS
        keys = [question.key, question.core] if long else [question.key]
        return reading.whole and any(
            self._table.weights[place] >= FIRM and reading.allows(self._year(place))
            for key in keys
            for place in self._table.named(key)
        )

    def said(self, question: Question) -> Places:
        """Names that the message holds word for word, and a few that begin like it."""
        found = self._table.within([question.reading.words], longest=_LONGEST_WINDOW)
        return _rising([*found, *self._siblings(question.reading.core[0])])

    def near(self, question: Question) -> Places:
        """Names that share letters with the message, that it holds word for word or but for slips."""
        words = question.reading.words
        telling = "".join(word for word in words if word not in TALK)
        whole = question.key if len(words) <= _SHORT_MESSAGE else ""
        keys = dict.fromkeys(key for key in (question.core, telling, whole) if key)
        found = [place for key in keys for place in self._search(key)]
        found += self._table.within([words, *self._respelled(words)], longest=_LONGEST_WINDOW)
        if len(words) >= _OPENING:
            found += self._table.opening(words[:_OPENING]).tolist()
        return _rising(found)

    def _siblings(self, word: str) -> list[int]:
        """The best known names that begin with a word."""
        found = self._table.beginning(word)
        if len(found) > _SIBLINGS:
            known = self._prior[self._table.movies[found]]
            found = found[np.argsort(-known, kind="stable")[:_SIBLINGS]]
        places: list[int] = found.tolist()
        return places

    def _respelled(self, words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        unknown = [i for i, word in enumerate(words) if word not in self._vocabulary and word not in TALK]
        return self._speller.variants(words, unknown)

    def _year(self, place: int) -> int:
        return self._catalog.at(int(self._table.movies[place])).year or 9999


def _rising(places: Sequence[int]) -> Places:
    """The places, each once, in order."""
    return np.array(sorted(set(places)), np.int32)
