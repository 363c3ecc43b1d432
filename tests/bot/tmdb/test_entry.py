"""What TMDB says of a film, read strictly."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tmdb.entry import DAY, LASTS, LONGEST_PLOT, Entry, Garbled, answered, kept


def answer(**told: Any) -> Entry:
    return answered(json.dumps(told).encode(), now=1000)


def test_plot_and_poster_are_taken_and_nothing_else() -> None:
    told = answer(id=949, title="Heat", overview="A thief.\r\n A  cop.", poster_path="/zMyfPUel1.jpg")
    assert told == Entry("A thief. A cop.", "/zMyfPUel1.jpg", 1000)


@pytest.mark.parametrize("overview", [None, "", 5, ["a"], "\u200b\u202e"])
def test_without_a_plot_it_is_empty(overview: object) -> None:
    assert answer(overview=overview).plot == ""


def test_a_plot_has_no_letters_that_steer_others_and_an_end() -> None:
    assert answer(overview="a\u202eb\x00\x02c").plot == "abc"
    assert len(answer(overview="x" * 100_000).plot) == LONGEST_PLOT


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        7,
        "a.jpg",
        "/../../etc/passwd",
        "/a/b.jpg",
        "/a.svg",
        "//evil.example/a.jpg",
        "/a.jpg?x=1",
        "/a.jpg\n",
    ],
)
def test_only_a_path_of_tmdb_s_leads_to_a_poster(path: object) -> None:
    assert answer(poster_path=path).poster is None


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(Garbled):
        answered(body, now=0)
    with pytest.raises(Garbled):
        kept(body)


def test_a_whole_entry_lasts_half_a_year_and_half_an_entry_a_week() -> None:
    whole, half = Entry("A thief.", "/a.jpg", 1000), Entry("A thief.", None, 1000)
    assert whole.is_fresh(1000 + LASTS - 1)
    assert not whole.is_fresh(1000 + LASTS)
    assert half.is_fresh(1000 + 7 * DAY - 1)
    assert not half.is_fresh(1000 + 7 * DAY)
    assert not whole.is_fresh(999)


def test_a_file_without_its_time_is_damaged() -> None:
    with pytest.raises(Garbled):
        kept(b'{"plot": "A thief.", "poster": null, "fetched_at": true}')


@given(plot=st.text(max_size=50), at=st.integers(min_value=0, max_value=2**40))
def test_what_was_read_once_is_kept_as_it_is(plot: str, at: int) -> None:
    entry = answered(json.dumps({"overview": plot, "poster_path": "/a.png"}).encode(), now=at)
    assert kept(entry.to_bytes()) == entry
