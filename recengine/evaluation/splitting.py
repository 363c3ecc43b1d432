"""Held-out users: taken out of training whole, with a few of their ratings given and the rest to be found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from recengine.arrays import Ints
from recengine.columns import DISLIKE, LIKE, Columns
from recengine.dataset import Dataset
from recengine.errors import DatasetError

TEST_USERS = 150
MIN_LIKES = 10

Given: TypeAlias = int | float
"""How much of a history a model sees: a number of ratings, or a share of them, above 0 and below 1."""


def given_label(given: Given) -> str:
    """How tables and pictures name it: «5», «80%»."""
    return f"{100 * given:g}%" if 0 < given < 1 else f"{given:g}"


@dataclass(frozen=True, slots=True)
class HeldOutUser:
    """One test user: item ids and stars in the order in which they are given (a seeded permutation, or time)."""

    user_id: int
    item_ids: tuple[int, ...]
    stars: tuple[float, ...]

    def given(self, k: Given) -> dict[int, float]:
        """The first `k` ratings (or that share of them), the history that a model sees."""
        first = slice(self.number(k))
        return dict(zip(self.item_ids[first], self.stars[first], strict=True))

    def relevant(self, k: Given) -> list[int]:
        """Liked movies among the ratings that are not given: what a model should find."""
        after = slice(self.number(k), None)
        rest = zip(self.item_ids[after], self.stars[after], strict=True)
        return [item_id for item_id, stars in rest if stars >= LIKE]

    def number(self, k: Given) -> int:
        """How many ratings `k` is: a share is rounded to the nearest, and at least one."""
        return max(1, round(k * len(self.item_ids))) if 0 < k < 1 else int(k)


@dataclass(frozen=True, slots=True)
class HoldOut:
    """A training set and the users that are not in it."""

    train: Dataset
    users: tuple[HeldOutUser, ...]


def hold_out_users(
    dataset: Dataset,
    *,
    seed: int,
    users: int = TEST_USERS,
    min_likes: int = MIN_LIKES,
    temporal: bool = False,
) -> HoldOut:
    """Draw test users by seed and take them out of the data.

    Parameters
    ----------
    dataset
        Where to draw from.
    seed
        Draws the users and permutes each one's ratings.
    users
        How many; at most half of those eligible are drawn, so that small data sets keep something to learn.
    min_likes
        Users with fewer likes are not drawn.
    temporal
        Give each user's ratings in the order of time instead of a random one; ratings of the same second, which
        lists rated at once have, in a seeded order. The users drawn, and so the training set, are the same.

    Raises
    ------
    DatasetError
        Where fewer than two users have enough likes.
    """
    liked = dataset.ratings[dataset.ratings[Columns.RATING] >= LIKE]
    likes = liked[Columns.USER].value_counts()
    eligible = np.sort(likes[likes >= min_likes].index.to_numpy(np.int64))
    if len(eligible) < 2:
        raise DatasetError(f"{dataset.name} has too few users with {min_likes} likes to evaluate on")
    rng = np.random.default_rng(seed)
    drawn = np.sort(rng.choice(eligible, size=min(users, len(eligible) // 2), replace=False))
    is_test = dataset.ratings[Columns.USER].isin(drawn)
    by_user = dataset.ratings[is_test].groupby(Columns.USER, sort=True)
    held_out = []
    for user_id, own in by_user:
        order = rng.permutation(len(own))
        if temporal:
            order = order[np.argsort(own[Columns.TIMESTAMP].to_numpy()[order], kind="stable")]
        items = own[Columns.ITEM].to_numpy()[order].tolist()
        stars = own[Columns.RATING].to_numpy()[order].tolist()
        held_out.append(HeldOutUser(int(str(user_id)), tuple(items), tuple(stars)))
    train = dataset.with_ratings(dataset.ratings[~is_test].reset_index(drop=True))
    return HoldOut(train, tuple(held_out))


def dislikes_first(hold_out: HoldOut, count: int) -> HoldOut:
    """The same users with their first `count` dislikes given before all else; users with fewer are left out."""
    moved = []
    for user in hold_out.users:
        places = [place for place, stars in enumerate(user.stars) if stars <= DISLIKE][:count]
        if len(places) == count:
            order = [*places, *(place for place in range(len(user.stars)) if place not in places)]
            item_ids = tuple(user.item_ids[place] for place in order)
            moved.append(replace(user, item_ids=item_ids, stars=tuple(user.stars[place] for place in order)))
    return replace(hold_out, users=tuple(moved))


def relevance(user: HeldOutUser, k: Given, item_ids: Ints) -> np.ndarray:
    """Which items are relevant once `k` ratings are given; boolean, aligned with `item_ids`."""
    return np.isin(item_ids, user.relevant(k))


def histories(users: Sequence[HeldOutUser], k: Given) -> list[dict[int, float]]:
    """The first `k` ratings of each user."""
    return [user.given(k) for user in users]
