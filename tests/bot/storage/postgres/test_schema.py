"""The two schemas are one: what a table takes on SQLite it takes on PostgreSQL, and nothing else."""

import asyncio
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import asyncpg
import pytest

from bot.storage.kept import StorageError
from bot.storage.migrate import prepare, shipped_migrations
from bot.storage.postgres import schema
from bot.storage.postgres.storage import PostgresStorage
from tests.bot.storage.contract import ANN, HEAT, running
from tests.postgres import server

TYPES = {"bigint": "INTEGER", "text": "TEXT", "double precision": "REAL", "bytea": "BLOB"}
Shape = dict[str, object]


@pytest.fixture
def url() -> str:
    """A database without any table."""
    return server().new_database("bare")


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "m.sqlite3"
    prepare(path, shipped_migrations())
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def checks_in(sql: str) -> list[str]:
    """The conditions of a table's CHECKs, as plain words in order."""
    found, text = [], sql
    while match := re.search(r"CHECK \(", text):
        depth, end = 1, match.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        found.append(text[match.end() : end - 1])
        text = text[end:]
    return sorted(plain(check) for check in found)


def plain(check: str) -> str:
    """A condition without what each database writes in its own way."""
    check = re.sub(r"::[a-z ]+(\[\])?", "", check)
    check = re.sub(r"= ANY \(ARRAY\[(.*?)\]\)", r"IN (\1)", check)
    check = re.sub(r"(\w+) BETWEEN (\S+) AND (\S+)", r"\1 >= \2 AND \1 <= \3", check)
    return " ".join(re.sub(r"[()]|\bNUMERIC\b|'(?=[\d.])|(?<=[\d.])'", "", check).split())


def of_sqlite(connection: sqlite3.Connection) -> dict[str, Shape]:
    names = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall()
    return {name: table_of_sqlite(connection, name, sql) for name, sql in names}


def table_of_sqlite(connection: sqlite3.Connection, name: str, sql: str) -> Shape:
    columns, key = {}, []
    for _, column, kind, required, default, place in connection.execute(f"PRAGMA table_info({name})"):
        columns[column] = (kind, bool(required) or bool(place), default)
        key += [(place, column)] if place else []
    unique = {tuple(column for _, column in sorted(key))}
    partial = set()
    for _, index, is_unique, _, is_partial in connection.execute(f"PRAGMA index_list({name})"):
        if is_unique:
            parts = tuple(row[2] for row in connection.execute(f"PRAGMA index_info({index})"))
            (partial if is_partial else unique).add(parts)
    refers = {
        (column, table, there, update, delete)
        for _, _, table, column, there, update, delete, _ in connection.execute(f"PRAGMA foreign_key_list({name})")
    }
    return {"columns": columns, "unique": unique, "partial": partial, "refers": refers, "checks": checks_in(sql)}


OWN = {"lanes"}
"""Tables that PostgreSQL alone needs: they say nothing of anybody."""

RULES = {"a": "NO ACTION", "c": "CASCADE"}
COLUMNS = """
    SELECT c.relname, a.attname, format_type(a.atttypid, NULL), a.attnotnull, pg_get_expr(d.adbin, d.adrelid)
    FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'matinee'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_version'"""
UNIQUE = """
    SELECT c.relname, i.indpred IS NOT NULL,
        array(SELECT a.attname FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
            JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.n)
    FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indrelid
    WHERE i.indisunique AND c.relnamespace = 'matinee'::regnamespace"""
REFERS = """
    SELECT c.relname, a.attname, r.relname, b.attname, k.confupdtype, k.confdeltype
    FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid JOIN pg_class AS r ON r.oid = k.confrelid
        CROSS JOIN unnest(k.conkey, k.confkey) AS u (here, there)
        JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = u.here
        JOIN pg_attribute AS b ON b.attrelid = r.oid AND b.attnum = u.there
    WHERE k.contype = 'f' AND c.relnamespace = 'matinee'::regnamespace"""
CHECKS = """
    SELECT c.relname, pg_get_expr(k.conbin, k.conrelid)
    FROM pg_constraint AS k JOIN pg_class AS c ON c.oid = k.conrelid
    WHERE k.contype = 'c' AND c.relnamespace = 'matinee'::regnamespace"""


