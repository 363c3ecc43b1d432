"""LightFM's own prediction for somebody who is no row of its users: the obvious other way to serve a history."""

from types import SimpleNamespace
from typing import Self

import numpy as np

from recengine.arrays import Floats, History
from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.history import encode
from recengine.models.hybrid_train import joined
from recengine.models.item_features import item_features
from recengine.taste import taste_row, taste_width


class LightFMPeer:
    """A LightFM of some number of components over the movies' identity and content, its weights drawn at random.

    How long it takes to predict does not depend on the weights. It is asked with the row that the library's own
    masked-history LightFM is trained with.
    """

    def __init__(self, catalog: Catalog, components: int) -> None:
        rng = np.random.default_rng(0)
        self.item_ids = catalog.item_ids
        self._index = {item_id: i for i, item_id in enumerate(self.item_ids.tolist())}
        self._features = item_features(catalog)
        sizes = {"item": self._features.shape[1], "user": taste_width(len(catalog))}
        drawn: dict[str, object] = {"no_components": components}
        for side, size in sizes.items():
            drawn[f"{side}_embeddings"] = rng.standard_normal((size, components), dtype=np.float32)
            drawn[f"{side}_biases"] = rng.standard_normal(size, dtype=np.float32)
        self.lightfm = joined([SimpleNamespace(**drawn)])
        self._items = np.arange(len(catalog), dtype=np.int32)

    def fit(self, dataset: Dataset) -> Self:
        """Nothing is learned."""
        return self

    def score(self, history: History) -> Floats:
        """`LightFM.predict` for one row of user features, on one thread."""
        from scipy.sparse import csr_matrix

        columns, weights = taste_row(encode(history, self._index), len(self._items))
        row = csr_matrix((weights, (np.zeros_like(columns), columns)), shape=(1, taste_width(len(self._items))))
        found: Floats = self.lightfm.predict(
            0, self._items, user_features=row, item_features=self._features, num_threads=1
        )
        return found
