"""Arrays of an npz file that may be made to harm: nothing in it is run, and it costs no more memory than disk."""

import zipfile
from math import prod
from pathlib import Path
from typing import IO

import numpy as np

from recengine.persistence.files import opened

_SUFFIX = ".npy"


def read_arrays(path: Path) -> dict[str, np.ndarray]:
    """The arrays of a file that `numpy.savez` wrote, by name.

    Raises
    ------
    ValueError
        Where something in it is packed, needs pickle, or claims another size than its bytes have.
    OSError, zipfile.BadZipFile
        Where it cannot be read.
    """
    with opened(path) as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        size = path.stat().st_size
        if any(member.compress_type != zipfile.ZIP_STORED for member in members):
            raise ValueError("its arrays are packed")
        if sum(member.file_size for member in members) > size:
            raise ValueError("its arrays claim more bytes than the file has")
        arrays = {}
        for member in members:
            with archive.open(member) as stored:
                arrays[member.filename.removesuffix(_SUFFIX)] = _read_array(stored, member.file_size)
    return arrays


def _read_array(stored: IO[bytes], size: int) -> np.ndarray:
    """One array, for whose memory nothing is asked before its header is known to go with its `size` in bytes."""
    shape, dtype = _header(stored)
    if dtype.hasobject or dtype.subdtype is not None:
        raise ValueError("one of its arrays is no plain data")
    if min(shape, default=0) < 0 or prod(shape) * dtype.itemsize != size - stored.tell():
        raise ValueError("one of its arrays claims another size than it has")
    stored.seek(0)
    array: np.ndarray = np.lib.format.read_array(stored, allow_pickle=False)
    return array


def _header(stored: IO[bytes]) -> tuple[tuple[int, ...], np.dtype]:
    version = np.lib.format.read_magic(stored)
    if version == (1, 0):
        shape, _, dtype = np.lib.format.read_array_header_1_0(stored)
    elif version == (2, 0):
        shape, _, dtype = np.lib.format.read_array_header_2_0(stored)
    else:
        raise ValueError("one of its arrays has a format of its own")
    return shape, dtype
