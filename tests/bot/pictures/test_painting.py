"""The bytes: a PNG of the layout's size, in the palette's colours, the same each time."""

from dataclasses import replace
from io import BytesIO
from time import process_time

import pytest
from PIL import Image

from bot.pictures.drawing import TASTE, draw
from bot.pictures.layout import layout
from bot.pictures.painting import png
from bot.pictures.palette import DARK, LIGHT, Colour
from bot.pictures.shapes import Slab
from bot.pictures.spec import TastePicture
from tests.bot.pictures.tastes import ENGLISH, FULL


def opened(picture: TastePicture) -> Image.Image:
    image = Image.open(BytesIO(png(picture)))
    image.load()
    return image


def test_a_picture_is_a_png_of_the_size_that_was_laid_out() -> None:
    image, plan = opened(FULL), layout(FULL)
    assert image.format == "PNG"
    assert image.size == (plan.width, plan.height)


def test_the_same_picture_is_the_same_bytes_and_small_enough_for_a_phone() -> None:
    assert png(FULL) == png(FULL)
    assert len(png(FULL)) < 200_000


def test_drawing_takes_less_than_150_ms_of_a_core() -> None:
    def taken() -> float:
        start = process_time()
        png(FULL)
        return process_time() - start

    assert min(taken() for _ in range(5)) < 0.15


@pytest.mark.parametrize(("dark", "ground"), [(True, DARK.ground), (False, LIGHT.ground)])
def test_it_is_dark_or_light(dark: bool, ground: Colour) -> None:
    image = opened(replace(FULL, dark=dark))
    for corner in [(0, 0), (image.width - 1, 0), (0, image.height - 1), (image.width - 1, image.height - 1)]:
        assert image.getpixel(corner) == ground


def test_a_sure_bar_is_full_and_a_guess_is_an_outline() -> None:
    image = opened(FULL)
    slabs = [piece for piece in layout(FULL).pieces if isinstance(piece, Slab)]
    crime = next(slab for slab in slabs if slab.role == "more" and slab.fill == 1)
    musical = next(slab for slab in slabs if slab.role == "less" and slab.fill < 0.2)
    assert image.getpixel(middle(crime)) == DARK.more
    assert image.getpixel(middle(musical)) not in {DARK.less, DARK.ground}
    assert image.getpixel((musical.box.left + 100, musical.box.top)) == DARK.less


def middle(slab: Slab) -> tuple[int, int]:
    return (slab.box.left + slab.box.right) // 2, (slab.box.top + slab.box.bottom) // 2


def test_an_empty_picture_can_be_drawn() -> None:
    assert opened(TastePicture(ENGLISH)).size == (1080, 720)


def test_what_the_outbox_kept_is_drawn() -> None:
    assert draw(TASTE, FULL.to_json()) == png(FULL)


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="kind 'cat'"):
        draw("cat", {})
    with pytest.raises(ValueError, match="no picture of a taste"):
        draw(TASTE, {"words": {}})
