"""Where everything stands in a picture of statistics: sections under each other, as high as they need to be."""

from bot.pictures import stats_sections as sections
from bot.pictures.grid import MARGIN, SECTION, WIDTH
from bot.pictures.layout import LOWEST
from bot.pictures.sections import Section
from bot.pictures.shapes import Layout, Piece
from bot.pictures.stats_spec import StatsPicture

HIGHEST = 1620
"""A picture is at most this high, or a phone shows it too small to read; groups without room are left out."""


def layout(picture: StatsPicture) -> Layout:
    """All pieces of a picture; no text leaves the canvas or meets another."""
    notes, below = sections.notes(picture, 0)
    room = HIGHEST - MARGIN - (below + SECTION if notes else 0)
    pieces: list[Piece] = []
    y = MARGIN
    for section in (sections.title, sections.tiles, sections.chart):
        y = _add(pieces, section(picture, y), y)
    for group in picture.groups:
        found = sections.group(group, y)
        if y + found[1] <= room:
            y = _add(pieces, found, y)
    y = _add(pieces, sections.notes(picture, y), y)
    return Layout(WIDTH, max(y - SECTION + MARGIN, LOWEST), tuple(pieces))


def _add(pieces: list[Piece], section: Section, y: int) -> int:
    """Where the next section begins."""
    found, height = section
    pieces += found
    return y + height + SECTION if found else y
