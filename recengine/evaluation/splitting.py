"""Held-out users: taken out of training whole, with a few of their ratings given and the rest to be found."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recengine.arrays import Ints
from recengine.columns import LIKE, Columns
from recengine.dataset import Dataset
from recengine.errors import DatasetError

TEST_USERS = 150
MIN_LIKES = 10


@dataclass(frozen=True, slots=True)
class HeldOutUser:
    """One test user: item ids and stars in the order in which they are given (a seeded permutation, or time)."""

    user_id: int
    item_ids: tuple[int, ...]
    stars: tuple[float, ...]

    def given(self, k: int) -> dict[int, float]:
        """The first `k` ratings, the history that a model sees."""
        return dict(zip(self.item_ids[:k], self.stars[:k], strict=True))

    def relevant(self, k: int) -> list[int]:
        """Liked movies among the ratings that are not given: what a model should find."""
        rest = zip(self.item_ids[k:], self.stars[k:], strict=True)
        return [item_id for item_id, stars in rest if stars >= LIKE]


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
        Give each user's ratings in the order of time instead of a random one.

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
        if temporal:
            order = np.argsort(own[Columns.TIMESTAMP].to_numpy(), kind="stable")
        else:
            order = rng.permutation(len(own))
        items = own[Columns.ITEM].to_numpy()[order].tolist()
        stars = own[Columns.RATING].to_numpy()[order].tolist()
        held_out.append(HeldOutUser(int(str(user_id)), tuple(items), tuple(stars)))
    train = dataset.with_ratings(dataset.ratings[~is_test].reset_index(drop=True))
    return HoldOut(train, tuple(held_out))


def relevance(user: HeldOutUser, k: int, item_ids: Ints) -> np.ndarray:
    """Which items are relevant once `k` ratings are given; boolean, aligned with `item_ids`."""
    return np.isin(item_ids, user.relevant(k))


def histories(users: Sequence[HeldOutUser], k: int) -> list[dict[int, float]]:
    """The first `k` ratings of each user."""
    return [user.given(k) for user in users]
