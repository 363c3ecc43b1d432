"""The version that serves one half of the people while two are compared; see `recengine.persistence.comparison`."""

import asyncio
import logging
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from recengine.catalog import Catalog
from recengine.errors import MatineeError, ModelError
from recengine.persistence import ARRAYS, ModelStore
from recengine.persistence.comparison import Comparison, comparison_in

log = logging.getLogger(__name__)


class _Version(Protocol):
    @property
    def version(self) -> str: ...


S = TypeVar("S", bound=_Version)


class OtherHalf(Generic[S]):
    """Keeps the other version of a comparison in memory as long as it runs.

    Parameters
    ----------
    store
        Where the comparison and its versions are.
    load
        Makes a version ready to serve, in a thread.

    Attributes
    ----------
    comparison
        The comparison that runs, else the latest one that is over.
    trouble
        Why the other version cannot be served; empty where it can.
    """

    def __init__(self, store: ModelStore, load: Callable[[str], S]) -> None:
        self._store = store
        self._load = load
        self._served: S | None = None
        self._refused: Comparison | None = None
        self._told = ""
        self.trouble = ""
        self.comparison: Comparison | None = None

    def serving(self, user_id: int) -> S | None:
        """The other version where it serves this person; None where the current one does."""
        found = self.comparison
        if self._served is None or found is None or not found.runs:
            return None
        return self._served if found.serves_other(user_id) else None

    async def refresh(self, current: str, *, anew: bool = False) -> None:
        """Look at the store; what cannot be served is refused, once, aloud, and the current version serves all.

        Parameters
        ----------
        current
            The version that is served now; a comparison of another one has to wait, or is over.
        anew
            Whether it was just loaded, as when films were added, which the other half is to have, too.
        """
        before, found = self.comparison, None
        try:
            found = comparison_in(self._store.root)
            self.comparison = found
            if found is None or found != self._refused:
                self.trouble = self._told = ""
            if found is None or not found.runs or found.current != current:
                self._end(before)
            elif found != self._refused and (self._served is None or found != before or anew):
                self._served = self._served if found == before else None
                self._served = await asyncio.to_thread(self._load, found.other)
                if found != before or not anew:
                    log.info(_told(found, self._store.root))
        except Exception as error:  # whatever is in those files, those who chat are served
            self._refuse(found, error)

    def _end(self, before: Comparison | None) -> None:
        if self._served is not None and before is not None:
            over = "is over" if self.comparison is None or not self.comparison.runs else "has to wait"
            log.info(
                "the comparison of %s with %s %s: all are served by one version", before.other, before.current, over
            )
        self._served = None

    def _refuse(self, found: Comparison | None, error: Exception) -> None:
        self._served, self._refused = None, found
        if found is None:
            self.comparison = None
        what = str(error) if isinstance(error, MatineeError) else f"{type(error).__name__}: {error}"
        self.trouble = what
        if what != self._told:
            self._told = what
            log.error("versions cannot be compared, the current one serves everybody: %s", what)


def check_films(current: Catalog, other: Catalog, *, version: str) -> None:
    """Make sure that two versions know the same films: every button has to work in both halves.

    Raises
    ------
    ModelError
        Where they do not.
    """
    if current is other:
        return
    mine, theirs = ({(m.item_id, m.title, m.year) for m in catalog} for catalog in (current, other))
    if mine != theirs:
        raise ModelError(
            f"the films of version {version} are others than those of the current one "
            f"({len(theirs - mine)} are new, {len(mine - theirs)} are missing), so they cannot be compared"
        )


def megabytes(root: Path, version: str) -> int:
    """About how much more memory a second version takes; films and titles are shared."""
    with zipfile.ZipFile(root / version / ARRAYS) as arrays:
        return round(sum(each.file_size for each in arrays.infolist()) / 1e6)


def _told(found: Comparison, root: Path) -> str:
    return (
        f"version {found.other} serves one half of the people beside {found.current}, "
        f"with about {megabytes(root, found.other)} MB more memory"
    )
