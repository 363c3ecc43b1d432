"""Learning what `StarPredictor` serves: film means, the prior of tastes, and the corrections; needs scipy."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from recengine.dataset import Dataset
from recengine.progress import Progress, silent
from recengine.stars import Learned
from recengine.stars_columns import attributes

ROUNDS = 4
"""Rounds of expectation maximisation; more change the third digit of the error."""

MAX_USERS = 5000
"""Tastes are learned from so many people at most, drawn by seed; film means from all."""

BLOCK = 256
"""Users whose posteriors are held at once: memory does not grow with the data."""

MEAN_SHRINKAGE = 4.0
"""So many ratings of what its attributes let one expect are mixed into a film's mean."""

ATTRIBUTE_RIDGE = 3.0
"""Ridge on how far attributes move what is expected of a film."""

GENEROSITY, INTEREST, NOISE = 0.2, 0.02, 0.75
"""Variances believed before any data: of a person's offset, of their weight for an attribute, and of a rating."""

BELIEF = 5.0
"""So many people, and five times as many ratings, count as much as these."""

DIAGONAL = 0.1
"""Covariances between weights of a person are shrunk by this share."""


@dataclass(frozen=True, slots=True)
class Tastes:
    """Film means for a typical person, shape (movies,), and the prior of how anyone differs from that."""

    means: np.ndarray
    covariance: np.ndarray
    noise: float

    @property
    def ridge(self) -> np.ndarray:
        """What is added to the moments of a history's attributes, shape (columns, columns)."""
        return np.asarray(self.noise * np.linalg.inv(self.covariance))


def fit(dataset: Dataset, *, seen: int, words: int, seed: int, progress: Progress = silent) -> Learned:
    """The arrays of a `StarPredictor`."""
    from recengine.stars_calibration import calibrate

    def learn(ratings: sparse.csr_matrix, columns: np.ndarray) -> Tastes:
        return learn_tastes(ratings, columns, seed=seed)

    progress(PHASE, 0.0)
    columns = attributes(dataset, seen=seen, words=words)
    tastes = learn(dataset.matrix, columns)
    progress(PHASE, 0.25)
    stars, match, errors = calibrate(dataset, learn, seen=seen, words=words, seed=seed, progress=progress)
    progress(PHASE, 1.0)
    counts = np.bincount(dataset.matrix.indices, minlength=len(dataset.catalog)).astype(np.float32)
    means = tastes.means.astype(np.float32)
    return Learned(means, columns.astype(np.float32), tastes.ridge, counts, stars, match, errors)


PHASE = "learning to predict stars"


def learn_tastes(ratings: sparse.csr_matrix, columns: np.ndarray, *, seed: int = 0) -> Tastes:
    """Film means and the prior of tastes by expectation maximisation.

    Parameters
    ----------
    ratings
        Stars where rated, shape (users, movies).
    columns
        Attributes of the movies, the first a constant 1, shape (movies, columns).
    """
    counts = np.bincount(ratings.indices, minlength=ratings.shape[1]).astype(np.float64)
    sample = _sample(ratings, seed)
    sampled = np.bincount(sample.indices, minlength=ratings.shape[1]).astype(np.float64)
    left = np.bincount(sample.indices, sample.data, minlength=ratings.shape[1])
    prior = _Prior.believed(columns.shape[1])
    for _ in range(ROUNDS):
        means = _film_means(left, sampled, columns)
        found = _expect(sample, means, columns, prior)
        prior, left = found.prior(), found.left
    if sample.shape[0] < ratings.shape[0]:
        means = _film_means(left, sampled, columns)
        left = _left(ratings, means, columns, prior)
    means = _film_means(left, counts, columns)
    return Tastes(means + columns @ prior.mean, prior.covariance, prior.noise)


def _sample(ratings: sparse.csr_matrix, seed: int) -> sparse.csr_matrix:
    if ratings.shape[0] <= MAX_USERS:
        return ratings
    drawn = np.random.default_rng(seed).choice(ratings.shape[0], MAX_USERS, replace=False)
    return ratings[np.sort(drawn)]


