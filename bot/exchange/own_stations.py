"""A person's stations in an export, and read back from it: strictly, for files can be tampered with."""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.exchange.limits import LONGEST_TITLE
from bot.films import Film, film_key
from bot.stations import LONGEST_NAME, MOST_STATIONS, PLAYED_KEPT, KeptStation, clean_name

_CODE: Final = re.compile(r"[0-9a-f]{8}")
_PLAYED: Final = re.compile(r"(?:[a-z2-7]{13}(?: [a-z2-7]{13})*)?")
_TRAIT: Final = re.compile(r"(?:genre|decade|word|person):[^\x00]{1,100}")
_MOST: Final = 40
"""Films or traits that one station is around."""


def written(station: KeptStation) -> dict[str, Any]:
    """A station as plain data."""
    return {
        "code": station.code,
        "name": station.name,
        "films": [[film.title, film.year, film.imdb_id, film.tmdb_id] for film in station.films],
        "words": list(station.words),
        "played": " ".join(station.played),
        "removed": station.removed,
    }


def read(data: object) -> tuple[KeptStation, ...]:
    """The stations of a list of `written`.

    Raises
    ------
    ValueError
        Where they are none, or more than a person can have.
    """
    if not isinstance(data, list) or len(data) > MOST_STATIONS + 1:
        raise ValueError("no stations")
    stations = tuple(_station(each) for each in data)
    if len({station.code for station in stations}) != len(stations) or sum(s.removed for s in stations) > 1:
        raise ValueError("a station twice")
    return stations


def _station(data: object) -> KeptStation:
    if not isinstance(data, Mapping):
        raise ValueError("no station")
    films, words = data.get("films"), data.get("words")
    if not isinstance(films, list) or not isinstance(words, list) or not 0 < len(films) + len(words) <= _MOST:
        raise ValueError("around nothing, or too much")
    played = _text(data.get("played"), _PLAYED).split()
    if len(played) > PLAYED_KEPT or len(set(played)) != len(played):
        raise ValueError("played twice")
    return KeptStation(
        _text(data.get("code"), _CODE),
        _name(clean_name(_name(data.get("name"), LONGEST_NAME)), LONGEST_NAME),
        tuple(_film(film) for film in films),
        tuple(_text(word, _TRAIT) for word in words),
        tuple(played),
        data.get("removed") is True,
    )


def _film(data: object) -> Film:
    if not isinstance(data, list) or len(data) != 4:
        raise ValueError("no film")
    title, (year, imdb_id, tmdb_id) = _name(data[0], LONGEST_TITLE), (_number(value) for value in data[1:])
    if year is not None and year > 9999:
        raise ValueError("no year")
    return Film(film_key(title, year), title, year, imdb_id, tmdb_id)


def _name(value: object, longest: int) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > longest or "\0" in value:
        raise ValueError("no name")
    return value


def _text(value: object, form: re.Pattern[str]) -> str:
    if not isinstance(value, str) or form.fullmatch(value) is None:
        raise ValueError("of another form")
    return value


def _number(value: object) -> int | None:
    if value is None or (type(value) is int and 0 <= value < 10**18):
        return value
    raise ValueError("no number")
