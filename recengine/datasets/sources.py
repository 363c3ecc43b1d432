"""Where the files of a data set lie: in a folder, or in a zip that is read without unpacking it."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from recengine.errors import DatasetError

MAX_RATINGS_BYTES = 4 << 30
MAX_OTHER_BYTES = 512 << 20
MAX_RATIO = 100
"""Text of ratings packs about 5:1; a zip bomb packs 1000:1."""

_SMALL = 1 << 20
_BIG_FILES = frozenset({"ratings.csv", "ratings.dat", "u.data"})


class Source(Protocol):
    """The files of one data set by their plain names."""

    @property
    def label(self) -> str:
        """Where it is, for messages."""

    def names(self) -> frozenset[str]:
        """Plain names of the files."""

    def open(self, name: str) -> IO[bytes]:
        """A file to read; refused where it is unreasonably large."""

    def size(self, name: str) -> int:
        """Bytes of a file once unpacked."""


class FolderSource:
    """A folder on disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.label = str(folder)

    def names(self) -> frozenset[str]:
        """Names of the plain files in the folder."""
        return frozenset(entry.name for entry in self._folder.iterdir() if entry.is_file())

    def open(self, name: str) -> IO[bytes]:
        """One file of the folder."""
        return (self._folder / name).open("rb")

    def size(self, name: str) -> int:
        """Bytes of one file."""
        return (self._folder / name).stat().st_size


class ZipSource:
    """One folder inside an open zip."""

    def __init__(self, archive: zipfile.ZipFile, members: Mapping[str, zipfile.ZipInfo], label: str) -> None:
        self._archive = archive
        self._members = members
        self.label = label

    def names(self) -> frozenset[str]:
        """Names of the members of this folder of the zip."""
        return frozenset(self._members)

    def open(self, name: str) -> IO[bytes]:
        """One member, once its stated size is found sane; zipfile never reads beyond the stated size."""
        member = self._members[name]
        limit = MAX_RATINGS_BYTES if name in _BIG_FILES else MAX_OTHER_BYTES
        packed_absurdly = member.file_size > _SMALL and member.file_size > MAX_RATIO * member.compress_size
        if member.file_size > limit or packed_absurdly:
            raise DatasetError(f"{self.label}: the file {name} would unpack to an unreasonable size")
        return self._archive.open(member)

    def size(self, name: str) -> int:
        """Bytes of one member, as the zip states them."""
        return self._members[name].file_size


@contextmanager
def open_sources(path: Path) -> Iterator[list[Source]]:
    """The folders that may hold a data set: the path itself first, then those one level down.

    Raises
    ------
    DatasetError
        Where the path is missing, not readable, or neither a folder nor a zip, or the zip is damaged.
    """
    try:
        if path.is_dir():
            yield _folders(path)
        elif path.is_file():
            with zipfile.ZipFile(path) as archive:
                yield _zip_folders(archive, str(path))
        else:
            raise DatasetError(f"there is no folder or zip at {path}")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise DatasetError(f"{path} is not a zip, or a damaged one; delete it and fetch it again") from error
    except PermissionError as error:
        raise DatasetError(f"{path} may not be read: permission denied") from error
    except RuntimeError as error:  # what zipfile raises for a member under a password
        raise DatasetError(f"{path} can't be read: {error}") from error


def _folders(path: Path) -> list[Source]:
    below: Iterable[Path] = sorted(entry for entry in path.iterdir() if entry.is_dir())
    return [FolderSource(folder) for folder in (path, *below)]


def _zip_folders(archive: zipfile.ZipFile, label: str) -> list[Source]:
    folders: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for member in archive.infolist():
        inside = PurePosixPath(member.filename)
        if not member.is_dir() and len(inside.parts) <= 2 and inside.parts[0] != "__MACOSX":
            folders.setdefault(str(inside.parent), {})[inside.name] = member
    return [ZipSource(archive, folders[name], label) for name in sorted(folders, key=lambda n: (n != ".", n))]
