"""The latest answers, kept for whoever asks the same again in the same breath."""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Recent(Generic[T]):
    """A few values by key, the latest asked for first; what was asked for longest ago is forgotten.

    Threads may share it: its entries are replaced whole and never changed, so that at worst a value is worked out
    twice. Keys are compared one by one, which is cheap as they are few and differ early.

    Parameters
    ----------
    most
        How many are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._entries: tuple[tuple[Hashable, T], ...] = ()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key; `make` works it out where it is not at hand."""
        entries = self._entries
        found = next((entry for entry in entries if entry[0] == key), None) or (key, make())
        others = tuple(entry for entry in entries if entry is not found)
        self._entries = (found, *others[: self._most - 1])
        return found[1]
