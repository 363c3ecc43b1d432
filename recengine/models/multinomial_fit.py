"""Training of `MultinomialModel`; apart, because only training needs scipy."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from recengine.arrays import Floats, Ints
from recengine.dataset import Dataset
from recengine.history import LEVELS
from recengine.models.adam import Adam
from recengine.models.hybrid_train import PARALLEL_RUNS, EpochCounter
from recengine.models.item_features import rich_features
from recengine.models.item_item_solve import choose_items
from recengine.models.masking import Ratings, draw_masked_rows
from recengine.progress import Progress
from recengine.taste import taste_width

if TYPE_CHECKING:
    from recengine.models.multinomial import MultinomialModel

BATCH = 256
SPREAD = 0.02
"""Standard deviation of the vectors at the start."""

ALL_TARGETS = 10**6

Trained = tuple[Floats, Floats, Floats, Floats]
"""Item vectors and biases, taste vectors and biases, as `TasteFactors` serves them."""


@dataclass(frozen=True, slots=True)
class _World:
    """What all runs share: ratings, features (items, features), and which items the softmax is over."""

    ratings: Ratings
    features: sparse.csr_matrix
    members: Ints
    base: Floats
    """Log of the likes of the members, mean 0: the biases start there."""

    @classmethod
    def of(cls, model: "MultinomialModel", dataset: Dataset) -> "_World":
        members = choose_items(dataset, min_ratings=model.min_ratings, max_items=model.max_items)
        identity = sparse.identity(len(dataset.catalog), dtype=np.float32, format="csr")[:, members]
        content = rich_features(dataset, content_weight=model.content_weight)
        features = sparse.csr_matrix(sparse.hstack([identity, content]), dtype=np.float32)
        likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()[members]
        base = np.log(likes + np.float32(0.5))
        return cls(Ratings.of(dataset), features, members, base - base.mean())


def train(model: "MultinomialModel", dataset: Dataset, *, progress: Progress) -> Trained:
    """Train `model.runs` models and put them side by side, so that the scores are the runs' mean."""
    world = _World.of(model, dataset)
    counter = EpochCounter(model.runs * model.epochs, progress, "learning who likes what")

    def one(run: int) -> Trained:
        return _Run(model, world, seed=[model.seed, run]).train(counter)

    # Each run has a core; threads of the linear algebra beside them would only wait for each other.
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(PARALLEL_RUNS) as pool:
        runs = list(pool.map(one, range(model.runs)))
    scale = np.float32(1.0 / model.runs)
    return (
        np.hstack([run[0] for run in runs]),
        np.mean([run[1] for run in runs], axis=0, dtype=np.float32),
        np.hstack([run[2] for run in runs]) * scale,
        np.zeros(taste_width(len(dataset.catalog)), dtype=np.float32),
    )


class _Run:
    """One model in training.

    Parameters are `given`, the vectors of features of rated films, shape (1 + levels, features, components), first
    for «seen»; `found` and `bias`, of films to be found, shapes (features, components) and (features,); and
    `stranger`, who rated nothing, shape (components,).
    """

    def __init__(self, model: "MultinomialModel", world: _World, *, seed: list[int]) -> None:
        self.model, self.world = model, world
        self.rng = np.random.default_rng(seed)
        count, size = world.features.shape[1], model.components
        self.given = (
            _small(self.rng, (1 + LEVELS, count, size)) * np.asarray([1, 0.5, 0.5, 0.5], np.float32)[:, None, None]
        )
        self.found = _small(self.rng, (count, size))
        self.bias = np.zeros(count, dtype=np.float32)
        self.bias[: len(world.members)] = world.base
        self.stranger = np.zeros(size, dtype=np.float32)
        self.start = self.bias.copy()
        self.members = world.features[world.members]
        self.members_t = sparse.csr_matrix(self.members.T)
        self.adam = Adam([self.given, self.found, self.bias, self.stranger])

    def train(self, counter: "EpochCounter") -> Trained:
        model = self.model
        for epoch in range(model.epochs):
            features, targets = self._draw()
            batches = max(1, -(-features.shape[0] // BATCH))
            for number in range(batches):
                rows = slice(number * BATCH, (number + 1) * BATCH)
                done = (epoch + number / batches) / model.epochs
                rate = model.learning_rate * 0.5 * (1.0 + np.cos(np.pi * done))
                if features.shape[0]:
                    self._step(features[rows], targets[rows], rate)
            counter.step()
        return self._served()

    def _draw(self) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
        """Rows with at least one target, in random order: taste vectors, and likes to be found among the members."""
        model = self.model
        rows = draw_masked_rows(
            self.world.ratings,
            self.rng,
            rows_per_user=model.rows_per_user,
            longest=model.longest,
            targets_per_row=ALL_TARGETS,
            most=model.rows_per_epoch,
        )
        targets = sparse.csr_matrix(rows.targets)[:, self.world.members]
        useful = self.rng.permutation(np.flatnonzero(np.diff(targets.indptr)))
        return rows.features[useful], targets[useful]

    def _step(self, features: sparse.csr_matrix, targets: sparse.csr_matrix, rate: float) -> None:
        by_level = [features[:, level:-1:LEVELS] @ self.world.features for level in range(LEVELS)]
        seen = [sum(by_level[1:], by_level[0]), *by_level]
        user = self.stranger + sum(part @ vectors for part, vectors in zip(seen, self.given, strict=True))
        items = self.members @ self.found
        error = _softmax(user @ items.T + self.members @ self.bias)
        likes = np.diff(targets.indptr).astype(np.float32)
        error -= (sparse.diags(1.0 / likes) @ targets).toarray()
        weight = np.sqrt(likes)
        error *= (weight / weight.sum())[:, None]
        to_user = error @ items
        decay = np.float32(self.model.decay)
        self.adam.step(
            [
                np.stack([part.T @ to_user for part in seen]) + decay * self.given,
                self.members_t @ (error.T @ user) + decay * self.found,
                self.members_t @ error.sum(axis=0) + decay * (self.bias - self.start),
                to_user.sum(axis=0),
            ],
            rate,
        )

    def _served(self) -> Trained:
        features = self.world.features
        vectors, biases = features @ self.found, features @ self.bias
        unknown = np.ones(len(biases), dtype=bool)
        unknown[self.world.members] = False
        if len(self.world.members):  # of a film that few rated nothing says that it is liked by many
            biases[unknown] = np.minimum(biases[unknown], biases[self.world.members].min())
        seen = features @ self.given[0]
        taste = np.empty((taste_width(len(biases)), self.model.components), dtype=np.float32)
        for level in range(LEVELS):
            taste[level:-1:LEVELS] = seen + features @ self.given[1 + level]
        taste[-1] = self.stranger
        return vectors, biases, taste, biases


def _small(rng: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    return np.asarray(SPREAD * rng.standard_normal(shape, dtype=np.float32), dtype=np.float32)


def _softmax(logits: Floats) -> Floats:
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(axis=1, keepdims=True)
    return logits
