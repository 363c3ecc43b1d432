"""What the served model makes of the answers, in two ways.

«Taught»: a seeded 30 % of a person's ratings is set aside and never asked about. The model names ten films out of
all that the person has not rated otherwise; those set aside and liked are to be found. What is to be found and what
may be named are the same whatever was asked, so a strategy gains only by what its answers tell the model.

«Served»: everything may be asked about, and the likes that were not told are to be found, as in the accuracy
protocol. Whoever asks for well-loved films uses up the easiest finds here and is charged for it, so a strategy can
gain by asking for films that people dislike. Films shown are counted here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from benchmarks.onboarding.simulation import Ask, Replay, replay
from recengine.arrays import Floats
from recengine.columns import LIKE
from recengine.dataset import Dataset
from recengine.elicitation import DEFAULT, STRATEGIES, films_to_ask
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.evaluation.metrics import ndcg
from recengine.evaluation.splitting import HeldOutUser, hold_out_users
from recengine.models import make_model
from recengine.models.base import Scorer
from recengine.ranking import best
from recengine.statistics import ItemStatistics

AFTER = (1, 3, 5)
SET_ASIDE = 0.3
AT = 10


@dataclass
class Figures:
    """Of one strategy, one row or value for each seed and person, in the same order for all strategies.

    Attributes
    ----------
    taught, served
        NDCG@10 after each number of answers of `AFTER`; NaN in `taught` for people without a like set aside.
    shown
        Films shown, where everything may be asked about.
    complete
        Whether five answers were given there.
    complete_taught
        Whether five were given with a part set aside.
    """

    taught: list[list[float]] = field(default_factory=list)
    served: list[list[float]] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    complete: list[bool] = field(default_factory=list)
    complete_taught: list[bool] = field(default_factory=list)


def run(dataset: Dataset, *, seeds: Sequence[int], say: Callable[[str], None]) -> dict[str, Figures]:
    """Fit the default model once a seed and replay every strategy against it."""
    found = {name: Figures() for name in STRATEGIES}
    for seed in seeds:
        hold_out = hold_out_users(dataset, seed=seed)
        model = make_model("default", seed=seed).fit(hold_out.train)
        say(f"seed {seed}: the model is fitted")
        for name, ask in strategies(model, hold_out.train).items():
            for user in hold_out.users:
                measure(found[name], user, ask, model)
            say(f"seed {seed}: {name}")
    return found


def strategies(model: Scorer, train: Dataset) -> dict[str, Ask]:
    """Every strategy, ready to ask."""
    statistics = ItemStatistics.of(train)
    learned = learn_elicitation(model, train)

    def asks(name: str) -> Ask:
        return lambda answers, aside: films_to_ask(
            train.catalog, statistics, answers=answers, learned=learned, strategy=name, exclude=aside
        )

    return {name: asks(name) for name in sorted(STRATEGIES, key=lambda name: name == DEFAULT)}


def measure(figures: Figures, user: HeldOutUser, ask: Ask, model: Scorer) -> None:
    """Add one person's figures."""
    rated = dict(zip(user.item_ids, user.stars, strict=True))
    whole = replay(rated, ask)
    figures.shown.append(whole.shown)
    figures.complete.append(whole.complete)
    figures.served.append([_served(model, rated, whole.first(count)) for count in AFTER])
    aside = frozenset(user.item_ids[: user.number(SET_ASIDE)])
    askable = {item_id: stars for item_id, stars in rated.items() if item_id not in aside}
    part = replay(askable, ask, aside=aside)
    figures.complete_taught.append(part.complete)
    figures.taught.append(_taught(model, rated, aside, part))


def _served(model: Scorer, rated: dict[int, float], answers: dict[int, float]) -> float:
    likes = {item_id for item_id, stars in rated.items() if stars >= LIKE}
    return found_of(model, answers, relevant=likes - set(answers), out=set(answers))


def _taught(model: Scorer, rated: dict[int, float], aside: frozenset[int], part: Replay) -> list[float]:
    relevant = {item_id for item_id in aside if rated[item_id] >= LIKE}
    out = set(rated) - aside
    return [found_of(model, part.first(count), relevant=relevant, out=out) for count in AFTER]


def found_of(model: Scorer, answers: dict[int, float], *, relevant: set[int], out: set[int]) -> float:
    """NDCG@10 of what the model names once it has heard the answers; NaN where there is nothing to be found."""
    if not relevant:
        return float("nan")
    free = np.ones(len(model.item_ids), dtype=bool)
    free[[model.index[item_id] for item_id in out]] = False
    top = best(model.score(answers), free, AT)
    hits = np.zeros((1, AT), dtype=bool)
    hits[0, : len(top)] = np.isin(model.item_ids[top], list(relevant))
    return float(ndcg(hits, np.asarray([len(relevant)]), at=AT)[0])


def ratio(values: Floats, against: Floats, *, draws: int = 2000) -> tuple[float, float, float]:
    """Ratio of two means over the same people, and the ends of its 95 % interval by resampling people."""
    drawn = np.random.default_rng(0).integers(len(values), size=(draws, len(values)))
    ratios = values[drawn].mean(axis=1) / np.maximum(against[drawn].mean(axis=1), 1e-9)
    low, high = np.quantile(ratios, [0.025, 0.975])
    return float(values.mean() / max(float(against.mean()), 1e-9)), float(low), float(high)
