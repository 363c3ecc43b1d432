"""Retrainings put before the gate, beside a version that is served already."""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.gate.recipes import LEFT_BEHIND, Recipe, without
from bot.gating import Gate, Verdict
from bot.gating.rival import left_out_before
from bot.material import material_of
from bot.training import Trained, train
from recengine.dataset import Dataset
from recengine.evaluation.left_out import people_of
from recengine.models import make_model
from recengine.persistence import ModelStore
from recengine.statistics import ItemStatistics


@dataclass(frozen=True, slots=True)
class Judged:
    """What the gate said of a retraining; `served` is whether it is the current version now."""

    recipe: Recipe
    verdict: Verdict
    served: bool


@contextmanager
def served_store(dataset: Dataset, model: str) -> Iterator[ModelStore]:
    """A store with one version, trained before the last ratings came."""
    with tempfile.TemporaryDirectory(prefix="matinee-gate-") as folder:
        store = ModelStore(Path(folder) / "models")
        put(store, dataset, Recipe("served", without(LEFT_BEHIND), seed=0, model=model))
        yield store


def put(store: ModelStore, dataset: Dataset, recipe: Recipe) -> Judged:
    """Fit, and publish through the gate: as a training does, but for what is learned of stars and questions."""
    return fitted(dataset, recipe, also=left_out_before(store, dataset.name, dataset.catalog))(store)


def fitted(dataset: Dataset, recipe: Recipe, *, also: Collection[int] = ()) -> Callable[[ModelStore], Judged]:
    """Fit, leaving some people out besides; what comes back measures and publishes."""
    data = recipe.applied(dataset)
    material = material_of(data, (), also=also)
    learned = material.learned
    model = make_model(recipe.model, seed=recipe.seed, **recipe.settings).fit(learned)
    popular, people = make_model("popular").fit(learned), people_of(data, material.left_out)

    def publish(store: ModelStore) -> Judged:
        gate = Gate(store, data.name, people=people, left_out=material.left_out, popular=popular)
        version = store.publish(
            model,
            catalog=learned.catalog,
            statistics=ItemStatistics.of(learned),
            info=material.info(),
            beside=material.beside(),
            judge=gate,
        )
        return Judged(recipe, gate.verdicts[-1], store.current() == version)

    return publish


def judged(
    store: ModelStore, dataset: Dataset, recipes: Sequence[Recipe], told: Callable[[str], None]
) -> list[Judged]:
    """Each retraining beside the same version, which stays the current one."""
    current, found = str(store.current()), []
    for recipe in recipes:
        found.append(put(store, dataset, recipe))
        store.point_to(current)
        for version in store.versions():
            if version != current:
                shutil.rmtree(store.root / version)
        told(recipe.name)
    return found


def whole_training(store: ModelStore, dataset: Dataset, recipe: Recipe) -> Trained:
    """The same by the trainer itself, with all that it does."""
    data = recipe.applied(dataset)
    return train(data, store, setting=None, seed=recipe.seed, model_name=recipe.model)


def with_model(recipes: Sequence[Recipe], model: str) -> list[Recipe]:
    """Recipes of the default model for another one; settings are those of the default, and left out."""
    if model == "default":
        return list(recipes)
    return [replace(recipe, model=model) for recipe in recipes if not recipe.settings and recipe.model == "default"]
