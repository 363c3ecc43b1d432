"""Why the bot speaks first: a word that dialogue and storage share."""

from enum import StrEnum


class WakeupKind(StrEnum):
    """What a wake-up is for."""

    WEEKLY = "weekly"
    HOW_WAS_IT = "how"
