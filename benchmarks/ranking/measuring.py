"""Fitting the model once a seed, and measuring its lists at every setting of the dial."""

from collections.abc import Callable, Mapping, Sequence

from recengine.adventure import DEFAULT
from recengine.arrays import Floats
from recengine.dataset import Dataset
from recengine.evaluation.lists import Lister, cards, lister, measure_lists
from recengine.evaluation.protocol import GIVEN, Row, joined
from recengine.evaluation.splitting import Given, HoldOut, hold_out_users
from recengine.models import make_model
from recengine.models.base import Scorer
from recengine.query import Query
from recengine.recommender import Recommender
from recengine.statistics import ItemStatistics

PLAIN, SHOWN = "0", f"{DEFAULT:g} (default)"

SETTINGS: Mapping[str, Callable[[Recommender], Lister]] = {
    PLAIN: lambda recommender: lister(recommender, adventurous=0.0),
    SHOWN: lambda recommender: lister(recommender, adventurous=DEFAULT),
    "0.5": lambda recommender: lister(recommender, adventurous=0.5),
    "1": lambda recommender: lister(recommender, adventurous=1.0),
    f"{DEFAULT:g}, cards one by one": lambda recommender: cards(recommender, adventurous=DEFAULT),
}
"""What is measured by the name of its row; `PLAIN` is what the others are compared with."""


class Remembering(Recommender):
    """Scores every history once: ten cards in turn ask for the same scores."""

    _scored: tuple[object, Floats] | None = None

    def plain_scores(self, query: Query) -> Floats:
        """As the recommender's own."""
        if self._scored is None or self._scored[0] != query.history:
            self._scored = (query.history, super().plain_scores(query))
        return self._scored[1]


def run(dataset: Dataset, model: str, *, seeds: Sequence[int], say: Callable[[str], None]) -> list[Row]:
    """A row for each setting and number of given ratings, over all seeds."""
    parts: dict[tuple[str, Given], list[Row]] = {}
    for seed in seeds:
        hold_out = hold_out_users(dataset, seed=seed)
        fitted = make_model(model, seed=seed).fit(hold_out.train)
        for row in measure(fitted, hold_out):
            parts.setdefault((row.model, row.given), []).append(row)
        say(f"seed {seed} is measured")
    return [joined(parts[name, k]) for name in SETTINGS for k in GIVEN if (name, k) in parts]


def measure(model: Scorer, hold_out: HoldOut) -> list[Row]:
    """The rows of one fitted model."""
    recommender = Remembering(model, hold_out.train.catalog, ItemStatistics.of(hold_out.train))
    return [
        row for name, listing in SETTINGS.items() for row in measure_lists(listing(recommender), hold_out, name=name)
    ]
