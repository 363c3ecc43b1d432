"""Training beside the recipe of LightFM's introduction: on MovieLens, and on a million generated ratings."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.speed.measuring import paired
from benchmarks.speed.rows import Goal, Row
from benchmarks.speed.stage import Stage
from bot.training import train
from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.evaluation.introduction import IntroductionModel
from recengine.models import make_model
from recengine.models.base import Scorer
from recengine.models.blend import DIRECTIONS, BlendModel
from recengine.models.collaborative_into_content import CollaborativeIntoContentModel
from recengine.models.hybrid import HybridModel
from recengine.models.multinomial import MultinomialModel
from recengine.persistence import ModelStore

SECTION = "training"
GOAL = Goal.at_most(4)
FEW = 32
"""Components of one part in one run: what plain LightFM would be given."""

MILLION, QUICK = 1_000_000, 100_000


def rows(stage: Stage) -> Iterator[Row]:
    """Fitting the default model, and all that `matinee train` does, beside the recipe."""
    parts = list(BlendModel().parts_made())
    count, kept = sum(map(components, parts)), sum(map(served, parts))
    large = stage.generated(QUICK if stage.quick else MILLION)
    for dataset, told, rounds in ((stage.small, "ml-latest-small", 5), (large, _label(large), 2)):
        dataset.liked.sum()  # made once, outside the clock of the recipe
        rounds = 1 if stage.quick else rounds
        path, fit = f"training the default, {told}", _fit(dataset)
        yield _row(stage, path, dataset, fit, (count, "as are trained"), rounds)
        for other in ((kept, "as are served"), (FEW, "as few as a beginner takes")):
            yield _row(stage, path, dataset, fit, other, 1).telling()
    whole = _all_of(stage.small)
    path = "all of `matinee train`, ml-latest-small"
    yield _row(stage, path, stage.small, whole, (count, "as are trained"), 3).telling()


def components(part: Scorer) -> int:
    """Numbers that a part has for each movie in its vectors, over all of its runs; 0 where it has no such vectors."""
    if isinstance(part, MultinomialModel | HybridModel):
        return part.runs * part.components
    return part.factors if isinstance(part, CollaborativeIntoContentModel) else 0


def served(part: Scorer) -> int:
    """The same once the runs' components are brought down to those that are kept."""
    kept = DIRECTIONS.get(next((name for name, kind in BlendModel.parts.items() if kind is type(part)), ""))
    return components(part) if kept is None else min(components(part), kept)


def _row(
    stage: Stage, path: str, dataset: Dataset, ours: Callable[[], object], recipe_has: tuple[int, str], rounds: int
) -> Row:
    """Our side in the threads that it takes by itself, the recipe in the two that its introduction gives it."""
    count, why = recipe_has

    def recipe() -> None:
        IntroductionModel(epochs=30, threads=2, no_components=count).fit(dataset)

    pairs = paired(ours, recipe, rounds=stage.rounds(rounds), warm_up=0 if stage.quick or rounds < 5 else 1)
    against = f"LightFM's introduction (WARP, 30 epochs, 2 threads), {count} components, {why}"
    return Row.of(SECTION, path, against, pairs, goal=GOAL, unit="s")


def _fit(dataset: Dataset) -> Callable[[], object]:
    return lambda: make_model("default").fit(_anew(dataset))


def _all_of(dataset: Dataset) -> Callable[[], object]:
    def work() -> None:
        with tempfile.TemporaryDirectory() as folder:
            train(_anew(dataset), ModelStore(Path(folder)))

    return work


def _anew(dataset: Dataset) -> Dataset:
    """The same without anything that an earlier training has worked out of it."""
    return replace(dataset, catalog=Catalog(dataset.catalog))


def _label(dataset: Dataset) -> str:
    people, ratings = dataset.size
    return f"{ratings:,} ratings, {len(dataset.catalog):,} films, {people:,} people"
