"""Who is in a group, and what every film is to each of them, before they agree."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from recengine.arrays import Bools, Floats, History
from recengine.group_match import match, vetoed
from recengine.query import Constraints, Query
from recengine.ranking import relax

if TYPE_CHECKING:
    from recengine.recommender import Recommender

Histories: TypeAlias = Mapping[Any, History] | Sequence[History]
"""What each member rated, by their name, or in order; members in order are named 0, 1, 2, and so on."""

Weights: TypeAlias = Mapping[Any, float] | Sequence[float]
"""Say of each member, by name (1 for those it leaves out, other names are ignored) or in order; above 0."""


def named(histories: Histories) -> dict[Hashable, History]:
    """Histories by the names of their members.

    Raises
    ------
    ValueError
        Where there is none.
    TypeError
        Where one is no mapping from ids to stars.
    """
    pairs = histories.items() if isinstance(histories, Mapping) else enumerate(histories)
    found: dict[Hashable, History] = dict(pairs)
    if not found:
        raise ValueError("a group needs at least one member")
    for name, history in found.items():
        if not isinstance(history, Mapping):
            raise TypeError(
                f"member {name} has no history; a group takes one mapping of ids to stars for each member"
            )
    return found


def in_order(weights: Weights | None, members: Sequence[Hashable]) -> Floats:
    """Weights in the order of the members, shape (members,).

    Raises
    ------
    ValueError
        Where a sequence has not one weight for each member.
    """
    if weights is None or isinstance(weights, Mapping):
        return np.asarray([(weights or {}).get(name, 1.0) for name in members], dtype=np.float32)
    if len(weights) != len(members):
        raise ValueError(f"there are {len(weights)} weights for {len(members)} members; give one for each")
    return np.asarray(weights, dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Table:
    """The films as the members of a group see them.

    Attributes
    ----------
    scores, percents
        Model scores and predicted matches, shape (members, items).
    allowed
        Films that may be suggested, shape (items,).
    dropped
        Constraints that had to be dropped.
    vetoed
        How many films a veto took out of `allowed`.
    veto_lifted
        True where the vetoes would have left nothing and were not heard.
    """

    scores: Floats
    percents: Floats
    allowed: Bools
    dropped: tuple[str, ...]
    vetoed: int
    veto_lifted: bool

    @classmethod
    def of(
        cls,
        recommender: "Recommender",
        histories: Sequence[History],
        *,
        exclude: frozenset[int],
        constraints: Constraints,
        veto: bool,
    ) -> "Table":
        """The table of some members.

        Raises
        ------
        InvalidRating
            Where a history holds what is no rating.
        """
        free = np.ones(len(recommender.catalog), dtype=bool)
        free[recommender.catalog.indices_of({*exclude, *(i for history in histories for i in history)})] = False
        relaxed = relax(recommender.catalog, constraints, recommender.statistics, free)
        scores = [recommender.scores(Query(history)) for history in histories]
        own = list(zip(histories, scores, strict=True))
        percents = [match(recommender, history, row, free) for history, row in own]
        against = [vetoed(recommender, history, row, free) for history, row in own] if veto else []
        left = relaxed.members & ~np.any(against, axis=0) if against else relaxed.members
        lifted = bool(relaxed.members.any() and not left.any())
        allowed = relaxed.members if lifted else left
        out = int(np.count_nonzero(relaxed.members)) - int(np.count_nonzero(allowed))
        return cls(np.stack(scores), np.stack(percents), allowed, relaxed.dropped, out, lifted)
