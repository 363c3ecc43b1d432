"""IMDb's exports of ratings and of lists such as the watchlist, with the columns of today and of years ago."""

from collections.abc import Iterator

from bot.exchange import values
from bot.exchange.records import Record, Skip
from bot.exchange.tables import Budget, Row, rows

_NO_FILMS = ("series", "episode", "game", "podcast", "musicvideo")


def is_imdb(columns: tuple[str, ...]) -> bool:
    """Whether the columns are IMDb's."""
    return {"const", "title", "title type"} <= set(columns)


def read(data: bytes, budget: Budget) -> Iterator[Record | Skip]:
    """The films of an export; what has a position is a list, so it was saved unless it was rated."""
    for row in rows(data, budget):
        kind = row["title type"].lower().replace(" ", "").replace("-", "")
        if any(word in kind for word in _NO_FILMS):
            yield Skip.NO_FILM
        else:
            yield _record(row)


def _record(row: Row) -> Record:
    stars = values.stars(row.get("your rating") or row.get("you rated", ""), most=10)
    listed = "position" in row
    when = row.get("date rated") or row.get("created", "")
    return Record(
        values.title(row["title"]),
        values.year(row.get("year", "")),
        original=values.title(row.get("original title", "")),
        imdb_id=values.imdb(row["const"]),
        stars=stars,
        seen=stars is not None,
        saved=listed and stars is None,
        at=values.moment(when),
    )
