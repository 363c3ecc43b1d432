"""Pictures, found out by decoding."""

from io import BytesIO

import pytest
from PIL import Image

from bot.tmdb.images import MOST_BYTES, is_poster
from tests.bot.tmdb.standin import poster


def drawn(width: int, height: int, form: str) -> bytes:
    file = BytesIO()
    Image.new("L", (width, height)).save(file, form)
    return file.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_jpeg_and_a_png_are_posters(form: str) -> None:
    assert is_poster(poster("Heat", size=(100, 150), form=form))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n",
        drawn(50, 50, "GIF"),
        drawn(50, 50, "BMP"),
        drawn(19, 30, "PNG"),
        drawn(40, 200, "PNG"),
        drawn(2001, 2000, "PNG"),
        poster("Heat", size=(100, 150))[:-200],
        poster("Heat", size=(100, 150), form="PNG")[:900],
        poster("Heat", size=(100, 150)) + bytes(MOST_BYTES),
    ],
    ids=["nothing", "svg", "only a head", "gif", "bmp", "tiny", "a strip", "huge", "cut jpeg", "cut png", "too long"],
)
def test_nothing_else_is(content: bytes) -> None:
    assert not is_poster(content)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    head = bytearray(drawn(30, 30, "PNG"))
    head[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)
    assert not is_poster(bytes(head))
    head[16:24] = (12_000).to_bytes(4) + (9_000).to_bytes(4)
    assert not is_poster(bytes(head))
