"""What is logged, and how."""

import logging
from collections.abc import Iterable

from bot.logs.formatting import JsonLines, PlainLines
from bot.logs.redaction import hide
from bot.logs.stream import Lines
from bot.logs.uncaught import log_uncaught

OURS = ("bot", "recengine")
NETWORK = ("asyncio", "httpx", "httpcore", "apscheduler", "uvicorn")
TELLING = ("aiosqlite", "asyncpg", "telegram", "python_multipart", "PIL")
"""Libraries that write down, at DEBUG, what people say; what they tell below a warning is never asked for."""


def set_up_logs(*, secrets: Iterable[str] = (), level: int = logging.INFO, as_json: bool = False) -> None:
    """Log to stderr from now on, without these secrets.

    Parameters
    ----------
    level
        For what the bot itself tells; the libraries it stands on tell warnings alone, unless it is DEBUG.
    as_json
        A JSON object a line instead of a plain one.
    """
    hide(*secrets)
    log_uncaught()
    logging.captureWarnings(True)
    handler = Lines()
    handler.setFormatter(JsonLines() if as_json else PlainLines())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
        if isinstance(old, Lines):
            old.close()
    root.addHandler(handler)
    root.setLevel(max(level, logging.WARNING))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name in NETWORK:
        logging.getLogger(name).setLevel(logging.DEBUG if level <= logging.DEBUG else logging.WARNING)
    for name in TELLING:
        logging.getLogger(name).setLevel(logging.WARNING)