def _film_means(left: np.ndarray, counts: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """Means of what the raters' tastes leave of the ratings, shrunk towards what a film's attributes let expect.

    Parameters
    ----------
    left
        Sum over a film's ratings of stars minus what the taste of the rater accounts for, shape (movies,).
    """
    weight = counts / (counts + MEAN_SHRINKAGE)
    weighted = columns * weight[:, None]
    gram = weighted.T @ columns
    gram[np.diag_indices_from(gram)] += ATTRIBUTE_RIDGE
    gram[0, 0] -= ATTRIBUTE_RIDGE * (1 - 1e-9)  # the overall level is not shrunk
    expected = columns @ np.linalg.solve(gram, weighted.T @ (left / np.maximum(counts, 1.0)))
    return np.asarray((left + MEAN_SHRINKAGE * expected) / (counts + MEAN_SHRINKAGE))


@dataclass(frozen=True, slots=True)
class _Prior:
    """A person's weights are normal with this mean and covariance; a rating has this variance around its mean."""

    mean: np.ndarray
    covariance: np.ndarray
    noise: float

    @classmethod
    def believed(cls, columns: int) -> "_Prior":
        variances = np.full(columns, INTEREST)
        variances[0] = GENEROSITY
        return cls(np.zeros(columns), np.diag(variances), NOISE)


@dataclass(frozen=True, slots=True)
class _Expected:
    """What the posteriors of all users add up to."""

    tastes: np.ndarray
    spread: np.ndarray
    error: float
    ratings: int
    left: np.ndarray

    def prior(self) -> _Prior:
        """The prior that these posteriors speak for."""
        believed = _Prior.believed(self.tastes.shape[1])
        people = len(self.tastes) + BELIEF
        mean = self.tastes.sum(axis=0) / people
        away = self.tastes - mean
        covariance = (away.T @ away + self.spread + BELIEF * believed.covariance) / people
        covariance = (1 - DIAGONAL) * covariance + DIAGONAL * np.diag(np.diag(covariance))
        noise = (self.error + 5 * BELIEF * NOISE) / (self.ratings + 5 * BELIEF)
        return _Prior(mean, covariance, noise)


@dataclass(frozen=True, slots=True)
class _Block:
    """Some people, and what their ratings say of their tastes.

    Attributes
    ----------
    ratings
        Stars where rated, shape (people, movies).
    own, surprise
        Attributes of each rated film, and stars beyond its mean, shapes (ratings, columns) and (ratings,).
    precision, pull
        The posterior of each person's taste: inverse covariance, and that times the mean, shapes (people, columns,
        columns) and (people, columns); `moments` is the part of the ratings in the first, before noise.
    """

    ratings: sparse.csr_matrix
    own: np.ndarray
    surprise: np.ndarray
    moments: np.ndarray
    precision: np.ndarray
    pull: np.ndarray

    def told(self, tastes: np.ndarray) -> np.ndarray:
        """What tastes account for of each rating, shape (ratings,)."""
        own = np.repeat(tastes, np.diff(self.ratings.indptr), axis=0)
        return np.asarray(np.einsum("rj,rj->r", self.own, own))


def _blocks(ratings: sparse.csr_matrix, means: np.ndarray, columns: np.ndarray, prior: _Prior) -> Iterator[_Block]:
    precision = np.linalg.inv(prior.covariance)
    for first in range(0, ratings.shape[0], BLOCK):
        block = ratings[first : first + BLOCK]
        own = columns[block.indices]
        surprise = block.data - means[block.indices]
        bounds = list(zip(block.indptr[:-1], block.indptr[1:], strict=True))
        moments = np.stack([own[a:b].T @ own[a:b] for a, b in bounds])
        pull = np.stack([own[a:b].T @ surprise[a:b] for a, b in bounds]) / prior.noise + precision @ prior.mean
        yield _Block(block, own, surprise, moments, precision + moments / prior.noise, pull)


def _expect(ratings: sparse.csr_matrix, means: np.ndarray, columns: np.ndarray, prior: _Prior) -> _Expected:
    width = columns.shape[1]
    tastes, spread = [np.empty((0, width))], np.zeros((width, width))
    left, error = np.zeros(ratings.shape[1]), 0.0
    for block in _blocks(ratings, means, columns, prior):
        covariances = np.linalg.inv(block.precision)
        tastes.append(np.einsum("uij,uj->ui", covariances, block.pull))
        told = block.told(tastes[-1])
        spread += covariances.sum(axis=0)
        error += float(((block.surprise - told) ** 2).sum() + np.einsum("uij,uij->", covariances, block.moments))
        left += np.bincount(block.ratings.indices, block.ratings.data - told, minlength=len(left))
    return _Expected(np.concatenate(tastes), spread, error, ratings.nnz, left)


def _left(ratings: sparse.csr_matrix, means: np.ndarray, columns: np.ndarray, prior: _Prior) -> np.ndarray:
    """What `_expect` says that tastes leave of each film's ratings, and nothing else: for very many people."""
    left = np.zeros(ratings.shape[1])
    for block in _blocks(ratings, means, columns, prior):
        told = block.told(np.linalg.solve(block.precision, block.pull[:, :, None])[:, :, 0])
        left += np.bincount(block.ratings.indices, block.ratings.data - told, minlength=len(left))
    return left
