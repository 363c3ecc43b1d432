"""Copies of model files that are mapped: whatever becomes of the published file, what is served stays."""

import fcntl
import zipfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from recengine.persistence.arrays import arrays_in, read_arrays, write_arrays
from recengine.persistence.files import fingerprint
from recengine.persistence.in_use import Copies, _mapped

ARRAYS: Mapping[str, np.ndarray] = {
    "a/b": np.arange(6, dtype=np.int64).reshape(2, 3),
    "empty": np.zeros((0, 3), dtype=np.float32),
    "words": np.asarray(["Heat", "Amélie"]),
    "one": np.asarray(0.5),
    "odd": np.asarray([1, 2, 3], dtype=np.int8),
    "columns first": np.asfortranarray(np.arange(6.0).reshape(2, 3)),
    "many": np.arange(5000, dtype=np.float32),
}


@pytest.fixture
def published(tmp_path: Path) -> Path:
    path = tmp_path / "model.npz"
    write_arrays(path, ARRAYS)
    return path


@pytest.fixture
def copies(tmp_path: Path) -> Copies:
    return Copies(tmp_path)


def mapped(copies: Copies, published: Path) -> dict[str, np.ndarray]:
    return copies.arrays(published, fingerprint(published))


def same(arrays: Mapping[str, np.ndarray]) -> None:
    assert set(arrays) == set(ARRAYS)
    for name, array in ARRAYS.items():
        np.testing.assert_array_equal(arrays[name], array)
        assert arrays[name].dtype == array.dtype
        assert arrays[name].flags.f_contiguous == array.flags.f_contiguous


def names(copies: Copies) -> list[str]:
    return sorted(path.name for path in copies.folder.iterdir())


def test_numpy_reads_what_is_written_and_every_array_is_aligned(published: Path) -> None:
    with np.load(published, allow_pickle=False) as loaded:
        same(dict(loaded))
    same(read_arrays(published))
    with zipfile.ZipFile(published) as archive:
        assert archive.testzip() is None


def test_mapped_arrays_are_views_that_cannot_be_written_to(copies: Copies, published: Path) -> None:
    arrays = mapped(copies, published)
    same(arrays)
    many = arrays["many"]
    assert many.ctypes.data % 64 == 0
    assert not many.flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        many[0] = 1.0


@pytest.mark.parametrize("damage", [b"", b"\xff" * 30_000], ids=["cut short", "overwritten"])
def test_what_is_done_to_the_published_file_changes_nothing(copies: Copies, published: Path, damage: bytes) -> None:
    arrays = mapped(copies, published)
    with published.open("r+b") as file:
        file.write(damage)
        file.truncate(len(damage))
    same(arrays)


def test_everybody_shares_one_copy(copies: Copies, published: Path) -> None:
    first, second = mapped(copies, published), mapped(Copies(published.parent), published)
    assert names(copies) == [fingerprint(published)]
    same(first)
    same(second)


def test_a_damaged_copy_is_made_anew(copies: Copies, published: Path) -> None:
    mapped(copies, published)
    (copies.folder / fingerprint(published)).chmod(0o644)
    (copies.folder / fingerprint(published)).write_bytes(b"PK")
    same(mapped(copies, published))
    assert names(copies) == [fingerprint(published)]


def test_without_a_place_for_a_copy_it_is_read_into_memory(copies: Copies, published: Path) -> None:
    copies.folder.write_bytes(b"something else")
    same(mapped(copies, published))


def test_a_full_disk_leaves_nothing_and_is_no_trouble(
    copies: Copies, published: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("recengine.persistence.in_use.os.fchmod", full)
    same(mapped(copies, published))
    assert names(copies) == []


def test_a_file_that_changes_while_it_is_copied_is_refused(copies: Copies, published: Path) -> None:
    checksum = fingerprint(published)
    published.write_bytes(published.read_bytes() + b"\0")
    with pytest.raises(ValueError, match="changes"):
        copies.arrays(published, checksum)
    assert names(copies) == []


def test_a_copy_stays_as_long_as_one_of_its_arrays_lives(copies: Copies, published: Path) -> None:
    one = mapped(copies, published)["many"]
    copies.sweep()
    assert names(copies) == [fingerprint(published)]
    assert one[1] == 1.0
    del one
    copies.sweep()
    assert names(copies) == []


def test_what_a_killed_process_left_goes_and_what_is_made_just_now_stays(copies: Copies) -> None:
    copies.folder.mkdir()
    (copies.folder / ".new-left").write_bytes(b"half")
    with (copies.folder / ".new-made").open("xb") as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        copies.sweep()
        assert names(copies) == [".new-made"]


def test_a_file_of_before_whose_arrays_lie_anyhow_is_read(copies: Copies, tmp_path: Path) -> None:
    path = tmp_path / "old.npz"
    np.savez(path, allow_pickle=False, **dict(ARRAYS))  # type: ignore[arg-type]
    same(copies.arrays(path, fingerprint(path)))
    with path.open("rb") as file:
        same(arrays_in(_mapped(file.fileno())))
