"""What was logged of trouble, counted and the last of it kept, for `/status` and the metrics."""

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.logs.formatting import one_line
from bot.logs.redaction import clean, hide


@dataclass(frozen=True, slots=True)
class Told:
    """An error as it was logged; `at` in seconds since 1970."""

    at: float
    message: str


class Trouble(logging.Handler):
    """Counts warnings and errors by logger, and keeps the last error.

    Attributes
    ----------
    counts
        (level in small letters, logger) -> how many.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.counts: Counter[tuple[str, str]] = Counter()
        self.last: Told | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of a record."""
        self.counts[record.levelname.lower(), record.name] += 1
        if record.levelno >= logging.ERROR:
            self.last = Told(record.created, one_line(clean(record.getMessage())))


@contextmanager
def noticed() -> Iterator[Trouble]:
    """Trouble of this process while the block runs."""
    hide()
    trouble, root = Trouble(), logging.getLogger()
    root.addHandler(trouble)
    try:
        yield trouble
    finally:
        root.removeHandler(trouble)
