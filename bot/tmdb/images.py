"""Whether bytes are a picture, found out by decoding them."""

from io import BytesIO

from PIL import Image

MOST_BYTES = 2_000_000
MOST_PIXELS = 4_000_000
SMALLEST_SIDE = 20
MOST_LOPSIDED = 4
"""No side of a poster is so many times as long as the other."""

_BROKEN = (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError, Image.DecompressionBombWarning)


def is_poster(content: bytes) -> bool:
    """Whether this is a whole JPEG or PNG of a sensible size.

    Takes some milliseconds: call it in a thread.
    """
    if len(content) > MOST_BYTES:
        return False
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as image:
            if not _is_sensible(*image.size):
                return False
            image.load()
    except _BROKEN:
        return False
    return True


def _is_sensible(width: int, height: int) -> bool:
    short, long = sorted((width, height))
    return short >= SMALLEST_SIDE and long <= MOST_LOPSIDED * short and short * long <= MOST_PIXELS
