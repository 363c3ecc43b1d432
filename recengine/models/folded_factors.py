"""Movies as vectors, and a person as a sum over what they rated: the part that serves, whatever trained it."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from typing import ClassVar

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import Encoded
from recengine.joining import Joining, longer
from recengine.models.base import Contributions
from recengine.models.plain import PlainScorer


class FoldedFactors(PlainScorer):
    """A score is a base, and the product of a movie's vector with a person's, to which each rated movie adds."""

    _arrays: ClassVar[tuple[str, ...]] = ("given", "found", "base")

    _given: Floats
    """Vectors of movies as they are rated, shape (items, factors)."""
    _found: Floats
    """Vectors of movies as they are scored, shape (items, factors)."""
    _base: Floats
    """What a movie scores whatever was rated, shape (items,)."""

    @abstractmethod
    def _parts(self, rated: Encoded) -> np.ndarray:
        """What each rated movie adds to the person's vector, shape (factors, rated)."""

    def score_encoded(self, rated: Encoded) -> Floats:
        user = np.asarray(self._parts(rated).sum(axis=1), dtype=np.float32)
        scores: Floats = np.asarray(self._found @ user, dtype=np.float32)
        scores += self._base
        return scores

    def score_each_encoded(self, rated: Sequence[Encoded]) -> Iterator[Floats]:
        users = np.asarray([self._parts(one).sum(axis=1) for one in rated], dtype=np.float32)
        for scores in users @ self._found.T:
            scores += self._base
            yield scores

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        by_film = np.asarray(self._found[targets] @ self._parts(rated), dtype=np.float32)
        return Contributions(self._base[targets], by_film, self.item_ids[rated.indices])

    def _join(self, joining: Joining) -> None:
        self._given = longer(self._given, joining.as_given(self._given))
        self._found = longer(self._found, joining.as_found(self._found))
        self._base = longer(self._base, joining.as_found(self._base))
