"""Critiques: wishes relative to what was shown, «something lighter»."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Critique:
    """One wish relative to a film.

    Attributes
    ----------
    direction
        Where to go.
    film
        Id of the film that was shown. None, an id that is not in the catalogue, or a film of which the matter is not
        known (a year, say) stand for what would be shown without this critique.
    """

    direction: Direction
    film: int | None = None

    @property
    def key(self) -> str:
        """Its name among the adjustments of a score: «critique:newer»."""
        return f"critique:{self.direction}"


CONTRADICTS: Mapping[Direction, frozenset[Direction]] = {
    Direction.NEWER: frozenset({Direction.OLDER}),
    Direction.OLDER: frozenset({Direction.NEWER}),
    Direction.LIGHTER: frozenset({Direction.DARKER, Direction.SCARIER}),
    Direction.DARKER: frozenset({Direction.LIGHTER}),
    Direction.SCARIER: frozenset({Direction.LIGHTER}),
    Direction.MORE_POPULAR: frozenset({Direction.LESS_POPULAR}),
    Direction.LESS_POPULAR: frozenset({Direction.MORE_POPULAR}),
}
"""Earlier critiques that a later one takes back. Funnier and darker, say, go together: dark comedies."""


def in_force(critiques: Sequence[Critique]) -> tuple[Critique, ...]:
    """Critiques, oldest first, without those that a later one contradicts; the same one said twice counts twice."""
    kept: list[Critique] = []
    for critique in critiques:
        against = CONTRADICTS.get(critique.direction, frozenset())
        kept = [earlier for earlier in kept if earlier.direction not in against]
        kept.append(critique)
    return tuple(kept)
