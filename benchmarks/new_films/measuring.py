"""Fitting models with and without the new films, and measuring where these stand."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.new_films.splitting import World, take_out
from recengine.arrays import Bools, Floats, History
from recengine.catalog import Movie
from recengine.dataset import Dataset
from recengine.evaluation import metrics
from recengine.joining import Joining
from recengine.models import make_model
from recengine.models.base import Scorer

GIVEN = (3, 10)
FEW = (1, 3, 8, 20)
PLACES = 10
JOINED, SPARSE, TRAINED = "added, by all that is known", "added, by genres and year alone", "trained with them"

Score = Callable[[History], tuple[Floats, Floats]]
"""Scores of the films that were there, and of the new ones."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one way to serve, for one number of given ratings.

    Attributes
    ----------
    auc, ndcg
        Of the new films among themselves, means over people who like one of them.
    share
        Of the new films among everybody's best ten.
    old_ndcg
        NDCG@10 of the films that were there, new ones left out of the list.
    """

    auc: float
    ndcg: float
    share: float
    old_ndcg: float


Found = dict[tuple[str, int], list[Figures]]


def run(dataset: Dataset, model: str, *, films: int, seeds: Sequence[int], say: Callable[[str], None]) -> Found:
    """Figures of each way and number of given ratings, one a seed; trainings with few ratings for the first alone."""
    found: Found = {}
    for seed in seeds:
        world = take_out(dataset, films=films, seed=seed)
        before = make_model(model, seed=seed).fit(world.cut)
        ways: dict[str, Score] = {
            "by chance": _by_chance(before, world, seed),
            "content alone": _joined(make_model("content").fit(world.cut), world, world.films),
            SPARSE: _joined(before, world, [_sparse(movie) for movie in world.films]),
            JOINED: _joined(before, world, world.films),
            TRAINED: _trained(make_model(model, seed=seed).fit(world.whole), world),
        }
        if seed == seeds[0]:
            few = {n: make_model(model, seed=seed).fit(world.with_few(n)) for n in FEW}
            ways |= {few_name(n): _trained(fitted, world) for n, fitted in few.items()}
        for name, score in ways.items():
            for k in GIVEN:
                found.setdefault((name, k), []).append(measure(score, world, k))
        say(f"seed {seed} is measured")
    return found


def few_name(count: int) -> str:
    """The row of a training with so many ratings of each new film."""
    return f"trained with {count} of their ratings each"


def measure(score: Score, world: World, k: int) -> Figures:
    """Means over the held-out people."""
    new_ids = np.asarray([movie.item_id for movie in world.films])
    auc, ndcg, share, old = list[float](), list[float](), list[float](), list[float]()
    for user in world.users:
        given = {i: stars for i, stars in user.given(k).items() if i in world.cut.catalog}
        known, new = score(given)
        known = known.copy()
        known[world.cut.catalog.indices_of(given)] = -np.inf
        relevant = user.relevant(k)
        liked, liked_old = np.isin(new_ids, relevant), np.isin(world.cut.catalog.item_ids, relevant)
        if liked.any():
            auc.append(area(new, liked))
            ndcg.append(_ndcg(new, liked))
        if liked_old.any():
            old.append(_ndcg(known, liked_old))
        best = np.argsort(-np.concatenate([known, new]), kind="stable")[:PLACES]
        share.append(float((best >= len(known)).mean()))
    return Figures(*(float(np.mean(values)) for values in (auc, ndcg, share, old)))


def area(scores: Floats, liked: Bools) -> float:
    """Chance that a liked film scores above another one, a tie counting half."""
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(count) - (count - 1) / 2)[place]
    ones = int(liked.sum())
    return float((ranks[liked].sum() - ones * (ones + 1) / 2) / (ones * (len(liked) - ones)))


def _ndcg(scores: Floats, liked: Bools) -> float:
    hits = np.zeros((1, PLACES), dtype=bool)
    best = np.argsort(-scores, kind="stable")[:PLACES]
    hits[0, : len(best)] = liked[best]
    return float(metrics.ndcg(hits, np.asarray([liked.sum()]))[0])


def _sparse(movie: Movie) -> Movie:
    return replace(movie, words=(), directors=(), actors=())


def _by_chance(model: Scorer, world: World, seed: int) -> Score:
    rng = np.random.default_rng(seed)
    places = len(world.films)
    return lambda history: (model.score(history), rng.random(places, dtype=np.float32) - np.float32(1e6))


def _joined(model: Scorer, world: World, films: Sequence[Movie]) -> Score:
    ratings = np.asarray(world.cut.seen.sum(axis=0), dtype=np.float32).ravel()
    whole = model.extended(Joining.of(world.cut.catalog, films, ratings=ratings))
    known = len(world.cut.catalog)

    def score(history: History) -> tuple[Floats, Floats]:
        scores = whole.score(history)
        return scores[:known], scores[known:]

    return score


def _trained(model: Scorer, world: World) -> Score:
    old = world.whole.catalog.indices_of(world.cut.catalog.item_ids.tolist())
    new = world.whole.catalog.indices_of([movie.item_id for movie in world.films])

    def score(history: History) -> tuple[Floats, Floats]:
        scores = model.score(history)
        return scores[old], scores[new]

    return score
