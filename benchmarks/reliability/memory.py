"""All that a database holds, in a form in which two runs can be compared: without times and numbers of delivery."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.reliability.verdict import copied

Memory = Mapping[str, list[str]]
"""Rows by table, each as text; those of one person in their order."""

NUMBERS = frozenset(
    {"entry_id", "replaces", "undoes", "action", "suggestion_id", "arrival", "update_id", "message_id", "poll_id"}
    | {"vote_id", "station_id", "outbox_id", "token", "revision"}
)
"""Columns that number what was delivered, sent or written down."""

TIMES = re.compile(r"(.*_)?at|known_since|dated")


def memory(database: Path) -> Memory:
    """What a database at rest remembers."""
    with copied(database) as connection:
        connection.row_factory = lambda cursor, row: dict(
            zip([column[0] for column in cursor.description], row, strict=True)
        )
        names = [
            row["name"]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
            if not row["name"].startswith("sqlite_")
        ]
        return {name: _rows(connection.execute(f"SELECT * FROM {name}").fetchall()) for name in names}


def _rows(rows: list[dict[str, Any]]) -> list[str]:
    kept = [{name: _plain(value) for name, value in row.items() if _stays(name)} for row in rows]
    by_person = sorted(kept, key=lambda row: str(row.get("user_id", row)))
    return [json.dumps(row, sort_keys=True) for row in by_person]


def _stays(name: str) -> bool:
    return name not in NUMBERS and TIMES.fullmatch(name) is None


def _plain(value: Any) -> Any:
    """A value without the times that JSON in it holds."""
    if isinstance(value, bytes):
        return value.hex()
    if not isinstance(value, str) or value[:1] not in "[{":
        return value
    return _without_times(json.loads(value))


def _without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_times(part) for name, part in value.items() if _stays(name)}
    return [_without_times(part) for part in value] if isinstance(value, list) else value


def differences(one: Memory, other: Memory) -> list[str]:
    """Tables in which two memories differ, with the first row that does."""
    found = []
    for name in sorted({*one, *other}):
        left, right = one.get(name, []), other.get(name, [])
        if left != right:
            pair = next(((a, b) for a, b in zip(left, right, strict=False) if a != b), (len(left), len(right)))
            found.append(f"{name}: {pair[0]} / {pair[1]}")
    return found
