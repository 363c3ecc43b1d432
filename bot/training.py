"""Training a version: the data set with the bot's own ratings, measured, fitted, published."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from bot.added.film import AddedFilm
from bot.added.learning import with_learned
from bot.films import FilmBook
from bot.overall import MEASURING, PUBLISHING
from bot.settings import Settings
from bot.storage.kept import UserRating
from recengine.errors import ModelError
from recengine.models import Scorer
from recengine.persistence import ModelStore
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from bot.storage.base import Storage
    from recengine.dataset import Dataset

T = TypeVar("T")

MEASURED_GIVEN = 5
"""The manifest tells the accuracy for this many given ratings."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training made.

    Attributes
    ----------
    version
        Name of the new version.
    ndcg, popular_ndcg
        NDCG@10 of the model and of popularity for held-out users with five ratings given, one seed; None where that
        was not asked for, or the data are too few to hold users out.
    published
        Whether it is served from now on.
    held_back
        Why it is not, in one plain line with figures; empty where it is.
    figures
        How it and the version that was current before compare, as plain data.
    before
        The version that was current before; None where there was none.
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
    progress: Progress = silent,
) -> Trained:
    """Measure, fit and publish a version; the store changes only by the last step.

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
        Whether held-out people are measured first, which takes as long as the training itself.

    Raises
    ------
    MatineeError
        Where the data cannot be learned from or the store cannot be written.
    """
    from recengine.elicitation.learned_fit import learn_elicitation
    from recengine.models import make_model
    from recengine.stars import StarPredictor
    from recengine.statistics import ItemStatistics

    started = time.monotonic()
    dataset = with_learned(dataset, added, own)
    whole, people, ratings = with_own_ratings(dataset, own)

    def make(name: str) -> Scorer:
        return make_model(name, seed=seed, **(model_settings if name == model_name else {}))

    ndcg, popular = _measure(dataset, [model_name, "popular"], make, seed, progress) if measured else (None, None)
    fit_started = time.monotonic()
    model = make(model_name).fit(whole, progress=progress)
    fit_seconds = time.monotonic() - fit_started
    stars = StarPredictor(seed=seed).fit(whole, progress=progress)
    elicitation = learn_elicitation(model, whole, seed=seed, progress=progress)
    info = {
        "dataset": dataset.name,
        "setting": setting,
        "simulated": dataset.simulated,
        "note": dataset.note,
        "seed": seed,
        "trained_at": int(time.time()),
        "engine": dict(engine),
        "users": whole.size[0],
        "ratings": whole.size[1],
        "own_people": people,
        "own_ratings": ratings,
        "fit_seconds": round(fit_seconds, 2),
        "metrics": {"ndcg10_given5": ndcg, "ndcg10_given5_popular": popular},
    }
    progress(PUBLISHING, 0.0)
    statistics = ItemStatistics.of(whole)
    before = _current(store)
    version = store.publish(
        model, catalog=whole.catalog, statistics=statistics, stars=stars, elicitation=elicitation, info=info
    )
    store.prune()
    progress(PUBLISHING, 1.0)
    seconds = time.monotonic() - started
    return Trained(
        version, dataset.name, dataset.note, ndcg, popular, people, ratings, fit_seconds, seconds, before=before
    )


def _current(store: ModelStore) -> str | None:
    try:
        return store.current()
    except ModelError:  # it is about to be replaced
        return None


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


def with_own_ratings(dataset: "Dataset", own: Sequence[UserRating]) -> tuple["Dataset", int, int]:
    """The data set with the ratings of the bot's users, who get new ids below zero: theirs never enter a model.

    Returns
    -------
    The data set, and how many people and ratings of the bot it has taken in.
    """
    import pandas as pd

    from recengine.columns import Columns
    from recengine.dataset import clean_ratings

    book = FilmBook(dataset.catalog)
    alias: dict[int, int] = {}
    rows = [
        (alias.setdefault(rating.user_id, -1 - len(alias)), movie.item_id, rating.stars, rating.rated_at)
        for rating in own
        if (movie := book.movie(rating.film)) is not None
    ]
    if not rows:
        return dataset, 0, 0
    added = pd.DataFrame(rows, columns=list(Columns.ALL))
    both = pd.concat([dataset.ratings, added], ignore_index=True)
    return dataset.with_ratings(clean_ratings(both, dataset.catalog, name=dataset.name)), len(alias), len(rows)


def _measure(
    dataset: "Dataset", names: Sequence[str], make: Callable[[str], Scorer], seed: int, progress: Progress
) -> tuple[float | None, float | None]:
    from recengine.errors import DatasetError
    from recengine.evaluation.protocol import measure
    from recengine.evaluation.splitting import hold_out_users

    try:
        hold_out = hold_out_users(dataset, seed=seed)
    except DatasetError:
        return None, None
    figures = []
    for name in names:
        model = make(name)
        model.fit(hold_out.train, progress=lambda phase, done: progress(MEASURING, done))
        rows = measure(model, hold_out, given=[MEASURED_GIVEN])
        figures.append(round(rows[0].ndcg, 4) if rows else None)
    return figures[0], figures[1]
