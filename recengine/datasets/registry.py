"""Data sets by name or path, and what a newcomer gets without naming any."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from recengine.catalog import enrich as enrich_catalog
from recengine.dataset import Dataset
from recengine.datasets.chunks import Told, unheard
from recengine.datasets.download import BASE_URL, Downloader, Progress
from recengine.datasets.movielens import read_movielens
from recengine.datasets.starter import STARTER, load_starter, starter_catalog
from recengine.errors import DatasetError, DatasetUnavailable
from recengine.home import default_home

DEFAULT: Final = "ml-latest-small"

MOVIELENS: Final[Mapping[str, str | None]] = MappingProxyType(
    {
        "ml-latest-small": None,
        "ml-latest": None,
        "ml-100k": "0e33842e24a9c977be4e0107933c0723",
        "ml-1m": "c4d9eecfca2ab87c1945afe126590906",
        "ml-10m": "ce571fd55effeba0271552578f2648bd",
        "ml-20m": "cd245b17a1ae2cc31bb14903e1204af3",
        "ml-25m": "6b51fb2759a8657d3bfcbfc42b592ada",
        "ml-32m": "d472be332d4daa821edc399621853b57",
    }
)
"""Names and the published MD5 of each zip; None for those that GroupLens renews from time to time."""

NAMES: Final = (*MOVIELENS, STARTER)


def load_dataset(
    name_or_path: str | Path,
    *,
    min_rating: float | None = None,
    home: Path | None = None,
    enrich: bool = True,
    progress: Progress | None = None,
    told: Told = unheard,
    offline: bool = False,
    base_url: str = BASE_URL,
) -> Dataset:
    """Load a data set, downloading it the first time.

    Parameters
    ----------
    name_or_path
        One of `NAMES`, or the path of a folder or zip of any MovieLens layout.
    min_rating
        Keep only ratings of at least so many stars.
    home
        Downloads are kept in its folder «downloads»; `default_home()` where not given.
    enrich
        Give MovieLens movies the people, words, running times and other titles of the starter catalogue.
    progress
        Called with (bytes done, bytes in all or None) during a download.
    told
        Called with the share of the ratings that is read, 0.0 to 1.0, while they are.
    offline
        Never download.
    base_url
        Where the MovieLens zips lie.

    Raises
    ------
    DatasetUnavailable
        Where a download would be needed and the network does not answer.
    DatasetError
        Where the name is unknown, the path holds no data set, or the data are damaged.
    """
    if str(name_or_path) == STARTER:
        dataset = load_starter()
    else:
        path, name = _locate(name_or_path, home or default_home(), Downloader(base_url, progress), offline=offline)
        dataset = read_movielens(path, name=name, told=told)
        if enrich:
            dataset = replace(dataset, catalog=enrich_catalog(dataset.catalog, starter_catalog()))
    return dataset if min_rating is None else _at_least(dataset, min_rating)


def load_default_dataset(
    *,
    setting: str | None = None,
    home: Path | None = None,
    progress: Progress | None = None,
    told: Told = unheard,
    base_url: str = BASE_URL,
) -> Dataset:
    """What a newcomer gets: `setting` where given, else ml-latest-small, else the bundled starter catalogue.

    Parameters
    ----------
    setting
        Name or path from the settings (`MATINEE_DATASET`); what is wrong with it is raised, not papered over.
    home, progress, told, base_url
        As in `load_dataset`.

    Raises
    ------
    DatasetError
        Where `setting` can't be loaded.
    """
    if setting:
        return load_dataset(setting, home=home, progress=progress, told=told, base_url=base_url)
    try:
        return load_dataset(DEFAULT, home=home, progress=progress, told=told, base_url=base_url)
    except DatasetError as error:
        starter = load_starter()
        why = "No network" if isinstance(error, DatasetUnavailable) else f"{DEFAULT} could not be loaded ({error})"
        return replace(starter, note=f"{why}: these are {starter.note}")


def _locate(name_or_path: str | Path, home: Path, downloader: Downloader, *, offline: bool) -> tuple[Path, str]:
    name = str(name_or_path)
    if name in MOVIELENS:
        return _downloaded(name, home / "downloads", downloader, offline=offline), name
    if "://" in name:  # which may have a password in it, and is not repeated
        raise DatasetError("an address of data is read by Spark alone: `matinee train --engine spark`")
    path = Path(name_or_path).expanduser()
    if not path.exists():
        raise DatasetError(f"«{name}» is neither a folder or zip nor a known data set ({', '.join(NAMES)})")
    return path, path.stem if path.suffix.lower() == ".zip" else path.resolve().name


def _downloaded(name: str, folder: Path, downloader: Downloader, *, offline: bool) -> Path:
    if offline and not (folder / f"{name}.zip").exists():
        raise DatasetUnavailable(f"{name} is not in {folder}, and downloads are switched off")
    return downloader.fetch(name, folder, md5=MOVIELENS[name])


def _at_least(dataset: Dataset, min_rating: float) -> Dataset:
    kept = dataset.only(min_rating=min_rating)
    if kept.ratings.empty:
        raise DatasetError(f"{dataset.name} has no rating of at least {min_rating:g} stars")
    return kept