def of_postgres(name: str) -> dict[str, Shape]:
    found: dict[str, Shape] = {}
    empty = {"columns": dict, "unique": set, "partial": set, "refers": set, "checks": list}
    for table, column, kind, required, default in server().execute(COLUMNS, name):
        shape = found.setdefault(table, {part: make() for part, make in empty.items()})
        shape["columns"][column] = (TYPES[kind], required, default and default.removesuffix("::text"))  # type: ignore[index]
    for table, is_partial, columns in server().execute(UNIQUE, name):
        found[table]["partial" if is_partial else "unique"].add(tuple(columns))  # type: ignore[attr-defined]
    for table, column, other, there, update, delete in server().execute(REFERS, name):
        rules = (RULES[update.decode()], RULES[delete.decode()])
        found[table]["refers"].add((column, other, there, *rules))  # type: ignore[attr-defined]
    for table, check in server().execute(CHECKS, name):
        found[table]["checks"].append(plain(check))  # type: ignore[attr-defined]
    for shape in found.values():
        shape["checks"].sort()  # type: ignore[attr-defined]
    return found


async def test_tables_columns_keys_and_checks_are_the_same_on_both(url: str, sqlite: sqlite3.Connection) -> None:
    async with running(PostgresStorage(url)):
        pass
    here, there = of_sqlite(sqlite), of_postgres("bare")
    assert set(here) == set(there) - OWN
    for name, table in here.items():
        for part in table:
            assert (name, part, there[name][part]) == (name, part, table[part])


def test_the_newest_schema_has_the_same_number_on_both() -> None:
    assert schema.shipped_steps()[-1].number == len(shipped_migrations())


async def test_of_several_that_start_at_once_one_makes_the_tables(url: str) -> None:
    storages = [PostgresStorage(url) for _ in range(4)]
    try:
        await asyncio.gather(*(storage.open() for storage in storages))
    finally:
        await asyncio.gather(*(storage.close() for storage in storages))
    assert server().execute("SELECT version FROM matinee.schema_version", "bare") == [
        (schema.shipped_steps()[-1].number,)
    ]


async def test_an_older_schema_is_brought_up_to_date_and_keeps_what_it_holds(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(PostgresStorage(url)) as storage, storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    steps = schema.shipped_steps()
    newer = (*steps, schema.Step(steps[-1].number + 1, "CREATE TABLE more (id BIGINT); INSERT INTO more VALUES (7)"))
    monkeypatch.setattr("bot.storage.postgres.pool.shipped_steps", lambda: newer)
    for _ in range(2):
        async with running(PostgresStorage(url)) as storage:
            assert len((await storage.facts(ANN)).ratings) == 1
    assert server().execute("SELECT id FROM matinee.more", "bare") == [(7,)]
    monkeypatch.undo()
    with pytest.raises(StorageError, match=rf"newer version of Matinee \(schema {newer[-1].number}, this one knows"):
        await PostgresStorage(url).open()


async def test_a_step_that_fails_leaves_nothing_of_the_others(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = schema.shipped_steps()
    broken = (*steps, schema.Step(steps[-1].number + 1, "CREATE TABLE more (id BIGINT); SELECT nonsense"))
    monkeypatch.setattr("bot.storage.postgres.pool.shipped_steps", lambda: broken)
    with pytest.raises(asyncpg.UndefinedColumnError):
        await PostgresStorage(url).open()
    assert server().execute("SELECT to_regnamespace('matinee') IS NULL", "bare") == [(True,)]


async def test_another_program_s_tables_are_refused_and_left_alone(url: str) -> None:
    server().execute("CREATE TABLE ratings (id BIGINT)", "bare")
    async with running(PostgresStorage(url)):
        pass  # in another schema they are in nobody's way
    server().new_database("bare")
    server().execute("CREATE SCHEMA matinee", "bare")
    server().execute("CREATE TABLE matinee.ratings (id BIGINT)", "bare")
    with pytest.raises(StorageError, match="another program's; use a database of its own"):
        await PostgresStorage(url).open()
    assert server().execute("SELECT count(*) FROM matinee.ratings", "bare") == [(0,)]


async def test_the_journal_refuses_to_be_rewritten(url: str) -> None:
    async with running(PostgresStorage(url)) as storage, storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
    with pytest.raises(asyncpg.RestrictViolationError, match="append-only"):
        server().execute("UPDATE matinee.journal SET value_after = 5", "bare")
