"""Hybrid «content into collaborative»: attributes join the users whose likes item-kNN compares movies by."""

from typing import TYPE_CHECKING, ClassVar

import numpy as np

from recengine.models.item_knn import ItemKnnModel

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from recengine.dataset import Dataset


class ContentIntoCollaborativeModel(ItemKnnModel):
    """Item-kNN with attributes as pseudo-users: «the genre crime» likes every crime film, and so on.

    The attributes of one movie, weighted by how rare they are, have together the length `content_weight`, whatever
    its likes. So movies that many people like are compared by people, movies that few know by what they are, and
    a new movie has neighbours before anyone rated it.

    Sources: R. Burke, «Hybrid recommender systems: survey and experiments» (UMUAI 2002), feature combination;
    pseudo-users after N. Good et al., «Combining collaborative filtering with personal agents for better
    recommendations» (AAAI 1999), whose agents rate by content.

    Parameters
    ----------
    content_weight
        Length of a movie's attributes as a vector, in likes of typical users.
    neighbours, shrinkage, user_power, neutral, popularity_share
        As in item-kNN.
    """

    name = "content-into-collaborative"
    _settings: ClassVar[tuple[str, ...]] = (*ItemKnnModel._settings, "content_weight")

    def __init__(
        self,
        *,
        content_weight: float = 0.7,
        neighbours: int = 200,
        shrinkage: float = 10.0,
        user_power: float = 0.25,
        neutral: float = 0.3,
        popularity_share: float = 0.3,
        seed: int = 0,
    ) -> None:
        super().__init__(
            neighbours=neighbours,
            shrinkage=shrinkage,
            user_power=user_power,
            neutral=neutral,
            popularity_share=popularity_share,
            seed=seed,
        )
        self.content_weight = content_weight

    def _vectors(self, dataset: "Dataset") -> "csr_matrix":
        from scipy import sparse

        from recengine.models.item_features import telling_content

        content = self.content_weight * telling_content(dataset.catalog)
        return sparse.csr_matrix(sparse.vstack([super()._vectors(dataset), content.T]), dtype=np.float32)
