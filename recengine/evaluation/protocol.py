"""The accuracy protocol: strong generalisation with few given ratings, for several models side by side."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, Self

import numpy as np

from recengine.arrays import Floats, History, Ints
from recengine.dataset import Dataset
from recengine.evaluation import metrics
from recengine.evaluation.introduction import INTRODUCTION, IntroductionModel
from recengine.evaluation.splitting import Given, HeldOutUser, HoldOut, dislikes_first, hold_out_users
from recengine.models import make_model, model_class
from recengine.models.blocks import Scoring, score_each
from recengine.progress import Progress, silent
from recengine.ranking import content_vectors

GIVEN: tuple[Given, ...] = (1, 3, 5, 10, 20)
SEEDS = 3
PLACES = 20


class Measured(Scoring, Protocol):
    """What can be measured: every `Scorer`, and peers that can do no more than this."""

    def fit(self, dataset: Dataset) -> Self:
        """Learn from a data set."""


Maker = Callable[[int], Measured]
"""Makes an unfitted model from a seed."""

DISLIKES_GIVEN = 3
"""This many dislikes, and nothing else, are given in the split «dislikes»."""

SPLITS: Mapping[str, Callable[[Dataset, int], HoldOut]] = {
    "random": lambda dataset, seed: hold_out_users(dataset, seed=seed),
    "temporal": lambda dataset, seed: hold_out_users(dataset, seed=seed, temporal=True),
    "dislikes": lambda dataset, seed: dislikes_first(hold_out_users(dataset, seed=seed), DISLIKES_GIVEN),
}
"""Which ratings of a held-out user are given first; the users of a seed are the same in all."""


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one model for one number of given ratings, over all seeds.

    `ndcg_users` and `recall_users` hold one value for each seed and user in a fixed order, so that two models can
    be compared pair by pair.
    """

    model: str
    given: Given
    ndcg_users: Floats
    recall_users: Floats
    coverage: float
    novelty: float
    diversity: float
    popular_share: float

    @property
    def ndcg(self) -> float:
        """Mean NDCG@10."""
        return float(self.ndcg_users.mean())

    @property
    def recall(self) -> float:
        """Mean Recall@20."""
        return float(self.recall_users.mean())

    @property
    def interval(self) -> tuple[float, float]:
        """95 % bootstrap interval of NDCG@10."""
        return metrics.bootstrap_interval(self.ndcg_users)


def named_makers(names: Sequence[str]) -> dict[str, Maker]:
    """Makers of models by name; «ease» is replaced by its three published strengths.

    «introduction» is the recipe of LightFM's introduction, a yardstick and no method of the library.

    Raises
    ------
    MatineeError
        Where no method has one of the names.
    """
    makers: dict[str, Maker] = {}
    for name in names:
        if name == INTRODUCTION:
            makers[name] = lambda seed: IntroductionModel(seed=seed)
        elif name == "ease":
            for strength in (300.0, 1000.0, 2000.0):
                makers[f"ease λ={strength:g}"] = _maker("ease", strength=strength)
        else:
            makers[name] = _maker(name)
    return makers


def _maker(name: str, **settings: float) -> Maker:
    model_class(name)  # a name that nothing has is told at once, not after minutes of fitting
    return lambda seed: make_model(name, seed=seed, **settings)


def evaluate(
    dataset: Dataset,
    makers: Mapping[str, Maker],
    *,
    given: Sequence[Given] = GIVEN,
    seeds: Sequence[int] = tuple(range(SEEDS)),
    temporal: bool = False,
    progress: Progress = silent,
) -> list[Row]:
    """Fit each model on each seed's training users and measure it on the held-out ones.

    Returns
    -------
    One row for each model and number (or share) of given ratings, models in the order of `makers`.

    Raises
    ------
    DatasetError
        Where the data set has too few users to hold some out.
    """
    split = "temporal" if temporal else "random"
    return evaluate_splits(dataset, makers, given={split: given}, seeds=seeds, progress=progress)[split]


