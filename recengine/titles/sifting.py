"""How well each candidate can fit at most, for all at once, so that few need a careful look."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Bools
from recengine.titles.alikeness import Alikeness
from recengine.titles.letters import letter_set
from recengine.titles.numerals import number_of
from recengine.titles.parsing import Reading
from recengine.titles.questions import EXPLAINED, Question
from recengine.titles.scoring import (
    AMID_TALK,
    BEGINNING,
    LEFT_OVER,
    LIKE_BY_LETTERS,
    MOST_LEFT_OVER,
    NEXT_YEAR,
    NUMBER_NOT_IN_NAME,
    OTHER_YEAR,
    SCATTERED,
    UNKNOWN_YEAR,
    WORD_FOR_WORD,
)
from recengine.titles.similarity import Alike
from recengine.titles.strings import Places, ragged
from recengine.titles.table import NameTable
from recengine.titles.words import STOP_WORDS

Values = NDArray[np.float64]
_ALL = 0.999  # of a name's weight; nobody says more of a name than all of it
NO_YEAR = -1
_LEAST_PART = 2  # words of a message that may be a part of a longer title


@dataclass(frozen=True, slots=True)
class Sifted:
    """Candidates of one question.

    Attributes
    ----------
    names, values
        Shape (n,): their places, rising, and how well each can fit at most.
    whole, parts
        Shape (n,): whether every word of the name may be said; whether every word said may be one of the name.
    alike
        Of each word of the question the words of these names that are like it.
    """

    names: Places
    values: Values
    whole: Bools
    parts: Bools
    alike: Sequence[Alike]


class Sieve:
    """Bounds how well names can fit.

    Parameters
    ----------
    table
        All names.
    weights
        Shape (n_words,): how telling each of their words is.
    alikeness
        Compares words.
    years
        Shape (n_movies,): their years, or `NO_YEAR`.
    credited
        Shape (n_movies,): whether people of a movie are known.
    explains
        Whether names of people of a movie (its index) are among some words.
    """

    def __init__(
        self,
        table: NameTable,
        weights: Values,
        alikeness: Alikeness,
        years: NDArray[np.int16],
        credited: Bools,
        explains: Callable[[int, Sequence[str]], bool],
    ) -> None:
        self._table, self._weights, self._alikeness = table, weights, alikeness
        self._years, self._credited, self._explains = years, credited, explains

    def sift(self, question: Question, names: Places) -> Sifted:
        """Bounds for candidates, whose places rise."""
        table, words = self._table, question.reading.words
        firsts = table.starts[names]
        sizes = table.starts[names + 1] - firsts
        tokens = table.tokens[ragged(firsts, sizes)]
        known, where = np.unique(tokens, return_inverse=True)
        matrix, alike = self._alikeness.of(words, known)
        if not len(names):
            return Sifted(names, np.empty(0), np.empty(0, np.bool_), np.empty(0, np.bool_), alike)
        starts = np.cumsum(sizes) - sizes
        unsaid = np.maximum.reduceat(matrix[:, where], starts, axis=1) == 0
        best, weights = matrix.max(axis=0)[where], self._weights[tokens]
        covered = np.add.reduceat(best * weights, starts)
        shares = covered / np.add.reduceat(weights, starts)
        said = np.where(np.add.reduceat(best > 0, starts) > 1, BEGINNING, SCATTERED)
        fits = said + (1.0 - said) * shares
        letters = self._by_letters({question.core, question.key}, tokens, starts)
        whole = shares > _ALL

        def bounds(costs: Values) -> Values:
            left = costs @ unsaid
            by_words = covered / np.maximum(covered + left, 1e-9) * fits + WORD_FOR_WORD
            stands = np.where(whole, AMID_TALK - np.minimum(MOST_LEFT_OVER, LEFT_OVER * left), 0.0)
            best: Values = np.maximum(np.maximum(by_words, letters), stands)
            return best

        costs = np.array(question.costs)
        values = bounds(costs)
        credited = np.flatnonzero(self._credited[table.movies[names]]).tolist()
        explained = bounds(np.minimum(costs, EXPLAINED)) if credited else values
        for place in credited:
            if explained[place] > values[place] and self._explains(int(table.movies[names[place]]), words):
                values[place] = explained[place]
        worth = table.weights[names] * question.reading.weight * self._years_factor(question.reading, names)
        # Numbers count where letters differ: «12» may be meant as «1», «2».
        numbers = np.where(letters < 1.0, self._numbers_factor(question, known, where, starts), 1.0)
        values = np.minimum(values, 1.0) * worth * numbers + 1e-9
        several = sum(word not in STOP_WORDS for word in words) >= _LEAST_PART
        return Sifted(names, values, whole, ~unsaid.any(axis=0) & several, alike)

    def _years_factor(self, reading: Reading, names: Places) -> Values:
        if reading.years is None:
            return np.ones(len(names))
        years = self._years[self._table.movies[names]]
        first, last = reading.years
        near = (first - reading.slack <= years) & (years <= last + reading.slack)
        factors = np.where((first <= years) & (years <= last), 1.0, np.where(near, NEXT_YEAR, OTHER_YEAR))
        return np.where(years == NO_YEAR, UNKNOWN_YEAR, factors)

    def _numbers_factor(
        self, question: Question, words: Places, where: NDArray[np.integer], starts: NDArray[np.integer]
    ) -> Values:
        """At most what `scoring` takes for numbers that a name lacks; `words[where]` are the words of all names."""
        factors = np.ones(len(starts))
        places = np.flatnonzero(self._alikeness.numbers[words]).tolist() if question.asked else []
        numbers = {place: number_of(self._table.words[int(words[place])]) for place in places}
        for asked in question.asked:
            holds = np.zeros(len(words), np.bool_)
            holds[[place for place, number in numbers.items() if number == asked]] = True
            factors[~np.logical_or.reduceat(holds[where], starts)] = NUMBER_NOT_IN_NAME
        return factors

    def _by_letters(self, said: Set[str], tokens: Places, starts: NDArray[np.integer]) -> Values:
        """The best that letters alone can be worth, whatever their order."""
        sets = np.bitwise_or.reduceat(self._alikeness.letters[tokens], starts)
        lengths = np.add.reduceat(self._alikeness.lengths[tokens].astype(np.int64), starts)
        best = np.zeros(len(starts))
        for text in said:
            slips = np.bitwise_count(sets ^ np.uint32(letter_set(text))) / 2.0
            slips = np.maximum(slips, np.abs(lengths - len(text)))
            best = np.maximum(best, 1.0 - slips / np.maximum(lengths, len(text)))
        found: Values = np.where(best >= LIKE_BY_LETTERS - 1e-9, best, 0.0)
        return found
