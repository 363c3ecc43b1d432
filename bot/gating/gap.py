"""How far a new version and the current one are apart for the same people, and what is too far."""

from dataclasses import asdict, dataclass
from typing import Any

from recengine.arrays import Floats
from recengine.evaluation.comparing import paired

MARGIN = 0.01
"""A mean NDCG@10 lower by more than this is worse, provided that it is surely lower: 2 % of what the default reaches.

Another seed moves it by less; people would not notice, and to hold back for it would leave their new ratings unused.
"""

OWN_MARGIN = 0.03
"""The same for the bot's own latest ratings: of each person there are only a few, and chance has more of a say."""

LEAST_OWN = 10
"""Of fewer people of the bot's own the figures are told, and decide nothing."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Mean NDCG@10 of both, and their difference with a 95 % interval over people.

    Attributes
    ----------
    margin
        The difference may be as far below 0.
    decides
        Whether there are enough people for it to hold a version back.
    """

    people: int
    new: float
    current: float
    difference: float
    low: float
    high: float
    margin: float
    decides: bool = True

    @classmethod
    def of(cls, new: Floats, current: Floats, *, margin: float, least: int = 1) -> "Gap":
        """From the values of each person, in the same order.

        Raises
        ------
        ValueError
            Where they are not of the same people, or of nobody.
        """
        value, (low, high) = paired(new, current)
        return cls(
            people=len(new),
            new=round(float(new.mean()), 4),
            current=round(float(current.mean()), 4),
            difference=round(value, 4),
            low=round(low, 4),
            high=round(high, 4),
            margin=margin,
            decides=len(new) >= least,
        )

    @property
    def is_worse(self) -> bool:
        """Whether the new one is worse beyond the margin, and surely worse at all."""
        return self.decides and self.difference < -self.margin and self.high < 0

    def told(self, whom: str) -> str:
        """In words, for one line."""
        return (
            f"NDCG@10 {self.new:.3f} instead of {self.current:.3f} for {self.people} {whom} "
            f"({self.difference:+.3f}, surely between {self.low:+.3f} and {self.high:+.3f}; "
            f"{-self.margin:+.2f} would pass)"
        )

    def to_json(self) -> dict[str, Any]:
        """Plain data."""
        return asdict(self)
