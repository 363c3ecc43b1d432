"""Training rows: a part of a history as features, other likes as targets."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.models.masking import MaskedRows, Ratings, draw_masked_rows
from tests.recengine.worlds import STARS, quick, world_of

N_ITEMS = 12
CATALOG = Catalog(Movie(100 - i, f"Film {i}") for i in range(N_ITEMS))

HISTORY = st.dictionaries(st.sampled_from(CATALOG.item_ids.tolist()), STARS, min_size=1, max_size=N_ITEMS)
USERS = st.dictionaries(st.integers(1, 50), HISTORY, min_size=1, max_size=6)
thorough = settings(parent=quick, max_examples=60)


def _draw(
    dataset: Dataset, *, rows_per_user: int = 3, longest: int = 5, targets_per_row: int = 2, seed: int = 0
) -> MaskedRows:
    return draw_masked_rows(
        Ratings.of(dataset),
        np.random.default_rng(seed),
        rows_per_user=rows_per_user,
        longest=longest,
        targets_per_row=targets_per_row,
    )


@given(
    users=USERS, rows=st.integers(1, 4), longest=st.integers(1, 8), targets=st.integers(1, 4), seed=st.integers(0, 99)
)
@thorough
def test_rows_are_parts_of_their_users_histories(
    users: dict[int, dict[int, float]], rows: int, longest: int, targets: int, seed: int
) -> None:
    dataset = world_of(CATALOG, users)
    drawn = _draw(dataset, rows_per_user=rows, longest=longest, targets_per_row=targets, seed=seed)
    owners = [user for user in sorted(users) if len(users[user]) >= 2 for _ in range(rows)]
    assert drawn.features.shape == (len(owners), 3 * N_ITEMS + 1)
    assert drawn.targets.shape == (len(owners), N_ITEMS)
    for row, user in enumerate(owners):
        own = {CATALOG.index_of(item): stars for item, stars in users[user].items()}
        features = drawn.features[row].toarray().ravel()
        columns = np.flatnonzero(features[:-1])
        given_items = (columns // 3).tolist()
        target_items = drawn.targets.col[drawn.targets.row == row].tolist()

        assert features[-1] == 1.0
        assert 1 <= len(columns) <= min(longest, len(own) - 1)
        np.testing.assert_allclose(features[columns], 1 / np.sqrt(len(columns)), rtol=1e-6)
        assert [column % 3 for column in columns] == [_level(own[item]) for item in given_items]
        assert len(set(given_items)) == len(given_items)

        assert not set(target_items) & set(given_items)
        assert all(own[item] >= 4.0 for item in target_items)
        hidden_likes = [item for item, stars in own.items() if stars >= 4.0 and item not in given_items]
        assert len(target_items) == len(set(target_items)) == min(targets, len(hidden_likes))


def _level(stars: float) -> int:
    return 0 if stars >= 4.0 else 2 if stars <= 2.5 else 1


def test_a_user_with_one_rating_gives_no_row() -> None:
    drawn = _draw(world_of(CATALOG, {1: {100: 5.0}, 2: {100: 5.0, 99: 4.0}}), rows_per_user=4)
    assert drawn.features.shape[0] == drawn.targets.shape[0] == 4
    nobody = _draw(world_of(CATALOG, {1: {100: 5.0}}))
    assert nobody.features.shape == (0, 3 * N_ITEMS + 1)
    assert nobody.targets.nnz == 0


def test_with_two_likes_each_row_shows_one_and_asks_for_the_other() -> None:
    drawn = _draw(world_of(CATALOG, {1: {100: 5.0, 99: 4.0}}), rows_per_user=50)
    shown = (drawn.features[:, :-1].tocoo().col // 3).tolist()
    asked = drawn.targets.col[np.argsort(drawn.targets.row)].tolist()
    assert sorted(set(zip(shown, asked, strict=True))) == [(0, 1), (1, 0)]


def test_the_same_generator_state_draws_the_same_rows_and_the_next_draw_is_fresh() -> None:
    dataset = world_of(CATALOG, {1: dict.fromkeys(CATALOG.item_ids.tolist(), 4.0)})
    first, again, other = _draw(dataset, seed=1), _draw(dataset, seed=1), _draw(dataset, seed=2)
    assert np.array_equal(first.features.toarray(), again.features.toarray())
    assert not np.array_equal(first.features.toarray(), other.features.toarray())


def test_lengths_are_spread_log_uniformly() -> None:
    catalog = Catalog(Movie(i, f"Film {i}") for i in range(100))
    dataset = world_of(catalog, {1: dict.fromkeys(range(100), 4.0)})
    drawn = _draw(dataset, rows_per_user=4000, longest=31, targets_per_row=1)
    lengths = np.diff(drawn.features.indptr) - 1
    # Each doubling takes an equal share: 1, 2-3, 4-7, 8-15, 16-31 of log2(32) = 5 octaves.
    shares = np.histogram(lengths, bins=[1, 2, 4, 8, 16, 32])[0] / len(lengths)
    assert shares == pytest.approx([0.2] * 5, abs=0.03)


def test_every_part_of_a_history_of_a_length_is_as_likely_as_the_next() -> None:
    catalog = Catalog(Movie(i, f"Film {i}") for i in range(5))
    dataset = world_of(catalog, {user: {0: 4.0, 1: 4.0, 2: 1.0, 3: 5.0, 4: 3.0} for user in range(12_000)})
    drawn = _draw(dataset, rows_per_user=1, longest=2, targets_per_row=1)
    lengths = np.diff(drawn.features.indptr) - 1
    films = drawn.features.indices.reshape(-1)[drawn.features.indices < 15] // 3
    first = (np.cumsum(lengths) - lengths)[lengths == 2]
    pairs = Counter(frozenset((int(films[place]), int(films[place + 1]))) for place in first)
    assert len(pairs) == 10
    assert [count / pairs.total() for count in pairs.values()] == pytest.approx([0.1] * 10, abs=0.015)
    asked = Counter(drawn.targets.col.tolist())
    assert [asked[item] / asked.total() for item in (0, 1, 3)] == pytest.approx([1 / 3] * 3, abs=0.02)
