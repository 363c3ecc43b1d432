"""A poster in a wide frame: upright, it would push a card's words and buttons off a phone's screen."""

from io import BytesIO

from PIL import Image, ImageFilter

WIDTH, HEIGHT = 900, 600
"""Pixels; chats show it as wide as a message, a third of a phone's height."""

_COARSE = (9, 6)
_DIMMED = 0.5
_QUALITY = 86


def framed(poster: bytes) -> bytes:
    """A poster, whole, in the middle of a dim and blurred one of itself, as JPEG.

    Takes 30 ms or so: call it in a thread.

    Raises
    ------
    ValueError
        Where it is no picture.
    """
    try:
        with Image.open(BytesIO(poster), formats=("JPEG", "PNG")) as opened:
            upright = opened.convert("RGB")
    except (OSError, SyntaxError) as error:
        raise ValueError("no picture") from error
    canvas = _ground(upright)
    upright.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    canvas.paste(upright, ((WIDTH - upright.width) // 2, (HEIGHT - upright.height) // 2))
    file = BytesIO()
    canvas.save(file, "JPEG", quality=_QUALITY)
    return file.getvalue()


def _ground(upright: Image.Image) -> Image.Image:
    """The middle of the poster as wide as the frame, without anything to be made out in it."""
    tall = upright.width * HEIGHT // WIDTH
    top = max(0, (upright.height - tall) // 2)
    middle = upright.crop((0, top, upright.width, min(upright.height, top + tall)))
    coarse = middle.resize(_COARSE, Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(1))
    return coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC).point(lambda value: int(value * _DIMMED))
