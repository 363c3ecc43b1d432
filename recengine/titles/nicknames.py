"""What people call well-known films and series: tables of general knowledge, not tied to any data set."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nickname:
    """One nickname and the film it stands for."""

    name: str
    title: str
    year: int


@dataclass(frozen=True, slots=True)
class SeriesFilm:
    """The film that people count as number `number` of what they call `series`."""

    series: str
    number: int
    title: str
    year: int


def nicknames() -> Iterator[Nickname]:
    """Every nickname of the tables: what fans say, and titles in other languages."""
    for table in ("title_nicknames.csv", "title_translations.csv"):
        for row in _rows(table):
            for name in row["names"].split("|"):
                yield Nickname(name, row["title"], int(row["year"]))


def series_films() -> Iterator[SeriesFilm]:
    """Every film of every series, under each name of the series."""
    for row in _rows("title_series.csv"):
        for name in row["series"].split("|"):
            yield SeriesFilm(name, int(row["number"]), row["title"], int(row["year"]))


def _rows(table: str) -> Iterator[dict[str, str]]:
    import csv  # only where an index is built anew: one that was kept is served without these tables
    from importlib.resources import files

    text = files("recengine").joinpath("data", table).read_text(encoding="utf-8")
    yield from csv.DictReader(text.splitlines())
