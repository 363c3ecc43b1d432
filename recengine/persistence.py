"""Models on disk: arrays in npz and a JSON manifest with checksums. Data only, nothing that could run.

A model folder holds `model.npz`, `catalog.json` and `manifest.json`. Folders of a store are published by renaming a
finished one into place and then swapping a small pointer file, so that a reader sees the old version or the new one.
"""

import hashlib
import json
import os
import secrets
import shutil
import time
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from recengine.catalog import Catalog, Movie
from recengine.elicitation.learned import Elicitation
from recengine.errors import MatineeError, ModelError
from recengine.models import State, model_class
from recengine.models.base import Scorer
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics

FORMAT = 1
ARRAYS, CATALOG, MANIFEST = "model.npz", "catalog.json", "manifest.json"
POINTER = "CURRENT"
_STATISTICS, _STARS, _ELICITATION = "statistics/", "stars/", "elicitation/"
_BESIDE_THE_MODEL = (_STATISTICS, _STARS, _ELICITATION)
"""Prefixes of the arrays that are not the model's own."""

_UNREADABLE = (
    *(ValueError, TypeError, AttributeError, LookupError, EOFError, OSError),
    *(zipfile.BadZipFile, zlib.error, MatineeError),
)
"""What reading data of a wrong shape can raise, `MatineeError` for a method that this version does not have."""


@dataclass(frozen=True, slots=True)
class SavedModel:
    """A model as read from disk, with what its manifest says."""

    recommender: Recommender
    manifest: Mapping[str, Any]

    @property
    def version(self) -> str:
        """Name of the version, or «unpublished»."""
        return str(self.manifest.get("version", "unpublished"))

    def catalog_of(self, manifest: Mapping[str, Any]) -> Catalog | None:
        """The catalogue of this model if that of another, with this manifest, is the same to the byte."""
        same = self.manifest["files"][CATALOG] == manifest["files"][CATALOG]
        return self.recommender.catalog if same else None


