"""Corrections for `StarPredictor`, learned on training people who were left out of a fit; needs scipy."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy import sparse

from recengine.columns import LIKE, MAX_STARS, MIN_STARS
from recengine.curves import GRID, KNOWN, Cases, chance_above, clipped_mean, learned
from recengine.dataset import Dataset
from recengine.progress import Progress
from recengine.stars import FEW, kinds_of
from recengine.stars_columns import attributes_of
from recengine.stars_fit import PHASE, Tastes

FOLDS = 4
MAX_PEOPLE = 3000
"""Once about so many people were left out, no more groups are."""

MAX_CASES = 1000
"""So many ratings of one person count at each number of known ones, lest a few raters speak for all."""

SPREAD = 0.85
"""Standard deviation of a rating around an estimate, believed before any case."""

ERROR, ERROR_TRUST = 0.7, 40.0
"""Typical error believed before any case, in stars, and as how many cases that counts."""

Learn = Callable[[sparse.csr_matrix, np.ndarray], Tastes]


def calibrate(
    dataset: Dataset, learn: Learn, *, seen: int, words: int, seed: int, progress: Progress
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Curves for stars and for likes, and typical errors, from people left out in turn.

    With fewer people than folds nobody can be left out; the curves are then those believed beforehand. With very
    many, fewer groups of them are left out than there are folds.
    """
    found: list[np.ndarray] = [np.zeros((0, 4))]
    rng = np.random.default_rng(seed)
    groups = _groups(len(dataset.user_ids), rng)
    for number, out in enumerate(groups, start=1):
        found += _left_out(dataset, out, learn, rng, seen=seen, words=words)
        progress(PHASE, 0.25 + 0.75 * number / len(groups))
    raw, actual, known, count = np.concatenate(found).T
    stars, match = corrections(raw, actual, known)
    return stars, match, _errors(raw, actual, known, count, stars)


def _groups(people: int, rng: np.random.Generator) -> list[np.ndarray]:
    """Dense user indices to leave out together: a fold of all, or enough for `MAX_PEOPLE`."""
    if people < FOLDS:
        return []
    size = min(-(-people // FOLDS), MAX_PEOPLE)
    order = rng.permutation(people)
    return [order[first : first + size] for first in range(0, people, size)][: -(-MAX_PEOPLE // size)]


def corrections(raw: np.ndarray, actual: np.ndarray, known: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Curves from a raw estimate to stars, and to the chance of a like, each of shape (len(KNOWN), len(GRID)).

    Parameters
    ----------
    raw, actual
        Estimates and stars given, shape (cases,).
    known
        Place in `KNOWN` of how many ratings were known, shape (cases,).
    """
    # Nobody gives more than 5 stars, however much more they would: near the ends a raw estimate is too extreme.
    expected = [clipped_mean(x, low=MIN_STARS, high=MAX_STARS, spread=SPREAD) for x in GRID.tolist()]
    # Ratings come in halves: those from 3.75 on are rounded to a like.
    likely = [chance_above(x, bound=LIKE - 0.25, spread=SPREAD) for x in GRID.tolist()]
    stars = learned(Cases(raw, actual, known), np.asarray(expected))
    match = learned(Cases(raw, (actual >= LIKE).astype(np.float64), known), np.asarray(likely))
    return np.clip(stars, MIN_STARS, MAX_STARS), np.clip(match, 0.0, 1.0)


def _left_out(
    dataset: Dataset, out: np.ndarray, learn: Learn, rng: np.random.Generator, *, seen: int, words: int
) -> Iterator[np.ndarray]:
    """Raw estimate, stars, place in `KNOWN` and the film's number of ratings, of people whom a fit left out."""
    others = np.ones(len(dataset.user_ids), dtype=bool)
    others[out] = False
    kept = dataset.matrix[np.flatnonzero(others)]
    columns = attributes_of(dataset.catalog, kept, seen=seen, words=words)
    tastes = learn(kept, columns)
    counts = np.bincount(kept.indices, minlength=kept.shape[1])
    ridge = tastes.ridge
    for user in out:
        own = dataset.matrix[user]
        order = rng.permutation(own.nnz)
        items, stars = own.indices[order], own.data[order].astype(np.float64)
        for place, known in enumerate(KNOWN):
            rest = slice(known, known + MAX_CASES)
            if not len(items[rest]):
                break
            given = columns[items[:known]]
            taste = np.linalg.solve(given.T @ given + ridge, given.T @ (stars[:known] - tastes.means[items[:known]]))
            raw = tastes.means[items[rest]] + columns[items[rest]] @ taste
            yield np.column_stack([raw, stars[rest], np.full(len(raw), place), counts[items[rest]]])


def _errors(
    raw: np.ndarray, actual: np.ndarray, known: np.ndarray, count: np.ndarray, stars: np.ndarray
) -> np.ndarray:
    """Mean absolute error by number of known ratings and of the film's ratings, shape (len(KNOWN), len(FEW) + 1).

    Shrunk towards the error over all films at that number of known ratings, and this towards the belief.
    """
    table = np.empty((len(KNOWN), len(FEW) + 1), dtype=np.float32)
    kind = kinds_of(count)
    for place, curve in enumerate(stars):
        own = known == place
        error = np.abs(np.interp(raw[own], GRID, curve) - actual[own])
        together = (error.sum() + ERROR_TRUST * ERROR) / (len(error) + ERROR_TRUST)
        total = np.bincount(kind[own], error, minlength=table.shape[1])
        cases = np.bincount(kind[own], minlength=table.shape[1])
        table[place] = (total + ERROR_TRUST * together) / (cases + ERROR_TRUST)
    return table
