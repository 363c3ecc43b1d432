"""Critiques: wishes relative to what was shown, «something lighter»."""

from enum import StrEnum


class Direction(StrEnum):
    """Where a critique wants the suggestions to go."""

    NEWER = "newer"
    OLDER = "older"
    LIGHTER = "lighter"
    DARKER = "darker"
    FUNNIER = "funnier"
    SCARIER = "scarier"
    MORE_POPULAR = "more_popular"
    LESS_POPULAR = "less_popular"
    SHORTER = "shorter"
    DIFFERENT = "different"