def save_model(
    model: Scorer,
    folder: Path,
    *,
    catalog: Catalog,
    statistics: ItemStatistics,
    stars: StarPredictor | None = None,
    elicitation: Elicitation | None = None,
    info: Mapping[str, Any] | None = None,
) -> None:
    """Write a model folder; everything in it is on the disk when this returns.

    Parameters
    ----------
    elicitation
        What was learned about asking newcomers; a folder without it is whole, too.

    Raises
    ------
    ModelError
        Where the folder exists already.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ModelError(f"{folder} exists already; choose another folder") from None
    state = model.state()
    arrays = state.arrays | _under(_STATISTICS, statistics.arrays())
    if stars is not None:
        arrays |= _under(_STARS, stars.state().arrays)
    if elicitation is not None:
        arrays |= _under(_ELICITATION, elicitation.arrays())
    with (folder / ARRAYS).open("wb") as file:
        np.savez(file, allow_pickle=False, **arrays)
        _flush(file.fileno())
    movies = [movie.to_json() for movie in catalog]
    _write(folder / CATALOG, json.dumps(movies, ensure_ascii=False, separators=(",", ":")))
    manifest = {
        **(info or {}),
        "format": FORMAT,
        "model": model.name,
        "settings": state.settings,
        "stars": None if stars is None else stars.state().settings,
        "movies": len(catalog),
        "files": {name: _fingerprint(folder / name) for name in (ARRAYS, CATALOG)},
    }
    _write(folder / MANIFEST, _sealed(manifest))
    _flush_folder(folder)


def load_model(folder: Path, *, like: SavedModel | None = None) -> SavedModel:
    """Read a model folder; every byte is checked against the manifest before it is used.

    Parameters
    ----------
    like
        A model that was read before. Where its catalogue is the same to the byte, both share it, with all that was
        worked out of it.

    Raises
    ------
    ModelError
        Where a file is missing, damaged, or written by a newer version.
    """
    manifest = _manifest(folder)
    for name in (ARRAYS, CATALOG):
        if _fingerprint(folder / name) != manifest["files"].get(name):
            raise ModelError(f"the model file {folder / name} is damaged; train a new one with `matinee train`")
    try:
        recommender = _read(folder, manifest, None if like is None else like.catalog_of(manifest))
    except _UNREADABLE as error:
        raise ModelError(f"the model in {folder} cannot be read ({error}); train a new one") from error
    return SavedModel(recommender, manifest)


def _read(folder: Path, manifest: Mapping[str, Any], catalog: Catalog | None) -> Recommender:
    with (folder / ARRAYS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    if catalog is None:
        catalog = Catalog(Movie.from_json(data) for data in json.loads((folder / CATALOG).read_text("utf-8")))
    state = State(manifest["settings"], {k: v for k, v in arrays.items() if not k.startswith(_BESIDE_THE_MODEL)})
    model = model_class(manifest["model"]).from_state(state)
    asking = _of(_ELICITATION, arrays)
    recommender = Recommender(
        model,
        catalog,
        ItemStatistics(**_of(_STATISTICS, arrays)),
        stars=_stars(manifest, arrays),
        elicitation=Elicitation.from_arrays(asking) if asking else None,
    )
    if not np.array_equal(model.item_ids, catalog.item_ids):
        raise ValueError("its catalogue is that of another model")
    if recommender.stars is not None and not np.array_equal(recommender.stars.item_ids, catalog.item_ids):
        raise ValueError("its predictor of stars is that of another catalogue")
    return recommender


def _stars(manifest: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> StarPredictor | None:
    settings = manifest.get("stars")  # versions of before have none
    return None if settings is None else StarPredictor.from_state(State(settings, _of(_STARS, arrays)))


def _under(prefix: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{prefix}{name}": array for name, array in arrays.items()}


def _of(prefix: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / MANIFEST
    try:
        text = path.read_bytes().decode("utf-8")
        manifest = json.loads(text)
    except FileNotFoundError:
        raise ModelError(f"there is no model in {folder}; make one with `matinee train`") from None
    except (OSError, ValueError):
        raise ModelError(f"the model file {path} is damaged; train a new one with `matinee train`") from None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("files"), dict):
        raise ModelError(f"the model file {path} is damaged; train a new one with `matinee train`")
    if manifest.get("format") != FORMAT:
        raise ModelError(f"the model in {folder} has format {manifest.get('format')}, this Matinee reads {FORMAT}")
    if _sealed(manifest) != text:
        raise ModelError(f"the model file {path} is damaged; train a new one with `matinee train`")
    return manifest


def _sealed(manifest: Mapping[str, Any]) -> str:
    """The one text of a manifest, with a checksum of all the rest: any other byte in the file is damage."""
    plain = json.loads(json.dumps(dict(manifest)))  # as it will be read: every key a string, every tuple a list
    rest = {name: value for name, value in plain.items() if name != "checksum"}
    digest = hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()
    return json.dumps(rest | {"checksum": digest}, indent=2, ensure_ascii=False, sort_keys=True)


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
        """Save a new version and make it the current one; returns its name."""
        version = f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(2)}"
        staged = self.root / f".staged-{version}"
        try:
            save_model(
                model,
                staged,
                catalog=catalog,
                statistics=statistics,
                stars=stars,
                elicitation=elicitation,
                info={**(info or {}), "version": version},
            )
            staged.rename(self.root / version)
        except BaseException:
            shutil.rmtree(staged, ignore_errors=True)
            raise
        _flush_folder(self.root)
        self.point_to(version)
        return version

    def point_to(self, version: str) -> None:
        """Make a published version the current one.

        Raises
        ------
        ModelError
            Where there is no such version.
        """
        if version not in self.versions():
            raise ModelError(f"there is no model version «{version}» in {self.root}")
        temporary = self.root / f".{POINTER}-{secrets.token_hex(4)}"
        try:
            _write(temporary, version + "\n")
            temporary.replace(self.root / POINTER)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _flush_folder(self.root)

    def current(self) -> str | None:
        """Name of the current version, or None where nothing was published yet."""
        try:
            return (self.root / POINTER).read_text("utf-8").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise ModelError(f"the file {self.root / POINTER} cannot be read: {error}") from None

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
            raise ModelError(f"there is no model version «{name}» in {self.root}; make one with `matinee train`")
        return load_model(self.root / name, like=like)


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    except OSError:
        raise ModelError(f"the model file {path} is missing; train a new one with `matinee train`") from None
    return digest.hexdigest()


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        _flush(file.fileno())


def _flush(descriptor: int) -> None:
    os.fsync(descriptor)


def _flush_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
