"""Every layout of MovieLens, from folders and zips, sound and damaged."""

import zipfile
from pathlib import Path

import pytest

from recengine.catalog import Movie
from recengine.datasets.movielens import read_movielens
from recengine.errors import DatasetError
from tests.recengine.datasets import layouts

HEAT = Movie(
    item_id=6,
    title="Heat",
    year=1995,
    genres=("Action", "Crime", "Thriller"),
    words=("heist", "null"),
    imdb_id=113277,
    tmdb_id=949,
)


def test_the_csv_layout_gives_movies_words_and_outside_ids(tmp_path: Path) -> None:
    dataset = read_movielens(layouts.as_folder(tmp_path / "d", layouts.CSV), name="d")
    assert dataset.catalog[6] == HEAT
    leon = dataset.catalog[1210]
    assert (leon.title, leon.alt_titles, leon.genres) == ("The Léon", ("Léon",), ("Children", "Drama"))
    assert (leon.imdb_id, leon.tmdb_id) == (110413, None)
    assert dataset.simulated is False


def test_a_movie_without_ratings_stays_and_has_no_genres(tmp_path: Path) -> None:
    dataset = read_movielens(layouts.as_folder(tmp_path / "d", layouts.CSV), name="d")
    assert dataset.catalog[99].genres == ()
    assert 99 not in dataset.ratings["item_id"].tolist()


def test_a_rating_given_twice_counts_once_and_unknown_movies_not_at_all(tmp_path: Path) -> None:
    dataset = read_movielens(layouts.as_folder(tmp_path / "d", layouts.CSV), name="d")
    assert dataset.history(1) == {6: 4.5, 1210: 2.0}
    assert dataset.history(2) == {6: 5.0}
    assert dataset.note.startswith("d: 3 ratings of 3 movies by 2 people")


def test_ml_1m_is_read_in_latin_1_with_colons_in_titles(tmp_path: Path) -> None:
    dataset = read_movielens(layouts.as_folder(tmp_path / "ml-1m", layouts.DAT), name="ml-1m")
    assert dataset.catalog[1210].title == "Léon: :: The Pro"
    assert dataset.catalog[1210].genres == ("Children",)
    assert dataset.history(1) == {6: 5.0, 1210: 3.0}
    assert dataset.ratings["timestamp"].min() == 978300760


def test_ml_10m_is_read_in_utf_8_with_half_stars_and_tags(tmp_path: Path) -> None:
    dataset = read_movielens(layouts.as_folder(tmp_path / "x", layouts.DAT_10M), name="ml-10m")
    assert dataset.catalog[1210].title == "Léon"
    assert dataset.catalog[6].words == ("heist",)
    assert dataset.history(2) == {1210: 0.5}


def test_ml_100k_is_read_with_genre_flags(tmp_path: Path) -> None:
    dataset = read_movielens(layouts.as_folder(tmp_path / "x", layouts.U100K), name="ml-100k")
    assert [(m.title, m.year, m.genres) for m in dataset.catalog] == [
        ("Toy Story", 1995, ("Children",)),
        ("Les Misérables", 1995, ("Action",)),
        ("unknown", None, ()),
    ]
    assert dataset.history(196) == {1: 3.0}


@pytest.mark.parametrize("layout", layouts.ALL)
@pytest.mark.parametrize("inside", ["", "ml-x/"])
def test_a_zip_reads_like_its_folder(tmp_path: Path, layout: str, inside: str) -> None:
    files = layouts.ALL[layout]
    from_folder = read_movielens(layouts.as_folder(tmp_path / "d" / inside, files), name="d")
    from_zip = read_movielens(layouts.as_zip(tmp_path / "d.zip", files, inside=inside), name="d")
    assert list(from_zip.catalog) == list(from_folder.catalog)
    assert from_zip.ratings.equals(from_folder.ratings)


def test_a_folder_may_hold_the_data_one_level_down(tmp_path: Path) -> None:
    layouts.as_folder(tmp_path / "ml-latest-small", layouts.CSV)
    assert len(read_movielens(tmp_path, name="d").catalog) == 3


def test_what_a_mac_adds_to_a_zip_is_ignored(tmp_path: Path) -> None:
    path = layouts.as_zip(tmp_path / "d.zip", layouts.CSV, inside="ml/")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("__MACOSX/movies.csv", "rubbish")
        archive.writestr("__MACOSX/ratings.csv", "rubbish")
    assert len(read_movielens(path, name="d").catalog) == 3


