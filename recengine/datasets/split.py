"""A random split of each user's ratings into a training and a test part."""

from typing import NamedTuple

import numpy as np

from recengine.columns import Columns
from recengine.dataset import Dataset


class Split(NamedTuple):
    """Two data sets over the same movies."""

    train: Dataset
    test: Dataset


def train_test_split(dataset: Dataset, *, test_fraction: float = 0.2, seed: int = 0) -> Split:
    """Put a random part of each user's ratings aside.

    Parameters
    ----------
    dataset
        What to split.
    test_fraction
        Part of each user's ratings that goes to the test set, rounded to whole ratings; every user keeps at
        least one for training.
    seed
        The same seed gives the same split.

    Raises
    ------
    ValueError
        Where `test_fraction` is not between 0 and 1.
    """
    if not 0.0 < test_fraction < 1.0:
        raise ValueError(f"test_fraction is {test_fraction}, and must lie between 0 and 1")
    users = dataset.ratings[Columns.USER].to_numpy(np.int64)
    draws = np.random.default_rng(seed).random(len(users))
    order = np.lexsort((draws, users))
    _, first, counts = np.unique(users[order], return_index=True, return_counts=True)
    place = np.arange(len(users)) - np.repeat(first, counts)
    taken = np.minimum(np.floor(counts * test_fraction + 0.5).astype(np.int64), counts - 1)
    is_test = np.zeros(len(users), dtype=bool)
    is_test[order] = place < np.repeat(taken, counts)
    train = dataset.ratings[~is_test].reset_index(drop=True)
    test = dataset.ratings[is_test].reset_index(drop=True)
    return Split(dataset.with_ratings(train), dataset.with_ratings(test))
