"""Measures of a picture in pixels, and the pieces that its sections share."""

from collections.abc import Sequence

from bot.pictures.lettering import drawable, fitted
from bot.pictures.shapes import Box, Mark, Piece, Role, line
from bot.pictures.spec import Bar, Turned

WIDTH = 1080
"""About what a chat shows: Telegram makes wider photos smaller."""

MARGIN = 80
MIDDLE = WIDTH // 2
ROOM = WIDTH - 2 * MARGIN
SECTION = 52
"""Between one section and the next."""

TITLE, HEADING, LABEL, SMALL = 68, 32, 36, 28
SMALLEST_LABEL = 30
"""Labels of a section shrink together, down to this; a longer one is cut."""

GAP = 22
DOT = 24
FILLS = (0.14, 0.52, 1.0)
"""How full a bar is: a guess, likely, sure."""


def fill(sureness: float) -> float:
    """How full a bar is drawn, in the three steps of the legend."""
    return FILLS[min(int(len(FILLS) * sureness), len(FILLS) - 1)]


def shown(bars: Sequence[Bar], most: int) -> list[Bar]:
    """The first bars whose labels have a letter that can be drawn."""
    return [bar for bar in bars if drawable(bar.label)][:most]


def side(bar: Bar) -> Role:
    """The colour of a leaning."""
    return "more" if bar.leaning >= 0 else "less"


def common_size(bars: Sequence[Bar], room: int) -> int:
    """The size at which all labels fit, or the smallest one."""
    sizes = (fitted(bar.label, _room(bar, room), size=LABEL, smallest=SMALLEST_LABEL)[1] for bar in bars)
    return min(sizes, default=LABEL)


def labelled(bar: Bar, x: int, y: int, room: int, *, size: int, towards: int = 1) -> list[Piece]:
    """A label from `x` to the right (or left, towards -1), and after it the mark of what was asked of the trait."""
    words = line(
        bar.label,
        x,
        y,
        _room(bar, room),
        size=size,
        smallest=SMALLEST_LABEL,
        side="left" if towards > 0 else "right",
        role="quiet" if bar.turned is Turned.MUTED else "ink",
    )
    if bar.turned is Turned.NOT:
        return [words]
    left = words.box.right + GAP // 2 if towards > 0 else words.box.left - GAP // 2 - DOT
    return [words, mark(bar.turned, left, y)]


def mark(turned: Turned, left: int, y: int) -> Mark:
    """The mark of what was asked of a trait, its middle height at `y`."""
    box = Box(left, y - DOT // 2, left + DOT, y + DOT // 2)
    return Mark("up" if turned is Turned.UP else "down" if turned is Turned.DOWN else "muted", box)


def _room(bar: Bar, room: int) -> int:
    return room if bar.turned is Turned.NOT else room - DOT - GAP // 2
