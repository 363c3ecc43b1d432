"""A layout becomes PNG bytes: the same layout, the same bytes."""

from io import BytesIO

from PIL import Image, ImageDraw

from bot.pictures.layout import layout
from bot.pictures.lettering import font
from bot.pictures.palette import Colour, Palette, mixed, palette
from bot.pictures.shapes import End, Layout, Mark, Slab, Words
from bot.pictures.spec import TastePicture

FINE = 4
"""Shapes are drawn so many times larger and made smaller again, which smooths their edges."""

OUTLINE = 3
COMPRESSION = 6

_CORNERS: dict[End, tuple[bool, bool, bool, bool]] = {
    "all": (True, True, True, True),
    "left": (True, False, False, True),
    "right": (False, True, True, False),
    "top": (True, True, False, False),
    "bottom": (False, False, True, True),
}
"""Which corners are round: top left, top right, bottom right, bottom left."""


def png(picture: TastePicture) -> bytes:
    """A picture of a taste as PNG.

    Takes 50 ms or so: call it in a thread, never in an event loop.
    """
    return painted(layout(picture), dark=picture.dark)


def painted(plan: Layout, *, dark: bool) -> bytes:
    """Any layout as PNG; see `png`."""
    colours = palette(dark=dark)
    image = Image.new("RGB", (plan.width, plan.height), colours.ground)
    for piece in plan.pieces:
        if isinstance(piece, Words):
            _words(image, piece, colours)
        elif isinstance(piece, Slab):
            _slab(image, piece, colours)
        else:
            _mark(image, piece, colours)
    file = BytesIO()
    image.save(file, "PNG", compress_level=COMPRESSION)
    return file.getvalue()


def _words(image: Image.Image, words: Words, colours: Palette) -> None:
    letters = font(words.size, bold=words.bold)
    baseline = words.box.top + letters.getmetrics()[0]
    pen = ImageDraw.Draw(image)
    pen.text((words.box.left, baseline), words.text, font=letters, fill=getattr(colours, words.role), anchor="ls")


def _slab(image: Image.Image, slab: Slab, colours: Palette) -> None:
    colour: Colour = getattr(colours, slab.role)
    box = slab.box
    wide, high = box.right - box.left, box.bottom - box.top
    image.paste(colour, (box.left, box.top), _mask(wide, high, slab.radius, slab.end))
    if slab.fill < 1 and min(wide, high) > 2 * OUTLINE:
        inner = _mask(wide - 2 * OUTLINE, high - 2 * OUTLINE, slab.radius - OUTLINE, slab.end)
        image.paste(mixed(colour, colours.ground, slab.fill), (box.left + OUTLINE, box.top + OUTLINE), inner)


def _mask(wide: int, high: int, radius: int, end: End) -> Image.Image:
    mask = Image.new("L", (wide * FINE, high * FINE), 0)
    box = (0, 0, wide * FINE - 1, high * FINE - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, max(radius, 0) * FINE, fill=255, corners=_CORNERS[end])
    return mask.reduce(FINE)


def _mark(image: Image.Image, mark: Mark, colours: Palette) -> None:
    side = (mark.box.right - mark.box.left) * FINE
    mask = Image.new("L", (side, side), 0)
    pen = ImageDraw.Draw(mask)
    if mark.kind == "muted":
        pen.ellipse((0, 0, side - 1, side - 1), outline=255, width=OUTLINE * FINE)
        pen.line((side * 0.16, side * 0.84, side * 0.84, side * 0.16), fill=255, width=OUTLINE * FINE)
    else:
        foot, tip = (0.86, 0.14) if mark.kind == "up" else (0.14, 0.86)
        pen.polygon([(side * 0.04, side * foot), (side * 0.96, side * foot), (side * 0.5, side * tip)], fill=255)
    image.paste(getattr(colours, mark.role), (mark.box.left, mark.box.top), mask.reduce(FINE))
