"""What the gate says of a version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recengine.persistence import HELD_BACK


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a version is published, and what is known of it.

    Attributes
    ----------
    against
        Why it is worse, or broken, in one plain line; empty where it is not.
    figures
        What was measured, as plain data: `against`, the version that it was compared with; `held_out` and `own`, the
        figures of both as of `Gap`, or None; and `not_compared`, why something was not.
    metrics
        What it is worth by itself.
    anyway
        It is published although something speaks against it.
    """

    against: str
    figures: Mapping[str, Any] = field(default_factory=dict)
    metrics: Mapping[str, Any] = field(default_factory=dict)
    anyway: bool = False

    @property
    def held_back(self) -> str:
        """Why it is not published; empty where it is."""
        return "" if self.anyway else self.against

    def to_json(self) -> dict[str, Any]:
        """For the manifest."""
        published_anyway = {"published_anyway": self.against} if self.anyway and self.against else {}
        return {HELD_BACK: self.held_back, "figures": self.figures, "metrics": self.metrics, **published_anyway}
