"""What the members of a group find in a shared list, by rule.

A member's satisfaction with a list of ten is its NDCG@10 for their own held-out likes, as if the list had been made
for them alone: films that they went on to rate 4 and up, worth more at the top, normalised by the best list that
could be made for them of the films that the group may be shown. It is the figure by which the model itself is
measured (`recengine.evaluation.metrics`), it asks people and not the model that made the list, and it has a natural
zero, so that ratios mean something. A group's minimum is that of its least satisfied member.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.groups.drawing import draw
from recengine.arrays import Bools, Floats, Ints
from recengine.columns import DISLIKE
from recengine.dataset import Dataset
from recengine.evaluation import metrics
from recengine.evaluation.splitting import HeldOutUser, hold_out_users, relevance
from recengine.group_match import vetoed
from recengine.group_rules import Rule, agree
from recengine.models import make_model
from recengine.models.base import Scorer
from recengine.recommender import Recommender
from recengine.statistics import ItemStatistics

PLACES = 10
VETO = "fair, with veto"
RULES: Mapping[str, Rule] = {rule.value: rule for rule in Rule} | {VETO: Rule.FAIR}

Case = tuple[int, str, int]
"""Ratings given, kind of group, size."""

CASES: tuple[Case, ...] = (
    *((10, kind, size) for size in (4, 2, 8) for kind in ("random", "similar", "divergent")),
    *((5, kind, 4) for kind in ("random", "similar", "divergent")),
)


@dataclass(frozen=True, slots=True)
class People:
    """Held-out people once some of their ratings are given; arrays of shape (people, items)."""

    scores: Floats
    given: Bools
    liked: Bools
    disliked: Bools
    vetoed: Bools


@dataclass(frozen=True, slots=True)
class Outcome:
    """One rule on many groups: satisfaction and disliked films of each member, shape (groups, size)."""

    satisfaction: Floats
    dislikes: Floats


Outcomes = dict[Case, dict[str, Outcome]]


def run(dataset: Dataset, *, seeds: Sequence[int], say: Callable[[str], None]) -> Outcomes:
    """Outcomes of every rule in every case, the groups of all seeds together."""
    parts: dict[Case, dict[str, list[Outcome]]] = {case: {name: [] for name in RULES} for case in CASES}
    for seed in seeds:
        hold_out = hold_out_users(dataset, seed=seed)
        model = make_model("default", seed=seed).fit(hold_out.train)
        recommender = Recommender(model, dataset.catalog, ItemStatistics.of(hold_out.train))
        known = {k: people_of(recommender, hold_out.users, k) for k in {k for k, _, _ in CASES}}
        for case in CASES:
            k, kind, size = case
            groups = draw(known[k].scores, kind=kind, size=size, seed=seed)
            for name, outcome in measure(known[k], groups).items():
                parts[case][name].append(outcome)
        say(f"seed {seed} done")
    return {case: {name: _joined(own) for name, own in rules.items()} for case, rules in parts.items()}


def people_of(recommender: Recommender, users: Sequence[HeldOutUser], k: int) -> People:
    """Those who have something left to find once `k` ratings are given."""
    able = [user for user in users if user.relevant(k)]
    model: Scorer = recommender.model
    scores = np.stack([model.score(user.given(k)) for user in able])
    given = np.stack([np.isin(model.item_ids, list(user.given(k))) for user in able])
    vetoes = [vetoed(recommender, u.given(k), row, ~out) for u, row, out in zip(able, scores, given, strict=True)]
    liked = np.stack([relevance(user, k, model.item_ids) for user in able])
    disliked = np.stack([np.isin(model.item_ids, _disliked(user, k)) for user in able])
    return People(scores, given, liked, disliked, np.stack(vetoes))


def _disliked(user: HeldOutUser, k: int) -> list[int]:
    rest = zip(user.item_ids[k:], user.stars[k:], strict=True)
    return [item_id for item_id, stars in rest if stars <= DISLIKE]


def measure(people: People, groups: Ints) -> dict[str, Outcome]:
    """Outcomes of each rule; groups in which somebody has nothing to find among the candidates are left out."""
    found: dict[str, list[tuple[Floats, Floats]]] = {name: [] for name in RULES}
    for group in groups:
        free = ~people.given[group].any(axis=0)
        able = (people.liked[group] & free).sum(axis=1)
        if able.all():
            for name, rule in RULES.items():
                heard = free & ~people.vetoed[group].any(axis=0) if name == VETO else free
                films = np.flatnonzero(heard)
                shown = films[agree(people.scores[np.ix_(group, films)], rule=rule, count=PLACES).places]
                hits = people.liked[np.ix_(group, shown)]
                found[name].append((metrics.ndcg(hits, able), people.disliked[np.ix_(group, shown)].sum(axis=1)))
    return {
        name: Outcome(np.stack([s for s, _ in own]), np.stack([d for _, d in own]).astype(np.float32))
        for name, own in found.items()
    }


def _joined(outcomes: Sequence[Outcome]) -> Outcome:
    return Outcome(
        np.concatenate([one.satisfaction for one in outcomes]), np.concatenate([one.dislikes for one in outcomes])
    )
