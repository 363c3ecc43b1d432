"""Data sets by name and by path, and what a newcomer gets."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from recengine.datasets import default_home, load_dataset, load_default_dataset
from recengine.errors import DatasetError, DatasetUnavailable
from tests.data import movielens_small_path, need
from tests.recengine.datasets import layouts
from tests.recengine.datasets.server import Server, serving, whole

NOBODY = "http://127.0.0.1:9/"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    body = layouts.as_zip(tmp_path / "made.zip", layouts.CSV, inside="ml-latest-small/").read_bytes()
    md5 = hashlib.md5(body, usedforsecurity=False).hexdigest()
    with serving() as server:
        server.plan = {
            "/ml-latest-small.zip": [whole(body)],
            "/ml-latest-small.zip.md5": [whole(md5.encode())],
        }
        yield server


def test_a_name_is_downloaded_the_first_time_only(server: Server, tmp_path: Path) -> None:
    first = load_dataset("ml-latest-small", home=tmp_path / "home", base_url=server.url)
    again = load_dataset("ml-latest-small", home=tmp_path / "home", base_url=NOBODY)
    assert first.name == again.name == "ml-latest-small"
    assert again.ratings.equals(first.ratings)
    assert (tmp_path / "home" / "downloads" / "ml-latest-small.zip").exists()


def test_offline_nothing_is_asked_of_the_network(server: Server, tmp_path: Path) -> None:
    with pytest.raises(DatasetUnavailable, match="switched off"):
        load_dataset("ml-latest-small", home=tmp_path, base_url=server.url, offline=True)
    assert server.seen == []


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_path_gives_its_name_to_the_data_set(tmp_path: Path, kind: str) -> None:
    if kind == "zip":
        path = layouts.as_zip(tmp_path / "mine.zip", layouts.CSV)
    else:
        path = layouts.as_folder(tmp_path / "mine", layouts.CSV)
    assert load_dataset(path).name == "mine"
    assert load_dataset(str(path)).name == "mine"


def test_only_ratings_of_at_least_the_asked_stars_are_kept(tmp_path: Path) -> None:
    path = layouts.as_folder(tmp_path / "mine", layouts.CSV)
    dataset = load_dataset(path, min_rating=4.5)
    assert sorted(dataset.ratings["rating"]) == [4.5, 5.0]
    assert len(dataset.catalog) == 3
    with pytest.raises(DatasetError, match="no rating of at least 6"):
        load_dataset(path, min_rating=6)


def test_enriching_adds_people_and_may_be_left_out(tmp_path: Path) -> None:
    movies = b"movieId,title,genres\n7,Inception (2010),Action\n"
    ratings = b"userId,movieId,rating,timestamp\n1,7,4.5,1\n"
    path = layouts.as_folder(tmp_path / "d", {"movies.csv": movies, "ratings.csv": ratings})
    assert load_dataset(path).catalog[7].directors == ("Christopher Nolan",)
    assert load_dataset(path).catalog[7].genres == ("Action",)
    assert load_dataset(path, enrich=False).catalog[7].directors == ()


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    with pytest.raises(DatasetError, match=r"ml-latest-small.*starter"):
        load_dataset("ml-17b")


def test_a_newcomer_with_a_network_gets_movielens(server: Server, tmp_path: Path) -> None:
    dataset = load_default_dataset(setting=None, home=tmp_path / "home", base_url=server.url)
    assert dataset.name == "ml-latest-small"
    assert dataset.simulated is False


def test_a_newcomer_without_a_network_gets_the_starter_and_is_told(tmp_path: Path) -> None:
    dataset = load_default_dataset(setting=None, home=tmp_path / "home", base_url=NOBODY)
    assert dataset.name == "starter"
    assert dataset.simulated is True
    assert dataset.note.startswith("No network: these are ")
    assert "simulated" in dataset.note


def test_a_damaged_download_leads_to_the_starter_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "downloads").mkdir()
    (tmp_path / "downloads" / "ml-latest-small.zip").write_text("rubbish")
    dataset = load_default_dataset(home=tmp_path, base_url=NOBODY)
    assert dataset.name == "starter"
    assert "delete it" in dataset.note


def test_what_is_wrong_with_a_setting_is_not_papered_over(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="known data set"):
        load_default_dataset(setting=str(tmp_path / "nowhere"), home=tmp_path, base_url=NOBODY)
    with pytest.raises(DatasetUnavailable):
        load_default_dataset(setting="ml-1m", home=tmp_path, base_url=NOBODY)
    with pytest.raises(DatasetError, match="read by Spark alone: `matinee train --engine spark`") as caught:
        load_default_dataset(setting="s3a://key:secret@films", home=tmp_path, base_url=NOBODY)
    assert "secret" not in str(caught.value)


def test_a_setting_decides(tmp_path: Path) -> None:
    assert load_default_dataset(setting="starter", home=tmp_path, base_url=NOBODY).name == "starter"


def test_home_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path / "m"))
    assert default_home() == tmp_path / "m"
    monkeypatch.delenv("MATINEE_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "x"))
    assert default_home() == tmp_path / "x" / "matinee"
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_home() == tmp_path / ".local" / "share" / "matinee"


def test_ml_latest_small_is_read_whole() -> None:
    dataset = load_dataset(need(movielens_small_path(), "ml-latest-small"))
    assert (len(dataset.ratings), len(dataset.user_ids), len(dataset.catalog)) == (100_836, 610, 9_742)
    assert dataset.catalog[6].label == "Heat (1995)"
    assert dataset.catalog[6].imdb_id == 113277
    assert dataset.catalog[29].alt_titles[0] == "La Cité des enfants perdus"
