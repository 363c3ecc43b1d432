"""Choosing what to ask a newcomer: several strategies behind one function."""

from recengine.elicitation.asking import PER_SCREEN, films_to_ask
from recengine.elicitation.learned import Answers, Elicitation
from recengine.elicitation.strategies import DEFAULT, STRATEGIES

__all__ = ["DEFAULT", "PER_SCREEN", "STRATEGIES", "Answers", "Elicitation", "films_to_ask"]
