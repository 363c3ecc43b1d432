"""A plugin of pytest: which bot tokens are in use, and temporary folders that outlive the run, to be searched."""

import os
import tempfile
from pathlib import Path
from typing import Any

import telegram

TOLD = "MATINEE_TOKENS_SEEN"
"""Variable with the file to which tokens are written, one a line."""


def pytest_configure(config: Any) -> None:
    """Look over the shoulder of every bot that is made, and let no temporary folder go."""
    seen = Path(os.environ[TOLD])
    begin = telegram.Bot.__init__

    def noting(self: telegram.Bot, token: str, *args: Any, **kwargs: Any) -> None:
        with seen.open("a", encoding="utf-8") as file:
            file.write(f"{token}\n")
        begin(self, token, *args, **kwargs)

    telegram.Bot.__init__ = noting  # type: ignore[method-assign]
    tempfile.TemporaryDirectory.cleanup = lambda self: None  # type: ignore[method-assign]
