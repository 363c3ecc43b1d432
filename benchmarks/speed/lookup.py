"""Title lookup over 62,000 films beside RapidFuzz over all titles, and understanding a message beside a lookup."""

import copy
import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process, utils

from benchmarks.generated.titles import titles
from benchmarks.speed.measuring import Pairs
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.stage import SIZES, Stage
from benchmarks.title_queries import Row as Query
from benchmarks.title_queries import accuracy, answers, read_rows
from bot.dialogue.understanding import Understanding
from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.datasets.title_parsing import parse_title
from recengine.statistics import ItemStatistics
from recengine.titles import TitleIndex
from recengine.titles.questions import Question

_GOLD = Path(__file__).resolve().parents[3] / "shared" / "data" / "eval"
_OWN = Path(__file__).resolve().parents[2] / "tests"
_FIRST_ID = 1_000_000
_QUICK = 10  # only every tenth query and message

SECTION = "lookup"


@dataclass(frozen=True, slots=True)
class Films:
    """Films with how many rated each, shape (films,)."""

    catalog: Catalog
    popularity: Floats


def lookup(stage: Stage) -> Iterator[Row]:
    """The rows of this section."""
    films = _films(stage, 12_000 if stage.quick else SIZES["films"])
    index = TitleIndex(films.catalog, popularity=films.popularity)
    rows = _queries()[:: _QUICK if stage.quick else 1]
    yield from _beside_rapidfuzz(stage, films, index, rows)
    yield _beside_all_names(films, index, rows)
    yield from _understanding(stage, films, index, [row.query for row in rows])


def _beside_rapidfuzz(stage: Stage, films: Films, index: TitleIndex, rows: Sequence[Query]) -> Iterator[Row]:
    names = [utils.default_process(movie.label) for movie in films.catalog]
    queries = [row.query for row in rows]

    def scan(text: str) -> object:
        return process.extract(utils.default_process(text), names, scorer=fuzz.WRatio, limit=5)

    for query in queries[:20]:
        index.search(query)
    taken = [_in_turns(index.search, scan, queries) for _ in range(stage.rounds(5))]
    path, against = f"title lookup over {len(films.catalog):,} titles", "process.extract(WRatio, limit=5) over all"
    for percent, goal in ((50, 50.0), (99, 20.0)):
        pairs = _percentiles(taken, percent)
        yield Row.of(SECTION, f"{path}, p{percent}", against, pairs, goal=Goal.times_faster(goal))


def _beside_all_names(films: Films, index: TitleIndex, rows: Sequence[Query]) -> Row:
    """The index's accuracy beside that of a careful look at every name."""
    shares = [accuracy(answers(rows, partial(_answer, one)))["all"][1] for one in (index, _looking_at_all(index))]
    pairs = Pairs((100 * shares[0],), (100 * shares[1],))
    path = f"accuracy of lookup, {len(rows)} queries"
    return Row.of(SECTION, path, "every name looked at", pairs, goal=Goal.at_least(1.0), unit="%")


def _understanding(stage: Stage, films: Films, index: TitleIndex, queries: Sequence[str]) -> Iterator[Row]:
    messages = _messages()[:: _QUICK if stage.quick else 1]
    taken = []
    for number in range(1 + stage.rounds(5)):
        # Made anew, for it remembers what it looked up for the messages of the last round.
        fresh = Understanding.of(films.catalog, index, popularity=films.popularity)
        times = _times(fresh.meaning, messages), _times(index.search, queries)
        taken += [times] if number else []
    for percent, goal in ((50, 3.0), (99, 3.0)):
        row = Row.of(
            *(SECTION, f"understand a message, p{percent}", f"a title lookup, p{percent}"),
            _percentiles(taken, percent),
            goal=Goal.at_most(goal),
        )
        yield row if percent == 50 else row.telling()


def _films(stage: Stage, count: int) -> Films:
    """The films of MovieLens, and as many with generated titles as are lacking; most of these are little known."""
    known = stage.small
    rng = np.random.default_rng(0)
    more = []
    for number, title in enumerate(titles(count - len(known.catalog))):
        parsed = parse_title(f"{title} ({rng.integers(1930, 2024)})")
        more.append(Movie(_FIRST_ID + number, parsed.title, parsed.year, alt_titles=parsed.alt_titles))
    counts = np.minimum(np.floor(rng.pareto(1.2, len(more))), 300)
    popularity = np.concatenate([ItemStatistics.of(known).ratings, counts]).astype(np.float32)
    return Films(Catalog([*known.catalog, *more]), popularity)


def _looking_at_all(index: TitleIndex) -> TitleIndex:
    """The same index without a shortlist."""
    every = copy.copy(index)
    every._candidates = _Everything(np.arange(len(index._parts.table), dtype=np.int32))  # type: ignore[assignment]
    return every


@dataclass(frozen=True, slots=True)
class _Everything:
    names: np.ndarray

    def are_said(self, question: Question) -> bool:
        return False

    def near(self, question: Question) -> np.ndarray:
        return self.names


def _answer(index: TitleIndex, text: str) -> tuple[int | None, bool]:
    found = index.search(text)
    return (found.matches[0].movie.item_id if found.matches else None), found.confident


def _in_turns(
    ours: Callable[[str], object], other: Callable[[str], object], texts: Sequence[str]
) -> tuple[list[float], list[float]]:
    """Seconds of both for each text, one after the other."""
    pairs = [(_times(ours, [text])[0], _times(other, [text])[0]) for text in texts]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def _times(work: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    taken = []
    for text in texts:
        started = time.perf_counter()
        work(text)
        taken.append(time.perf_counter() - started)
    return taken


def _percentiles(rounds: Sequence[tuple[Sequence[float], Sequence[float]]], percent: int) -> Pairs:
    ours, other = ([float(np.percentile(one[side], percent)) for one in rounds] for side in (0, 1))
    return Pairs(tuple(ours), tuple(other))


def _queries() -> list[Query]:
    gold = _GOLD / "titles_dev.csv"
    return read_rows(gold if gold.exists() else _OWN / "recengine" / "titles" / "queries.csv")


def _messages() -> list[str]:
    """Messages with and without films: the gold ones, else the ones that tests are written with."""
    gold = _GOLD / "utterances_dev.jsonl"
    if gold.exists():
        return [json.loads(line)["text"] for line in gold.read_text("utf-8").splitlines()]
    lines = (_OWN / "bot" / "dialogue" / "understanding" / "utterances.txt").read_text("utf-8").splitlines()
    return [line.rpartition(" => ")[0] for line in lines if " => " in line]
