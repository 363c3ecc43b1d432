"""Colours. Orange and teal are told apart by people who see colours otherwise, and words say the side besides."""

from dataclasses import dataclass

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by what they are for; `ink` and `quiet` are for text, `more` and `less` for text and bars."""

    ground: Colour
    ink: Colour
    quiet: Colour
    line: Colour
    more: Colour
    less: Colour


LIGHT = Palette(
    ground=(252, 248, 243),
    ink=(42, 27, 33),
    quiet=(110, 88, 96),
    line=(226, 214, 208),
    more=(189, 74, 22),
    less=(23, 112, 128),
)

DARK = Palette(
    ground=(26, 18, 22),
    ink=(248, 239, 234),
    quiet=(186, 166, 173),
    line=(66, 51, 58),
    more=(255, 171, 94),
    less=(98, 190, 204),
)


def palette(*, dark: bool) -> Palette:
    """The palette of a picture."""
    return DARK if dark else LIGHT


def mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    """A colour with `share` of it over a ground, from 0 to 1."""
    red, green, blue = (round(share * c + (1 - share) * g) for c, g in zip(colour, ground, strict=True))
    return red, green, blue
