"""What a picture is made of: boxes with text, bars, lines and marks at whole pixels. Painting adds nothing to it."""

from dataclasses import dataclass
from typing import Literal

from bot.pictures.lettering import SMALLEST, fitted, font, width

Role = Literal["ink", "quiet", "line", "more", "less"]
"""What a colour is for, see `bot.pictures.palette`."""

Side = Literal["left", "middle", "right"]
End = Literal["all", "left", "right", "top", "bottom"]


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from `left` and `top` up to `right` and `bottom`, which are outside."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: "Box") -> bool:
        """Whether two boxes share a pixel."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: "Box") -> bool:
        """Whether no pixel is outside the other."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; the box reaches from the highest letter's top to the deepest one's foot."""

    text: str
    box: Box
    size: int
    bold: bool = False
    role: Role = "ink"


@dataclass(frozen=True, slots=True)
class Slab:
    """A bar: an outline, filled as far as it is sure, from 0 to 1; the corners at the named end are round."""

    box: Box
    role: Role
    fill: float = 1.0
    radius: int = 0
    end: End = "all"


@dataclass(frozen=True, slots=True)
class Mark:
    """What the person asked of a trait: a triangle up or down, or a crossed ring for muted."""

    kind: Literal["up", "down", "muted"]
    box: Box
    role: Role = "ink"


Piece = Words | Slab | Mark


@dataclass(frozen=True, slots=True)
class Layout:
    """A picture of a size, and its pieces from the back to the front."""

    width: int
    height: int
    pieces: tuple[Piece, ...]

    @property
    def words(self) -> tuple[Words, ...]:
        """All text."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Words))


def line(text: str, x: int, y: int, room: int, *, size: int, smallest: int = SMALLEST, side: Side = "left",
         bold: bool = False, role: Role = "ink") -> Words:  # fmt: skip
    """Text whose middle height is at `y`, from, around or up to `x`, in no more than `room` pixels."""
    text, size = fitted(text, room, size=size, bold=bold, smallest=smallest)
    wide = width(text, size, bold=bold)
    left = {"left": x, "middle": x - wide // 2, "right": x - wide}[side]
    top, bottom = reach(size, bold=bold)
    return Words(text, Box(left, y - top, left + wide, y + bottom), size, bold, role)


def reach(size: int, *, bold: bool = False) -> tuple[int, int]:
    """Pixels above and below the middle height of small letters that a line of text takes."""
    ascent, descent = font(size, bold=bold).getmetrics()
    middle = size * 35 // 100
    return ascent - middle, descent + middle
