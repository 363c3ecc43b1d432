"""Alternating least squares for likes, with a person's own least squares as the fold-in."""

from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from recengine.arrays import Floats
from recengine.errors import MatineeError
from recengine.history import Encoded
from recengine.models.folded_factors import FoldedFactors
from recengine.models.liking import liking
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


LEAST = 1e-6
"""Without any penalty, what few ratings stand behind has no solution."""


class AlsModel(FoldedFactors):
    """Factors of movies from alternating least squares; anyone's factors are solved for when they are served.

    Every pair of a person and a movie is fitted: 1 where there is a like or a neutral rating, 0 elsewhere. A like
    weighs 1 + alpha, a neutral rating 1 + neutral * alpha, the rest 1; a dislike counts as no rating. With the
    factors of the movies fixed, a person's are the solution of one small linear system, whose right side is a sum
    over what they rated. So a score is a sum over the rated movies, exactly, and anyone is served like those who were
    trained on. What comes out is multiplied by likes ** popularity_power, which gives back what the penalty takes
    from well-known movies, and a share of popularity leads while little is known.

    `fit` learns on this machine; `recengine.spark` lets Spark learn the same factors, from data of any size.

    Sources: Y. Hu, Y. Koren and C. Volinsky, «Collaborative filtering for implicit feedback datasets» (ICDM 2008);
    the penalty grows with the number of ratings as in Y. Zhou et al., «Large-scale parallel collaborative filtering
    for the Netflix Prize» (AAIM 2008), which is how Spark has it.

    Parameters
    ----------
    rank
        Number of factors.
    iterations
        Rounds of training.
    regularisation
        Penalty on factors for each rating that they stand for.
    alpha
        What a like weighs more than the absence of a rating.
    neutral
        What a neutral rating counts beside a like's 1; 0 leaves it out.
    ridge
        Penalty on the factors of the person who is served, beside the mean of the diagonal of YᵀY, Y being the
        factors of the movies.
    popularity_power
        Scores are multiplied by likes, scaled to 0..1, to this power.
    popularity_share
        Weight of the number of likes, scaled to 0..1, in the score.
    seed
        Of the factors that training starts from.
    """

    name = "als"
    _settings: ClassVar[tuple[str, ...]] = (
        "rank", "iterations", "regularisation", "alpha", "neutral", "ridge", "popularity_power",
        "popularity_share", "seed",
    )  # fmt: skip
    _arrays: ClassVar[tuple[str, ...]] = (*FoldedFactors._arrays, "system")

    _system: np.ndarray
    """YᵀY and the penalty: what everybody's system has in common, float64, shape (rank, rank)."""

    def __init__(
        self,
        *,
        rank: int = 32,
        iterations: int = 10,
        regularisation: float = 0.02,
        alpha: float = 2.0,
        neutral: float = 0.2,
        ridge: float = 0.3,
        popularity_power: float = 0.1,
        popularity_share: float = 0.035,
        seed: int = 0,
    ) -> None:
        _check(rank=(rank, 1), iterations=(iterations, 1), alpha=(alpha, 0), neutral=(neutral, 0))
        _check(regularisation=(regularisation, LEAST), ridge=(ridge, LEAST))
        self.rank = rank
        self.iterations = iterations
        self.regularisation = regularisation
        self.alpha = alpha
        self.neutral = neutral
        self.ridge = ridge
        self.popularity_power = popularity_power
        self.popularity_share = popularity_share
        self.seed = seed

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        self._learns(dataset)
        self._given = self._learned(dataset, progress)
        likes = dataset.counts.likes
        most = max(float(likes.max()), 1.0)
        scale = (np.maximum(likes, 1.0) / most) ** self.popularity_power
        self._found = (self._given * scale[:, None]).astype(np.float32)
        self._base = (likes * (self.popularity_share / most)).astype(np.float32)
        factors = self._given.astype(np.float64)
        gram = factors.T @ factors
        self._system = gram + self.ridge * max(float(gram.diagonal().mean()), LEAST) * np.eye(len(gram))
        return self

    def _learned(self, dataset: "Dataset", progress: Progress) -> Floats:
        """Factors of all movies, float32, shape (items, rank); zeros for those that nobody likes."""
        from recengine.models.als_fit import item_factors, preferences

        return item_factors(
            preferences(dataset, neutral=self.neutral),
            rank=self.rank,
            iterations=self.iterations,
            regularisation=self.regularisation,
            alpha=self.alpha,
            seed=self.seed,
            progress=progress,
        )

    def _parts(self, rated: Encoded) -> np.ndarray:
        own = self._given[rated.indices].astype(np.float64)
        counts = liking(rated, neutral=self.neutral).astype(np.float64)[:, None]
        system = self._system + (self.alpha * counts * own).T @ own
        return np.linalg.solve(system, ((counts > 0) * (1.0 + self.alpha * counts) * own).T)


def _check(**settings: tuple[float, float]) -> None:
    """Refuse what nothing can be learned with.

    Raises
    ------
    MatineeError
        Where a setting is below the least it may be.
    """
    for name, (value, least) in settings.items():
        if not value >= least:
            raise MatineeError(f"{name} has to be {least:g} or more, not {value:g}")
