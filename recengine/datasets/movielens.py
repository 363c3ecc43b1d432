"""MovieLens in each of its layouts, from a folder or a zip, as a `Dataset`."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset, clean_ratings
from recengine.datasets.chunks import Told, read_in_chunks, unheard
from recengine.datasets.sources import Source, open_sources
from recengine.datasets.tags import all_words_by_movie, words_by_movie
from recengine.datasets.title_parsing import parse_title
from recengine.errors import DatasetError

NO_GENRES = frozenset({"(no genres listed)", "unknown", ""})
_GENRE_NAMES = {"Children's": "Children"}
_RATING_COLUMNS = {
    "userId": Columns.USER,
    "movieId": Columns.ITEM,
    "rating": Columns.RATING,
    "timestamp": Columns.TIMESTAMP,
}


@dataclass(frozen=True, slots=True)
class _Raw:
    """One movie as its file writes it."""

    item_id: int
    title: str
    genres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Extras:
    """What other files say of the movies."""

    words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    all_words: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    outside_ids: Mapping[int, tuple[int | None, int | None]] = field(default_factory=dict)


def read_movielens(path: Path, *, name: str, told: Told = unheard) -> Dataset:
    """Read a folder or zip of any MovieLens layout.

    Parameters
    ----------
    path
        The folder or zip; the files may lie one folder down.
    name
        The name of the data set to give.
    told
        Called with the share of the ratings that is read.

    Returns
    -------
    Dataset
        Every movie of the movie file, rated or not, in its order.

    Raises
    ------
    DatasetError
        Where the path holds no known layout, or a file is damaged.
    """
    with open_sources(path) as sources:
        for source in sources:
            for layout in LAYOUTS:
                if layout.needs <= source.names():
                    return _dataset(layout, source, name, told)
    raise DatasetError(f"{path} holds no MovieLens data (ratings.csv and movies.csv, *.dat, or u.data and u.item)")


@dataclass(frozen=True, slots=True)
class Layout:
    """How one generation of MovieLens lays out its files."""

    needs: frozenset[str]
    movies: Callable[[Source], Iterable[_Raw]]
    ratings: Callable[[Source, Told], pd.DataFrame]
    extras: Callable[[Source], _Extras] = lambda source: _Extras()


def read_catalog(source: Source) -> Catalog:
    """The movies of a source that has them as CSV since 2014: movies.csv, and links.csv and tags.csv where there are.

    Raises
    ------
    DatasetError
        Where a file is damaged.
    """
    with _damage_told(source):
        return _catalog(LAYOUTS[0], source)


def _dataset(layout: Layout, source: Source, name: str, told: Told) -> Dataset:
    with _damage_told(source):
        catalog = _catalog(layout, source)
        ratings = clean_ratings(layout.ratings(source, told), catalog, name=name)
    people = ratings[Columns.USER].nunique()
    counts = f"{len(ratings):,} ratings of {len(catalog):,} movies by {people:,} people"
    return Dataset(name=name, ratings=ratings, catalog=catalog, note=f"{name}: {counts}. MovieLens, by GroupLens.")


def _catalog(layout: Layout, source: Source) -> Catalog:
    extras = layout.extras(source)
    return Catalog(_movie(raw, extras) for raw in layout.movies(source))


@contextmanager
def _damage_told(source: Source) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError as error:
        raise DatasetError(f"{source.label}: a file is not UTF-8 text") from error
    except (ValueError, KeyError, OverflowError, csv.Error) as error:
        raise DatasetError(f"{source.label}: a file is damaged ({_one_line(error)})") from error


def _movie(raw: _Raw, extras: _Extras) -> Movie:
    title, year, alt_titles = parse_title(raw.title)
    imdb_id, tmdb_id = extras.outside_ids.get(raw.item_id, (None, None))
    words = extras.words.get(raw.item_id, ())
    return Movie(
        item_id=raw.item_id,
        title=title or f"Untitled {raw.item_id}",
        year=year,
        genres=tuple(_GENRE_NAMES.get(genre, genre) for genre in raw.genres if genre not in NO_GENRES),
        words=words,
        alt_titles=alt_titles,
        imdb_id=imdb_id,
        tmdb_id=tmdb_id,
        more_words=tuple(word for word in extras.all_words.get(raw.item_id, ()) if word not in words),
    )


# The layout since 2014: CSV with header lines, UTF-8.


def _csv_movies(source: Source) -> Iterator[_Raw]:
    for row in _csv_rows(source, "movies.csv"):
        if row["title"] is None:
            raise ValueError(f"the row of movie {row['movieId']} is cut off")
        genres = tuple((row.get("genres") or "").split("|"))
        yield _Raw(int(row["movieId"] or ""), row["title"], genres)


def _csv_rows(source: Source, name: str) -> Iterator[dict[str, str | None]]:
    with source.open(name) as file, io.TextIOWrapper(file, "utf-8-sig", newline="") as text:
        yield from csv.DictReader(text, strict=True)


def _csv_ratings(source: Source, told: Told) -> pd.DataFrame:
    def known(column: str) -> bool:
        return column in _RATING_COLUMNS

    frame = read_in_chunks(source, "ratings.csv", told=told, usecols=known, encoding="utf-8-sig")
    return frame.rename(columns=_RATING_COLUMNS)


def _csv_extras(source: Source) -> _Extras:
    names = source.names()
    tags = _csv_tags(source) if "tags.csv" in names else pd.DataFrame({"movieId": [], "tag": []})
    links = _csv_rows(source, "links.csv") if "links.csv" in names else iter(())
    outside_ids = {
        int(row["movieId"] or ""): (_number(row.get("imdbId")), _number(row.get("tmdbId"))) for row in links
    }
    return _Extras(words_by_movie(tags), all_words_by_movie(tags), outside_ids)


def _csv_tags(source: Source) -> pd.DataFrame:
    with source.open("tags.csv") as file:
        return pd.read_csv(
            file, usecols=["movieId", "tag"], dtype={"tag": str}, keep_default_na=False, encoding="utf-8-sig"
        )


def _number(text: str | None) -> int | None:
    digits = (text or "").strip().removeprefix("tt").removesuffix(".0")
    return int(digits) if digits.isdecimal() else None


# The layout of ml-1m (Latin-1) and ml-10m (UTF-8): fields between double colons, no header.


def _dat_lines(source: Source, name: str) -> Iterator[list[str]]:
    with source.open(name) as file:
        content = file.read()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    return (line.split("::") for line in text.splitlines() if line)


def _dat_movies(source: Source) -> Iterator[_Raw]:
    for item_id, *title, genres in _dat_lines(source, "movies.dat"):
        yield _Raw(int(item_id), "::".join(title), tuple(genres.split("|")))


def _dat_ratings(source: Source, told: Told) -> pd.DataFrame:
    # one colon as separator lets the fast parser read it: every second column is empty
    layout = {"sep": ":", "header": None, "usecols": [0, 2, 4, 6], "names": _every_second(Columns.ALL)}
    return read_in_chunks(source, "ratings.dat", told=told, **layout)


def _every_second(names: Iterable[str]) -> list[str]:
    return [column for name in names for column in (name, f"after {name}")][:-1]


def _dat_extras(source: Source) -> _Extras:
    if "tags.dat" not in source.names():
        return _Extras()
    rows = [(int(row[1]), "::".join(row[2:-1])) for row in _dat_lines(source, "tags.dat") if len(row) >= 4]
    tags = pd.DataFrame(rows, columns=["movieId", "tag"])
    return _Extras(words_by_movie(tags), all_words_by_movie(tags))


# The layout of ml-100k: tab-separated ratings, one flag a genre in u.item; Latin-1.


def _100k_movies(source: Source) -> Iterator[_Raw]:
    genre_names = [name for name, _ in _bars(source, "u.genre")]
    for item_id, title, *rest in _bars(source, "u.item"):
        flags = rest[-len(genre_names) :]
        genres = tuple(name for name, flag in zip(genre_names, flags, strict=True) if flag == "1")
        yield _Raw(int(item_id), title, genres)


def _bars(source: Source, name: str) -> Iterator[list[str]]:
    with source.open(name) as file:
        text = file.read().decode("latin-1")
    return (line.split("|") for line in text.splitlines() if line.strip())


def _100k_ratings(source: Source, told: Told) -> pd.DataFrame:
    return read_in_chunks(source, "u.data", told=told, sep="\t", header=None, names=list(Columns.ALL))


LAYOUTS = (
    Layout(frozenset({"ratings.csv", "movies.csv"}), _csv_movies, _csv_ratings, _csv_extras),
    Layout(frozenset({"ratings.dat", "movies.dat"}), _dat_movies, _dat_ratings, _dat_extras),
    Layout(frozenset({"u.data", "u.item", "u.genre"}), _100k_movies, _100k_ratings),
)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
