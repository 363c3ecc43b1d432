"""Published model versions, and which of them is the current one."""

import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from recengine.catalog import Catalog
from recengine.elicitation.learned import Elicitation
from recengine.errors import ModelError
from recengine.models.base import Scorer
from recengine.persistence.files import flush_folder, small, write
from recengine.persistence.folder import SavedModel, fill_folder, load_model
from recengine.persistence.manifest import MANIFEST
from recengine.persistence.staging import POINTED, STAGED, held, sweep
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics

POINTER = "CURRENT"
MOST_BYTES = 200
"""The pointer holds one name."""


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
    ) -> str:
        """Save a new version and make it the current one; returns its name.

        What killed trainings have left is removed first. Others may publish at the same time.

        Raises
        ------
        ModelError
            Where it cannot be written; the current version stays.
        """
        version = f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(2)}"
        recommender = Recommender(model, catalog, statistics, stars=stars, elicitation=elicitation)
        try:
            with self._staged(version) as staged:
                fill_folder(staged, recommender, {**(info or {}), "version": version})
                staged.rename(self.root / version)
            flush_folder(self.root)
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

    def point_to(self, version: str) -> None:
        """Make a published version the current one.

        Raises
        ------
        ModelError
            Where there is no such version.
        """
        if version not in self.versions():
            raise ModelError(f"there is no model version «{version}» in {self.root}")
        temporary = self.root / f"{POINTED}{secrets.token_hex(4)}"
        with held(self.root):
            try:
                write(temporary, version + "\n")
                temporary.replace(self.root / POINTER)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
        flush_folder(self.root)

    def current(self) -> str | None:
        """Name of the current version, or None where nothing was published yet.

        Raises
        ------
        ModelError
            Where the pointer is damaged.
        """
        try:
            told = small(self.root / POINTER, most=MOST_BYTES).decode("utf-8")
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            told = ""
        name, ending, rest = told.partition("\n")
        if not name or not ending or rest:  # cut short: the name may be, too
            raise ModelError(f"the file {self.root / POINTER} is damaged; train a model with `matinee train`")
        return name

    def versions(self) -> list[str]:
        """Names of all published versions, oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(path.parent.name for path in self.root.glob(f"[!.]*/{MANIFEST}"))

    def load(self, version: str | None = None, *, like: SavedModel | None = None) -> SavedModel:
        """Read a version, the current one by default; `like` as for `load_model`.

        Raises
        ------
        ModelError
            Where there is none, or it is damaged.
        """
        name = version or self.current()
        if name is None:
            raise ModelError(f"there is no model in {self.root}; make one with `matinee train`")
        if name not in self.versions():
            told = "".join(letter if letter.isprintable() else "?" for letter in name)
            raise ModelError(f"there is no model version «{told}» in {self.root}; make one with `matinee train`")
        saved = load_model(self.root / name, like=like)
        return replace(saved, manifest={**saved.manifest, "version": name})  # a folder may have been renamed
