"""Onboarding replayed with held-out people: they answer what they rated in the data, and have not seen the rest."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from recengine.elicitation import Answers

Ask = Callable[[Answers, frozenset[int]], Sequence[int]]
"""The next screen of films, given the answers so far and films that take no part."""

WANTED = 5
"""Onboarding is over at this many answers."""

PATIENCE = 60
"""Whoever cannot give them within this many films, ten screens, is done with what was given."""


@dataclass(frozen=True, slots=True)
class Replay:
    """One person's onboarding.

    Attributes
    ----------
    answers
        Item id -> stars, in the order in which they were given; at most `WANTED`.
    shown
        Films that the person went through, up to and with the one of the last answer, or all when it was given up.
    """

    answers: Mapping[int, float]
    shown: int

    @property
    def complete(self) -> bool:
        """Whether all answers were given."""
        return len(self.answers) == WANTED

    def first(self, count: int) -> dict[int, float]:
        """The first answers; all there are where fewer were given."""
        return dict(list(self.answers.items())[:count])


def replay(rated: Mapping[int, float], ask: Ask, *, aside: frozenset[int] = frozenset()) -> Replay:
    """Go through screens from the first film to the last until enough answers are in.

    Every film of a screen is dealt with before the next screen is chosen. Films shown before do not come up again.

    Parameters
    ----------
    rated
        What the person can answer: item id -> stars.
    aside
        Films that are never shown and say nothing.
    """
    answers: dict[int, float | None] = {}
    given: dict[int, float] = {}
    while len(given) < WANTED and len(answers) < PATIENCE and (screen := ask(answers, aside)):
        for item_id in screen[: PATIENCE - len(answers)]:
            answers[item_id] = rated.get(item_id)
            if item_id in rated:
                given[item_id] = rated[item_id]
            if len(given) == WANTED:
                break
    return Replay(given, len(answers))
