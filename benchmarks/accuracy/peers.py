"""The peers: what one would take from the shelf, each told the likes of someone it was not trained on.

Whoever liked nothing of what is given gets popularity from every peer.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from implicit.cpu.bpr import BayesianPersonalizedRanking
from implicit.nearest_neighbours import BM25Recommender, CosineRecommender, TFIDFRecommender
from scipy.sparse import csr_matrix

from recengine.arrays import Floats, Ints
from recengine.evaluation.introduction import IntroductionModel, LikesOnly
from recengine.evaluation.protocol import Measured
from recengine.models import make_model

Settings = dict[str, Any]
TIES = 1e-6
"""Weight of popularity where it does no more than order movies that a peer does not tell apart."""


class AlsPeer(LikesOnly):
    """implicit's ALS (Hu, Koren and Volinsky, ICDM 2008); the fold-in is its own `recalculate_user`."""

    def __init__(self, *, seed: int = 0, **settings: Any) -> None:
        self._model = AlternatingLeastSquares(random_state=seed, num_threads=1, **settings)

    def _learn(self, likes: csr_matrix) -> None:
        self._model.fit(likes, show_progress=False)

    def _score(self, liked: Ints) -> Floats:
        user = self._model.recalculate_user(0, _row(liked, len(self.item_ids)))
        return np.asarray(self._model.item_factors @ np.ravel(user), dtype=np.float32)


class BprPeer(LikesOnly):
    """implicit's BPR (Rendle et al., UAI 2009). It has no fold-in: `scale` times the mean factors of the liked.

    The last component of an item's factors is its bias, which a user's vector meets with a 1.
    """

    def __init__(self, *, scale: float = 1.0, seed: int = 0, **settings: Any) -> None:
        self.scale = scale
        self._model = BayesianPersonalizedRanking(random_state=seed, num_threads=1, **settings)

    def _learn(self, likes: csr_matrix) -> None:
        self._model.fit(likes, show_progress=False)

    def _score(self, liked: Ints) -> Floats:
        factors, biases = self._model.item_factors[:, :-1], self._model.item_factors[:, -1]
        return np.asarray(factors @ (self.scale * factors[liked].mean(axis=0)) + biases, dtype=np.float32)


class ItemKnnPeer(LikesOnly):
    """implicit's item-kNN: cosine, TF-IDF or BM25 between movies, summed over the liked ones.

    implicit's cosine has no shrinkage, without which it does poorly on few ratings; the grid also holds the shrunk
    cosine as published, with no popularity but for ties.
    """

    KINDS: Mapping[str, Callable[..., Any]] = {
        "cosine": CosineRecommender,
        "tfidf": TFIDFRecommender,
        "bm25": BM25Recommender,
    }

    def __init__(self, *, kind: str = "cosine", neighbours: int = 100, seed: int = 0) -> None:
        self._model = self.KINDS[kind](K=neighbours, num_threads=1)

    def _learn(self, likes: csr_matrix) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it hands itself a matrix of a format that it warns about
            self._model.fit(likes, show_progress=False)
        self._near = csr_matrix(self._model.similarity)

    def _score(self, liked: Ints) -> Floats:
        scores = (_row(liked, len(self.item_ids)) @ self._near).toarray().ravel()
        return np.asarray(scores + TIES * self._popularity, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Peer:
    """A peer and the small grid that its settings are chosen from.

    Attributes
    ----------
    make
        Makes it from settings and `seed`.
    fitted
        Settings that need a fit of their own.
    served
        Values of `scale`, an attribute that only serving uses; empty where there is none.
    """

    make: Callable[..., Measured]
    fitted: Sequence[Settings]
    served: Sequence[float] = ()


def grid(**values: Sequence[Any]) -> list[Settings]:
    """Every combination of the values."""
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


def shrunk_knn(*, seed: int, shrinkage: float) -> Measured:
    """Item-kNN with shrinkage and nothing else (Bell and Koren, KDD Cup 2007)."""
    plain = {"neighbours": 200, "user_power": 0.0, "neutral": 0.0, "popularity_share": TIES}
    return make_model("item-knn", seed=seed, shrinkage=shrinkage, **plain)


def item_knn(*, seed: int, shrinkage: float | None = None, **settings: Any) -> Measured:
    """Either kind of item-kNN."""
    return ItemKnnPeer(seed=seed, **settings) if shrinkage is None else shrunk_knn(seed=seed, shrinkage=shrinkage)


PEERS: Mapping[str, Peer] = {
    "popularity": Peer(lambda seed: make_model("popular", seed=seed), [{}]),
    "item-kNN": Peer(
        item_knn,
        [*grid(kind=["cosine", "tfidf", "bm25"], neighbours=[50, 200]), *grid(shrinkage=[10.0, 30.0, 100.0])],
    ),
    "EASE": Peer(
        lambda seed, strength: make_model("ease", seed=seed, strength=strength),
        grid(strength=[30.0, 100.0, 300.0, 1000.0, 3000.0, 10000.0, 30000.0]),
    ),
    "ALS (implicit)": Peer(
        AlsPeer, grid(factors=[8, 16, 32], regularization=[0.1, 10.0, 30.0], alpha=[1.0], iterations=[15])
    ),
    "BPR (implicit)": Peer(
        BprPeer,
        grid(factors=[32, 64, 128], iterations=[50, 150], learning_rate=[0.05], regularization=[0.01]),
        served=[0.3, 0.5, 1.0, 2.0],
    ),
    "LightFM, a row a user": Peer(IntroductionModel, grid(no_components=[10, 32, 64]), served=[0.5, 1.0, 2.0, 4.0]),
}


def _row(liked: Ints, items: int) -> csr_matrix:
    values = np.ones(len(liked), dtype=np.float32)
    return csr_matrix((values, (np.zeros_like(liked), liked)), shape=(1, items))
