"""The gate: whether a new version may be served in place of the current one, and the figures that say so."""

from bot.gating.gap import LEAST_OWN, MARGIN, OWN_MARGIN, Gap
from bot.gating.gate import OURS, POPULAR, Gate
from bot.gating.verdict import Verdict

__all__ = ["LEAST_OWN", "MARGIN", "OURS", "OWN_MARGIN", "POPULAR", "Gap", "Gate", "Verdict"]
