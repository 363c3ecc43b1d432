"""Text in pictures: which letters can be drawn, how wide they are, and what is done where there is no room.

Manrope (SIL Open Font License, `fonts/OFL.txt`) comes with the package, because what a fresh machine has is not known
and the font inside Pillow lacks accents. It has Latin with all accents, Greek and Cyrillic.
"""

import unicodedata
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

from PIL import ImageFont

SMALLEST = 26
"""Points at the width of a picture, 1080; below, a phone shows it too small to read."""

ELLIPSIS = "…"
_FILES = {False: "Manrope-Medium.ttf", True: "Manrope-Bold.ttf"}


@cache
def font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    """A font at a size; the basic layout engine, because the other one is not on every machine."""
    return ImageFont.truetype(BytesIO(_file(bold)), size, layout_engine=ImageFont.Layout.BASIC)


@cache
def _file(bold: bool) -> bytes:
    return (resources.files("bot.pictures") / "fonts" / _FILES[bold]).read_bytes()


def width(text: str, size: int, *, bold: bool = False) -> int:
    """Pixels from the first letter's origin to the last one's end, rounded up."""
    return -int(-font(size, bold=bold).getlength(text) // 1)


def fitted(text: str, room: int, *, size: int, bold: bool = False, smallest: int = SMALLEST) -> tuple[str, int]:
    """Text and the size at which it fits into `room` pixels: made smaller first, then cut."""
    text = drawable(text)
    for smaller in range(size, smallest - 1, -2):
        if width(text, smaller, bold=bold) <= room:
            return text, smaller
    while text and width(text + ELLIPSIS, smallest, bold=bold) > room:
        text = text[:-1].rstrip()
    return text + ELLIPSIS, smallest


def drawable(text: str) -> str:
    """Text in letters that the font has: others lose their accents, and where that does not help are left out."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(_letters(letter) for letter in composed).split())


@lru_cache(maxsize=4096)
def _letters(letter: str) -> str:
    if _has(letter):
        return letter
    return "".join(part for part in unicodedata.normalize("NFKD", letter) if _has(part))


def _has(letter: str) -> bool:
    if letter.isspace():
        return True
    return letter.isprintable() and bytes(font(32).getmask(letter)) != _unknown()


@cache
def _unknown() -> bytes:
    return bytes(font(32).getmask("\uffff"))
