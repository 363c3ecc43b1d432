"""The model that is served now: swapped by one reference, so that every turn sees one version from end to end."""

import asyncio
import gc
import logging
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from bot.added.serving import AddedFilms, Additions, with_added
from bot.aside import aside
from bot.derived import DERIVED, take_over
from bot.dialogue.understanding import Understanding
from bot.films import FilmBook
from bot.garbage import uncollected
from bot.halves import OtherHalf, check_films
from recengine.errors import MatineeError, ModelError
from recengine.persistence import ModelStore, SavedModel
from recengine.persistence.comparison import Comparison
from recengine.recommender import Recommender
from recengine.titles import TitleIndex

log = logging.getLogger(__name__)

LOOK_EVERY = 1.0
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
    def of(
        cls, saved: SavedModel, *, before: "Served | None" = None, known: Mapping[str, np.ndarray] | None = None
    ) -> "Served":
        """What is served from a saved model, made ready to the last table: no chat waits for a first time.

        Parameters
        ----------
        before
            A version served before. What follows from a catalogue that both have is not made again.
        known
            What was kept of it beside the version, see `bot.derived`.

        Raises
        ------
        ModelError
            Where the model cannot answer.
        """
        recommender = saved.recommender
        kept = take_over(recommender, known) if known else None
        recommender.prepare()
        catalog = recommender.catalog
        popularity = recommender.presumed
        note = str(saved.manifest.get("note", ""))
        dataset = str(saved.manifest.get("dataset", ""))
        movielens = dataset.startswith("ml-") and dataset != OTHER_IDS
        trained_at = saved.manifest.get("trained_at")
        made = int(trained_at) if isinstance(trained_at, int) else None
        if before is not None and before.titles.goes_for(catalog, popularity=popularity):
            titles, films, understanding = before.titles, before.films, before.understanding
        else:
            titles, films = kept or TitleIndex(catalog, popularity=popularity), FilmBook(catalog)
            understanding = Understanding.of(catalog, titles, popularity=popularity)
        return cls(saved.version, recommender, titles, films, understanding, note, movielens, dataset, made)


class Serving:
    """Keeps the current version of a store in memory.

    Parameters
    ----------
    store
        Where versions are published.
    """

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._saved: SavedModel | None = None
        self._served: Served | None = None
        self._refused: str | None = None
        self._told = ""
        self._additions = Additions()
        self._loading = asyncio.Lock()
        self._other: OtherHalf[Served] = OtherHalf(store, self._made_other)

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

    def served_to(self, user_id: int) -> Served:
        """The version that serves this person; see `current`, which it is but for one half while two are compared."""
        return self._other.serving(user_id) or self.current

    @property
    def comparison(self) -> Comparison | None:
        """The comparison that runs, else the latest one that is over."""
        return self._other.comparison

    def ended_comparison(self, version: str) -> bool:
        """Whether the latest comparison is over because this version became the current one."""
        return self.comparison is not None and self.comparison.ended_by(version)

    @property
    def comparison_trouble(self) -> str:
        """Why the other version of it cannot be served; empty where it can."""
        return self._other.trouble

    async def load(self) -> Served:
        """Load the current version of the store for the first time.

        Raises
        ------
        ModelError
            Where the store has none or it is damaged.
        """
        async with self._loading:
            with uncollected():
                served = await self._load(None)
            await self._other.refresh(served.version)
        # Before the first turn, so that nothing is among it that would have to be found as garbage one day; later on
        # a turn that is under way would be, and hold on to its version for ever.
        gc.freeze()
        return served

    async def taking_in(self, source: AddedFilms) -> None:
        """Serve the films that were added as well, and from now on those that will be."""
        self._additions.kept_in(source)
        if await self.refresh():
            gc.freeze()  # as in `load`

    async def watch(self) -> None:
        """Take over what other processes publish, and films that are added, until cancelled.

        A damaged version is refused, once, aloud.
        """
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self.refresh()

    async def refresh(self) -> bool:
        """Serve the store's current version if it is another one, or films changed; True where it was swapped."""
        async with self._loading:  # one after the other, or an older version could come last
            swapped = await self._swap()
            await self._other.refresh(self.current.version, anew=swapped)
        if swapped:
            films = len(self._additions.films)
            log.info("serving model version %s with %d added films", self.current.version, films)
        return swapped

    async def _swap(self) -> bool:
        version: str | None = None
        films = False
        try:
            films = await self._additions.changed()
            version = self._store.current()
            if version is None or version in (self.current.version, self._refused):
                if not films:
                    return False
                version = self.current.version
            await self._load(version)
        except Exception as error:  # whatever is in those files, those who chat are served, and watching goes on
            if films:
                self._additions.look_again()
            self._refuse(version, error)
            return False
        return True

    async def takes_over(self, version: str) -> bool:
        """Look at the store; whether this version is served now, or was whole and has been followed by another."""
        await self.refresh()
        if self.current.version == version:
            return True
        return version in self._store.versions() and version not in (self._refused, self._store.current())

    async def switch(self, version: str) -> None:
        """Serve a published version, and make it the current one for all processes once it is loaded and checked.

        Raises
        ------
        ModelError
            Where there is none of this name, it is damaged, or the store cannot be written; nothing changes then.
        """
        async with self._loading:
            saved, served = await asyncio.to_thread(self._made, version)
            await asyncio.to_thread(self._store.point_to, version)
            self._saved, self._served, self._refused = saved, served, None
            await self._other.refresh(version)
        log.info("serving model version %s", version)

    async def _load(self, version: str | None) -> Served:
        saved, served = await asyncio.to_thread(self._made, version)
        self._saved, self._served = saved, served
        return served

    def _made(self, version: str | None) -> tuple[SavedModel, Served]:
        with aside():
            saved, known = self._read(version)
            return saved, Served.of(saved, before=self._served, known=known)

    def _made_other(self, version: str) -> Served:
        with aside():
            saved, known = self._read(version)
            check_films(self.current.recommender.catalog, saved.recommender.catalog, version=version)
            return Served.of(saved, before=self._served, known=known)

    def _read(self, version: str | None) -> tuple[SavedModel, Mapping[str, np.ndarray] | None]:
        """A version with the films that were added, and what was kept of its catalogue where that is a new one."""
        stored = self._store.load(version, like=self._saved, mapped=True)
        saved = with_added(stored, self._additions.films, before=self._saved)
        shared = self._saved is not None and saved.recommender.catalog is self._saved.recommender.catalog
        known = None
        if not shared and saved is stored and DERIVED in stored.manifest["files"]:
            known = self._store.beside(stored, DERIVED, mapped=True)
        self._store.sweep()
        return saved, known

    def _refuse(self, version: str | None, error: Exception) -> None:
        if version is not None and version != self.current.version:
            self._refused = version
        what = str(error) if isinstance(error, MatineeError) else f"{type(error).__name__}: {error}"
        if what != self._told:  # a pointer that stays unreadable is looked at every second
            self._told = what
            log.error("the new model is refused, the old one keeps serving: %s", what)
