"""The model that is served now: swapped by one reference, so that every turn sees one version from end to end."""

import asyncio
import gc
import logging
from dataclasses import dataclass

from bot.dialogue.understanding import Understanding
from bot.films import FilmBook
from recengine.errors import ModelError
from recengine.persistence import ModelStore, SavedModel
from recengine.recommender import Recommender
from recengine.titles import TitleIndex

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
"""Seconds between looks at the store for a version that another process published."""


OTHER_IDS = "ml-100k"
"""The one data set of MovieLens whose movies have other ids than on the site."""


@dataclass(frozen=True, slots=True)
class Served:
    """One model version with all that is built from it."""

    version: str
    recommender: Recommender
    titles: TitleIndex
    films: FilmBook
    understanding: Understanding
    note: str = ""
    has_movielens_ids: bool = False
    dataset: str = ""
    trained_at: int | None = None

    @classmethod
    def of(cls, saved: SavedModel) -> "Served":
        """What is served from a saved model."""
        recommender = saved.recommender
        catalog = recommender.catalog
        popularity = recommender.statistics.ratings
        titles = TitleIndex(catalog, popularity=popularity)
        understanding = Understanding.of(catalog, titles, popularity=popularity)
        note = str(saved.manifest.get("note", ""))
        dataset = str(saved.manifest.get("dataset", ""))
        movielens = dataset.startswith("ml-") and dataset != OTHER_IDS
        trained_at = saved.manifest.get("trained_at")
        made = int(trained_at) if isinstance(trained_at, int) else None
        return cls(
            saved.version, recommender, titles, FilmBook(catalog), understanding, note, movielens, dataset, made
        )


class Serving:
    """Keeps the current version of a store in memory.

    Parameters
    ----------
    store
        Where versions are published.
    """

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._served: Served | None = None
        self._refused: str | None = None

    @property
    def current(self) -> Served:
        """The version served now; hold on to it for a whole turn.

        Raises
        ------
        ModelError
            Before the first `load`.
        """
        if self._served is None:
            raise ModelError("no model is loaded yet")
        return self._served

    async def load(self) -> Served:
        """Load the current version of the store; what was served stays if that fails.

        Raises
        ------
        ModelError
            Where the store has none or it is damaged.
        """
        served = await asyncio.to_thread(lambda: Served.of(self._store.load()))
        self._served = served
        # Some hundred thousand objects that live as long as the version: a full collection would walk them all,
        # and hold up every chat for 100 ms and more. They are freed by their reference counts.
        gc.freeze()
        return served

    async def watch(self) -> None:
        """Take over versions that other processes publish, until cancelled. A damaged one is refused, once, aloud."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self.refresh()

    async def refresh(self) -> bool:
        """Serve the store's current version if it is another one; True where it was swapped."""
        version: str | None = None
        try:
            version = self._store.current()
            if version is None or version in (self.current.version, self._refused):
                return False
            await self.load()
        except ModelError as error:
            if version is not None:
                self._refused = version
            log.error("the new model is refused, the old one keeps serving: %s", error)
            return False
        log.info("serving model version %s", self.current.version)
        return True
