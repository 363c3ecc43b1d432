"""Published model versions, and which of them is the current one."""

import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from recengine.catalog import Catalog
from recengine.elicitation.learned import Elicitation
from recengine.errors import ModelError
from recengine.models.base import Scorer
from recengine.persistence.comparison import superseded
from recengine.persistence.describing import HELD_BACK, Described, describe, printable
from recengine.persistence.files import flush_folder
from recengine.persistence.folder import Arrays, SavedModel, amend, fill_folder, load_model, read_beside
from recengine.persistence.in_use import Copies
from recengine.persistence.manifest import MANIFEST, read_manifest
from recengine.persistence.pointers import POINTER, before, named, pointed, remember, replace_file
from recengine.persistence.staging import PRUNED, STAGED, held, new_name, sweep, training
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics

KEPT = 5
"""So many of the newest versions are kept besides those that something points to."""

LONGEST_NAME = 100
"""Letters of a name that an error tells."""

Judge = Callable[[Path], Mapping[str, Any]]
"""From the folder of a version in the making to what its manifest says of it besides, see `HELD_BACK`."""


class ModelStore:
    """Published model versions in one folder, and which of them is the current one.

    Parameters
    ----------
    root
        Folder of the versions; made when first written to.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def publish(
        self,
        model: Scorer,
        *,
        catalog: Catalog,
        statistics: ItemStatistics,
        stars: StarPredictor | None = None,
        elicitation: Elicitation | None = None,
        info: Mapping[str, Any] | None = None,
        beside: Mapping[str, Arrays] | None = None,
        judge: Judge | None = None,
    ) -> str:
        """Save a new version and make it the current one; returns its name.

        What killed trainings have left is removed first. Others may publish at the same time.

        Parameters
        ----------
        beside
            More files of arrays; see `read_beside`.
        judge
            Looks at the finished version before it gets its name. What it answers goes into the manifest; where that
            holds it back, the version is kept and the current one stays.

        Raises
        ------
        ModelError
            Where it cannot be written; the current version stays.
        """
        version = new_name(time.time())
        recommender = Recommender(model, catalog, statistics, stars=stars, elicitation=elicitation)
        try:
            with self._staged(version) as staged:
                fill_folder(staged, recommender, {**(info or {}), "version": version}, beside=beside)
                verdict = {} if judge is None else judge(staged)
                if verdict:
                    amend(staged, verdict)
                staged.rename(self.root / version)
            flush_folder(self.root)
            if not verdict.get(HELD_BACK):
                self.point_to(version)
        except OSError as error:
            raise ModelError(f"the model cannot be written to {self.root} ({error.strerror or error})") from error
        return version

    @contextmanager
    def _staged(self, version: str) -> Iterator[Path]:
        """A folder for a version in the making; gone at the end unless it was renamed."""
        staged = self.root / f"{STAGED}{version}"
        self.root.mkdir(parents=True, exist_ok=True)
        with ExitStack() as stack:
            with held(self.root) as alone:
                if alone:
                    sweep(self.root)
                staged.mkdir()
                stack.enter_context(held(staged))
            try:
                yield staged
            except BaseException:
                shutil.rmtree(staged, ignore_errors=True)
                raise

    def point_to(self, version: str, *, pointer: str = POINTER) -> None:
        """Make a published version the current one, or that of another pointer; see `recengine.persistence.pointers`.

        Raises
        ------
        ModelError
            Where there is no such version, or the store cannot be written.
        """
        try:
            with self._alone():
                if version not in self.versions():
                    raise ModelError(self._unknown(version))
                if pointer == POINTER:
                    remember(self.root, version, current=self._current_if_known())
                replace_file(self.root, pointer, version + "\n")
                if pointer == POINTER:
                    superseded(self.root, version, now=int(time.time()))
            flush_folder(self.root)
        except OSError as error:
            raise ModelError(f"{self.root} cannot be written ({error.strerror or error})") from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the store, where there is one."""
        with held(self.root) if self.root.is_dir() else nullcontext():
            yield

    def current(self, *, pointer: str = POINTER) -> str | None:
        """Name of the current version, or of another pointer's; None where nothing was published yet.

        Raises
        ------
        ModelError
            Where the pointer is damaged.
        """
        return pointed(self.root, pointer)

    def before(self) -> str | None:
        """The version that was served before the current one, of those that are still there; None where unknown."""
        there = set(self.versions())
        return next((name for name in before(self.root, self._current_if_known()) if name in there), None)

    def training(self) -> AbstractContextManager[None]:
        """One training at a time, whatever process it is in; see `recengine.persistence.staging.training`."""
        return training(self.root)

    def described(self) -> list[Described]:
        """All versions, newest first, those that cannot be read, too."""
        current, earlier = self._current_if_known(), self.before()
        return [
            describe(self.root / name, is_current=name == current, is_before=name == earlier)
            for name in reversed(self.versions())
        ]

    def prune(self, keep: int = KEPT, *, protected: Collection[str] = ()) -> list[Described]:
        """Remove old versions; returns those that are gone.

        Kept are the current one, the one served before it, what any other pointer names, the `protected`, and the
        `keep` newest besides. Each goes by one rename, so that no half of it is ever taken for a version.

        Raises
        ------
        ModelError
            Where the pointer is damaged, so that nobody knows what is served, or a version cannot be removed.
        """
        gone = []
        try:
            with self._alone():
                spared = {self.current(), self.before(), *protected, *named(self.root, self.versions())}
                for one in [one for one in self.described() if one.version not in spared][keep:]:
                    leaving = self.root / f"{PRUNED}{one.version}"
                    (self.root / one.version).rename(leaving)
                    shutil.rmtree(leaving, ignore_errors=True)
                    gone.append(one)
            self.sweep()
        except OSError as error:
            raise ModelError(
                f"an old version in {self.root} cannot be removed ({error.strerror or error})"
            ) from error
        return gone

    def _current_if_known(self) -> str | None:
        try:
            return self.current()
        except ModelError:
            return None

    def _unknown(self, version: str) -> str:
        return f"there is no model version «{printable(version[:LONGEST_NAME])}» in {self.root}"

    def versions(self) -> list[str]:
        """Names of all published versions, oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(path.parent.name for path in self.root.glob(f"[!.]*/{MANIFEST}"))

    def load(self, version: str | None = None, *, like: SavedModel | None = None, mapped: bool = False) -> SavedModel:
        """Read a version, the current one by default; `like` as for `load_model`.

        Parameters
        ----------
        mapped
            Whether its arrays are mapped from a copy that all processes share (`recengine.persistence.in_use`).

        Raises
        ------
        ModelError
            Where there is none, or it is damaged.
        """
        name = version or self.current()
        if name is None:
            raise ModelError(f"there is no model in {self.root}; make one with `matinee train`")
        copies = Copies(self.root) if mapped else None
        saved = load_model(self._folder(name), like=like, copies=copies)
        return replace(saved, manifest={**saved.manifest, "version": name})  # a folder may have been renamed

    def sweep(self) -> None:
        """Remove copies of what no process serves any more; to be done once all that is needed is read."""
        Copies(self.root).sweep()

    def manifest(self, version: str) -> Mapping[str, Any]:
        """What a version says of itself, without a look at its other files.

        Raises
        ------
        ModelError
            Where there is none, or its manifest is damaged.
        """
        return read_manifest(self._folder(version))

    def _folder(self, version: str) -> Path:
        if version not in self.versions():
            raise ModelError(f"{self._unknown(version)}; make one with `matinee train`")
        return self.root / version

    def beside(self, saved: SavedModel, name: str, *, mapped: bool = False) -> Arrays:
        """Arrays that were written beside a version of this store; `mapped` as for `load`.

        Raises
        ------
        ModelError
            Where there are none, or they are damaged.
        """
        copies = Copies(self.root) if mapped else None
        return read_beside(saved, self.root / saved.version, name, copies=copies)
