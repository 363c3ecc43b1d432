"""Models that meet a person and a movie in one space: the part that serves, whatever trained them."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import LEVELS, Encoded
from recengine.joining import Joining, longer
from recengine.models.base import Contributions
from recengine.models.condensing import condensed
from recengine.models.plain import PlainScorer
from recengine.taste import summed_rows, taste_row, taste_rows


class TasteFactors(PlainScorer):
    """A person is the weighted sum of the vectors of what they rated; a score is its product with a movie's vector.

    The taste vector of `recengine.taste` picks the columns, so that a history of any length is served, and every
    score is a sum over the rated movies.
    """

    _arrays: ClassVar[tuple[str, ...]] = ("item_vectors", "item_biases", "taste_vectors", "taste_biases")

    _item_vectors: Floats
    """Shape (items, components)."""
    _item_biases: Floats
    """Shape (items,)."""
    _taste_vectors: Floats
    """Shape (3 * items + 1, components)."""
    _taste_biases: Floats
    """Shape (3 * items + 1,)."""

    def score_encoded(self, rated: Encoded) -> Floats:
        columns, weights = taste_row(rated, len(self.item_ids))
        user = weights @ self._taste_vectors[columns]
        scores: Floats = np.asarray(self._item_vectors @ user, dtype=np.float32)
        scores += self._item_biases  # in place: at 60,000 movies a new array costs more than the sum
        scores += weights @ self._taste_biases[columns]
        return scores

    def score_each_encoded(self, rated: Sequence[Encoded]) -> Iterator[Floats]:
        columns, weights, starts = taste_rows(rated, len(self.item_ids))
        constants = summed_rows(self._taste_biases[:, None], columns, weights, starts)
        # Row by row, as what follows: a row stays in the processor's cache, all of them do not.
        for scores, constant in zip(
            summed_rows(self._taste_vectors, columns, weights, starts) @ self._item_vectors.T, constants, strict=True
        ):
            scores += self._item_biases
            scores += constant
            yield scores

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        columns, weights = taste_row(rated, len(self.item_ids))
        vectors = self._taste_vectors[columns] * weights[:, None]
        parts = self._item_vectors[targets] @ vectors.T + self._taste_biases[columns] * weights
        constant = self._item_biases[targets] + parts[:, -1]
        return Contributions(constant, parts[:, :-1], self.item_ids[rated.indices])

    def condense(self, count: int, *, given: Floats, found: Floats) -> None:
        """Go on with fewer components: those that keep the scores closest to what they are.

        Nothing changes where there are no more than `count`.

        Parameters
        ----------
        given, found
            How often each taste column, and each movie as what is to be found, occurs; above 0, shapes
            (3 * items + 1,) and (items,).
        """
        if self._item_vectors.shape[1] > count:
            taste, items = condensed(self._taste_vectors, self._item_vectors, (given, found), count=count)
            self._turn(taste, items)

    def _turn(self, taste: Floats, items: Floats) -> None:
        """Multiply the vectors of both sides by a matrix each."""
        self._taste_vectors = self._taste_vectors @ taste
        self._item_vectors = self._item_vectors @ items

    def _join(self, joining: Joining) -> None:
        self._item_vectors = longer(self._item_vectors, joining.as_found(self._item_vectors))
        self._item_biases = longer(self._item_biases, joining.as_found(self._item_biases))
        self._taste_vectors = _longer_taste(self._taste_vectors, joining)
        self._taste_biases = _longer_taste(self._taste_biases, joining)


def _longer_taste(known: Floats, joining: Joining) -> Floats:
    """The columns of the movies that join, level by level, stand before the constant one."""
    levels = known[:-1].reshape(-1, LEVELS, *known.shape[1:])
    new = np.stack([joining.as_given(levels[:, level]) for level in range(LEVELS)], axis=1)
    return np.concatenate([known[:-1], new.reshape(-1, *known.shape[1:]), known[-1:]])
