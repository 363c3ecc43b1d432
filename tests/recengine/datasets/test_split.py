"""A random split of each user's ratings."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.datasets import train_test_split


def _dataset(counts: list[int]) -> Dataset:
    rows = [(user, item, 3.0, item) for user, count in enumerate(counts) for item in range(count)]
    catalog = Catalog(Movie(i, f"Film {i}") for i in range(max(counts, default=0)))
    return Dataset("toy", pd.DataFrame(rows, columns=list(Columns.ALL)), catalog)


def _pairs(dataset: Dataset) -> set[tuple[int, int]]:
    return set(zip(dataset.ratings[Columns.USER], dataset.ratings[Columns.ITEM], strict=True))


def test_each_user_gives_a_fifth_to_the_test() -> None:
    train, test = train_test_split(_dataset([10, 5, 1]), seed=3)
    assert test.ratings[Columns.USER].value_counts().to_dict() == {0: 2, 1: 1}
    assert train.ratings[Columns.USER].value_counts().to_dict() == {0: 8, 1: 4, 2: 1}


def test_the_same_seed_gives_the_same_split_and_another_seed_another() -> None:
    dataset = _dataset([30, 30])
    assert _pairs(train_test_split(dataset, seed=1).test) == _pairs(train_test_split(dataset, seed=1).test)
    assert _pairs(train_test_split(dataset, seed=1).test) != _pairs(train_test_split(dataset, seed=2).test)


@pytest.mark.parametrize("fraction", [0.0, 1.0, -0.1, float("nan")])
def test_a_fraction_that_splits_nothing_is_refused(fraction: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        train_test_split(_dataset([3]), test_fraction=fraction)


@given(
    counts=st.lists(st.integers(0, 12), min_size=1, max_size=6),
    fraction=st.floats(0.05, 0.95),
    seed=st.integers(0, 9),
)
@settings(deadline=None, max_examples=40)
def test_every_rating_is_in_exactly_one_part(counts: list[int], fraction: float, seed: int) -> None:
    dataset = _dataset(counts)
    train, test = train_test_split(dataset, test_fraction=fraction, seed=seed)
    assert _pairs(train) | _pairs(test) == _pairs(dataset)
    assert not _pairs(train) & _pairs(test)
    assert set(train.ratings[Columns.USER]) == set(dataset.ratings[Columns.USER])
