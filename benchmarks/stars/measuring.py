"""Predictions for held-out people, and what came of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.stars.peers import MAKERS, OURS, Predicts, Settings
from recengine.columns import LIKE
from recengine.dataset import Dataset
from recengine.evaluation.splitting import HeldOutUser, hold_out_users
from recengine.stars import StarPredictor

GIVEN = (1, 3, 5, 10, 20)

Tuned = Mapping[str, Mapping[int, Settings]]
"""Peer -> ratings given -> settings."""


@dataclass(frozen=True, slots=True)
class Cases:
    """Predictions of one model at one number of ratings given, arrays of shape (cases,).

    `person` numbers the held-out people over all seeds, so that models can be compared person by person; `match` is
    the chance of a like, NaN where a model tells none.
    """

    predicted: np.ndarray
    actual: np.ndarray
    match: np.ndarray
    person: np.ndarray

    @property
    def rmse(self) -> float:
        """Root of the mean squared error over all cases."""
        return float(np.sqrt(((self.predicted - self.actual) ** 2).mean()))

    @property
    def mae(self) -> float:
        """Mean absolute error over all cases."""
        return float(np.abs(self.predicted - self.actual).mean())

    @property
    def rmse_of_people(self) -> float:
        """Mean over people of each one's root mean squared error: everybody counts alike, however much they rated."""
        _, total, count = self.by_person()
        return float(np.sqrt(total / count).mean())

    def by_person(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """People, and their sums of squared errors and numbers of cases."""
        people, place = np.unique(self.person, return_inverse=True)
        return people, np.bincount(place, (self.predicted - self.actual) ** 2), np.bincount(place).astype(np.float64)

    @property
    def weights(self) -> np.ndarray:
        """One over the number of cases of the person: with these everybody counts alike."""
        _, place, count = np.unique(self.person, return_inverse=True, return_counts=True)
        return np.asarray(1.0 / count[place])

    @property
    def liked(self) -> np.ndarray:
        """Whether it was liked."""
        return self.actual >= LIKE


def joined(parts: Sequence[Cases]) -> Cases:
    """Cases of several seeds or numbers of ratings given."""
    names = ("predicted", "actual", "match", "person")
    return Cases(*(np.concatenate([getattr(part, name) for part in parts]) for name in names))


def run(
    dataset: Dataset, tuned: Tuned, *, seeds: Sequence[int], say: Callable[[str], None]
) -> dict[tuple[str, int], Cases]:
    """Cases of each model at each number of ratings given, over all seeds."""
    parts: dict[tuple[str, int], list[Cases]] = {}
    for seed in seeds:
        hold_out = hold_out_users(dataset, seed=seed)
        for name, make in MAKERS.items():
            for k, model in _fitted(make, hold_out.train, tuned.get(name, {})).items():
                parts.setdefault((name, k), []).append(measure(model, hold_out.users, k, seed=seed))
            say(f"seed {seed}: {name}")
    return {key: joined(cases) for key, cases in parts.items()}


def _fitted(make: Callable[..., Predicts], train: Dataset, tuned: Mapping[int, Settings]) -> dict[int, Predicts]:
    """The model for each number of ratings given, fitted once for equal settings."""
    made: dict[str, Predicts] = {}
    for k in GIVEN:
        settings = tuned.get(k, {})
        if str(settings) not in made:
            made[str(settings)] = make(**settings).fit(train)
    return {k: made[str(tuned.get(k, {}))] for k in GIVEN}


def measure(model: Predicts, users: Sequence[HeldOutUser], k: int, *, seed: int) -> Cases:
    """Predict all ratings but the first `k` of each person from these."""
    place = {item_id: i for i, item_id in enumerate(model.item_ids.tolist())}
    parts = []
    for number, user in enumerate(user for user in users if len(user.item_ids) > k):
        history = user.given(k)
        items = [place[item_id] for item_id in user.item_ids[k:]]
        match = model.match(history)[items] if isinstance(model, StarPredictor) else np.full(len(items), np.nan)
        person = np.full(len(items), 10_000 * seed + number)
        parts.append(Cases(model.predict(history)[items], np.asarray(user.stars[k:]), match, person))
    return joined(parts)


def ours(found: Mapping[tuple[str, int], Cases]) -> dict[int, Cases]:
    """Our own cases by the number of ratings given."""
    return {k: cases for (name, k), cases in found.items() if name == OURS}
