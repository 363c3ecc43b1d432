"""Why the bot speaks first: a word that dialogue and storage share."""

from enum import StrEnum

FARTHEST = 10 * 86_400
"""Seconds. Nobody is to be woken later than that; a wake-up that is comes from a clock that was wrong once."""


class WakeupKind(StrEnum):
    """What a wake-up is for."""

    WEEKLY = "weekly"
    HOW_WAS_IT = "how"
