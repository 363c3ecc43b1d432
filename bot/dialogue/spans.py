"""Spans of time and dates in words."""

import time

from bot.dialogue.language import words

MINUTE, HOUR, DAY = 60, 3600, 86_400
NO_BREAK_HYPHEN, NO_BREAK_SPACE = "\u2011", "\u00a0"


def duration(seconds: int) -> str:
    """A span of time in one unit."""
    if seconds < MINUTE:
        return words("span-seconds", count=seconds)
    if seconds < 2 * HOUR:
        return words("span-minutes", count=seconds // MINUTE)
    if seconds < 2 * DAY:
        return words("span-hours", count=seconds // HOUR)
    return words("span-days", count=seconds // DAY)


def stamp(at: int | None) -> str:
    """A date and time of day where this machine is, in one piece; `at` in seconds since 1970."""
    try:
        written = "?" if at is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
    except (OverflowError, OSError, ValueError):  # of a manifest that anybody may have written
        return "?"
    return written.replace("-", NO_BREAK_HYPHEN).replace(" ", NO_BREAK_SPACE)
