"""What came from TMDB, kept on the disk: bounded in size and age, shared by all processes of one home.

Every file is written beside its place and renamed into it. Its time of change is when it was fetched, its time of
access when it was used last. What cannot be read, is damaged or too old is thrown away and counts as not there.
"""

import contextlib
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.tmdb.client import SIZE
from bot.tmdb.entry import LASTS, Entry, Garbled, kept
from bot.tmdb.images import MOST_BYTES, is_poster
from recengine.persistence.files import small

MOST_ENTRY = 20_000
"""Bytes of one film's file."""

PART_SECONDS = 3600
"""A file that was not finished for so long was left by a process that died."""

FILLED_AGAIN = 0.9
"""What is too much is thrown away down to this share, so that there is room for a while."""

_LANGUAGE = re.compile(r"[a-z]{2}")
_PART = ".part"


@dataclass(frozen=True, slots=True)
class Key:
    """A film in a language, by TMDB's id.

    Raises
    ------
    ValueError
        Where it is none: files are named by it.
    """

    tmdb_id: int
    language: str

    def __post_init__(self) -> None:
        number = self.tmdb_id
        if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**53:
            raise ValueError("no id of TMDB's")
        if not isinstance(self.language, str) or _LANGUAGE.fullmatch(self.language) is None:
            raise ValueError("no language")


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int
    used_at: float
    fetched_at: float


class Shelf:
    """The cache in a folder; its methods read and write files, so call them in a thread.

    Parameters
    ----------
    most_bytes
        Of posters; those that were used longest ago go first.
    most_entries
        Films whose words are kept.
    clock
        Seconds since 1970.
    """

    def __init__(
        self,
        folder: Path,
        *,
        most_bytes: int = 200_000_000,
        most_entries: int = 20_000,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._entries, self._posters = folder / "films", folder / "posters"
        self._most_bytes, self._most_entries = most_bytes, most_entries
        self._clock = clock

    def entry(self, key: Key) -> Entry | None:
        """What is kept of a film."""
        path = self._entry_path(key)
        with contextlib.suppress(OSError):
            try:
                entry = kept(small(path, most=MOST_ENTRY))
            except Garbled:
                path.unlink(missing_ok=True)
                return None
            if entry.is_fresh(int(self._clock())):
                self._used(path)
                return entry
        return None

    def keep_entry(self, key: Key, entry: Entry) -> None:
        """Keep what was told of a film.

        Raises
        ------
        OSError
            Where the disk does not take it.
        """
        self._write(self._entry_path(key), entry.to_bytes())

    def poster(self, key: Key) -> bytes | None:
        """The poster of a film, a whole picture."""
        path = self._poster_path(key)
        with contextlib.suppress(OSError):
            content = small(path, most=MOST_BYTES)
            if self._may_stay(path.stat().st_mtime) and is_poster(content):
                self._used(path)
                return content
            path.unlink(missing_ok=True)
        return None

    def keep_poster(self, key: Key, content: bytes) -> None:
        """Keep a poster.

        Raises
        ------
        OSError
            Where the disk does not take it.
        """
        self._write(self._poster_path(key), content)

    def sweep(self) -> None:
        """Throw away what is too old, what was never finished, and what is too much."""
        for folder in (self._entries, self._posters):
            for file in [*_files(folder)]:
                unfinished = file.path.name.endswith(_PART)
                stays = (
                    self._clock() - file.fetched_at < PART_SECONDS if unfinished else self._may_stay(file.fetched_at)
                )
                if not stays:
                    _remove(file.path)
        _shrink(self._posters, self._most_bytes, weight=lambda file: file.size)
        _shrink(self._entries, self._most_entries, weight=lambda file: 1)

    def _entry_path(self, key: Key) -> Path:
        return self._entries / f"{key.language}-{key.tmdb_id}.json"

    def _poster_path(self, key: Key) -> Path:
        return self._posters / f"{SIZE}-{key.language}-{key.tmdb_id}"

    def _may_stay(self, fetched_at: float) -> bool:
        return -1 < self._clock() - fetched_at < LASTS

    def _used(self, path: Path) -> None:
        os.utime(path, (self._clock(), path.stat().st_mtime))

    def _write(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{secrets.token_hex(6)}{_PART}")
        try:
            part.write_bytes(content)
            os.utime(part, (self._clock(), self._clock()))
            part.replace(path)
        finally:
            _remove(part)


def _files(folder: Path) -> Iterator[_File]:
    try:
        found = [*os.scandir(folder)]
    except OSError:
        return
    for one in found:
        with contextlib.suppress(OSError):  # another process was faster
            told = one.stat(follow_symlinks=False)
            yield _File(Path(one.path), told.st_size, told.st_atime, told.st_mtime)


def _shrink(folder: Path, most: int, *, weight: Callable[[_File], int]) -> None:
    finished = (file for file in _files(folder) if not file.path.name.endswith(_PART))  # others are being written
    files = sorted(finished, key=lambda file: file.used_at)
    total = sum(map(weight, files))
    if total <= most:
        return
    for file in files:
        if total <= FILLED_AGAIN * most:
            return
        total -= weight(file)
        _remove(file.path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
