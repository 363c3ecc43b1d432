"""Where a mistake of the program is, without what it says: exceptions quote what people wrote."""

import traceback
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
MOST_PLACES = 3


def cause(error: BaseException) -> str:
    """The kind of an exception and where in the program it came from, innermost first, in one short line."""
    places = [_place(frame.filename, frame.lineno) for frame in reversed(traceback.extract_tb(error.__traceback__))]
    ours = [place for place in places if place]
    told = type(error).__name__
    return f"{told} at {', '.join(ours[:MOST_PLACES])}" if ours else told


def _place(filename: str, line: int | None) -> str:
    path = Path(filename)
    if not path.is_relative_to(_ROOT / "bot") and not path.is_relative_to(_ROOT / "recengine"):
        return ""
    return f"{path.relative_to(_ROOT).as_posix()}:{line}"
