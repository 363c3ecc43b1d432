"""How long work tells how far it is: a callable of a phase and a share done."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, float], None]
"""Called with a phase in plain words and the share of it that is done, 0.0 to 1.0."""


def silent(phase: str, done: float) -> None:
    """The progress of nobody watching."""
