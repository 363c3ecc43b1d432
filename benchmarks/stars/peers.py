"""The peers: what one would take from the shelf to predict stars, each told the history of someone unknown to it."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any, Protocol, Self

import numpy as np
from scipy import sparse

from recengine.arrays import Floats, History, Ints
from recengine.columns import MAX_STARS, MIN_STARS
from recengine.dataset import Dataset
from recengine.history import Encoded, encode
from recengine.stars import StarPredictor

SWEEPS = 10


class Predicts(Protocol):
    """What can be measured: `StarPredictor` and every peer."""

    item_ids: Ints

    def fit(self, dataset: Dataset) -> Self:
        """Learn from a data set."""

    def predict(self, history: History) -> Floats:
        """Stars for all items, shape (items,), aligned with `item_ids`."""


class Peer(ABC):
    """A peer over dense indices; what it says is clipped to what can be given."""

    def fit(self, dataset: Dataset) -> Self:
        """Learn from a data set."""
        self.item_ids = dataset.catalog.item_ids
        self._index = {item_id: i for i, item_id in enumerate(self.item_ids.tolist())}
        self._learn(dataset.matrix.astype(np.float64))
        return self

    def predict(self, history: History) -> Floats:
        """Stars for all items, shape (items,)."""
        return np.clip(self._stars(encode(history, self._index)), MIN_STARS, MAX_STARS).astype(np.float32)

    @abstractmethod
    def _learn(self, ratings: sparse.csr_matrix) -> None:
        """Fit on stars, shape (users, items)."""

    @abstractmethod
    def _stars(self, rated: Encoded) -> np.ndarray:
        """Stars for all items."""


class FilmMean(Peer):
    """The film's mean, with `shrinkage` ratings of the overall mean mixed in; whoever asks gets the same."""

    def __init__(self, *, shrinkage: float = 0.0) -> None:
        self.shrinkage = shrinkage

    def _learn(self, ratings: sparse.csr_matrix) -> None:
        overall = ratings.data.mean()
        count = np.bincount(ratings.indices, minlength=ratings.shape[1])
        total = np.bincount(ratings.indices, ratings.data, minlength=ratings.shape[1])
        self._means = (total + self.shrinkage * overall) / np.maximum(count + self.shrinkage, 1e-9)
        self._means[count + self.shrinkage == 0] = overall

    def _stars(self, rated: Encoded) -> np.ndarray:
        return self._means


class Bias(Peer):
    """Overall mean plus film and user offsets, both shrunk, solved in turns (Koren, KDD 2008, section 2.1)."""

    def __init__(self, *, film: float = 5.0, user: float = 4.0) -> None:
        self.film = film
        self.user = user

    def _learn(self, ratings: sparse.csr_matrix) -> None:
        users, items = ratings.shape
        row, column, stars = np.repeat(np.arange(users), np.diff(ratings.indptr)), ratings.indices, ratings.data
        self._overall = stars.mean()
        self._films, self._users = np.zeros(items), np.zeros(users)
        user_counts, film_counts = np.diff(ratings.indptr), np.bincount(column, minlength=items)
        for _ in range(SWEEPS):
            left = stars - self._overall - self._users[row]
            self._films = np.bincount(column, left, minlength=items) / (film_counts + self.film)
            left = stars - self._overall - self._films[column]
            self._users = np.bincount(row, left, minlength=users) / (user_counts + self.user)

    def _stars(self, rated: Encoded) -> np.ndarray:
        return self._overall + self._films + self._offset(rated)

    def _offset(self, rated: Encoded) -> float:
        left = rated.stars - self._overall - self._films[rated.indices]
        return float(left.sum() / (len(rated) + self.user))


class ItemKnn(Bias):
    """Item-kNN on what `Bias` leaves: adjusted cosine, shrunk by how many people rated both films.

    stars = bias + sum of similarity times residual over the sum of similarities plus `doubt`, over the `neighbours`
    most similar rated films, similarities below 0 left out (Sarwar et al., WWW 2001; Bell and Koren, KDD Cup 2007;
    `KNNBaseline` of Surprise is the case of `doubt` 0, with user offsets taken from the history).
    """

    def __init__(
        self,
        *,
        shrinkage: float = 100.0,
        doubt: float = 0.3,
        neighbours: int = 40,
        film: float = 5.0,
        user: float = 4.0,
    ) -> None:
        super().__init__(film=film, user=user)
        self.shrinkage = shrinkage
        self.doubt = doubt
        self.neighbours = neighbours

    def _learn(self, ratings: sparse.csr_matrix) -> None:
        super()._learn(ratings)
        left = ratings.copy()
        row = np.repeat(np.arange(ratings.shape[0]), np.diff(ratings.indptr))
        left.data = ratings.data - self._overall - self._users[row] - self._films[ratings.indices]
        self._left, self._by_film = left, left.tocsc()
        self._seen, self._squares = left.copy(), left.copy()
        self._seen.data = np.ones_like(left.data)
        self._squares.data = left.data**2
        self._rows: dict[int, np.ndarray] = {}

    def _similar(self, film: int) -> np.ndarray:
        """Similarities of one film to all, found when first asked for."""
        if film not in self._rows:
            span = slice(self._by_film.indptr[film], self._by_film.indptr[film + 1])
            raters, own = self._by_film.indices[span], self._by_film.data[span]
            both = self._seen[raters].T @ np.ones(len(raters))
            lengths = (self._seen[raters].T @ own**2) * (self._squares[raters].T @ np.ones(len(raters)))
            cosine = (self._left[raters].T @ own) / np.sqrt(np.maximum(lengths, 1e-12))
            self._rows[film] = np.maximum(cosine * both / (both + self.shrinkage), 0.0).astype(np.float32)
        return self._rows[film]

    def _stars(self, rated: Encoded) -> np.ndarray:
        base = super()._stars(rated)
        if not len(rated):
            return base
        left = rated.stars - self._overall - self._films[rated.indices] - self._offset(rated)
        similar = np.stack([self._similar(int(film)) for film in rated.indices])
        if len(rated) > self.neighbours:
            least = np.partition(similar, len(rated) - self.neighbours, axis=0)[len(rated) - self.neighbours]
            similar = np.where(similar >= least, similar, 0.0)
        return np.asarray(base + left @ similar / np.maximum(similar.sum(axis=0) + self.doubt, 1e-9))


Settings = dict[str, Any]
OURS = "Matinee"
KNN = "item-kNN"
MEAN = "film mean"

MAKERS: Mapping[str, Callable[..., Predicts]] = {
    MEAN: FilmMean,
    "film mean, shrunk": FilmMean,
    "user + film bias": Bias,
    KNN: ItemKnn,
    OURS: StarPredictor,
}


def _grid(**values: tuple[float, ...]) -> list[Settings]:
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


GRIDS: Mapping[str, list[Settings]] = {
    "film mean, shrunk": _grid(shrinkage=(1.0, 2.0, 3.0, 5.0, 10.0)),
    "user + film bias": _grid(film=(1.0, 2.0, 3.0, 5.0), user=(2.0, 3.0, 4.0, 6.0, 8.0)),
    KNN: _grid(
        shrinkage=(30.0, 100.0, 300.0, 1000.0),
        doubt=(0.03, 0.1, 0.3, 1.0, 3.0),
        neighbours=(10, 40),
        film=(2.0, 3.0),
        user=(2.0, 4.0),
    ),
}
"""What the peers' settings are chosen from, for each number of ratings given."""
