"""What a database holds, for comparing, and databases of every schema that hold something."""

import hashlib
import shutil
import sqlite3
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from bot.storage.migrate import Migration, prepare

PEOPLE, FILMS_EACH = 20, 50


def fingerprint(database: Path) -> str:
    """A digest of schema and rows of a database with what stands beside it; a look at a copy changes nothing.

    Raises
    ------
    ValueError
        Where it is damaged or rows refer to rows that are missing.
    """
    with tempfile.TemporaryDirectory(prefix="matinee-look-") as folder:
        copy = Path(folder) / "copy"
        for suffix in ("", "-wal", "-journal"):
            part = database.with_name(database.name + suffix)
            if part.exists():
                shutil.copy(part, copy.with_name(copy.name + suffix))
        with closing(sqlite3.connect(copy)) as connection:
            damage = [row for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
            damage += connection.execute("PRAGMA foreign_key_check").fetchall()
            if damage:
                raise ValueError(f"{database} is damaged: {damage[0]}")
            digest = hashlib.sha256(str(connection.execute("PRAGMA user_version").fetchone()).encode())
            for line in connection.iterdump():
                digest.update(line.encode())
            return digest.hexdigest()


def filled(path: Path, migrations: tuple[Migration, ...]) -> None:
    """A database of an older schema in WAL mode, with rows in every table that it may have."""
    prepare(path, migrations)
    with closing(sqlite3.connect(path)) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        for table, (columns, rows) in _rows().items():
            if table in tables:
                marks = ", ".join("?" * len(columns))
                connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
        connection.commit()


def rows(database: Path) -> dict[str, tuple[list[str], list[tuple[object, ...]]]]:
    """Columns and rows of each table."""
    with closing(sqlite3.connect(database)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        found = {}
        for name in names:
            cursor = connection.execute(f"SELECT * FROM {name}")
            found[name] = ([column[0] for column in cursor.description], cursor.fetchall())
        return found


def missing(before: Path, after: Path) -> list[str]:
    """Tables of which rows or columns did not survive."""
    old, new = rows(before), rows(after)
    bad = []
    for table, (columns, held) in old.items():
        names, values = new.get(table, ([], []))
        places = [names.index(column) for column in columns if column in names]
        if len(places) < len(columns) or Counter(held) - Counter(tuple(v[p] for p in places) for v in values):
            bad.append(table)
    return bad


def _rows() -> dict[str, tuple[tuple[str, ...], list[tuple[object, ...]]]]:
    films = [(f"film{number}", f"Film {number}", 1950 + number) for number in range(FILMS_EACH)]
    people = range(1, PEOPLE + 1)
    pairs = [(person, film[0], place) for person in people for place, film in enumerate(films)]
    rated = [(number, person, key, 0.5 + place % 10 / 2) for number, (person, key, place) in enumerate(pairs, 1)]
    return {
        "films": (("key", "title", "year"), list(films)),
        "users": (
            ("user_id", "language", "state", "known_since"),
            [(person, "en", '{"asked": ["heat"]}', 1_700_000_000) for person in people],
        ),
        "journal": (
            ("entry_id", "user_id", "at", "verb", "film_key", "value_after"),
            [(number, person, 1_700_000_000 + number, "rate", key, stars) for number, person, key, stars in rated],
        ),
        "ratings": (
            ("entry_id", "user_id", "film_key", "stars", "rated_at"),
            [(number, person, key, stars, 1_700_000_000 + number) for number, person, key, stars in rated],
        ),
        "suggestions": (
            ("user_id", "film_key", "model_version", "at", "outcome", "outcome_at"),
            [(person, key, "v1", 1_700_000_000, "liked", 1_700_000_001) for person, key, _ in pairs],
        ),
        "inbox": (
            ("update_id", "status", "lane", "payload"),
            [(number, "pending", number % PEOPLE + 1, f'{{"update_id": {number}}}') for number in range(100)],
        ),
        "outbox": (("chat_id", "payload"), [(person, '{"text": "hello"}') for person in people]),
        "wakeups": (
            ("user_id", "kind", "film_key", "due_at"),
            [(person, "weekly", "", 1_700_000_000 + person) for person in people],
        ),
        "stations": (
            ("user_id", "code", "content", "kept_at", "removed"),
            [(person, "abc", "{}", 1_700_000_000, person % 2) for person in people],
        ),
        "nights": (
            (
                *("chat_id", "number", "user_id", "language", "opened_at", "status", "wishes", "round", "shortlist"),
                *("proposed_at", "passed", "revision"),
            ),
            [(-5, 1, 1, "en", 1_700_000_000, "voting", "[]", 1, "[]", 1_700_000_000, "[]", 3)],
        ),
        "night_members": (
            ("chat_id", "number", "user_id", "place", "first_name", "matches"),
            [(-5, 1, person, person, f"P{person}", "{}") for person in people],
        ),
        "night_owed": (("chat_id", "user_id"), [(-5, person) for person in people]),
        "waiting_imports": (
            ("user_id", "at", "token", "content", "archive"),
            [(1, 1_700_000_000, "abc", "{}", b"archive")],
        ),
    }
