"""One model in a folder: written whole, read back only where not a bit has changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from recengine.catalog import Catalog, Movie
from recengine.elicitation.learned import Elicitation
from recengine.errors import ModelError
from recengine.models import State, model_class
from recengine.models.base import Scorer
from recengine.persistence.arrays import read_arrays, write_arrays
from recengine.persistence.files import fingerprint, flush_folder, write
from recengine.persistence.in_use import Copies
from recengine.persistence.manifest import FORMAT, MANIFEST, read_manifest, sealed
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics

ARRAYS, CATALOG = "model.npz", "catalog.json"
_STATISTICS, _STARS, _ELICITATION = "statistics/", "stars/", "elicitation/"
_BESIDE_THE_MODEL = (_STATISTICS, _STARS, _ELICITATION)
"""Prefixes of the arrays that are not the model's own."""

Arrays: TypeAlias = Mapping[str, np.ndarray]
"""Named arrays."""

LONGEST_WHY = 200
"""Letters of the reason why a model cannot be read; a crafted file could have megabytes in it."""


@dataclass(frozen=True, slots=True)
class SavedModel:
    """A model as read from disk, with what its manifest says."""

    recommender: Recommender
    manifest: Mapping[str, Any]
    before: Catalog | None = None
    """The catalogue as it was read, where films were added to that of the recommender."""

    def with_films(self, movies: Sequence[Movie], *, like: "SavedModel | None" = None) -> "SavedModel":
        """The same model with more movies, see `recengine.additions`.

        Parameters
        ----------
        like
            A model that was served before. Where its films are the same ones, both share their catalogue.

        Raises
        ------
        ModelError
            Where the model has no way to take them in.
        """
        if not movies:
            return self
        known = None if like is None else like.recommender.catalog
        return replace(
            self, recommender=self.recommender.with_films(movies, like=known), before=self.recommender.catalog
        )

    @property
    def version(self) -> str:
        """Name of the version, or «unpublished»."""
        return str(self.manifest.get("version", "unpublished"))

    def catalog_of(self, manifest: Mapping[str, Any]) -> Catalog | None:
        """The catalogue of this model if that of another, with this manifest, is the same to the byte."""
        same = self.manifest["files"][CATALOG] == manifest["files"][CATALOG]
        return (self.before or self.recommender.catalog) if same else None


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
    fill_folder(folder, Recommender(model, catalog, statistics, stars=stars, elicitation=elicitation), info or {})


def fill_folder(
    folder: Path, recommender: Recommender, info: Mapping[str, Any], *, beside: Mapping[str, Arrays] | None = None
) -> None:
    """Write a model, with all that its recommender knows, into an empty folder; see `save_model`.

    Parameters
    ----------
    beside
        More files of arrays, by name, that no one needs to serve the model; see `read_beside`.
    """
    state, stars = recommender.model.state(), recommender.stars
    arrays = state.arrays | _under(_STATISTICS, recommender.statistics.arrays())
    if stars is not None:
        arrays |= _under(_STARS, stars.state().arrays)
    if recommender.elicitation is not None:
        arrays |= _under(_ELICITATION, recommender.elicitation.arrays())
    tables: dict[str, Arrays] = {ARRAYS: arrays, **(beside or {})}
    for name, content in tables.items():
        write_arrays(folder / name, content)
    movies = [movie.to_json() for movie in recommender.catalog]
    write(folder / CATALOG, json.dumps(movies, ensure_ascii=False, separators=(",", ":")))
    manifest = {
        **info,
        "format": FORMAT,
        "model": recommender.model.name,
        "settings": state.settings,
        "stars": None if stars is None else stars.state().settings,
        "movies": len(movies),
        "files": {name: fingerprint(folder / name) for name in (*tables, CATALOG)},
    }
    write(folder / MANIFEST, sealed(manifest))
    flush_folder(folder)


def read_beside(saved: SavedModel, folder: Path, name: str, *, copies: Copies | None = None) -> Arrays:
    """The arrays of a file that was written beside a model.

    Raises
    ------
    ModelError
        Where there is none, or it is damaged.
    """
    told = ModelError(f"the model file {folder / name} is missing or damaged")
    if name not in saved.manifest["files"] or fingerprint(folder / name) != saved.manifest["files"][name]:
        raise told
    try:
        return _arrays(folder / name, saved.manifest, copies)
    except Exception as error:  # as for `load_model`
        raise told from error


def amend(folder: Path, more: Mapping[str, Any]) -> None:
    """Add to the manifest of a model folder that nobody else knows of yet.

    Raises
    ------
    ModelError
        Where it has none, or one that is damaged.
    """
    write(folder / MANIFEST, sealed({**read_manifest(folder), **more}))
    flush_folder(folder)


def load_model(folder: Path, *, like: SavedModel | None = None, copies: Copies | None = None) -> SavedModel:
    """Read a model folder; every byte is checked against the manifest before it is used.

    Parameters
    ----------
    like
        A model that was read before. Where its catalogue is the same to the byte, both share it, with all that was
        worked out of it.
    copies
        Where arrays are mapped from, for a process that serves for long; else they are read into its memory.

    Raises
    ------
    ModelError
        Where a file is missing, damaged, or written by a newer version.
    """
    manifest = read_manifest(folder)
    for name in (ARRAYS, CATALOG):
        if fingerprint(folder / name) != manifest["files"].get(name):
            raise ModelError(f"the model file {folder / name} is damaged; train a new one with `matinee train`")
    try:
        arrays = _arrays(folder / ARRAYS, manifest, copies)
        recommender = _read(folder, manifest, arrays, None if like is None else like.catalog_of(manifest))
    except Exception as error:  # what data of a wrong shape can raise, if only for lack of memory, has no end
        why = " ".join(str(error).split())[:LONGEST_WHY] or type(error).__name__
        raise ModelError(
            f"the model in {folder} cannot be read ({why}); train a new one with `matinee train`"
        ) from error
    return SavedModel(recommender, manifest)


def _arrays(path: Path, manifest: Mapping[str, Any], copies: Copies | None) -> Arrays:
    return read_arrays(path) if copies is None else copies.arrays(path, manifest["files"][path.name])


def _read(
    folder: Path, manifest: Mapping[str, Any], arrays: Mapping[str, np.ndarray], catalog: Catalog | None
) -> Recommender:
    if catalog is None:
        catalog = Catalog(_movies((folder / CATALOG).read_text("utf-8")))
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


def _movies(text: str) -> Iterator[Movie]:
    """The movies of a JSON array, one after the other, so that other threads get their turn in between.

    Raises
    ------
    ValueError
        Where it is none.
    """
    decoder, at, opening = json.JSONDecoder(), 1, text[:1]
    if opening != "[":
        raise ValueError("its catalogue is no array")
    while text[at : at + 1] not in ("]", ""):
        data, at = decoder.raw_decode(text, at)
        yield Movie.from_json(data)
        if text[at : at + 1] == ",":
            at += 1
        elif text[at:] != "]":
            raise ValueError("its catalogue is no array of movies")
    if text[at:] != "]":
        raise ValueError("its catalogue has no end")


def _stars(manifest: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> StarPredictor | None:
    settings = manifest.get("stars")  # versions of before have none
    return None if settings is None else StarPredictor.from_state(State(settings, _of(_STARS, arrays)))


def _under(prefix: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{prefix}{name}": array for name, array in arrays.items()}


def _of(prefix: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
