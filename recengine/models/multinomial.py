"""Masked-history factors with a multinomial likelihood: the unified hybrid trained on whole rows at once."""

from typing import TYPE_CHECKING, Self

from recengine.models.taste_factors import TasteFactors
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class MultinomialModel(TasteFactors):
    """From a random part of a history, the chance of every other film to be among the likes.

    The same person as in `HybridModel`: the sum of the vectors of what they rated, over the root of their number. A
    rated film's vector is made of its identity and content, once for having been seen and once for how it was liked;
    so is the vector of a film to be found. But where LightFM samples pairs, here a row's likes are drawn from a
    softmax over all films, and the gradient is that of the whole row. A film's content counts more than its identity,
    which is what carries a history of one film, and a row weighs the root of its likes.

    Films with fewer than `min_ratings` ratings have no identity of their own, and are known by content alone.

    Sources: D. Liang et al., «Variational autoencoders for collaborative filtering» (WWW 2018) for the multinomial
    likelihood; M. Kula, «Metadata embeddings» (CBRecSys 2015) for vectors as sums over content; the optimiser is
    Adam (D. Kingma and J. Ba, ICLR 2015). Masked histories with content on both sides are ours.

    Parameters
    ----------
    components, epochs, learning_rate
        Of each run; the rate falls to 0 along a cosine.
    decay
        L2 penalty on all vectors, and on how far biases go from the log of the likes.
    runs
        How many models are averaged, as in `HybridModel`.
    content_weight
        Length of a film's genres, decade, words and people as a vector, beside 1 for its identity.
    rows_per_user, rows_per_epoch
        Rows drawn of each user, and the most an epoch has, whatever the number of users.
    longest
        Most ratings in a row; lengths are log-uniform.
    min_ratings, max_items
        Films with an identity: those with so many ratings, and no more than the most rated ones.
    seed
        Everything random follows from it.
    """

    name = "multinomial"
    _settings = (
        *("components", "epochs", "runs", "learning_rate", "decay", "content_weight", "rows_per_user"),
        *("rows_per_epoch", "longest", "min_ratings", "max_items", "seed"),
    )

    def __init__(
        self,
        *,
        components: int = 48,
        epochs: int = 14,
        runs: int = 3,
        learning_rate: float = 0.0055,
        decay: float = 3e-4,
        content_weight: float = 2.0,
        rows_per_user: int = 8,
        rows_per_epoch: int = 12_000,
        longest: int = 100,
        min_ratings: int = 8,
        max_items: int = 4000,
        seed: int = 0,
    ) -> None:
        self.components = components
        self.epochs = epochs
        self.runs = runs
        self.learning_rate = learning_rate
        self.decay = decay
        self.content_weight = content_weight
        self.rows_per_user = rows_per_user
        self.rows_per_epoch = rows_per_epoch
        self.longest = longest
        self.min_ratings = min_ratings
        self.max_items = max_items
        self.seed = seed

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.multinomial_fit import train

        self._learns(dataset)
        self._item_vectors, self._item_biases, self._taste_vectors, self._taste_biases = train(
            self, dataset, progress=progress
        )
        return self
