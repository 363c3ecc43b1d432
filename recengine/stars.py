"""How many stars a person would give: an estimate for every movie and any history, meant to be shown to people."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from recengine import curves
from recengine.arrays import Floats, History, Ints
from recengine.errors import ModelError
from recengine.history import Encoded, encode
from recengine.joining import Joining, longer
from recengine.models.base import State, require
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset

FEW: tuple[int, ...] = (1, 3, 10, 30, 100)
"""Typical errors are told by how many ratings a film has: fewer than the first number, than the second, and so on."""


@dataclass(frozen=True, slots=True)
class Learned:
    """The arrays of a fitted predictor.

    Attributes
    ----------
    means
        What is expected of each film from somebody of whom nothing is known, float32, shape (items,).
    attributes
        Films' attributes, the first a constant 1, float32, shape (items, columns).
    ridge
        Added to the moments of a history's attributes, float64, shape (columns, columns).
    counts
        Number of ratings of each film, float32, shape (items,).
    star_curves, match_curves
        Corrections of raw estimates, see `recengine.curves`, float32, shape (len(KNOWN), len(GRID)).
    errors
        Typical errors, float32, shape (len(KNOWN), len(FEW) + 1).
    """

    means: Floats
    attributes: Floats
    ridge: NDArray[np.float64]
    counts: Floats
    star_curves: Floats
    match_curves: Floats
    errors: Floats

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @property
    def fits_together(self) -> bool:
        """Whether the shapes are as described."""
        items, columns = len(self.means), len(self.ridge)
        corners, kinds = (len(curves.KNOWN), len(curves.GRID)), (len(curves.KNOWN), len(FEW) + 1)
        shapes = ((items,), (items, columns), (columns, columns), (items,), corners, corners, kinds)
        return tuple(array.shape for array in self.arrays().values()) == shapes


class StarPredictor:
    """A film's shrunk mean, plus a person's own taste over the film's attributes, then corrected to be honest.

    A rating is the film's mean plus a weighted sum of its attributes plus noise. The attributes are a constant (how
    generous the person is), genres, decades, age, how well known the film is, directions of its words and people,
    and directions of who rated it. A person's weights are a normal variable whose mean and covariance are learned
    from everybody, so that one rating moves little and moves the right things together; with a history at hand,
    they have a closed-form posterior mean, one small linear system. Nothing of a person is stored.

    Raw estimates are then corrected by monotone curves, one for each of some numbers of known ratings, which were
    learned on training people left out of a fit. So what is said of «★ 4» is right on average, and `match` is the
    share of such cases that were liked. Least to be relied on are estimates below 1.5 stars from one to three
    ratings: few people have any, and on average they gave some tenths of a star more.

    Sources: N. M. Laird and J. H. Ware, «Random-effects models for longitudinal data» (Biometrics 1982) for a normal
    prior of personal weights learned by expectation maximisation; A. Ansari, S. Essegaier and R. Kohli, «Internet
    recommendation systems» (Journal of Marketing Research 2000) for the same over attributes of films; R. Bell and
    Y. Koren, «Improved neighborhood-based collaborative filtering» (KDD Cup 2007) for shrunk film means.

    Parameters
    ----------
    seen, words
        Number of directions of who rated a film, and of its words and people.
    seed
        Of the folds and orders in which training people are left out.
    """

    item_ids: Ints
    """Movie ids, int64, shape (items,); set by `fit` and `from_state`."""

    def __init__(self, *, seen: int = 16, words: int = 10, seed: int = 0) -> None:
        self.seen = seen
        self.words = words
        self.seed = seed

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        """Learn from a data set and return self; a second call forgets the first."""
        from recengine.stars_fit import fit

        self.item_ids = dataset.catalog.item_ids
        self.__dict__.pop("_index", None)
        self._learned = fit(dataset, seen=self.seen, words=self.words, seed=self.seed, progress=progress)
        return self

    def predict(self, history: History, *, at: Ints | None = None) -> Floats:
        """Stars that a person would give, for every movie, rated or not.

        An empty history gives what people give on average; ids that are not known are ignored.

        Parameters
        ----------
        at
            Dense indices of the movies to tell of, in the order of the answer; all by default.

        Returns
        -------
        float32, shape (items,), within 0.5 and 5, aligned with `item_ids`

        Raises
        ------
        InvalidRating
            Where a rating is not a number from 0.5 to 5.
        """
        return self._through(self._learned.star_curves, self.encode(history), at)

    def match(self, history: History, *, at: Ints | None = None) -> Floats:
        """Chance from 0 to 1 that a person would like a movie (4 stars or more), in the order of `predict`.

        Parameters
        ----------
        at
            As for `predict`.

        Returns
        -------
        float32, shape (items,)

        Raises
        ------
        InvalidRating
            Where a rating is not a number from 0.5 to 5.
        """
        return self._through(self._learned.match_curves, self.encode(history), at)

    def typical_error(self, history: History) -> Floats:
        """By how many stars `predict` is wrong on average, by the film's and the person's number of ratings.

        Returns
        -------
        float32, shape (items,)

        Raises
        ------
        InvalidRating
            Where a rating is not a number from 0.5 to 5.
        """
        errors = curves.at(self._learned.errors, len(self.encode(history)))
        return errors[kinds_of(self._learned.counts)]

    def encode(self, history: History) -> Encoded:
        """The part of a history that is known here."""
        return encode(history, self._index)

    def raw(self, rated: Encoded, *, at: Ints | None = None) -> Floats:
        """Estimates before they are corrected, shape (items,); they may lie outside 0.5 and 5."""
        means, attributes = self._learned.means, self._learned.attributes
        some = slice(None) if at is None else at
        if not len(rated):
            return means[some].copy()
        own = attributes[rated.indices].astype(np.float64)
        surprise = rated.stars - means[rated.indices]
        taste = np.linalg.solve(own.T @ own + self._learned.ridge, own.T @ surprise)
        estimates: Floats = np.asarray(attributes[some] @ taste.astype(np.float32), dtype=np.float32)
        estimates += means[some]
        return estimates

    def extended(self, joining: Joining) -> Self:
        """The same predictor for a catalogue with more movies, of which is expected what is of those like them."""
        own = self._learned
        attributes = joining.as_given(own.attributes)
        attributes[:, 0] = 1.0  # the constant, without what sums of weights lose
        predictor = copy(self)
        predictor.__dict__.pop("_index", None)
        predictor.item_ids = joining.catalog.item_ids
        predictor._learned = replace(
            own,
            means=longer(own.means, joining.as_given(own.means)),
            attributes=longer(own.attributes, attributes),
            counts=longer(own.counts, np.zeros(len(joining.movies), dtype=np.float32)),
        )
        return predictor

    def state(self) -> State:
        """The fitted predictor as plain data."""
        settings = {"seen": self.seen, "words": self.words, "seed": self.seed}
        return State(settings, {"item_ids": self.item_ids, **self._learned.arrays()})

    @classmethod
    def from_state(cls, state: State) -> Self:
        """The predictor of a `state`.

        Raises
        ------
        ModelError
            Where an array is missing, or its shape does not go with the others'.
        """
        predictor = cls(**state.settings)
        predictor.item_ids, *arrays = require(state, "item_ids", *(field.name for field in fields(Learned)))
        predictor._learned = Learned(*arrays)
        if not predictor._learned.fits_together:
            raise ModelError("the model file's arrays for predicting stars do not fit together; train it again")
        return predictor

    def _through(self, rows: Floats, rated: Encoded, at: Ints | None) -> Floats:
        return curves.through(curves.at(rows, len(rated)), self.raw(rated, at=at))

    @cached_property
    def _index(self) -> Mapping[int, int]:
        return {item_id: i for i, item_id in enumerate(self.item_ids.tolist())}


def kinds_of(counts: np.ndarray) -> Ints:
    """The column of `Learned.errors` for films with these numbers of ratings."""
    return np.asarray(np.searchsorted(np.asarray(FEW), np.asarray(counts), side="right"), dtype=np.int64)
