"""The bot beside a bare one: updates a second, and how long people wait with many films and with few."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from benchmarks.reliability.crowd import titles_of
from benchmarks.reliability.loading import percentile
from benchmarks.speed.actors import StandIn, echo, matinee, stand_in
from benchmarks.speed.homes import Films, home_of
from benchmarks.speed.measuring import Pairs
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.stage import SIZES, Stage
from recengine.persistence import ModelStore

SECTION, LATENCY = "updates", "latency"

LEAST_RATE, MOST_LATENCY = 0.6, 1.3
ROUNDS, BURST = 7, 300
LATENCY_ROUNDS, PEOPLE, RATE, SECONDS = 6, 150, 30.0, 10.0

KINDS: Mapping[str, str] = {"turns": "texts and taps by halves", "texts": "texts", "taps": "taps"}
VARIANTS: Mapping[str, str] = {
    "default": "a bare echo bot of python-telegram-bot",
    "concurrent": "the same, with concurrent_updates",
    "limited": "the same, with AIORateLimiter as well, without limits",
}


def rows(stage: Stage) -> Iterator[Row]:
    """Updates a second of the whole bot, and of a bare one on the same stand-in."""
    burst = 40 if stage.quick else BURST
    home = home_of(stage, Films.FEW if stage.quick else Films.MOVIELENS)
    with ExitStack() as up:
        ours = _introduced(up, home, burst)
        bare = {variant: up.enter_context(stand_in(burst)) for variant in VARIANTS}
        for variant, place in bare.items():
            up.enter_context(echo(place.url, variant))
            _echoes(place, burst)
        for kind in KINDS:
            _rate(ours, kind, burst)
        ways = {kind: partial(_rate, ours, kind, burst) for kind in KINDS}
        ways |= {name: partial(_echoes, place, burst) for name, place in bare.items()}
        found = _in_turns(ways, stage.rounds(ROUNDS))
    for kind, variant in [("turns", "default"), ("texts", "default"), ("taps", "default"), *_fairness()]:
        row = Row.of(
            SECTION,
            f"updates/s, {KINDS[kind]}, each answered with a card",
            VARIANTS[variant],
            Pairs(found[kind], found[variant]),
            goal=Goal.at_least(LEAST_RATE),
            unit="1/s",
        )
        yield row if (kind, variant) == ("turns", "default") else row.telling()


def latency(stage: Stage) -> Iterator[Row]:
    """How long people wait at a steady rate with many films, and with few."""
    seconds, people = (2.0, 30) if stage.quick else (SECONDS, PEOPLE)
    homes = {"few": home_of(stage, Films.FEW), "many": home_of(stage, Films.FEW if stage.quick else Films.MANY)}
    with ExitStack() as up:
        places = {name: _introduced(up, home, people) for name, home in homes.items()}
        waits: dict[str, list[list[float]]] = {name: [] for name in homes}

        def wait(name: str) -> float:
            told = places[name].do("arrivals", kind="turns", rate=RATE, seconds=seconds)
            _check(told, int(RATE * seconds), people)
            waits[name].append(sorted(told["waits"]))
            return percentile(waits[name][-1], 95)

        ways = {name: partial(wait, name) for name in homes}
        for way in ways.values():
            way()
        found = _in_turns(ways, stage.rounds(LATENCY_ROUNDS))
    films = f"{SIZES['films']:,} films" if not stage.quick else f"{SIZES['few films']} films"
    yield Row.of(
        LATENCY,
        f"wait for the answer at {RATE:.0f} updates/s, {films}, p95",
        f"the same with {SIZES['few films']} films",
        Pairs(found["many"], found["few"]),
        goal=Goal.at_most(MOST_LATENCY),
    )
    medians = {name: tuple(percentile(one, 50) for one in waits[name][1:]) for name in homes}
    yield Row.of(
        LATENCY,
        f"wait for the answer at {RATE:.0f} updates/s, {films}, p50",
        f"the same with {SIZES['few films']} films",
        Pairs(medians["many"], medians["few"]),
        goal=Goal.at_most(MOST_LATENCY),
    ).telling()


def _fairness() -> list[tuple[str, str]]:
    return [("turns", variant) for variant in VARIANTS if variant != "default"]


def _in_turns(ways: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, tuple[float, ...]]:
    """Each way once a round, there and back, so that whatever else the machine does touches all alike."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds):
        for name in list(ways) if number % 2 == 0 else reversed(list(ways)):
            found[name].append(ways[name]())
    return {name: tuple(values) for name, values in found.items()}


def _rate(place: StandIn, kind: str, burst: int) -> float:
    """Updates a second of the bot that finds so many waiting, one of each person."""
    told = place.do("burst", kind=kind, updates=burst)
    _check(told, burst, burst)
    return burst / float(told["seconds"])


def _echoes(place: StandIn, burst: int) -> float:
    """The same of a bare bot: what it loses when a connection ends is nobody's fault here, and does not count."""
    told = place.do("burst", kind="texts", updates=burst)
    return int(told["answered"]) / float(told["seconds"])


def _check(told: Mapping[str, object], updates: int, people: int) -> None:
    if told["answered"] != updates or told["cards"] != people:
        raise RuntimeError(f"not every update was answered as it should be: {told}")


def _introduced(up: ExitStack, home: Path, people: int) -> StandIn:
    """The bot at a stand-in whose people have rated some films and see a card."""
    place = up.enter_context(stand_in(people))
    up.enter_context(matinee(place.url, home))
    told = place.do("introduce", titles=titles_of(ModelStore(home / "models")))
    if told["faults"] or told["without_card"]:
        raise RuntimeError(f"people do not get to know the bot: {told}")
    return place
