"""Versions of a store as a host reads them: what each is, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recengine.errors import ModelError
from recengine.persistence.manifest import read_manifest

HELD_BACK = "held_back"
"""In a manifest: why the version was not published, in one line; empty or missing where it was."""

LATEST, HUGE = 1 << 34, 1e18
"""Whatever a manifest tells, times beyond the 26th century and larger numbers are none."""

LONGEST = 500
"""Letters of a text in a manifest that are told."""


def printable(text: str) -> str:
    """A text of a file that anybody may have written, as one line that does nothing to a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[:LONGEST])


@dataclass(frozen=True, slots=True)
class Described:
    """One version of a store.

    Attributes
    ----------
    manifest
        What it says of itself; empty where that cannot be read.
    is_current, is_before
        Whether it is served, and whether it was served before that one.
    size
        Bytes on the disk.
    trouble
        Why its manifest cannot be read; empty where it can.
    """

    version: str
    manifest: Mapping[str, Any]
    is_current: bool
    is_before: bool = False
    size: int = 0
    trouble: str = ""

    @property
    def state(self) -> str:
        """What became of it: «served», «before», «held back», «damaged», or simply «kept»."""
        if self.is_current:
            return "served"
        if self.trouble:
            return "damaged"
        if self.is_before:
            return "before"
        return "held back" if self.held_back else "kept"

    @property
    def held_back(self) -> str:
        """Why it was not published, in one line; empty where it was."""
        return printable(str(self.manifest.get(HELD_BACK) or ""))

    @property
    def dataset(self) -> str:
        """Name of the data set that it was trained on, in one line."""
        return printable(str(self.manifest.get("dataset") or ""))

    @property
    def trained_at(self) -> int | None:
        """Seconds since 1970, where that is known."""
        told = self.number("trained_at")
        return None if told is None or not 0 <= told < LATEST else int(told)

    def number(self, *path: str) -> float | None:
        """A finite number that the manifest tells, by the names that lead to it; None for anything else."""
        told: Any = self.manifest
        for name in path:
            told = told.get(name) if isinstance(told, Mapping) else None
        if isinstance(told, bool) or not isinstance(told, int | float):
            return None
        return told if -HUGE < told < HUGE else None


def describe(folder: Path, *, is_current: bool, is_before: bool) -> Described:
    """One version, as its manifest tells."""
    try:
        manifest, trouble = {**read_manifest(folder), "version": folder.name}, ""
    except ModelError as error:
        manifest, trouble = {}, str(error)
    return Described(folder.name, manifest, is_current, is_before, _size(folder), trouble)


def _size(folder: Path) -> int:
    try:
        return sum(path.lstat().st_size for path in folder.iterdir())
    except OSError:  # removed just now
        return 0
