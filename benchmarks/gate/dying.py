"""A training that is killed right before any step of measuring, publishing and pruning: nothing is ever half done."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.gate.measuring import fitted
from benchmarks.gate.recipes import Recipe
from benchmarks.gate.small import two_tastes
from benchmarks.reliability.dying import killed_before
from recengine.errors import ModelError
from recengine.persistence import ModelStore

Step = Callable[[ModelStore], None]

MOST_STEPS = 100_000


@dataclass
class Killed:
    """What came of kills.

    Attributes
    ----------
    old, new
        Kills after which the version before is served, or the new one.
    wrong
        What was anything else.
    litter
        Leftovers after the next publishing.
    """

    old: int = 0
    new: int = 0
    wrong: list[str] = field(default_factory=list)
    litter: int = 0

    @property
    def kills(self) -> int:
        """How many there were."""
        return self.old + self.new + len(self.wrong)


def kill_each(made: Callable[[Path], ModelStore], work: Step, *, every: int = 1, published: bool = True) -> Killed:
    """Kill some work on a fresh store right before each step of it, or before every so-manieth.

    Parameters
    ----------
    made
        Makes a store with versions in an empty folder.
    work
        A training from measuring on.
    published
        Whether the work publishes its version; else the one before has to be served whatever happens.
    """
    found = Killed()
    for step in range(0, MOST_STEPS, every):
        with tempfile.TemporaryDirectory(prefix="matinee-kills-") as folder:
            store = made(Path(folder))
            before, known = store.current(), set(store.versions())
            if not killed_before(lambda store=store: work(store), step=step):  # type: ignore[misc]
                return found
            _look(store, str(before), known, found, published=published)
            work(store)
            found.litter += len(list(store.root.glob(".*")))
    return found


def _look(store: ModelStore, before: str, known: set[str], found: Killed, *, published: bool) -> None:
    try:
        current = store.load().version
        for version in store.versions():
            store.load(version)
        with store.training():  # the dead hold nothing
            pass
    except ModelError as error:
        found.wrong.append(str(error))
        return
    if current == before and store.before() in known:
        found.old += 1
    elif published and current not in known and store.before() == before:
        found.new += 1
    else:
        found.wrong.append(f"{current} is served after {before}, and {store.before()} is told to be the one before")


def kill_trainings(*, bad: bool, every: int = 1) -> Killed:
    """Kill what a training does once it has fitted, on a small world, with old versions to be pruned.

    Parameters
    ----------
    bad
        The new version is worse than the one before, so that it is to be held back.
    every
        Kill before every so-manieth step.
    """
    data = two_tastes()
    publish = fitted(data, Recipe("before", model="item-item"))
    again = fitted(data, Recipe("now", model="popular" if bad else "item-item"))

    def train(store: ModelStore) -> None:
        with store.training():
            if again(store).served is bad:
                raise RuntimeError("the gate does not tell good from bad")
            store.prune(1)

    with tempfile.TemporaryDirectory(prefix="matinee-kills-") as folder:
        prepared = ModelStore(Path(folder) / "models")
        for _ in range(4):
            publish(prepared)

        def copied(where: Path) -> ModelStore:
            return ModelStore(Path(shutil.copytree(prepared.root, where / "models")))

        return kill_each(copied, train, every=every, published=not bad)
