"""Ratings of MovieLens: the site's own export, and a table by ids as its data sets have it."""

from collections.abc import Iterator

from bot.exchange import values
from bot.exchange.opening import Part
from bot.exchange.records import Problem, Record, Unreadable
from bot.exchange.tables import Budget, rows
from recengine.datasets.title_parsing import parse_title


def is_site_export(columns: tuple[str, ...]) -> bool:
    """Whether the columns are those of movielens.org."""
    return {"movie_id", "imdb_id", "title"} <= set(columns)


def is_table(columns: tuple[str, ...]) -> bool:
    """Whether the columns are those of a data set."""
    return {"userid", "movieid", "rating"} <= set(columns)


def read_site_export(part: Part, columns: tuple[str, ...], budget: Budget) -> Iterator[Record]:
    """The films of the site's export; its wish list and hidden films have no ratings, so their name tells."""
    saved, hidden = "wish" in part.name, "hid" in part.name
    if "rating" not in columns and not (saved or hidden):
        raise Unreadable(Problem.UNCLEAR_LIST)
    for row in rows(part.data, budget):
        parsed = parse_title(values.title(row["title"]))
        rated = values.stars(row.get("rating", ""))
        yield Record(
            parsed.title,
            values.year(parsed.year),
            original=parsed.alt_titles[0] if parsed.alt_titles else "",
            imdb_id=values.imdb(row["imdb_id"]),
            tmdb_id=values.number(row.get("tmdb_id", "")),
            stars=rated,
            seen=rated is not None,
            saved=saved and rated is None,
            hidden=hidden and rated is None,
        )


def read_table(data: bytes, budget: Budget) -> Iterator[Record]:
    """One person's ratings by MovieLens ids; titles stay empty.

    Raises
    ------
    Unreadable
        Where the table holds the ratings of several people: whose should be taken?
    """
    owner: str | None = None
    for row in rows(data, budget):
        if owner not in (None, row["userid"]):
            raise Unreadable(Problem.MANY_PEOPLE)
        owner = row["userid"]
        rated = values.stars(row["rating"])
        yield Record(
            "",
            item_id=values.number(row["movieid"]),
            stars=rated,
            seen=rated is not None,
            at=values.moment(row.get("timestamp", "")),
        )
