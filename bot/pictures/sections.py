"""The sections of a picture. Each takes where it begins, and gives its pieces and its height; no pieces: left out."""

from bot.pictures.grid import (
    DOT,
    FILLS,
    GAP,
    HEADING,
    MARGIN,
    MIDDLE,
    ROOM,
    SMALL,
    TITLE,
    WIDTH,
    common_size,
    fill,
    labelled,
    mark,
    shown,
    side,
)
from bot.pictures.shapes import Box, Piece, Role, Slab, line
from bot.pictures.spec import Bar, TastePicture, Turned

MOST_GENRES, MOST_DECADES, MOST_NAMES = 7, 10, 4
FEWEST_DECADES = 2
"""One decade alone tells of no leaning between decades."""

ROW, BAR, NAME_ROW, LEGEND_ROW = 62, 38, 54, 46
HALF = ROOM // 2
COLUMN, COLUMN_WIDTH = 52, 60
"""How far the bar of a decade reaches up or down at most, and how wide it is."""

LEGEND_ROOM = (ROOM - 4 * GAP) // 3 - 2 * DOT - 14
"""For each of the three words, with a swatch before it and gaps between."""

THINNEST = 8
"""A bar this thick is still seen where somebody leans to neither side."""

RADIUS = 10

Section = tuple[list[Piece], int]


def title(picture: TastePicture, y: int) -> Section:
    """What it is, and from how much it is drawn."""
    words = picture.words
    return [
        line(words.title, MARGIN, y + 34, ROOM, size=TITLE, bold=True),
        line(words.subtitle, MARGIN, y + 104, ROOM, size=HEADING, role="quiet"),
    ], 120


