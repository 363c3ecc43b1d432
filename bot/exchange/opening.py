"""Opens what was sent: one text file, or a zip of some, with limits that no file talks its way around."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from bot.exchange.limits import CHUNK, MOST_BYTES, MOST_ENTRIES, MOST_EXPANDED
from bot.exchange.records import Problem, Unreadable

_PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ZIP: Final = b"PK\x03\x04"
_EMPTY_ZIP: Final = b"PK\x05\x06"
_PACKED: Final = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_OFFICE_FOLDERS: Final = ("xl/", "word/", "ppt/")
_TEXT: Final = (".csv", ".json", ".txt", ".tsv")

_END: Final = b"PK\x05\x06"
_END_SIZE, _LONGEST_COMMENT = 22, 65_535
_DIRECTORY_OF_ENTRY: Final = 46 + 512
_PLAIN_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, LookupError)


@dataclass(frozen=True, slots=True)
class Part:
    """A text file: its path, folders included, and its bytes."""

    path: str
    data: bytes

    @property
    def name(self) -> str:
        """The name alone, in lower case."""
        return PurePosixPath(self.path.lower()).name


def parts(name: str, data: bytes) -> Iterator[Part]:
    """The text files in what was sent, one at a time so that one alone is in memory.

    Parameters
    ----------
    name
        What the person's device calls the file; it decides nothing here.
    data
        Its bytes.

    Raises
    ------
    Unreadable
        At once where it is no text and no zip, or a zip that claims too much; later where it turns out to be more.
    """
    if not data.strip(b"\x00\t\r\n ") or data.startswith(_EMPTY_ZIP):
        raise Unreadable(Problem.EMPTY)
    if len(data) > MOST_BYTES:
        raise Unreadable(Problem.TOO_LARGE)
    _refuse_other_kinds(data)
    return _unzipped(data) if data.startswith(_ZIP) else iter((Part(name, data),))


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_PICTURES) or data[:4] == b"RIFF" or data[4:8] == b"ftyp":
        raise Unreadable(Problem.PICTURE)
    if data.startswith(b"%PDF"):
        raise Unreadable(Problem.DOCUMENT)
    if data.startswith(_OLD_OFFICE):
        raise Unreadable(Problem.SPREADSHEET)
    if data.startswith(_PACKED):
        raise Unreadable(Problem.UNKNOWN)


def _unzipped(data: bytes) -> Iterator[Part]:
    _refuse_long_directory(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN as error:
        raise Unreadable(Problem.DAMAGED) from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(archive.infolist()) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_EXPANDED:
        raise Unreadable(Problem.TOO_LARGE)
    if any(entry.filename.startswith(_OFFICE_FOLDERS) for entry in entries):
        raise Unreadable(Problem.SPREADSHEET)
    return _read_all(archive, [entry for entry in entries if _is_wanted(entry)])


def _refuse_long_directory(data: bytes) -> None:
    """`ZipFile` reads the whole list of entries when it opens, and a small file can list a great many.

    The end record is looked for where `ZipFile` looks for it; archives beyond 4 GB have another one before it.
    """
    at = len(data) - _END_SIZE
    if not (data[at : at + 4] == _END and data[-2:] == b"\0\0"):
        at = data.rfind(_END, max(0, len(data) - _END_SIZE - _LONGEST_COMMENT - 1))
    if at < 0 or len(data) < at + _END_SIZE:
        raise Unreadable(Problem.DAMAGED)
    _, size = struct.unpack("<HL", data[at + 10 : at + 16])
    if size > MOST_ENTRIES * _DIRECTORY_OF_ENTRY or data[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        raise Unreadable(Problem.TOO_LARGE)


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    """Text files in plain places: what climbs out of the zip, hidden files and zips in zips are passed over."""
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    odd = path.is_absolute() or any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return not odd and path.suffix.lower() in _TEXT


def _read_all(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[Part]:
    left = MOST_EXPANDED
    for entry in entries:
        content = _read(archive, entry, min(left, MOST_BYTES))
        left -= len(content)
        if not content.startswith(_ZIP):
            yield Part(entry.filename.replace("\\", "/"), content)


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    if entry.flag_bits & 0x1:
        raise Unreadable(Problem.LOCKED)
    if entry.compress_type not in _PLAIN_METHODS:
        raise Unreadable(Problem.DAMAGED)
    content = io.BytesIO()  # hands its bytes over without a copy of them
    try:
        with archive.open(entry) as packed:
            while chunk := packed.read(CHUNK):
                content.write(chunk)
                if content.tell() > most:
                    raise Unreadable(Problem.TOO_LARGE)
    except _BROKEN as error:
        raise Unreadable(Problem.DAMAGED) from error
    return content.getvalue()
