"""Training a version: the data set with the bot's own ratings, measured, fitted, published."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

import recengine
from bot.added.film import AddedFilm
from bot.added.learning import with_learned
from bot.derived import DERIVED, derived
from bot.gating import OURS, POPULAR, Gate
from bot.gating.rival import left_out_before
from bot.material import material_of
from bot.overall import MEASURING, PUBLISHING
from bot.settings import Settings
from bot.storage.kept import UserRating
from recengine.errors import ModelError
from recengine.evaluation.left_out import people_of
from recengine.persistence import ModelStore
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from bot.storage.base import Storage
    from recengine.dataset import Dataset
    from recengine.models import Scorer
    from recengine.recommender import Recommender

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training made.

    Attributes
    ----------
    version
        Name of the new version.
    ndcg, popular_ndcg
        NDCG@10 of the model and of popularity for people it did not learn from, with five ratings given; None where
        that was not asked for, or the data have too few people to leave some out.
    published
        Whether it is served from now on.
    held_back
        Why it is not, in one plain line with figures; empty where it is.
    figures
        How it and the version that was current before compare, as plain data.
    before
        The version that was current before; None where there was none.
    removed
        Old versions that were removed, with their bytes.
    people, ratings
        How many of the bot's own users, and how many ratings of theirs, it learned from.
    fit_seconds, seconds
        For fitting the published model, and in all.
    """

    version: str
    dataset: str
    note: str
    ndcg: float | None
    popular_ndcg: float | None
    people: int
    ratings: int
    fit_seconds: float
    seconds: float
    published: bool = True
    held_back: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    before: str | None = None
    removed: Mapping[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)


def train(
    dataset: "Dataset",
    store: ModelStore,
    *,
    own: Sequence[UserRating] = (),
    added: Sequence[AddedFilm] = (),
    setting: str | None = None,
    seed: int = 0,
    model_name: str = "default",
    model_settings: Mapping[str, float] = MappingProxyType({}),
    engine: Mapping[str, Any] = MappingProxyType({"name": "local"}),
    measured: bool = True,
    anyway: bool = False,
    progress: Progress = silent,
) -> Trained:
    """Fit a version, measure it beside the current one, and publish it unless it is worse.

    Parameters
    ----------
    own
        Ratings of the bot's own users.
    added
        Films that were added to the catalogue; those that enough people rated are learned.
    setting
        The data set as the settings name it, noted so that a later start can tell whether they changed.
    model_name, model_settings
        The model to fit, and arguments of its own.
    engine
        What trains, for the manifest to tell.
    measured
        Whether it is measured; else it is only looked at whether it answers, and it is compared with nothing.
    anyway
        Publish it even where it is worse.

    Raises
    ------
    MatineeError
        Where the data cannot be learned from or the store cannot be written.
    """
    from recengine.models import make_model

    started = time.monotonic()
    dataset = with_learned(dataset, added, own)
    also = left_out_before(store, dataset.name, dataset.catalog)
    material, before = material_of(dataset, own, also=also), _current(store)
    model = make_model(model_name, seed=seed, **model_settings)
    learned, fit_seconds = _fitted(model, material.learned, seed, progress)
    gate = Gate(
        store,
        dataset.name,
        people=people_of(dataset, material.left_out) if measured else (),
        left_out=material.left_out,
        own=material.aside,
        popular=make_model("popular").fit(material.learned),
        measured=measured,
        anyway=anyway,
        told=lambda done: progress(MEASURING, done),
    )
    info = {
        **material.info(),
        "setting": setting,
        "seed": seed,
        "engine": dict(engine),
        "trained_at": int(time.time()),
        "fit_seconds": round(fit_seconds, 2),
        "seconds": round(time.monotonic() - started, 2),
        "recengine": recengine.__version__,
    }
    version = store.publish(
        learned.model,
        catalog=learned.catalog,
        statistics=learned.statistics,
        stars=learned.stars,
        elicitation=learned.elicitation,
        info=info,
        beside=material.beside() | _derived(learned),
        judge=gate,
    )
    progress(PUBLISHING, 0.0)
    verdict, removed = gate.verdicts[-1], _pruned(store)
    progress(PUBLISHING, 1.0)
    return Trained(
        version,
        dataset.name,
        dataset.note,
        verdict.metrics.get(OURS),
        verdict.metrics.get(POPULAR),
        material.own_people,
        material.own_ratings,
        fit_seconds,
        time.monotonic() - started,
        published=not verdict.held_back,
        held_back=verdict.held_back,
        figures=verdict.figures,
        before=before,
        removed=removed,
    )


def _fitted(model: "Scorer", data: "Dataset", seed: int, progress: Progress) -> tuple["Recommender", float]:
    """All that a version knows, and the seconds that its model took."""
    from recengine.elicitation.learned_fit import learn_elicitation
    from recengine.recommender import Recommender
    from recengine.stars import StarPredictor
    from recengine.statistics import ItemStatistics

    started = time.monotonic()
    model.fit(data, progress=progress)
    seconds = time.monotonic() - started
    stars = StarPredictor(seed=seed).fit(data, progress=progress)
    elicitation = learn_elicitation(model, data, seed=seed, progress=progress)
    made = Recommender(model, data.catalog, ItemStatistics.of(data), stars=stars, elicitation=elicitation)
    return made, seconds


def _derived(learned: "Recommender") -> dict[str, Mapping[str, np.ndarray]]:
    """What to keep beside the version; nothing of one that cannot answer, which is for the gate to find out."""
    try:
        return {DERIVED: derived(learned)}
    except ModelError:
        return {}


def _current(store: ModelStore) -> str | None:
    try:
        return store.current()
    except ModelError:  # it is about to be replaced
        return None


def _pruned(store: ModelStore) -> dict[str, int]:
    """Remove old versions; what cannot be removed now is tried again after the next training."""
    try:
        return {one.version: one.size for one in store.prune()}
    except ModelError:
        return {}


def own_ratings(settings: Settings) -> list[UserRating]:
    """Ratings of the bot's own users; none where there is no database yet.

    Raises
    ------
    StorageError
        Where there is a database that cannot be read.
    """
    return _read(settings, lambda storage: storage.all_ratings())


def added_films(settings: Settings) -> list[AddedFilm]:
    """Films that were added to the catalogue; none where there is no database yet.

    Raises
    ------
    StorageError
        Where there is a database that cannot be read.
    """
    return _read(settings, lambda storage: storage.added_films())


def _read(settings: Settings, verb: Callable[["Storage"], Awaitable[Sequence[T]]]) -> list[T]:
    from bot.storage.opening import opened

    async def read() -> list[T]:
        async with opened(settings.database) as storage:
            return [] if storage is None else list(await verb(storage))

    return asyncio.run(read())
