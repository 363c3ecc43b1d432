"""From a saved model and the films that were added to what is served."""

import logging
from collections.abc import Sequence
from typing import Protocol

from bot.added.film import AddedFilm, missing
from recengine.errors import MatineeError, ModelError
from recengine.persistence import SavedModel

log = logging.getLogger(__name__)


class AddedFilms(Protocol):
    """Where the added films are kept."""

    async def catalog_revision(self) -> int:
        """A number that grows whenever they may have changed."""

    async def added_films(self) -> Sequence[AddedFilm]:
        """All of them."""


class Additions:
    """The films that were added, as they were when they were looked at last."""

    def __init__(self) -> None:
        self.films: tuple[AddedFilm, ...] = ()
        self._source: AddedFilms | None = None
        self._revision = 0
        self._told = ""

    def kept_in(self, source: AddedFilms) -> None:
        """Look there from now on."""
        self._source = source

    async def changed(self) -> bool:
        """Look whether they have changed, and take the change over; what cannot be read now is left for later."""
        if self._source is None:
            return False
        try:
            revision = await self._source.catalog_revision()
            if revision == self._revision:
                return False
            self.films, self._revision = tuple(await self._source.added_films()), revision
        except MatineeError as error:
            if str(error) != self._told:  # looked at every second
                self._told = str(error)
                log.error("films that were added cannot be read now: %s", error)
            return False
        return True

    def look_again(self) -> None:
        """What was taken over is not served: it counts as changed at the next look."""
        self._revision = -1


def with_added(saved: SavedModel, films: Sequence[AddedFilm], *, before: SavedModel | None = None) -> SavedModel:
    """A model with the films that its catalogue lacks; without them where its kind cannot take any in.

    Parameters
    ----------
    before
        What was served before; where the films are the same, both share what was worked out of their catalogue.
    """
    new = missing(films, saved.recommender.catalog) if films else []
    try:
        return saved.with_films(new, like=before)
    except ModelError as error:
        log.error("%s; the films that were added are not served", error)
        return saved
