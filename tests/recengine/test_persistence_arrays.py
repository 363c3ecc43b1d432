"""Arrays from an npz file that was made to harm: refused before anything is run or much memory is asked for."""

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recengine.persistence.arrays import read_arrays


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "model.npz"


def npy(header: str, body: bytes = b"", *, version: bytes = b"\x01\x00") -> bytes:
    """An array file with this header, however wrong."""
    text = header.encode("latin1") + b"\n"
    return b"\x93NUMPY" + version + struct.pack("<H", len(text)) + text + body


def pack(path: Path, members: dict[str, bytes], **how: Any) -> None:
    with zipfile.ZipFile(path, "w", **how) as archive:
        for name, content in members.items():
            archive.writestr(name, content)


def header(descr: str = "'<f4'", shape: str = "(4,)") -> str:
    return f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}}}"


def test_arrays_are_read_as_numpy_wrote_them(path: Path) -> None:
    arrays = {
        "a/b": np.arange(6, dtype=np.int64).reshape(2, 3),
        "empty": np.zeros((0, 3), dtype=np.float32),
        "words": np.asarray(["Heat", "Amélie"]),
        "one": np.float64(0.5),
        "columns first": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    }
    np.savez(path, allow_pickle=False, **arrays)  # type: ignore[arg-type]
    read = read_arrays(path)
    assert set(read) == set(arrays)
    for name, array in arrays.items():
        np.testing.assert_array_equal(read[name], array)
        assert read[name].dtype == np.asarray(array).dtype


def test_a_well_formed_hand_made_array_is_read(path: Path) -> None:
    pack(path, {"a.npy": npy(header(), np.ones(4, "<f4").tobytes())})
    assert read_arrays(path)["a"].tolist() == [1.0] * 4


@pytest.mark.parametrize(
    "content",
    [
        npy(header(shape="(10**15,)")),
        npy(header(shape="(1000000000000000,)")),
        npy(header(shape="(4611686018427387904, 4)"), b"\0" * 16),
        npy(header(shape="(-1,)"), b"\0" * 16),
        npy(header(shape="(-2, -2)"), b"\0" * 16),
        npy(header(shape="(True, 4)"), b"\0" * 15),
        npy(header(shape="()"), b"\0" * 16),
        npy(header(descr="'|O'"), b"\x80\x04N."),
        npy(header(descr="[('a', '|O')]"), b"\x80\x04N."),
        npy(header(descr="('<f4', (2,))"), b"\0" * 32),
        npy(header(descr="'|V1000000000000'")),
        npy(header(descr="'<U2147483647'")),
        npy(header(descr="'magic'"), b"\0" * 16),
        npy("__import__('os').mkdir('went off')"),
        npy("[" * 20_000),
        npy("{}"),
        npy(header(), version=b"\x03\x00"),
        npy(header(), version=b"\x09\x09"),
        npy(header(), b"\0" * 15),
        npy(header(), b"\0" * 17),
        b"\x80\x04N.",
        b"",
    ],
    ids=lambda content: repr(content[10:70]),
)
def test_a_header_that_does_not_go_with_its_bytes_is_refused_for_little_memory(path: Path, content: bytes) -> None:
    pack(path, {"a.npy": content})
    tracemalloc.start()
    try:
        with pytest.raises(Exception):  # noqa: B017 - whoever reads refuses whatever is raised
            read_arrays(path)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()
    assert not Path("went off").exists()


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packed_arrays_are_refused_unseen(path: Path, packing: int) -> None:
    pack(path, {"a.npy": npy(header(shape="(25000000,)"), b"\0" * 100_000_000)}, compression=packing)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(ValueError, match="packed"):
        read_arrays(path)


def test_names_that_share_their_bytes_are_refused(path: Path) -> None:
    body = npy(header(shape="(2500,)"), b"\0" * 10_000)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.npy", body)
        first = archive.infolist()[0]
        for number in range(100):
            twin = zipfile.ZipInfo(f"{number}.npy")
            for name in ("compress_type", "CRC", "file_size", "compress_size", "header_offset"):
                setattr(twin, name, getattr(first, name))
            archive.filelist.append(twin)
            archive.NameToInfo[twin.filename] = twin
    with pytest.raises(ValueError, match="more bytes than the file has"):
        read_arrays(path)


def test_a_name_that_leads_elsewhere_is_only_a_name(path: Path, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    np.save(buffer, np.ones(3))
    pack(path, {"../../elsewhere.npy": buffer.getvalue(), "/etc/x.npy": buffer.getvalue()})
    assert set(read_arrays(path)) == {"../../elsewhere", "/etc/x"}
    assert [file.name for file in tmp_path.iterdir()] == ["model.npz"]
