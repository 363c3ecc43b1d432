"""Where everything stands in a picture of a taste: sections under each other, as high as they need to be."""

from bot.pictures import sections
from bot.pictures.grid import MARGIN, SECTION, WIDTH
from bot.pictures.shapes import Layout, Piece
from bot.pictures.spec import TastePicture

LOWEST = 720
"""A picture is at least this high, so that it is no thin strip in the chat."""


def layout(picture: TastePicture) -> Layout:
    """All pieces of a picture; no text leaves the canvas or meets another."""
    pieces: list[Piece] = []
    y = MARGIN
    for section in (sections.title, sections.genres, sections.decades, sections.names, sections.legend):
        found, height = section(picture, y)
        if found:
            pieces += found
            y += height + SECTION
    return Layout(WIDTH, max(y - SECTION + MARGIN, LOWEST), tuple(pieces))
