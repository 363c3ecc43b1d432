"""Looking at as few names as needed, against looking at every one."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.title_queries import read_rows
from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex, index
from tests.recengine.titles.known import Known, known_movies

_HEADS = ("Star", "Moon", "The Man", "Dark", "Star Wars", "2", "Saw")
_TAILS = ("", " Wars", " on the Moon", ": Episode 2", " II", ": The Return", " City", " and the Sea")
_FILMS = tuple(
    Movie(number, head + tail, 1960 + number, directors=("Sam Sea",) if number % 3 else ())
    for number, (head, tail) in enumerate((head, tail) for head in _HEADS for tail in _TAILS)
)
_SMALL = TitleIndex(Catalog(_FILMS), popularity=np.arange(len(_FILMS), dtype=np.float32)[::-1] ** 2)
_WORDS = st.sampled_from(
    [
        *("star", "stra", "wars", "moon", "man", "on", "dark", "sity", "city", "saw", "sea"),
        *("2", "two", "ii", "episode", "1970", "sam", "loved", "i", "the"),
    ]
)


def _both(titles: TitleIndex, text: str, *, limit: int) -> tuple[object, object]:
    """The answer after few looks, and after a look at all candidates."""
    answers = []
    for few in (0, 1 << 30):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(index, "_FEW", few)
            answers.append(titles.search(text, limit=limit))
    return answers[0], answers[1]


@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_WORDS, min_size=1, max_size=7), st.integers(1, 5))
def test_few_looks_answer_as_looks_at_all_candidates_do(words: list[str], limit: int) -> None:
    few, every = _both(_SMALL, " ".join(words), limit=limit)
    assert few == every


@cache
def _known() -> Known:
    return known_movies()


@pytest.mark.parametrize("limit", [2, 5])
def test_they_do_so_for_what_people_type(limit: int) -> None:
    for row in read_rows(Path(__file__).with_name("queries.csv"))[:: 17 if limit == 5 else 31]:
        few, every = _both(_known().index, row.query, limit=limit)
        assert few == every


@pytest.mark.parametrize("text", ["saw12", "saw 12", "moon 2 1", "star wars 12", "2 2"])
def test_numbers_run_together_are_names_too(text: str) -> None:
    films = [Movie(1, "Saw 1 2"), Movie(2, "Saw12"), Movie(3, "Moon 21"), Movie(4, "Star Wars 1 2"), Movie(5, "22")]
    titles = TitleIndex(Catalog([*films, *(replace(film, item_id=film.item_id + 100) for film in _FILMS)]))
    few, every = _both(titles, text, limit=5)
    assert few == every
