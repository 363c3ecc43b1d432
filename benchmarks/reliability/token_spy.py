"""A plugin of pytest: tokens in use, all that is logged at DEBUG, and temporary folders that outlive the run."""

import logging
import os
import tempfile
from pathlib import Path
from typing import Any

import telegram

TOLD = "MATINEE_TOKENS_SEEN"
"""Variable with the file to which tokens are written, one a line."""

LOG = "MATINEE_LOG_OF_ALL"
"""Variable with the file to which everything is logged; tests themselves see what they always see."""


def pytest_configure(config: Any) -> None:
    """Look over the shoulder of every bot that is made, log everything, and let no temporary folder go."""
    handler = logging.FileHandler(os.environ[LOG], encoding="utf-8", errors="backslashreplace")
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.DEBUG)
    seen = Path(os.environ[TOLD])
    begin = telegram.Bot.__init__

    def noting(self: telegram.Bot, token: str, *args: Any, **kwargs: Any) -> None:
        with seen.open("a", encoding="utf-8") as file:
            file.write(f"{token}\n")
        begin(self, token, *args, **kwargs)

    telegram.Bot.__init__ = noting  # type: ignore[method-assign]
    tempfile.TemporaryDirectory.cleanup = lambda self: None  # type: ignore[method-assign]
