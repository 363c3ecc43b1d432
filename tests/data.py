"""Where the larger data lie that some tests read; a test that needs them skips where they are missing."""

import os
from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def movielens_small_path() -> Path | None:
    """The zip or folder of ml-latest-small: `MATINEE_DATASET` where it is a path, else ../shared/data."""
    setting = os.environ.get("MATINEE_DATASET")
    candidates = [Path(setting).expanduser()] if setting else []
    candidates.append(_SHARED / "ml-latest-small.zip")
    return next((path for path in candidates if path.exists()), None)


def gold_titles_path() -> Path | None:
    """The hand-written gold set for title search."""
    return _existing(_SHARED / "eval" / "titles_dev.csv")


def gold_utterances_path() -> Path | None:
    """The hand-written gold set for understanding a message."""
    return _existing(_SHARED / "eval" / "utterances_dev.jsonl")


def need(path: Path | None, what: str) -> Path:
    """The path, or a skip that says what is missing."""
    if path is None:
        pytest.skip(f"{what} is not on this machine: set MATINEE_DATASET or put it into ../shared/data")
    return path


def _existing(path: Path) -> Path | None:
    return path if path.exists() else None
