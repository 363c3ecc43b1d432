"""Text can be read on its ground, and bars be seen."""

import pytest

from bot.pictures.palette import DARK, LIGHT, Colour, Palette, mixed, palette


def luminance(colour: Colour) -> float:
    """Relative luminance as WCAG 2 defines it."""
    shares = [part / 255 for part in colour]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_every_colour_of_text_stands_out(colours: Palette) -> None:
    for role in ("ink", "quiet", "more", "less"):
        assert contrast(getattr(colours, role), colours.ground) >= 4.5, role
    assert contrast(colours.ink, colours.ground) >= 7


def test_a_picture_is_light_or_dark() -> None:
    assert palette(dark=True) is DARK
    assert palette(dark=False) is LIGHT
    assert luminance(DARK.ground) < 0.02 < 0.9 < luminance(LIGHT.ground)


def test_a_mixture_goes_from_the_ground_to_the_colour() -> None:
    assert mixed((100, 200, 0), (0, 0, 100), 0.0) == (0, 0, 100)
    assert mixed((100, 200, 0), (0, 0, 100), 0.5) == (50, 100, 50)
    assert mixed((100, 200, 0), (0, 0, 100), 1.0) == (100, 200, 0)
