"""Records as lines: for people, or as JSON for programs."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any

from bot.logs.redaction import clean

FIELDS = ("update_id", "kind", "seconds")
"""What a record of the bot may tell besides its message, by `extra`; never who it was about, nor what they said."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class PlainLines(logging.Formatter):
    """`2026-11-24 09:12:03 WARNING outbox: a sentence (update_id=5)`, and the traceback under it."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, which nothing in a message can break into two; and a traceback."""
        at = datetime.fromtimestamp(record.created).strftime("%Y-%m-%d %H:%M:%S")
        told = ", ".join(f"{name}={value}" for name, value in _fields(record).items())
        line = f"{at} {record.levelname} {record.name}: {one_line(record.getMessage())}"
        parts = [f"{line} ({told})" if told else line, _more(record), record.exc_text, record.stack_info]
        return "\n".join(part for part in parts if part)


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The object: time, level, logger, message, fields, traceback."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_fields(record),
        }
        rest = {"note": _more(record), "traceback": record.exc_text, "stack": record.stack_info}
        return json.dumps(line | {name: value for name, value in rest.items() if value})


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    given = {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
    return {name: round(v, 3) if isinstance(v, float) else v if isinstance(v, int) else clean(str(v))
            for name, v in given.items()}  # fmt: skip


def _more(record: logging.LogRecord) -> str:
    more, quiet = getattr(record, "more", 0), getattr(record, "quiet", 0.0)
    told = [f"… {more} more of these came before"] if more else []
    if quiet:
        told.append(f"… more of these are only counted for {quiet:.0f} s")
    return "; ".join(told)


def one_line(text: str) -> str:
    return _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
