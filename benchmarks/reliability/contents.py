"""All that is in the bot's database, to be compared before and after."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path

Contents = Mapping[str, frozenset[tuple[object, ...]]]
"""Rows by table; each begins with who it is about: a user id, a chat id, or None."""

PASSING = frozenset({"inbox", "chores", "sqlite_sequence"})
"""Tables that say nothing of anybody once an update is done."""

_NAMES = ("user_id", "chat_id")


def contents(database: Path, *, but: Iterable[str] = PASSING) -> Contents:
    """Everything as it is committed now, but for some tables."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        connection.execute("BEGIN")
        named = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        tables = [table for (table,) in named if table not in set(but)]
        return {table: frozenset(_rows(connection, table)) for table in tables}


def _rows(connection: sqlite3.Connection, table: str) -> Iterable[tuple[object, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    whose = next((name for name in _NAMES if name in columns), "NULL")
    return connection.execute(f"SELECT {whose}, * FROM {table}").fetchall()


def changed(before: Contents, after: Contents, *, own: Iterable[int] = (), films: bool = False) -> list[str]:
    """Tables with rows that came or went, but for those of the people in `own`.

    Parameters
    ----------
    films
        Whether films may be remembered or forgotten: they belong to nobody.
    """
    theirs = set(own)
    found: list[str] = []
    for table in sorted(before.keys() | after.keys()):
        was, now = before.get(table, frozenset()), after.get(table, frozenset())
        different = now - was if table == "outbox" else now ^ was  # what leaves it was sent
        if any(row[0] not in theirs for row in different) and not (films and table == "films"):
            found.append(table)
    return found
