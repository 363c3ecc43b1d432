"""Scoring a history, and a whole turn of the engine, at 62,000 films."""

from collections.abc import Callable, Iterator

from benchmarks.speed.lightfm_peer import LightFMPeer
from benchmarks.speed.measuring import Pairs, paired
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.served import GIVEN, Served, components, product
from benchmarks.speed.stage import Stage
from recengine.arrays import Ints
from recengine.query import Constraints, Query

FASTER, SCORE_MOST, TURN_MOST = 20.0, 2.0, 6.0
ROUNDS = 31

WISHES = Constraints(genres=("Comedy",), years=(1990, 1999))


def score(stage: Stage) -> Iterator[Row]:
    """One history of 20, beside LightFM's prediction and beside the bare product."""
    served = Served.large(stage)
    model, width = served.recommender.model, components(served.recommender.model)
    peer, films = LightFMPeer(served.recommender.catalog, width), f"{served.movies:,} films"
    path, histories = f"score of a history of {GIVEN}, {films}", served.in_turns

    def ours() -> object:
        return model.score(next(histories))

    rounds, times = stage.rounds(ROUNDS), _times(stage)
    beside = paired(ours, lambda: peer.score(next(histories)), rounds=rounds, times=(times, 1))
    yield Row.of("score", path, f"LightFM.predict, {width} components", beside, goal=Goal.times_faster(FASTER))
    bare = _bare(served, width)
    pairs = paired(ours, bare, rounds=rounds, times=(times, times))
    yield Row.of("score", path, _name(served, width), pairs, goal=Goal.at_most(SCORE_MOST))
    predicted = paired(lambda: peer.score(next(histories)), bare, rounds=rounds, times=(1, times))
    limit = Row.of("score", "LightFM.predict", _name(served, width), predicted, goal=Goal.at_most(1.0)).telling()
    yield limit


def turn(stage: Stage) -> Iterator[Row]:
    """Suggestions, and what one card of the bot asks for, beside the bare product."""
    served = Served.large(stage)
    recommender, histories = served.recommender, served.in_turns
    width = components(recommender.model)
    bare, times = _bare(served, width), _times(stage)

    def suggested(wishes: Constraints) -> Callable[[], object]:
        return lambda: recommender.suggest(Query(next(histories), constraints=wishes), count=10)

    def card() -> object:
        query = Query(next(histories))
        movie, _ = recommender.first(query)
        assert movie is not None
        at: Ints = recommender.catalog.indices_of([movie.item_id])
        told = recommender.predicted_stars(query.history, at=at), recommender.match(query.history, at=at)
        return recommender.explain(query, movie.item_id), told

    def pairs(ours: Callable[[], object]) -> Pairs:
        return paired(ours, bare, rounds=stage.rounds(ROUNDS), times=(times, times))

    goal, name, films = Goal.at_most(TURN_MOST), _name(served, width), f"{served.movies:,} films"
    yield Row.of("turn", f"ten suggestions with reasons, {films}", name, pairs(suggested(Constraints())), goal=goal)
    yield Row.of("turn", "the same, comedies of the 1990s", name, pairs(suggested(WISHES)), goal=goal)
    yield Row.of("turn", "a card: one film, its reason, stars and match", name, pairs(card), goal=goal)


def _times(stage: Stage) -> int:
    return 20 if stage.quick else 5


def _bare(served: Served, width: int) -> Callable[[], object]:
    matrix, vector = product(served.movies, width)
    return lambda: matrix @ vector


def _name(served: Served, width: int) -> str:
    return f"one product of {served.movies:,} × {width} float32"
