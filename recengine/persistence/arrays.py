"""Arrays of an npz file that may be made to harm: nothing in it is run, and it costs no more memory than disk."""

import mmap
import struct
import zipfile
from collections.abc import Callable, Mapping
from math import prod
from pathlib import Path
from typing import IO, Literal, TypeVar, cast

import numpy as np

from recengine.persistence.files import flush, opened

_SUFFIX = ".npy"

ALIGNED = 64
"""Bytes of a file that is written begin at multiples of this, so that an array can be used where it lies."""

_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_PADDING_ID = 0xD935
"""What zip files for phones call bytes that only fill a gap."""

A = TypeVar("A")


def write_arrays(path: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """Write what `numpy.load` reads, every array where it can be mapped; it is on the disk when this returns."""
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            for name, array in arrays.items():
                _write_array(archive, file, name, np.asanyarray(array))
        file.flush()
        flush(file.fileno())


def _write_array(archive: zipfile.ZipFile, file: IO[bytes], name: str, array: np.ndarray) -> None:
    member = zipfile.ZipInfo(f"{name}{_SUFFIX}")
    large = array.nbytes + (1 << 20) > zipfile.ZIP64_LIMIT
    begins = file.tell() + _LOCAL_HEADER.size + len(member.filename.encode()) + (20 if large else 0)
    gap = -(begins + 4) % ALIGNED
    member.extra = struct.pack("<HH", _PADDING_ID, gap) + bytes(gap)
    with archive.open(member, "w", force_zip64=large) as stored:
        np.lib.format.write_array(stored, array, allow_pickle=False)  # its own header fills 64 bytes


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a file that `numpy.savez` or `write_arrays` wrote, by name, in memory.

    Raises
    ------
    ValueError
        Where something in it is packed, needs pickle, or claims another size than its bytes have.
    OSError, zipfile.BadZipFile
        Where it cannot be read.
    """
    with opened(path) as file, zipfile.ZipFile(file) as archive:

        def read(member: zipfile.ZipInfo) -> np.ndarray:
            with archive.open(member) as stored:
                return _read_array(stored, member.file_size)

        return _by_name(archive, path.stat().st_size, read)


def arrays_in(content: mmap.mmap) -> dict[str, np.ndarray]:
    """The arrays of such a file that is mapped, each where it lies; one that does not lie well is copied.

    They hold on to the mapping, and cannot be written to.

    Raises
    ------
    ValueError, zipfile.BadZipFile
        As `read_arrays`.
    """
    with zipfile.ZipFile(_as_file(content)) as archive:
        return _by_name(archive, len(content), lambda member: _array_at(content, member))


def _as_file(content: mmap.mmap) -> IO[bytes]:
    """A mapping reads, seeks and tells as files do."""
    return cast(IO[bytes], content)


def _by_name(archive: zipfile.ZipFile, size: int, read: Callable[[zipfile.ZipInfo], A]) -> dict[str, A]:
    members = archive.infolist()
    if any(member.compress_type != zipfile.ZIP_STORED for member in members):
        raise ValueError("its arrays are packed")
    if sum(member.file_size for member in members) > size:
        raise ValueError("its arrays claim more bytes than the file has")
    return {member.filename.removesuffix(_SUFFIX): read(member) for member in members}


def _read_array(stored: IO[bytes], size: int) -> np.ndarray:
    """One array, for whose memory nothing is asked before its header is known to go with its `size` in bytes."""
    _checked_header(stored, size)
    stored.seek(0)
    array: np.ndarray = np.lib.format.read_array(stored, allow_pickle=False)
    return array


def _array_at(content: mmap.mmap, member: zipfile.ZipInfo) -> np.ndarray:
    """The array of a member, as a view of the mapping where it is aligned."""
    local = content[member.header_offset : member.header_offset + _LOCAL_HEADER.size]
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(local)
    begins = member.header_offset + _LOCAL_HEADER.size + name_length + extra_length
    content.seek(begins)
    shape, columns_first, dtype = _checked_header(_as_file(content), member.file_size, begins=begins)
    at = content.tell()
    order: Literal["F", "C"] = "F" if columns_first else "C"
    array: np.ndarray = np.ndarray(shape, dtype, content, at, order=order)
    return array if at % dtype.alignment == 0 else array.copy(order)


def _checked_header(stored: IO[bytes], size: int, *, begins: int = 0) -> tuple[tuple[int, ...], bool, np.dtype]:
    """Shape, whether columns come first, and type; `stored` stands at the first byte of data then."""
    shape, columns_first, dtype = _header(stored)
    if dtype.hasobject or dtype.subdtype is not None:
        raise ValueError("one of its arrays is no plain data")
    if min(shape, default=0) < 0 or prod(shape) * dtype.itemsize != size - (stored.tell() - begins):
        raise ValueError("one of its arrays claims another size than it has")
    return shape, columns_first, dtype


def _header(stored: IO[bytes]) -> tuple[tuple[int, ...], bool, np.dtype]:
    version = np.lib.format.read_magic(stored)
    if version == (1, 0):
        return np.lib.format.read_array_header_1_0(stored)
    if version == (2, 0):
        return np.lib.format.read_array_header_2_0(stored)
    raise ValueError("one of its arrays has a format of its own")
