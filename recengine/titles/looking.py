"""A careful look at candidates, the most promising first, until no other can change the answer."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Bools
from recengine.titles.questions import Question
from recengine.titles.scoring import Fit
from recengine.titles.sifting import Sifted
from recengine.titles.similarity import Alike, word_likeness
from recengine.titles.table import NameTable
from recengine.titles.verdict import Verdict

LEAST = 0.5
"""Matches below this are noise."""

_AT_ONCE = 8
_PART_OF_LONGER = 0.12

Look = Callable[[int, Question, Sequence[Alike]], Fit]
Kind = Callable[[int, Question], Hashable]
Ranked = list[tuple[float, Fit]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to read a message, its candidates, and what is guessed of it where they have not the movie."""

    question: Question
    sifted: Sifted
    guesses: Sequence[Fit]


@dataclass(frozen=True, slots=True)
class AllAlike:
    """What is like a word, worked out as it is asked for."""

    typed: str

    def get(self, word: str) -> float:
        """How like a word is to the typed one, 0 to 1."""
        return word_likeness(self.typed, word)


def all_ranked(looked: Sequence[tuple[Sequence[Fit], Sequence[Fit]]], verdict: Verdict, plain: str) -> Ranked:
    """Fits of each way to read a message, with what is guessed of it, by rank; `plain` is the folded message."""
    return _ranked(_best_fits(looked), verdict, plain)


class Looking:
    """The candidates of all ways to read one message, and what careful looks at some of them told.

    Parameters
    ----------
    asked
        The ways to read it, likeliest first.
    look
        How well the name at a place fits a question.
    kind
        The same for names that fit a question equally, but for the movie; None for one that is like no other.
    table
        All names.
    verdict
        Judges.
    """

    def __init__(self, asked: Sequence[Asked], look: Look, kind: Kind, table: NameTable, verdict: Verdict) -> None:
        self._asked, self._look, self._kind = asked, look, kind
        self._table, self._verdict = table, verdict
        self._names = np.concatenate([one.sifted.names for one in asked])
        self._of = np.repeat(np.arange(len(asked)), [len(one.sifted.names) for one in asked])
        self._movies = table.movies[self._names]
        self._values = np.concatenate([one.sifted.values for one in asked])
        self._parts = np.concatenate([one.sifted.parts for one in asked])
        self._whole = np.concatenate([one.sifted.whole for one in asked])
        self._ranks = verdict.bounds(self._values, self._movies)
        self._looked = np.zeros(len(self._names), np.bool_)
        self._fits: dict[int, Fit] = {}
        self._known: dict[tuple[int, Hashable], Fit] = {}

    def ranked(self, plain: str, *, limit: int) -> Ranked:
        """The fits by rank, of which the first `limit` and whether the first is beyond doubt are final.

        Parameters
        ----------
        plain
            The folded message.
        """
        order = np.argsort(-self._ranks, kind="stable")
        todo, many = order[:_AT_ONCE], _AT_ONCE
        while True:
            many *= 2  # where names are many that are alike, looking at a few at a time would not end
            self._look_at(todo)
            fits = _best_fits(self._told())
            found = _ranked(fits, self._verdict, plain)
            may = self._may_change(found, limit)
            todo = np.append(order[may[order]][:many], self._longer_names(fits))
            if not len(todo):
                return found

    def _look_at(self, places: NDArray[np.integer]) -> None:
        for place in places.tolist():
            number, name = int(self._of[place]), int(self._names[place])
            one = self._asked[number]
            kind = self._kind(name, one.question)
            like = None if kind is None else self._known.get((number, kind))
            if like is not None:
                self._fits[place] = replace(like, name=replace(like.name, movie=int(self._movies[place])))
                continue
            self._fits[place] = self._known[number, kind] = self._look(name, one.question, one.sifted.alike)
        self._looked[places] = True

    def _told(self) -> Iterator[tuple[Sequence[Fit], Sequence[Fit]]]:
        """The fits so far of each way to read the message, as their candidates are in order, and its guesses."""
        fits: list[list[Fit]] = [[] for _ in self._asked]
        for place in sorted(self._fits):
            fits[self._of[place]].append(self._fits[place])
        for found, one in zip(fits, self._asked, strict=True):
            yield found, one.guesses

    def _may_change(self, found: Ranked, limit: int) -> Bools:
        """Which of the others may be among the first, or make the first one doubtful."""
        last = found[limit - 1][0] if len(found) >= limit else LEAST
        may: Bools = self._ranks >= last
        if found and self._verdict.confident([fit for _, fit in found]):
            upset = self._verdict.may_upset(found[0][1], self._values, self._movies, self._parts)
            may |= (self._ranks >= LEAST) & upset
        return may & ~self._looked

    def _longer_names(self, fits: Iterable[Fit]) -> NDArray[np.int64]:
        """Names of several words that may be said whole, one of each that are alike and nothing is known of.

        Who is only a part of such a name is doubted, so it counts however badly it fits otherwise.
        """
        said = {fit.name.tokens for fit in fits if fit.stands or fit.exact}
        found = []
        for places in self._alike.values():
            looked = [self._fits[place] for place in places if self._looked[place]]
            if any(fit.name.tokens in said or not (fit.stands or fit.exact) for fit in looked):
                continue
            found += [place for place in places if not self._looked[place]][:1]
        return np.array(found, np.int64)

    @cached_property
    def _alike(self) -> dict[tuple[int, bytes], list[int]]:
        """Candidates of one question with the same words, which are several."""
        starts, tokens = self._table.starts, self._table.tokens
        firsts, ends = starts[self._names], starts[self._names + 1]
        found: dict[tuple[int, bytes], list[int]] = {}
        for place in np.flatnonzero(self._whole & (ends - firsts > 1)).tolist():
            key = int(self._of[place]), tokens[firsts[place] : ends[place]].tobytes()
            found.setdefault(key, []).append(place)
        return found


def _best_fits(looked: Iterable[tuple[Sequence[Fit], Sequence[Fit]]]) -> list[Fit]:
    """The best fit of each movie, the first among equals."""
    best: dict[int, Fit] = {}
    for fits, guesses in looked:
        for found in fits:
            known = best.get(found.name.movie)
            if known is None or (found.value, found.sure) > (known.value, known.sure):
                best[found.name.movie] = found
        for guess in guesses:
            best.setdefault(guess.name.movie, guess)
    return list(best.values())


def _ranked(fits: Iterable[Fit], verdict: Verdict, plain: str) -> Ranked:
    pairs = [(rank, fit) for fit in _longest_said(fits) if (rank := verdict.rank(fit, plain)) >= LEAST]
    return sorted(pairs, key=lambda pair: (-pair[0], verdict.year(pair[1]), pair[1].name.movie))


def _longest_said(fits: Iterable[Fit]) -> list[Fit]:
    """The fits, those doubted whose name was said only as a part of a longer one: «Moon» in «Man on the Moon»."""
    found = list(fits)
    said = {f" {' '.join(f.name.tokens)} " for f in found if f.stands or f.exact}
    return [
        replace(f, value=f.value - _PART_OF_LONGER, sure=False)
        if f.stands and any(own in other and own != other for other in said)
        else f
        for f in found
        for own in (f" {' '.join(f.name.tokens)} ",)
    ]
