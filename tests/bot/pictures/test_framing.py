"""Posters in a wide frame."""

from io import BytesIO

import pytest
from PIL import Image

from bot.pictures.framing import HEIGHT, WIDTH, framed
from tests.bot.tmdb.standin import poster


def shown(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content)) as image:
        image.load()
        assert image.format == "JPEG"
        return image.convert("RGB")


def flat(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("size", [(500, 750), (342, 513), (750, 500), (100, 400), (400, 100)])
def test_whatever_its_shape_the_poster_stands_whole_in_the_middle_of_a_dim_one(size: tuple[int, int]) -> None:
    image = shown(framed(flat(*size, (200, 100, 40))))
    assert image.size == (WIDTH, HEIGHT)
    bright = image.getpixel((WIDTH // 2, HEIGHT // 2))
    assert isinstance(bright, tuple)
    assert all(abs(is_ - was) < 6 for is_, was in zip(bright, (200, 100, 40), strict=True))
    if size == (500, 750):
        corner = image.getpixel((10, 10))
        assert isinstance(corner, tuple)
        assert all(abs(is_ - was) < 6 for is_, was in zip(corner, (100, 50, 20), strict=True))


def test_it_is_small_enough_for_a_phone_on_the_road() -> None:
    assert len(framed(poster("Heat"))) < 80_000


def test_a_poster_with_a_palette_or_transparency_is_framed_too() -> None:
    for mode in ("P", "LA", "RGBA", "CMYK"):
        file = BytesIO()
        Image.new(mode, (100, 150)).save(file, "JPEG" if mode == "CMYK" else "PNG")
        assert shown(framed(file.getvalue())).size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("content", [b"", b"<html>", poster("Heat")[:2000]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError, match="no picture"):
        framed(content)
