"""LightFM as its introduction trains it, one row a user: a yardstick that knows no history of anyone new."""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.columns import LIKE
from recengine.history import encode

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from recengine.dataset import Dataset

INTRODUCTION = "introduction"


class LikesOnly(ABC):
    """A peer that learns from likes and is told the likes of a history; without any it falls back on popularity."""

    def fit(self, dataset: "Dataset") -> Self:
        """Learn from the likes of a data set."""
        self.item_ids: Ints = dataset.catalog.item_ids
        self._index = {item_id: i for i, item_id in enumerate(self.item_ids.tolist())}
        self._popularity: Floats = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()
        self._learn(dataset.liked)
        return self

    def score(self, history: History) -> Floats:
        """Scores of all items, shape (items,)."""
        rated = encode(history, self._index)
        liked = rated.indices[rated.stars >= LIKE]
        return self._score(liked) if len(liked) else self._popularity.copy()

    @abstractmethod
    def _learn(self, likes: "csr_matrix") -> None:
        """Fit on likes, shape (users, items)."""

    @abstractmethod
    def _score(self, liked: Ints) -> Floats:
        """Scores of all items for the dense indices of liked ones, at least one."""


class IntroductionModel(LikesOnly):
    """LightFM with WARP on ratings of 4.0 and more and an identity row a user, 30 epochs, 2 threads.

    People it was not trained on are no row of it. They are served by the nearest thing there is: `scale` times the
    mean of the embeddings of the movies they like, plus the movies' biases. Fits of two threads differ a little.

    Parameters
    ----------
    scale
        Length of such a person's embedding beside the mean of what they like.
    lightfm
        Further arguments of LightFM.
    """

    def __init__(
        self, *, epochs: int = 30, threads: int = 2, scale: float = 1.0, seed: int = 0, **lightfm: Any
    ) -> None:
        self.epochs = epochs
        self.threads = threads
        self.scale = scale
        self.seed = seed
        self._arguments = lightfm

    def _learn(self, likes: "csr_matrix") -> None:
        from lightfm import LightFM

        model = LightFM(loss="warp", random_state=self.seed, **self._arguments)
        model.fit(likes.tocoo(), epochs=self.epochs, num_threads=self.threads)
        self._biases, self._vectors = model.get_item_representations()

    def _score(self, liked: Ints) -> Floats:
        user = self.scale * self._vectors[liked].mean(axis=0)
        return np.asarray(self._vectors @ user + self._biases, dtype=np.float32)
