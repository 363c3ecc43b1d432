"""Where a database is: a SQLite file, or one on a PostgreSQL server."""

from pathlib import Path
from typing import TypeAlias

from bot.storage.postgres.address import LIKE, Address, is_postgres

Place: TypeAlias = Path | Address

_SQLITE = "sqlite:///"


def place_of(url: str) -> Place:
    """The place that a URL names.

    Raises
    ------
    ValueError
        Where it names none; the message says what it should be, and nothing of what it is.
    """
    if is_postgres(url):
        return Address.of(url)
    scheme, separator, rest = url.partition(":///")
    if scheme != "sqlite" or not separator or not rest:
        raise ValueError(f"it should be sqlite:///PATH, such as sqlite:///data/matinee.sqlite3, or {LIKE}")
    return Path(rest).expanduser().absolute()


def url_of(place: Place) -> str:
    """The URL that names a place, its password included."""
    return place.url if isinstance(place, Address) else f"{_SQLITE}{place}"
