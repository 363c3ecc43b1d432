"""Held-out users."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.errors import DatasetError
from recengine.evaluation.splitting import HeldOutUser, hold_out_users
from tests.recengine.worlds import HEAT, NOTTING_HILL, TINY_RATINGS, quick


@pytest.mark.parametrize("temporal", [False, True])
def test_held_out_users_are_taken_out_of_training_whole(world: Dataset, temporal: bool) -> None:
    split = hold_out_users(world, seed=0, users=15, temporal=temporal)
    drawn = {user.user_id for user in split.users}
    assert len(drawn) == len(split.users) == 15
    assert not drawn & set(split.train.user_ids.tolist())
    assert len(split.train.ratings) + sum(len(user.item_ids) for user in split.users) == len(world.ratings)
    assert split.train.catalog is world.catalog
    for user in split.users:
        assert user.given(1000) == world.history(user.user_id)


def test_only_users_with_enough_likes_are_drawn(world: Dataset) -> None:
    for user in hold_out_users(world, seed=3).users:
        assert len(user.relevant(0)) >= 10


def test_at_most_half_of_those_eligible_are_drawn(tiny: Dataset) -> None:
    split = hold_out_users(tiny, seed=0, min_likes=2)  # users 11, 12, 14 and 15 have two likes
    assert len(split.users) == 2
    assert {user.user_id for user in split.users} <= {11, 12, 14, 15}
    assert len(hold_out_users(tiny, seed=0, min_likes=2, users=1).users) == 1


def test_too_few_users_are_refused(tiny: Dataset) -> None:
    with pytest.raises(DatasetError, match="too few users with 10 likes"):
        hold_out_users(tiny, seed=0)
    hold_out_users(tiny, seed=0, min_likes=3)
    with pytest.raises(DatasetError):
        hold_out_users(tiny, seed=0, min_likes=4)


def test_the_seed_decides_users_and_order(world: Dataset) -> None:
    first, again, other = (hold_out_users(world, seed=seed).users for seed in (1, 1, 2))
    assert first == again
    assert {user.user_id for user in first} != {user.user_id for user in other}
    order = {user.user_id: user.item_ids for user in other}
    both = [user for user in first if user.user_id in order]
    assert both
    assert all(user.item_ids != order[user.user_id] for user in both)


def test_a_random_order_is_not_that_of_time(world: Dataset) -> None:
    in_time = {user.user_id: user for user in hold_out_users(world, seed=1, temporal=True).users}
    for user in hold_out_users(world, seed=1).users:
        assert user.item_ids != in_time[user.user_id].item_ids


def test_temporal_order_gives_the_oldest_ratings_first(world: Dataset) -> None:
    time = world.ratings.set_index([Columns.USER, Columns.ITEM])[Columns.TIMESTAMP]
    for user in hold_out_users(world, seed=0, temporal=True).users:
        times = [int(time[user.user_id, item]) for item in user.item_ids]
        assert times == sorted(times)


def test_the_first_ratings_are_given_and_other_likes_relevant() -> None:
    own = TINY_RATINGS[14]
    user = HeldOutUser(14, tuple(own), tuple(own.values()))
    assert user.given(0) == {}
    assert user.given(1) == {NOTTING_HILL: 5.0}
    assert user.relevant(1) == [item for item in own if item not in (NOTTING_HILL, HEAT)]
    assert user.relevant(99) == []


@given(k=st.integers(0, 30), seed=st.integers(0, 5))
@quick
def test_what_is_given_is_never_relevant(world: Dataset, k: int, seed: int) -> None:
    for user in hold_out_users(world, seed=seed, users=3).users:
        shown, sought = user.given(k), set(user.relevant(k))
        assert not set(shown) & sought
        own = world.history(user.user_id)
        assert sought == {item for item, stars in own.items() if stars >= 4.0 and item not in shown}
        assert len(shown) == min(k, len(own))


def test_stars_stay_with_their_films(world: Dataset) -> None:
    user = hold_out_users(world, seed=0, users=1).users[0]
    own = world.history(user.user_id)
    np.testing.assert_array_equal([own[item] for item in user.item_ids], user.stars)
