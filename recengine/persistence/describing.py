"""Versions of a store as a host reads them: what each is, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recengine.errors import ModelError
from recengine.persistence.manifest import read_manifest

HELD_BACK = "held_back"
"""In a manifest: why the version was not published, in one line; empty or missing where it was."""

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
    def held_back(self) -> str:
        """Why it was not published, in one line; empty where it was."""
        return printable(str(self.manifest.get(HELD_BACK) or ""))

    @property
    def trained_at(self) -> int | None:
        """Seconds since 1970, where that is known."""
        told = self.manifest.get("trained_at")
        return told if isinstance(told, int) and not isinstance(told, bool) else None


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
