"""The accuracy protocol: strong generalisation with few given ratings, for several models side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from recengine.arrays import Floats
from recengine.dataset import Dataset
from recengine.evaluation import metrics
from recengine.evaluation.splitting import HeldOutUser, HoldOut, hold_out_users
from recengine.models import make_model
from recengine.models.base import Scorer
from recengine.progress import Progress, silent
from recengine.ranking import content_vectors

GIVEN = (1, 3, 5, 10, 20)
SEEDS = 3
PLACES = 20

Maker = Callable[[int], Scorer]
"""Makes an unfitted model from a seed."""


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one model for one number of given ratings, over all seeds.

    `ndcg_users` and `recall_users` hold one value for each seed and user in a fixed order, so that two models can
    be compared pair by pair.
    """

    model: str
    given: int
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
    """Makers of models by name; «ease» is replaced by its three published strengths."""
    makers: dict[str, Maker] = {}
    for name in names:
        if name == "ease":
            for strength in (300.0, 1000.0, 2000.0):
                makers[f"ease λ={strength:g}"] = _maker("ease", strength=strength)
        else:
            makers[name] = _maker(name)
    return makers


def _maker(name: str, **settings: float) -> Maker:
    return lambda seed: make_model(name, seed=seed, **settings)


def evaluate(
    dataset: Dataset,
    makers: dict[str, Maker],
    *,
    given: Sequence[int] = GIVEN,
    seeds: Sequence[int] = tuple(range(SEEDS)),
    temporal: bool = False,
    progress: Progress = silent,
) -> list[Row]:
    """Fit each model on each seed's training users and measure it on the held-out ones.

    Returns
    -------
    One row for each model and number of given ratings, models in the order of `makers`.

    Raises
    ------
    DatasetError
        Where the data set has too few users to hold some out.
    """
    parts: dict[tuple[str, int], list[Row]] = {}
    steps, done = len(seeds) * len(makers), 0
    for seed in seeds:
        hold_out = hold_out_users(dataset, seed=seed, temporal=temporal)
        for name, make in makers.items():
            progress(f"measuring {name}", done / steps)
            model = make(seed).fit(hold_out.train)
            for row in measure(model, hold_out, given=given, name=name):
                parts.setdefault((name, row.given), []).append(row)
            done += 1
    progress("measuring", 1.0)
    return [_joined(parts[name, k]) for name in makers for k in given if (name, k) in parts]


def measure(model: Scorer, hold_out: HoldOut, *, given: Sequence[int] = GIVEN, name: str = "") -> list[Row]:
    """Figures of a fitted model on the held-out users, one row for each number of given ratings.

    Users who have nothing relevant left once `k` ratings are given are left out at that `k`.
    """
    seen = hold_out.train.seen
    popularity = (np.asarray(seen.sum(axis=0)).ravel() / max(seen.shape[0], 1)).astype(np.float32)
    vectors = content_vectors(hold_out.train.catalog)
    rows = []
    for k in given:
        users = [user for user in hold_out.users if user.relevant(k)]
        if users:
            rows.append(_measured(model, users, k, name=name, popularity=popularity, vectors=vectors))
    return rows


def _measured(
    model: Scorer, users: Sequence[HeldOutUser], k: int, *, name: str, popularity: Floats, vectors: Floats
) -> Row:
    item_ids = model.item_ids
    scores = np.stack([model.score(user.given(k)) for user in users])
    is_given = np.stack([np.isin(item_ids, list(user.given(k))) for user in users])
    relevant = np.stack([np.isin(item_ids, user.relevant(k)) for user in users])
    tops = metrics.top(scores, is_given, PLACES)
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
        metrics.intra_list_diversity(shown, vectors),
        metrics.popular_share(shown, popularity),
    )


def _joined(rows: Sequence[Row]) -> Row:
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
