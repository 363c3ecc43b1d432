"""Trakt's export: arrays of JSON in a zip, or one of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.exchange import values
from bot.exchange.elements import elements
from bot.exchange.opening import Part
from bot.exchange.records import Problem, Record, Skip, Unreadable
from bot.exchange.tables import Budget

_OTHERS = ("show", "season", "episode", "person")


def read(part: Part, budget: Budget) -> Iterator[Record | Skip]:
    """The films of an array: rated, watched or on the watchlist; other lists and shows are left out.

    Raises
    ------
    Unreadable
        Where the elements are not Trakt's.
    """
    for element in elements(part.data, budget):
        if not isinstance(element, dict):
            raise Unreadable(Problem.UNKNOWN)
        movie = element.get("movie")
        if isinstance(movie, dict):
            yield _record(element, movie, watchlist=not part.name.startswith(("list", "collection")))
        elif any(isinstance(element.get(kind), dict) for kind in _OTHERS):
            yield Skip.NO_FILM
        else:
            raise Unreadable(Problem.UNKNOWN)


def _record(element: Mapping[str, Any], movie: Mapping[str, Any], *, watchlist: bool) -> Record:
    found = movie.get("ids")
    ids = found if isinstance(found, dict) else {}
    stars = values.stars(element.get("rating"), most=10)
    watched = element.get("watched_at") or element.get("last_watched_at")
    listed = element.get("listed_at")
    seen = stars is not None or watched is not None
    return Record(
        values.title(movie.get("title")),
        values.year(movie.get("year")),
        imdb_id=values.imdb(ids.get("imdb")),
        tmdb_id=values.number(ids.get("tmdb")),
        stars=stars,
        seen=seen,
        saved=listed is not None and watchlist and not seen,
        at=values.moment(element.get("rated_at") or watched or listed),
    )
