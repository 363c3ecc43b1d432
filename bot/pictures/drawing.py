"""From the kind of a picture and what an outbox kept of it to PNG bytes."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.pictures import stats_layout
from bot.pictures.painting import painted, png
from bot.pictures.spec import TastePicture
from bot.pictures.stats_spec import StatsPicture

TASTE, STATS = "taste", "stats"


def _stats(spec: Mapping[str, Any]) -> bytes:
    picture = StatsPicture.from_json(spec)
    return painted(stats_layout.layout(picture), dark=picture.dark)


_KINDS: dict[str, Callable[[Mapping[str, Any]], bytes]] = {
    TASTE: lambda spec: png(TastePicture.from_json(spec)),
    STATS: _stats,
}


def draw(kind: str, spec: Mapping[str, Any]) -> bytes:
    """A picture as PNG; it takes about 50 ms, so call it in a thread.

    Raises
    ------
    ValueError
        Where there is no such kind, or the spec is of another.
    """
    if kind not in _KINDS:
        raise ValueError(f"no picture of the kind {kind!r} can be drawn")
    return _KINDS[kind](spec)