def evaluate_splits(
    dataset: Dataset,
    makers: Mapping[str, Maker],
    *,
    given: Mapping[str, Sequence[Given]],
    seeds: Sequence[int] = tuple(range(SEEDS)),
    progress: Progress = silent,
) -> dict[str, list[Row]]:
    """Fit each model once a seed and measure it on several splits, whose training set is the same.

    Parameters
    ----------
    given
        Names of `SPLITS`, and how much is given in each.

    Returns
    -------
    The rows of each split, models in the order of `makers`.

    Raises
    ------
    DatasetError
        Where the data set has too few users to hold some out.
    """
    parts: dict[str, dict[tuple[str, Given], list[Row]]] = {split: {} for split in given}
    steps, done = len(seeds) * len(makers), 0
    for seed in seeds:
        hold_outs = {split: SPLITS[split](dataset, seed) for split in given}
        train = next(iter(hold_outs.values())).train  # the same ratings in every split
        hold_outs = {split: replace(hold_out, train=train) for split, hold_out in hold_outs.items()}
        for name, make in makers.items():
            progress("measuring models", done / steps)
            model = make(seed).fit(train)
            for split, hold_out in hold_outs.items():
                for row in measure(model, hold_out, given=given[split], name=name):
                    parts[split].setdefault((name, row.given), []).append(row)
            done += 1
    progress("measuring models", 1.0)
    return {split: _all_joined(parts[split], makers, given[split]) for split in given}


def _all_joined(
    parts: Mapping[tuple[str, Given], Sequence[Row]], names: Iterable[str], given: Sequence[Given]
) -> list[Row]:
    return [joined(parts[name, k]) for name in names for k in given if (name, k) in parts]


def measure(model: Measured, hold_out: HoldOut, *, given: Sequence[Given] = GIVEN, name: str = "") -> list[Row]:
    """Figures of a fitted model on the held-out users, one row for each number or share of given ratings.

    Users who have nothing relevant left once `k` ratings are given are left out at that `k`.
    """
    asked = {k: [user for user in hold_out.users if user.relevant(k)] for k in given}
    # All at once: the more histories, the less time each of them takes.
    tops = best_lists(model, [user.given(k) for k, users in asked.items() for user in users], count=PLACES)
    rows, first = [], 0
    for k, users in asked.items():
        if users:
            own = tops[first : first + len(users)]
            rows.append(row_of(own, users, k, hold_out.train, name=name))
        first += len(users)
    return rows


def best_lists(model: Scoring, histories: Sequence[History], *, count: int) -> Ints:
    """The best items for each history, those in it left out: dense indices, best first, shape (histories, count)."""
    given = metrics.places_of(model.item_ids, histories)
    tops = [metrics.top(scores, own, count) for scores, own in zip(score_each(model, histories), given, strict=True)]
    return np.asarray(tops, dtype=np.int64).reshape(len(histories), min(count, len(model.item_ids)))


def row_of(tops: Ints, users: Sequence[HeldOutUser], k: Given, train: Dataset, *, name: str) -> Row:
    """Figures of ranked lists.

    Parameters
    ----------
    tops
        Dense indices in the catalogue of `train`, best first, shape (users, places), at least ten places.
    users
        Who each list is for; each has something relevant left.
    """
    item_ids, seen = train.catalog.item_ids, train.seen
    popularity = (np.asarray(seen.sum(axis=0)).ravel() / max(seen.shape[0], 1)).astype(np.float32)
    relevant = metrics.among(item_ids, [user.relevant(k) for user in users])
    hits = np.take_along_axis(relevant, tops, axis=1)
    found = relevant.sum(axis=1)
    shown = tops[:, :10]
    return Row(
        name,
        k,
        metrics.ndcg(hits, found),
        metrics.recall(hits, found),
        metrics.coverage(shown, len(item_ids)),
        metrics.novelty(shown, popularity),
        metrics.intra_list_diversity(shown, train.catalog.once(content_vectors)),
        metrics.popular_share(shown, popularity),
    )


def joined(rows: Sequence[Row]) -> Row:
    """One row over all seeds of one model and one number of given ratings."""

    def mean(attribute: str) -> float:
        return float(np.mean([getattr(row, attribute) for row in rows]))

    return Row(
        rows[0].model,
        rows[0].given,
        np.concatenate([row.ndcg_users for row in rows]),
        np.concatenate([row.recall_users for row in rows]),
        mean("coverage"),
        mean("novelty"),
        mean("diversity"),
        mean("popular_share"),
    )
