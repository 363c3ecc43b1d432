"""Text as every database takes it."""

_NUL = r"\u0000"


def storable(text: str) -> str:
    r"""Text that every database takes: what one of them has not is written as the escape of JSON.

    That is a lone surrogate, which UTF-8 has not, as `\ud83c`, and the character NUL, which PostgreSQL has not.
    """
    return text.replace("\0", _NUL).encode("utf-8", "backslashreplace").decode("utf-8")
