"""Models against each other, person by person: differences and ratios with bootstrap intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recengine.arrays import Floats
from recengine.evaluation.protocol import Row
from recengine.evaluation.splitting import Given

DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one model's mean NDCG@10 is to another's over the same people, with a 95 % interval."""

    model: str
    against: str
    given: Given
    value: float
    interval: tuple[float, float]

    @property
    def is_sure(self) -> bool:
        """Whether a difference's interval leaves out 0, so that its sign is no chance."""
        low, high = self.interval
        return low > 0 or high < 0


def difference(row: Row, against: Row, *, seed: int = 0) -> Comparison:
    """Mean of `row` minus `against`, pair by pair.

    Raises
    ------
    ValueError
        Where the two were not measured on the same number of people with as much given.
    """
    _check(row, against)
    value, interval = paired(row.ndcg_users, against.ndcg_users, seed=seed)
    return Comparison(row.model, against.model, row.given, value, interval)


def paired(values: Floats, against: Floats, *, seed: int = 0) -> tuple[float, tuple[float, float]]:
    """Mean of `values` minus `against`, person by person, with its 95 % bootstrap interval.

    Raises
    ------
    ValueError
        Where they are not of the same number of people, or of nobody.
    """
    if len(values) != len(against) or not len(values):
        raise ValueError("the values are not of the same people")
    gaps = values - against
    return float(gaps.mean()), _interval(gaps[_resampled(len(gaps), seed)].mean(axis=1))


def ratio(row: Row, against: Row, *, seed: int = 0) -> Comparison:
    """Mean of `row` divided by the mean of `against`, both over the same resampled people.

    Raises
    ------
    ValueError
        Where the two were not measured on the same number of people with as much given.
    """
    _check(row, against)
    drawn = _resampled(len(row.ndcg_users), seed)
    below = np.maximum(against.ndcg_users[drawn].mean(axis=1), 1e-9)
    means = row.ndcg_users[drawn].mean(axis=1) / below
    return Comparison(row.model, against.model, row.given, row.ndcg / max(against.ndcg, 1e-9), _interval(means))


def differences(rows: Sequence[Row], *, against: str) -> list[Comparison]:
    """Each other model minus the model `against`, at every number of given ratings that both have."""
    base = {row.given: row for row in rows if row.model == against}
    return [difference(row, base[row.given]) for row in rows if row.model != against and row.given in base]


def best_peer(rows: Sequence[Row], given: Given, *, but: Sequence[str]) -> Row | None:
    """The row of the highest mean at `given`, leaving out the models of the names `but`."""
    others = [row for row in rows if row.given == given and row.model not in but]
    return max(others, key=lambda row: row.ndcg, default=None)


def _check(row: Row, against: Row) -> None:
    if row.given != against.given or len(row.ndcg_users) != len(against.ndcg_users):
        raise ValueError(f"{row.model} and {against.model} were not measured on the same people")


def _resampled(count: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(count, size=(DRAWS, count))


def _interval(means: Floats) -> tuple[float, float]:
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)
