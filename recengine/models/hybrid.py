"""The unified hybrid: LightFM with the rating history as user features, served from plain arrays."""

from typing import TYPE_CHECKING, Self

import numpy as np

from recengine.arrays import Floats
from recengine.contents import content_of, content_vocabulary
from recengine.errors import ModelError
from recengine.history import Encoded
from recengine.joining import Joining
from recengine.models.base import State, require
from recengine.models.taste_factors import TasteFactors
from recengine.progress import Progress, silent
from recengine.taste import taste_row, taste_width

if TYPE_CHECKING:
    from lightfm import LightFM
    from scipy.sparse import csr_matrix

    from recengine.dataset import Dataset


class HybridModel(TasteFactors):
    """Masked-history LightFM: a user is the weighted sum of the embeddings of what they rated.

    Several runs with different seeds are concatenated into one model whose score is their mean: embeddings stand
    side by side, each divided by the number of runs on the user's side. Training is single-threaded in each run,
    and so reproducible; runs share the processor's cores.

    Source: M. Kula, «Metadata embeddings for user and item cold-start recommendations» (CBRecSys 2015) for the
    model; loss WARP of J. Weston et al., «WSABIE» (IJCAI 2011). Histories as features under masking are ours.

    Parameters
    ----------
    components, epochs, learning_rate, alpha, max_sampled
        As in LightFM, for each run.
    runs
        How many models are averaged.
    rows_per_user, longest, targets_per_row
        See `recengine.models.masking.draw_masked_rows`.
    rows_per_epoch
        The most rows that an epoch has, whatever the number of users: those of all users up to about 6,600 of them,
        as MovieLens 1M has, and of as many drawn anew each epoch beyond.
    seed
        Everything random follows from it.
    """

    name = "hybrid"
    _content_names: tuple[str, ...] = ()
    _content_vectors: Floats | None = None
    """Embeddings of the content features, shape (features, components); versions of before do not have them."""
    _content_biases: Floats | None = None
    _settings = (
        *("components", "epochs", "runs", "learning_rate", "alpha", "max_sampled"),
        *("rows_per_user", "rows_per_epoch", "longest", "targets_per_row", "seed"),
    )

    def __init__(
        self,
        *,
        components: int = 32,
        epochs: int = 24,
        runs: int = 4,
        learning_rate: float = 0.05,
        alpha: float = 1e-5,
        max_sampled: int = 50,
        rows_per_user: int = 6,
        rows_per_epoch: int = 40_000,
        longest: int = 30,
        targets_per_row: int = 5,
        seed: int = 0,
    ) -> None:
        self.components = components
        self.epochs = epochs
        self.runs = runs
        self.learning_rate = learning_rate
        self.alpha = alpha
        self.max_sampled = max_sampled
        self.rows_per_user = rows_per_user
        self.rows_per_epoch = rows_per_epoch
        self.longest = longest
        self.targets_per_row = targets_per_row
        self.seed = seed

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.hybrid_train import joined, train_runs

        self._learns(dataset)
        features, runs = train_runs(self, dataset, progress=progress)
        self.lightfm_: LightFM = joined(runs)
        self.item_features_: csr_matrix = features
        self._item_vectors = features @ self.lightfm_.item_embeddings
        self._item_biases = features @ self.lightfm_.item_biases
        self._taste_vectors = self.lightfm_.user_embeddings
        self._taste_biases = self.lightfm_.user_biases
        after = len(self.item_ids)
        self._content_names = dataset.catalog.once(content_vocabulary)
        self._content_vectors = self.lightfm_.item_embeddings[after:]
        self._content_biases = self.lightfm_.item_biases[after:]
        return self

    def _join(self, joining: Joining) -> None:
        """As LightFM has it, a new movie is the sum of its genres', decade's, words' and people's embeddings."""
        super()._join(joining)
        self._forget_training()  # of the shorter catalogue
        if self._content_vectors is None or self._content_biases is None:
            return
        place = {name: row for row, name in enumerate(self._content_names)}
        for row, movie in enumerate(joining.movies, start=joining.known):
            own = [place[name] for name in dict.fromkeys(content_of(movie)) if name in place]
            if own:
                self._item_vectors[row] = self._content_vectors[own].sum(axis=0)
                self._item_biases[row] = self._content_biases[own].sum()

    def _turn(self, taste: Floats, items: Floats) -> None:
        super()._turn(taste, items)
        if self._content_vectors is not None:
            self._content_vectors = self._content_vectors @ items
        self._forget_training()  # of other components

    def _forget_training(self) -> None:
        for trained in ("lightfm_", "item_features_"):
            self.__dict__.pop(trained, None)

    def taste_matrix(self, rated: Encoded) -> "csr_matrix":
        """The taste vector as `LightFM.predict` takes it, shape (1, 3 * items + 1)."""
        from scipy.sparse import csr_matrix

        columns, weights = taste_row(rated, len(self.item_ids))
        shape = (1, taste_width(len(self.item_ids)))
        return csr_matrix((weights, (np.zeros_like(columns), columns)), shape=shape)

    def state(self) -> State:
        state = super().state()
        if self._content_vectors is None or self._content_biases is None:
            return state
        content = (np.asarray(self._content_names, dtype=np.str_), self._content_vectors, self._content_biases)
        return State(state.settings, state.arrays | dict(zip(_CONTENT, content, strict=True)))

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = super().from_state(state)
        if any(name in state.arrays for name in _CONTENT):
            names, model._content_vectors, model._content_biases = require(state, *_CONTENT)
            model._content_names = tuple(str(name) for name in names)
            if not len(names) == len(model._content_vectors) == len(model._content_biases):
                raise ModelError("the model file's arrays of content do not fit together; train it again")
        return model


_CONTENT = ("content_names", "content_vectors", "content_biases")