def test_a_byte_order_mark_does_not_hide_a_column(tmp_path: Path) -> None:
    files = {name: b"\xef\xbb\xbf" + content for name, content in layouts.CSV.items()}
    dataset = read_movielens(layouts.as_folder(tmp_path / "d", files), name="d")
    assert dataset.catalog[6] == HEAT


def test_ratings_without_times_are_fine(tmp_path: Path) -> None:
    files = layouts.CSV | {"ratings.csv": b"userId,movieId,rating\n1,6,4\n"}
    dataset = read_movielens(layouts.as_folder(tmp_path / "d", files), name="d")
    assert dataset.history(1) == {6: 4.0}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"ratings.csv": b"userId,movieId,rating,timestamp\n1,6,9,1\n"}, "outside"),
        ({"ratings.csv": b"userId,movieId,rating,timestamp\n1,6,,1\n"}, "outside"),
        ({"ratings.csv": b"userId,movieId,rating,timestamp\n1,6,good,1\n"}, "damaged"),
        ({"ratings.csv": b"userId,movieId,rating,timestamp\nbob,6,4,1\n"}, "damaged"),
        ({"ratings.csv": b"userId,movieId,rating,timestamp\n,6,4,1\n"}, "damaged"),
        ({"ratings.csv": b"userId,movieId,stars\n1,6,4\n"}, "no column"),
        ({"ratings.csv": b"userId,movieId,rating,timestamp\n"}, "no rating"),
        ({"ratings.csv": b""}, "damaged"),
        ({"movies.csv": b"movieId,name\n6,Heat\n"}, "damaged"),
        ({"movies.csv": b"movieId,title,genres\nsix,Heat,Drama\n"}, "damaged"),
        ({"movies.csv": b"movieId,title,genres\n6,A,Drama\n6,B,Drama\n"}, "damaged"),
        ({"movies.csv": b"movieId,title,genres\n6\n"}, "damaged"),
        ({"movies.csv": b"movieId,title,genres\n6,L\xe9on,Drama\n"}, "UTF-8"),
        ({"tags.csv": b"a,b\n1,2\n"}, "damaged"),
        ({"links.csv": b"a,b\n1,2\n"}, "damaged"),
    ],
)
def test_a_damaged_file_is_told_in_one_line(tmp_path: Path, changed: dict[str, bytes], message: str) -> None:
    folder = layouts.as_folder(tmp_path / "d", layouts.CSV | changed)
    with pytest.raises(DatasetError, match=message) as caught:
        read_movielens(folder, name="d")
    assert "\n" not in str(caught.value)


def test_something_else_than_a_data_set_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes.zip").write_text("no zip at all")
    layouts.as_zip(tmp_path / "other.zip", {"a.txt": b"a"})
    with pytest.raises(DatasetError, match="not a zip"):
        read_movielens(tmp_path / "notes.zip", name="d")
    with pytest.raises(DatasetError, match="no MovieLens data"):
        read_movielens(tmp_path / "other.zip", name="d")
    with pytest.raises(DatasetError, match="no folder or zip"):
        read_movielens(tmp_path / "nowhere", name="d")


def test_a_cut_off_zip_is_told(tmp_path: Path) -> None:
    path = layouts.as_zip(tmp_path / "d.zip", layouts.CSV)
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(DatasetError, match="damaged"):
        read_movielens(path, name="d")


def test_a_zip_with_flipped_bits_is_told(tmp_path: Path) -> None:
    path = layouts.as_zip(tmp_path / "d.zip", layouts.CSV)
    content = bytearray(path.read_bytes())
    content[60:64] = bytes(byte ^ 0xFF for byte in content[60:64])
    path.write_bytes(content)
    with pytest.raises(DatasetError, match="damaged"):
        read_movielens(path, name="d")


def test_a_zip_bomb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    bomb = layouts.CSV | {"movies.csv": b"movieId,title,genres\n" + b"0" * 20_000_000}
    with pytest.raises(DatasetError, match="unreasonable size"):
        read_movielens(layouts.as_zip(tmp_path / "bomb.zip", bomb), name="bomb")
