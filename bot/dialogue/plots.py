"""Plots cut short where a sentence ends."""

import re

_END = re.compile(r"[.!?…][\"'»”’)\]]*(?= (?![a-zà-ÿ]))")

LEAST = 0.4
"""A plot is cut behind a sentence if so much of the room is used then, else behind a word."""


def shortened(plot: str, most: int) -> str:
    """The beginning of a plot, `most` characters at most: whole sentences, or whole words and an ellipsis."""
    if len(plot) <= most:
        return plot
    ends = [found.end() for found in _END.finditer(plot, 0, most + 1) if found.end() <= most]
    if ends and ends[-1] >= LEAST * most:
        return plot[: ends[-1]]
    cut = plot[: most - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–-") + "…"
