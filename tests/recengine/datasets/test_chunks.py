"""Ratings read some rows at a time are those read at once."""

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from recengine.datasets import chunks
from recengine.datasets.chunks import read_in_chunks
from recengine.datasets.movielens import read_movielens
from recengine.datasets.sources import FolderSource, ZipSource
from tests.recengine.datasets import layouts

TABLE = b"user_id,item_id,rating,timestamp\n" + b"".join(b"%d,%d,4.5,%d\n" % (n, n % 3, 9 * n) for n in range(10))


def _folder(tmp_path: Path, content: bytes) -> FolderSource:
    (tmp_path / "ratings.csv").write_bytes(content)
    return FolderSource(tmp_path)


@pytest.mark.parametrize("rows", [1, 3, 10, 1000])
def test_chunks_make_up_the_table_in_few_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(chunks, "ROWS", rows)
    told: list[float] = []
    found = read_in_chunks(_folder(tmp_path, TABLE), "ratings.csv", told=told.append)
    pd.testing.assert_frame_equal(found, pd.read_csv(tmp_path / "ratings.csv"), check_dtype=False)
    assert [str(kind) for kind in found.dtypes] == ["int32", "int32", "float32", "int32"]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_what_32_bits_do_not_hold_keeps_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "ROWS", 1)
    found = read_in_chunks(_folder(tmp_path, b"user_id,item_id\n1,5\n8000000000,nobody\n"), "ratings.csv")
    assert found["user_id"].tolist() == [1, 8_000_000_000]
    assert found["item_id"].tolist() == [5, "nobody"]


def test_a_zip_tells_how_far_its_member_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "ROWS", 2)
    path = layouts.as_zip(tmp_path / "d.zip", {"ratings.csv": TABLE})
    told: list[float] = []
    with zipfile.ZipFile(path) as archive:
        members = {info.filename.split("/")[-1]: info for info in archive.infolist()}
        found = read_in_chunks(ZipSource(archive, members, "d"), "ratings.csv", told=told.append)
    assert len(found) == 10
    assert told[-1] == 1.0


@pytest.mark.parametrize("files", [layouts.CSV, layouts.DAT, layouts.U100K], ids=["csv", "dat", "100k"])
def test_every_layout_is_the_same_in_chunks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, bytes]
) -> None:
    folder = layouts.as_folder(tmp_path / "d", files)
    told: list[float] = []
    whole = read_movielens(folder, name="d").ratings
    monkeypatch.setattr(chunks, "ROWS", 1)
    pd.testing.assert_frame_equal(read_movielens(folder, name="d", told=told.append).ratings, whole)
    assert told[-1] == 1.0
    assert whole["user_id"].dtype == np.int64
