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

BATCH = 512
SPREAD = 0.02
"""Standard deviation of the vectors at the start."""

ALL_TARGETS = 10**6

Trained = tuple[Floats, Floats, Floats, Floats]
"""Item vectors and biases, taste vectors and biases, as `TasteFactors` serves them."""


@dataclass(frozen=True, slots=True)
class World:
    """What all runs share.

    Attributes
    ----------
    features
        Features of each item, shape (items, features).
    told
        Features that a taste vector stands for, level by level, shape (3 * items + 1, levels * features).
    members, place
        Items that the softmax is over, and the place of every item among them, -1 where it has none.
    base
        Log of the likes of the members, mean 0: the biases start there.
    """

    ratings: Ratings
    features: sparse.csr_matrix
    told: sparse.csr_matrix
    members: Ints
    place: Ints
    base: Floats

    @classmethod
    def of(cls, model: "MultinomialModel", dataset: Dataset) -> "World":
        members = choose_items(dataset, min_ratings=model.min_ratings, max_items=model.max_items)
        identity = sparse.identity(len(dataset.catalog), dtype=np.float32, format="csr")[:, members]
        content = rich_features(dataset, content_weight=model.content_weight)
        features = sparse.csr_matrix(sparse.hstack([identity, content]), dtype=np.float32)
        likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()[members]
        base = np.log(likes + np.float32(0.5))
        place = np.full(len(dataset.catalog), -1, dtype=np.int64)
        place[members] = np.arange(len(members))
        return cls(Ratings.of(dataset), features, _by_level(features), members, place, base - base.mean())


def _by_level(features: sparse.csr_matrix) -> sparse.csr_matrix:
    """Row 3 i + l has the features of item i, moved to the l-th block of columns; the constant's row has none."""
    items, count = features.shape
    levels = sparse.kron(features, np.ones((LEVELS, 1), dtype=np.float32), format="csr")
    moved = levels.indices + np.repeat(np.arange(LEVELS * items) % LEVELS * count, np.diff(levels.indptr))
    ends = np.append(levels.indptr, levels.indptr[-1])
    return sparse.csr_matrix((levels.data, moved, ends), shape=(taste_width(items), LEVELS * count))


def train(model: "MultinomialModel", dataset: Dataset, *, progress: Progress) -> Trained:
    """Train `model.runs` models and put them side by side, so that the scores are the runs' mean."""
    world = World.of(model, dataset)
    counter = EpochCounter(model.runs * model.epochs, progress, "learning who likes what")

    def one(run: int) -> Trained:
        return Run(model, world, seed=[model.seed, run]).train(counter)

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


class Run:
    """One model in training.

    Parameters are `given`, the vectors of features of rated films, shape (1 + levels, features, components), first
    for «seen»; `found` and `bias`, of films to be found, shapes (features, components) and (features,); and
    `stranger`, who rated nothing, shape (components,).
    """

    def __init__(self, model: "MultinomialModel", world: World, *, seed: list[int]) -> None:
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
        self.joint = np.empty((LEVELS, count, size), dtype=np.float32)
        self.gradient = np.empty_like(self.given)
        self.logits = np.empty((BATCH, len(world.members)), dtype=np.float32)
        decays = [model.decay, model.decay, 0.0, 0.0]
        self.adam = Adam([self.given, self.found, self.bias, self.stranger], decays=decays)

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
        """Rows with at least one target, in random order: features told by level, and likes to be found."""
        model, world = self.model, self.world
        rows = draw_masked_rows(
            world.ratings,
            self.rng,
            rows_per_user=model.rows_per_user,
            longest=model.longest,
            targets_per_row=ALL_TARGETS,
            most=model.rows_per_epoch,
        )
        place = world.place[rows.targets.col]
        inside = place >= 0
        likes = np.bincount(rows.targets.row[inside], minlength=rows.targets.shape[0])
        ends = np.concatenate([[0], np.cumsum(likes)])
        ones = np.ones(len(place[inside]), dtype=np.float32)
        targets = sparse.csr_matrix((ones, place[inside], ends), shape=(len(likes), len(world.members)))
        useful = self.rng.permutation(np.flatnonzero(likes))
        return rows.features[useful] @ world.told, targets[useful]

    def _step(self, features: sparse.csr_matrix, targets: sparse.csr_matrix, rate: float) -> None:
        """One step down the gradient of a batch; what depends on items and levels is made once for the batch."""
        joint = np.add(self.given[1:], self.given[0], out=self.joint).reshape(features.shape[1], -1)
        user = features @ joint + self.stranger
        items = self.members @ self.found
        logits = np.matmul(user, items.T, out=self.logits[: len(user)])
        logits += self.members @ self.bias
        likes = np.diff(targets.indptr)
        weight = np.sqrt(likes, dtype=np.float32)
        weight /= weight.sum()
        error = _weighted_softmax(logits, weight)
        error[np.repeat(np.arange(len(likes)), likes), targets.indices] -= np.repeat(weight / likes, likes)
        to_user = error @ items
        to_given = self.gradient
        to_given[1:] = (features.T @ to_user).reshape(self.joint.shape)
        np.sum(to_given[1:], axis=0, out=to_given[0])
        to_bias = self.members_t @ error.sum(axis=0)
        to_bias += np.float32(self.model.decay) * (self.bias - self.start)
        self.adam.step([to_given, self.members_t @ (error.T @ user), to_bias, to_user.sum(axis=0)], rate)

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


def _weighted_softmax(logits: Floats, weight: Floats) -> Floats:
    """The softmax of each row times its weight, in place."""
    logits -= logits.max(axis=1, keepdims=True)
    np.exp(logits, out=logits)
    logits *= (weight / logits.sum(axis=1))[:, None]
    return logits
