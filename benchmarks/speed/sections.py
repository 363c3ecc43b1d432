"""What is measured, by the name that `--only` takes, in the order of the table."""

from collections.abc import Callable, Iterator, Mapping

from benchmarks.speed import engine, evaluating, lookup, starting, training, updates, whole_trainings
from benchmarks.speed.rows import Row
from benchmarks.speed.stage import Stage

Section = Callable[[Stage], Iterator[Row]]

SECTIONS: Mapping[str, Section] = {
    "score": engine.score,
    "turn": engine.turn,
    lookup.SECTION: lookup.lookup,
    training.SECTION: training.rows,
    whole_trainings.GROWTH: whole_trainings.growth,
    whole_trainings.MEMORY: whole_trainings.memory,
    "evaluation": evaluating.evaluating,
    updates.SECTION: updates.rows,
    updates.LATENCY: updates.latency,
    starting.START: starting.start,
    starting.MEMORY: starting.memory,
}
