"""Where Matinee keeps its files by default."""

import os
from pathlib import Path


def default_home() -> Path:
    """`MATINEE_HOME`, or «matinee» in the user's data folder."""
    if home := os.environ.get("MATINEE_HOME"):
        return Path(home).expanduser()
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "matinee"
