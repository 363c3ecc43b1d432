"""The sections of a picture of statistics; each gives its pieces and its height, no pieces where it is left out."""

from bot.pictures.grid import GAP, HEADING, LABEL, MARGIN, ROOM, SMALL, TITLE, WIDTH
from bot.pictures.lettering import drawable, width
from bot.pictures.sections import Section
from bot.pictures.shapes import Box, Piece, Slab, line
from bot.pictures.stats_spec import Chart, Column, Group, Row, StatsPicture, Tile

NUMBER = 84
HIGH, RADIUS, THIN = 180, 8, 4
ROW, BAR = 52, 30
LEFT, RIGHT = 230, 120
"""Room for the label before a bar and the number after it."""

NOTE_ROW = 52
LEAST_SCALE = 0.5
"""A chart reaches up to this share at least: small ones shall look small."""

WIDEST = 96


def title(picture: StatsPicture, y: int) -> Section:
    """What it is, and of how much it tells."""
    return [
        line(picture.title, MARGIN, y + 34, ROOM, size=TITLE, bold=True),
        line(picture.subtitle, MARGIN, y + 104, ROOM, size=HEADING, role="quiet"),
    ], 120


def tiles(picture: StatsPicture, y: int) -> Section:
    """The numbers to be seen first, beside each other."""
    if not picture.tiles:
        return [], 0
    pitch = ROOM // len(picture.tiles)
    return [piece for n, tile in enumerate(picture.tiles) for piece in _tile(tile, n, y, pitch)], 136


def _tile(tile: Tile, number: int, y: int, pitch: int) -> list[Piece]:
    left = MARGIN + number * pitch
    return [
        line(tile.number, left, y + 36, pitch - GAP, size=NUMBER, bold=True, role="ink" if number else "more"),
        line(tile.label, left, y + 120, pitch - GAP, size=HEADING, role="quiet"),
    ]


def chart(picture: StatsPicture, y: int) -> Section:
    """Columns in time, each with the bounds that it is sure to lie in as a thin line."""
    found = picture.chart
    if found is None or not found.columns:
        return [], 0
    axis, pitch = y + 96 + HIGH, ROOM // found.places
    pieces: list[Piece] = [line(found.title, MARGIN, y + 14, ROOM, size=HEADING, bold=True)]
    pieces.append(Slab(Box(MARGIN, axis, WIDTH - MARGIN, axis + 2), "line"))
    scale = HIGH / max(LEAST_SCALE, *(column.high for column in found.columns))
    for column in found.columns:
        pieces += _column(column, MARGIN + column.place * pitch + pitch // 2, axis, pitch, scale)
    return [*pieces, *_dates(found, axis + 30, pitch)], 96 + HIGH + 46


def _column(column: Column, middle: int, axis: int, pitch: int, scale: float) -> list[Piece]:
    half = min(pitch - 14, WIDEST) // 2
    top, low, high = (axis - round(share * scale) for share in (column.value, column.low, column.high))
    bar = Slab(Box(middle - half, min(top, axis - THIN), middle + half, axis), "more", 0.52, RADIUS, "top")
    sure = Slab(Box(middle - THIN // 2, min(high, low - THIN), middle + THIN // 2, low), "ink", 1.0)
    return [bar, sure, line(column.number, middle, high - 26, pitch - 4, size=SMALL, side="middle", bold=True)]


def _dates(found: Chart, y: int, pitch: int) -> list[Piece]:
    """As many dates as there is room for, the first one always."""
    pieces: list[Piece] = []
    free = MARGIN
    for column in found.columns:
        half = width(drawable(column.date), SMALL) // 2 + 1
        middle = max(MARGIN + half, min(MARGIN + column.place * pitch + pitch // 2, WIDTH - MARGIN - half))
        if middle - half >= free and 2 * half < ROOM // 2:
            pieces.append(line(column.date, middle, y, ROOM // 2, size=SMALL, side="middle", role="quiet"))
            free = middle + half + GAP
    return pieces


def group(found: Group, y: int) -> Section:
    """Bars under each other with their labels and numbers."""
    if not found.rows:
        return [], 0
    pieces: list[Piece] = [line(found.title, MARGIN, y + 14, ROOM, size=HEADING, bold=True)]
    top = y + 48
    if found.explained:
        pieces.append(line(found.explained, MARGIN, y + 58, ROOM, size=SMALL, role="quiet"))
        top += 42
    for number, row in enumerate(found.rows):
        pieces += _row(row, top + number * ROW + ROW // 2)
    return pieces, top - y + len(found.rows) * ROW


def _row(row: Row, y: int) -> list[Piece]:
    left, right = MARGIN + LEFT, WIDTH - MARGIN - RIGHT

    def at(share: float) -> int:
        return left + round(share * (right - left))

    end = max(at(row.value), left + THIN)
    bar = Slab(Box(left, y - BAR // 2, end, y + BAR // 2), row.accent, 0.52, RADIUS, "right")
    whole = Slab(Box(left, y + BAR // 2 + 2, right, y + BAR // 2 + 4), "line")
    sure = Slab(Box(at(row.low), y - THIN // 2, max(at(row.high), at(row.low) + THIN), y + THIN // 2), "ink")
    pieces: list[Piece] = [
        whole,
        bar,
        sure,
        line(row.label, MARGIN, y, LEFT - GAP, size=LABEL, smallest=SMALL),
        line(row.number, WIDTH - MARGIN, y, RIGHT - GAP, size=LABEL, side="right", bold=True),
    ]
    if row.told is not None:
        pieces.append(_told(at(row.told), y))
    return pieces


def _told(x: int, y: int) -> Slab:
    return Slab(Box(x - 4, y - BAR // 2 - 6, x + 4, y + BAR // 2 + 6), "less", 1.0, 4)


def notes(picture: StatsPicture, y: int) -> Section:
    """What is to be said besides."""
    shown = [note for note in picture.notes if drawable(note)]
    if not shown:
        return [], 0
    large = picture.chart is None and not picture.groups
    size, step = (LABEL, NOTE_ROW) if large else (SMALL, 42)
    return [
        line(note, MARGIN, y + 14 + number * step, ROOM, size=size, role="ink" if large else "quiet")
        for number, note in enumerate(shown)
    ], len(shown) * step
