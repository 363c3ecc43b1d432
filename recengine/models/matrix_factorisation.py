"""Matrix factorisation: a truncated singular value decomposition of ratings, with a linear fold-in."""

from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from recengine.arrays import Floats
from recengine.history import Encoded
from recengine.models.folded_factors import FoldedFactors
from recengine.models.liking import liking
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class FactorModel(FoldedFactors):
    """PureSVD over likes: a user is the sum of the factors of what they like, whether trained on or not.

    With V the right singular vectors of the likes (users, movies), a history r is scored r V Vᵀ: exactly what
    PureSVD gives its training users, and linear in the ratings. Columns are divided by likes ** popularity_power
    before the decomposition and multiplied by it after, so that the factors are not spent on the most liked movies
    alone. A neutral rating counts a share of a like, a dislike nothing; a share of popularity leads while
    little is known.

    Sources: P. Cremonesi, Y. Koren and R. Turrin, «Performance of recommender algorithms on top-N recommendation
    tasks» (RecSys 2010) for PureSVD and the fold-in; A. Nikolakopoulos et al., «EigenRec» (KAIS 2019) for the
    scaling by popularity.

    Parameters
    ----------
    factors
        Number of singular vectors.
    user_power
        A user with n ratings weighs n to the power of minus twice this.
    popularity_power
        0 is plain PureSVD, 0.5 the cosine between movies.
    neutral
        What a neutral rating counts beside a like's 1.
    popularity_share
        Weight of the number of likes, scaled to 0..1, in the score.
    seed
        Start of the iterative decomposition.
    """

    name = "matrix-factorisation"
    _settings: ClassVar[tuple[str, ...]] = (
        "factors",
        "user_power",
        "popularity_power",
        "neutral",
        "popularity_share",
        "seed",
    )

    def __init__(
        self,
        *,
        factors: int = 16,
        user_power: float = 0.25,
        popularity_power: float = 0.25,
        neutral: float = 0.3,
        popularity_share: float = 0.05,
        seed: int = 0,
    ) -> None:
        self.factors = factors
        self.user_power = user_power
        self.popularity_power = popularity_power
        self.neutral = neutral
        self.popularity_share = popularity_share
        self.seed = seed

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.factors import item_factors

        self._learns(dataset)
        progress("factorising", 0.0)
        factors = item_factors(
            dataset,
            count=self.factors,
            user_power=self.user_power,
            popularity_power=self.popularity_power,
            seed=self.seed,
        )
        likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()
        scale = np.maximum(likes, 1.0)[:, None] ** np.float32(self.popularity_power)
        self._given: Floats = np.asarray(factors / scale, dtype=np.float32)
        self._found: Floats = np.asarray(factors * scale, dtype=np.float32)
        self._base: Floats = likes * np.float32(self.popularity_share / max(float(likes.max()), 1.0))
        progress("factorising", 1.0)
        return self

    def _parts(self, rated: Encoded) -> np.ndarray:
        return np.asarray((self._given[rated.indices] * liking(rated, neutral=self.neutral)[:, None]).T)
