"""Text as SQLite takes it."""


def storable(text: str) -> str:
    r"""Text that SQLite takes: a lone surrogate, which UTF-8 has not, is written as the escape `\ud83c` of JSON."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