def genres(picture: TastePicture, y: int) -> Section:
    """Bars to both sides of «most people», the labels across the axis from their bars."""
    bars = sorted(shown(picture.genres, MOST_GENRES), key=lambda bar: (-bar.leaning, bar.label))
    if not bars:
        return [], 0
    size, top = common_size(bars, HALF - GAP), y + 52
    pieces = _axis(picture, y + 14)
    pieces.append(Slab(Box(MIDDLE - 1, top - 12, MIDDLE + 1, top + len(bars) * ROW), "line"))
    for number, bar in enumerate(bars):
        pieces += _genre(bar, top + number * ROW + ROW // 2 - 6, size)
    return pieces, 52 + len(bars) * ROW


def _axis(picture: TastePicture, y: int) -> list[Piece]:
    words, third = picture.words, ROOM // 3 - GAP
    return [
        line(f"← {words.less}", MARGIN, y, third, size=SMALL, bold=True, role="less"),
        line(words.middle, MIDDLE, y, third, size=SMALL, side="middle", role="quiet"),
        line(f"{words.more} →", WIDTH - MARGIN, y, third, size=SMALL, side="right", bold=True, role="more"),
    ]


def _genre(bar: Bar, y: int, size: int) -> list[Piece]:
    reach = max(round(abs(bar.leaning) * HALF), THINNEST)
    right = bar.leaning >= 0
    left = MIDDLE if right else MIDDLE - reach
    box = Box(left, y - BAR // 2, left + reach, y + BAR // 2)
    slab = Slab(box, side(bar), fill(bar.sureness), RADIUS, "right" if right else "left")
    towards = -1 if right else 1
    return [slab, *labelled(bar, MIDDLE + towards * GAP, y, HALF - GAP, size=size, towards=towards)]


def decades(picture: TastePicture, y: int) -> Section:
    """A ribbon of short columns, up for more and down for less, in the order of time."""
    bars = shown(picture.decades, MOST_DECADES)
    if len(bars) < FEWEST_DECADES:
        return [], 0
    axis, pitch = y + 48 + COLUMN, ROOM // len(bars)
    pieces: list[Piece] = [line(picture.words.decades, MARGIN, y + 14, ROOM, size=HEADING, bold=True)]
    pieces.append(Slab(Box(MARGIN, axis - 1, WIDTH - MARGIN, axis + 1), "line"))
    for number, bar in enumerate(bars):
        pieces += _decade(bar, MARGIN + number * pitch + pitch // 2, axis, pitch - 8)
    return pieces, 48 + 2 * COLUMN + 40


def _decade(bar: Bar, middle: int, axis: int, room: int) -> list[Piece]:
    reach = max(round(abs(bar.leaning) * COLUMN), THINNEST)
    up = bar.leaning >= 0
    top = axis - reach if up else axis
    box = Box(middle - COLUMN_WIDTH // 2, top, middle + COLUMN_WIDTH // 2, top + reach)
    slab = Slab(box, side(bar), fill(bar.sureness), RADIUS, "top" if up else "bottom")
    role: Role = "quiet" if bar.turned is Turned.NOT else "ink"
    return [slab, line(bar.label, middle, axis + COLUMN + 24, room, size=SMALL, side="middle", role=role)]


def names(picture: TastePicture, y: int) -> Section:
    """Words and people in two columns, in one where nothing is known for the other."""
    words = picture.words
    columns = [(words.liked, shown(picture.liked, MOST_NAMES)), (words.disliked, shown(picture.disliked, MOST_NAMES))]
    columns = [(heading, bars) for heading, bars in columns if bars]
    if not columns:
        return [], 0
    room = ROOM // len(columns) - GAP
    size = common_size([bar for _, bars in columns for bar in bars], room - DOT - GAP)
    pieces: list[Piece] = []
    for number, (heading, bars) in enumerate(columns):
        left = MARGIN + number * (ROOM // 2 + GAP // 2)
        pieces.append(line(heading, left, y + 14, room, size=HEADING, bold=True))
        for place, bar in enumerate(bars):
            pieces += _name(bar, left, y + 74 + place * NAME_ROW, room, size)
    return pieces, 50 + max(len(bars) for _, bars in columns) * NAME_ROW


def _name(bar: Bar, left: int, y: int, room: int, size: int) -> list[Piece]:
    box = Box(left, y - DOT // 2, left + DOT, y + DOT // 2)
    dot = Slab(box, side(bar), fill(bar.sureness), DOT // 2)
    return [dot, *labelled(bar, left + DOT + GAP, y, room - DOT - GAP, size=size)]


def legend(picture: TastePicture, y: int) -> Section:
    """How sure each fill is, in three words; and what the marks mean where there are some."""
    pieces: list[Piece] = [Slab(Box(MARGIN, y - 16, WIDTH - MARGIN, y - 14), "line")]
    x, middle = MARGIN, y + 28
    for word, share in zip(picture.words.sureness, FILLS, strict=True):
        pieces.append(Slab(Box(x, middle - DOT // 2, x + 2 * DOT, middle + DOT // 2), "more", share, 8))
        words = line(word, x + 2 * DOT + 14, middle, LEGEND_ROOM, size=SMALL, role="quiet")
        pieces.append(words)
        x = words.box.right + 2 * GAP
    marks = _marks(picture, middle + LEGEND_ROW)
    return pieces + marks, 42 + (LEGEND_ROW if marks else 0)


def _marks(picture: TastePicture, y: int) -> list[Piece]:
    bars = (*picture.genres, *picture.decades, *picture.liked, *picture.disliked)
    there = [turned for turned in (Turned.UP, Turned.DOWN, Turned.MUTED) if any(bar.turned is turned for bar in bars)]
    if not there:
        return []
    pieces: list[Piece] = [mark(turned, MARGIN + n * (DOT + 10), y) for n, turned in enumerate(there)]
    left = MARGIN + len(there) * (DOT + 10) + 4
    return [*pieces, line(picture.words.turned, left, y, WIDTH - MARGIN - left, size=SMALL, role="quiet")]
