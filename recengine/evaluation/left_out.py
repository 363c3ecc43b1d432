"""The same people left out of every training, so that any two versions can be measured on people new to both."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from recengine.arrays import Floats, History
from recengine.columns import LIKE, Columns
from recengine.dataset import Dataset
from recengine.evaluation import metrics
from recengine.evaluation.protocol import best_lists
from recengine.evaluation.splitting import MIN_LIKES, HeldOutUser
from recengine.models.base import Scorer

SHARE, FEWEST, MOST = 0.05, 40, 150
"""So many of the people with enough likes are left out: this share, but at least and at most so many."""

MOST_SHARE, TOO_FEW = 0.1, 20
"""Never more than this share, so that small data keep something to learn; of fewer people nothing can be told."""

GIVEN = (5, 20)
"""So many ratings are given: the default model serves newcomers by other parts than those who rated much."""

DRAWS = 4
"""So many times, with other ratings given, which makes up for there being few people."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What may be learned from, and people who are not in it.

    Attributes
    ----------
    train
        The data without them.
    user_ids
        Their ids, sorted, be they in the data or not; none where the data have too few people.
    """

    train: Dataset
    user_ids: tuple[int, ...]


def leave_out(dataset: Dataset, *, also: Collection[int] = ()) -> LeftOut:
    """Take out of a data set those people whose ids have the smallest hashes, which are the same at every training.

    Only people with at least `MIN_LIKES` likes are taken: of the others nothing could be measured.

    Parameters
    ----------
    also
        Ids of people who are left out besides, whatever the data say of them now.
    """
    ratings = dataset.ratings
    likes = ratings.loc[ratings[Columns.RATING] >= LIKE, Columns.USER].value_counts()
    eligible = sorted(likes[likes >= MIN_LIKES].index.tolist(), key=stable_hash)
    taken = {*eligible[: _how_many(len(eligible))], *also}
    if not taken:
        return LeftOut(dataset, ())
    train = dataset.with_ratings(ratings[~ratings[Columns.USER].isin(list(taken))].reset_index(drop=True))
    return LeftOut(train, tuple(sorted(taken)))


def _how_many(eligible: int) -> int:
    wanted = min(max(round(SHARE * eligible), FEWEST), MOST, int(MOST_SHARE * eligible))
    return wanted if wanted >= TOO_FEW else 0


def stable_hash(user_id: int) -> float:
    """A number from 0 up to 1 that follows from an id alone, today and in ten years."""
    digest = hashlib.sha256(f"left out: {user_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def people_of(dataset: Dataset, user_ids: Collection[int], *, draws: int = DRAWS) -> list[HeldOutUser]:
    """Those people of a data set, each several times, the ratings in orders that follow from id and number."""
    return _drawn(dataset.ratings[dataset.ratings[Columns.USER].isin(list(user_ids))], draws)


def _drawn(ratings: pd.DataFrame, draws: int) -> list[HeldOutUser]:
    people = []
    for user_id, rows in ratings.sort_values([Columns.USER, Columns.ITEM]).groupby(Columns.USER, sort=True):
        items, stars = rows[Columns.ITEM].to_numpy(), rows[Columns.RATING].to_numpy()
        for draw in range(draws):
            order = np.random.default_rng([abs(int(str(user_id))), draw]).permutation(len(items))
            people.append(HeldOutUser(int(str(user_id)), tuple(items[order].tolist()), tuple(stars[order].tolist())))
    return people


def kept(dataset: Dataset, user_ids: Collection[int]) -> dict[str, np.ndarray]:
    """The ratings of those people as arrays, to be kept with a version: what is true of them stays, come what may."""
    own = dataset.ratings[dataset.ratings[Columns.USER].isin(list(user_ids))]
    return {name: own[name].to_numpy() for name in _KEPT}


def people_kept(arrays: Mapping[str, np.ndarray], user_ids: Collection[int]) -> list[HeldOutUser]:
    """Some of the people whose ratings were kept, as `people_of` gives them.

    Raises
    ------
    ValueError
        Where the arrays are none that `kept` gave.
    """
    if set(arrays) != set(_KEPT) or len({array.shape for array in arrays.values()}) != 1:
        raise ValueError("these are no ratings")
    frame = pd.DataFrame({name: arrays[name] for name in _KEPT})
    return _drawn(frame[frame[Columns.USER].isin(list(user_ids))], DRAWS)


_KEPT = (Columns.USER, Columns.ITEM, Columns.RATING)


@dataclass(frozen=True, slots=True)
class Accuracy:
    """NDCG@10 of some people, each a mean over their draws.

    Attributes
    ----------
    user_ids
        The people, sorted.
    given
        Numbers of given ratings.
    values
        Shape (people, numbers); NaN where nothing was left to find.
    """

    user_ids: tuple[int, ...]
    given: tuple[int, ...]
    values: Floats

    def at(self, k: int) -> float:
        """Mean over people with `k` ratings given."""
        return float(np.nanmean(self.values[:, self.given.index(k)]))

    @property
    def by_person(self) -> Floats:
        """Mean of each person over all numbers of given ratings, shape (people,)."""
        return np.asarray(np.nanmean(self.values, axis=1), dtype=np.float32)

    def of(self, user_ids: Collection[int]) -> "Accuracy":
        """That of some of the people."""
        kept = [place for place, user_id in enumerate(self.user_ids) if user_id in user_ids]
        return Accuracy(tuple(self.user_ids[place] for place in kept), self.given, self.values[kept])


def accuracy(
    model: Scorer,
    people: Sequence[HeldOutUser],
    *,
    given: Sequence[int] = GIVEN,
    told: Callable[[float], None] = lambda done: None,
) -> Accuracy:
    """How well a model finds what people like, who should be new to it.

    Parameters
    ----------
    people
        As `people_of` gives them; who has nothing to find with the fewest ratings given is left out.
    told
        Called with the share that is done.
    """
    found: dict[int, list[np.ndarray]] = {}
    for first in range(0, len(people), _AT_ONCE):
        some = people[first : first + _AT_ONCE]
        values = ndcgs(model, [(person.given(k), person.relevant(k)) for person in some for k in given])
        for person, own in zip(some, values.reshape(len(some), len(given)), strict=True):
            found.setdefault(person.user_id, []).append(own)
        told((first + len(some)) / len(people))
    means = {user_id: _mean(np.asarray(found[user_id])) for user_id in sorted(found)}
    kept = {user_id: row for user_id, row in means.items() if not np.isnan(row).all()}
    table = np.asarray(list(kept.values()), dtype=np.float32).reshape(len(kept), len(given))
    return Accuracy(tuple(kept), tuple(given), table)


def _mean(values: np.ndarray) -> np.ndarray:
    """Mean of each column over those that are numbers; NaN where there are none."""
    numbers = ~np.isnan(values)
    count = numbers.sum(axis=0)
    total = np.where(numbers, values, 0.0).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def ndcg(model: Scorer, given: History, relevant: Collection[int]) -> float:
    """NDCG@10 of a model for one history; NaN where nothing is relevant.

    Relevant movies that the model does not know count as not found.
    """
    return float(ndcgs(model, [(given, relevant)])[0])


def ndcgs(model: Scorer, asked: Sequence[tuple[History, Collection[int]]]) -> Floats:
    """`ndcg` of several pairs of a history and what is relevant, shape (asked,)."""
    values = np.full(len(asked), np.nan, dtype=np.float32)
    places = [place for place, (_, relevant) in enumerate(asked) if relevant]
    if places:
        tops = best_lists(model, [asked[place][0] for place in places], count=10)
        wanted = [asked[place][1] for place in places]
        hits = np.take_along_axis(metrics.among(model.item_ids, wanted), tops, axis=1)
        hits = np.pad(hits, ((0, 0), (0, 10 - hits.shape[1])))  # fewer than ten movies
        values[places] = metrics.ndcg(hits, np.asarray([len(relevant) for relevant in wanted]))
    return values


_AT_ONCE = 32
"""People whose histories are scored at once, between two words about how far it is."""
