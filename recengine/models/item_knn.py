"""Item-kNN: each movie's nearest neighbours by cosine of who likes them, sparse enough for 60,000 movies."""

from typing import TYPE_CHECKING, ClassVar, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import Encoded
from recengine.joining import Joining, longer
from recengine.models.base import Contributions
from recengine.models.liking import liking
from recengine.models.plain import PlainScorer
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from recengine.dataset import Dataset


class ItemKnnModel(PlainScorer):
    """Sums of similarities between movies, over the liked ones of a history.

    The similarity of two movies is the shrunk cosine of their likes, c / (|a| |b| + shrinkage), where users with
    long histories count less; of each movie only the nearest neighbours are kept. A like gives its neighbours
    their similarity, a neutral rating a share of it, a dislike nothing. A share of popularity leads while little
    is known. The neighbours are found block by block, so that memory stays bounded whatever the number of movies.

    Sources: B. Sarwar et al., «Item-based collaborative filtering recommendation algorithms» (WWW 2001); M. Deshpande
    and G. Karypis, «Item-based top-N recommendation algorithms» (TOIS 2004) for the N nearest neighbours; R. Bell and
    Y. Koren, «Improved neighborhood-based collaborative filtering» (KDD Cup 2007) for the shrinkage.

    Parameters
    ----------
    neighbours
        How many are kept of each movie.
    shrinkage
        Added to the denominator: similarities that few likes stand behind are brought near 0.
    user_power
        A user with n ratings weighs n to the power of minus twice this.
    neutral
        What a neutral rating counts beside a like's 1.
    popularity_share
        Weight of the number of likes, scaled to 0..1, in the score.
    """

    name = "item-knn"
    _settings: ClassVar[tuple[str, ...]] = ("neighbours", "shrinkage", "user_power", "neutral", "popularity_share")
    _arrays: ClassVar[tuple[str, ...]] = ("start", "near", "likeness", "base")

    def __init__(
        self,
        *,
        neighbours: int = 200,
        shrinkage: float = 10.0,
        user_power: float = 0.25,
        neutral: float = 0.3,
        popularity_share: float = 0.3,
        seed: int = 0,
    ) -> None:
        self.neighbours = neighbours
        self.shrinkage = shrinkage
        self.user_power = user_power
        self.neutral = neutral
        self.popularity_share = popularity_share

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.item_knn_fit import nearest

        self._learns(dataset)
        self._start, self._near, self._likeness = nearest(
            self._vectors(dataset), count=self.neighbours, shrinkage=self.shrinkage, progress=progress
        )
        likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()
        self._base: Floats = likes * np.float32(self.popularity_share / max(float(likes.max()), 1.0))
        return self

    def _vectors(self, dataset: "Dataset") -> "csr_matrix":
        """What movies are compared by, one column a movie."""
        from recengine.models.item_knn_fit import weighted_likes

        return weighted_likes(dataset, user_power=self.user_power)

    def _join(self, joining: Joining) -> None:
        from recengine.models.item_knn_join import with_neighbours

        rows = self._start, self._near, self._likeness
        self._start, self._near, self._likeness = with_neighbours(*rows, joining)
        self._base = longer(self._base, joining.as_found(self._base))

    def score_encoded(self, rated: Encoded) -> Floats:
        scores = self._base.copy()
        for index, weight in zip(rated.indices.tolist(), liking(rated, neutral=self.neutral), strict=True):
            span = slice(self._start[index], self._start[index + 1])
            scores[self._near[span]] += weight * self._likeness[span]
        return scores

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        by_film = np.zeros((len(targets), len(rated)), dtype=np.float32)
        one = np.zeros(len(self.item_ids), dtype=np.float32)
        weights = liking(rated, neutral=self.neutral)
        for place, (index, weight) in enumerate(zip(rated.indices.tolist(), weights, strict=True)):
            span = slice(self._start[index], self._start[index + 1])
            one[self._near[span]] = weight * self._likeness[span]
            by_film[:, place] = one[targets]
            one[self._near[span]] = 0.0
        return Contributions(self._base[targets], by_film, self.item_ids[rated.indices])
