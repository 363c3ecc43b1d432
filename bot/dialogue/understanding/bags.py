"""Bags of words, written as plain text."""


def bag(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
