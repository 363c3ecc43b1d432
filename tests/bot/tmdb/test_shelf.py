"""What is kept of TMDB's on the disk."""

import os
import threading
from pathlib import Path

import pytest

from bot.tmdb.entry import DAY, LASTS, Entry
from bot.tmdb.shelf import PART_SECONDS, Key, Shelf
from tests.bot.tmdb.standin import poster

HEAT = Key(949, "en")
PICTURE = poster("Heat", size=(60, 90))
NOW = 1_700_000_000


class Clock:
    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shelf(tmp_path: Path, clock: Clock) -> Shelf:
    return Shelf(tmp_path, clock=clock)


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back_and_its_place_follows_from_id_and_language(shelf: Shelf, tmp_path: Path) -> None:
    entry = Entry("A thief.", "/a.jpg", NOW)
    assert (shelf.entry(HEAT), shelf.poster(HEAT)) == (None, None)
    shelf.keep_entry(HEAT, entry)
    shelf.keep_poster(HEAT, PICTURE)
    assert (shelf.entry(HEAT), shelf.poster(HEAT)) == (entry, PICTURE)
    assert shelf.entry(Key(949, "es")) is None
    assert files(tmp_path) == ["en-949.json", "w500-en-949"]


@pytest.mark.parametrize(
    ("number", "language"),
    [(0, "en"), (-1, "en"), (2**53, "en"), (True, "en"), ("1", "en"), (1, "../x"), (1, "EN"), (1, None)],
)
def test_nothing_else_names_a_file(number: object, language: object) -> None:
    with pytest.raises(ValueError, match="no "):
        Key(number, language)  # type: ignore[arg-type]


def test_what_is_too_old_counts_as_not_there_and_goes(shelf: Shelf, clock: Clock, tmp_path: Path) -> None:
    shelf.keep_entry(HEAT, Entry("A thief.", "/a.jpg", NOW))
    shelf.keep_poster(HEAT, PICTURE)
    clock.now += LASTS - 1
    assert shelf.poster(HEAT) is not None
    assert shelf.entry(HEAT) is not None
    clock.now += 1
    assert (shelf.entry(HEAT), shelf.poster(HEAT)) == (None, None)
    shelf.sweep()
    assert files(tmp_path) == []


def test_what_a_wrong_clock_kept_goes_as_well(shelf: Shelf, clock: Clock, tmp_path: Path) -> None:
    clock.now += 10 * DAY
    shelf.keep_poster(HEAT, PICTURE)
    clock.now -= 10 * DAY
    assert shelf.poster(HEAT) is None
    assert files(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"plot": 5}', b"x" * 50_000])
def test_a_damaged_film_is_thrown_away(shelf: Shelf, tmp_path: Path, content: bytes) -> None:
    shelf.keep_entry(HEAT, Entry("A thief.", "/a.jpg", NOW))
    (tmp_path / "films" / "en-949.json").write_bytes(content)
    assert shelf.entry(HEAT) is None


def test_a_poster_with_any_part_cut_off_is_thrown_away(shelf: Shelf, tmp_path: Path) -> None:
    for length in (0, 1, len(PICTURE) // 2, len(PICTURE) - 100):
        shelf.keep_poster(HEAT, PICTURE[:length])
        assert shelf.poster(HEAT) is None
        assert files(tmp_path) == []


def test_a_pipe_in_place_of_a_file_is_not_waited_for(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "posters").mkdir()
    os.mkfifo(tmp_path / "posters" / "w500-en-949")
    assert shelf.poster(HEAT) is None


def test_the_posters_used_longest_ago_go_first(tmp_path: Path, clock: Clock) -> None:
    shelf = Shelf(tmp_path, most_bytes=4 * len(PICTURE), clock=clock)
    for number in range(1, 6):
        shelf.keep_poster(Key(number, "en"), PICTURE)
        clock.now += 1
    assert shelf.poster(Key(1, "en")) is not None
    shelf.sweep()
    assert files(tmp_path) == ["w500-en-1", "w500-en-4", "w500-en-5"]  # down to nine tenths of what may be kept


def test_films_are_bounded_in_number(tmp_path: Path, clock: Clock) -> None:
    shelf = Shelf(tmp_path, most_entries=10, clock=clock)
    for number in range(1, 12):
        shelf.keep_entry(Key(number, "en"), Entry("A thief.", "/a.jpg", NOW))
        clock.now += 1
    shelf.sweep()
    assert files(tmp_path) == sorted(f"en-{number}.json" for number in range(3, 12))


def test_what_was_never_finished_goes_after_an_hour(shelf: Shelf, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "posters").mkdir()
    part = tmp_path / "posters" / ".w500-en-949.ab12.part"
    part.write_bytes(PICTURE)
    os.utime(part, (NOW, NOW))
    shelf.sweep()
    assert part.exists()
    clock.now += PART_SECONDS
    shelf.sweep()
    assert not part.exists()


def test_a_full_disk_leaves_nothing_half_written(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    shelf.keep_poster(HEAT, PICTURE)
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        shelf.keep_poster(HEAT, PICTURE)
    assert files(tmp_path) == ["w500-en-949"]


def test_several_processes_may_write_read_and_sweep_at_once(tmp_path: Path) -> None:
    """Threads with a shelf each stand for processes: they share nothing but the folder."""
    failures: list[BaseException] = []

    def work(own: int) -> None:
        shelf = Shelf(tmp_path, most_bytes=3 * len(PICTURE))
        try:
            for turn in range(15):
                key = Key(1 + (own + turn) % 4, "en")
                shelf.keep_poster(key, PICTURE)
                assert shelf.poster(key) in (PICTURE, None)
                shelf.sweep()
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(own,)) for own in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert not [name for name in files(tmp_path) if name.endswith(".part")]
