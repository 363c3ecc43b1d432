"""What may be changed about a title without changing which film is found, and films that are not there."""

from collections import Counter
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.text import title_key
from recengine.titles import TitleIndex
from tests.recengine.titles.known import Known, known_movies

_ACCENTS = str.maketrans("aeioucn", "áéíöüçñ")
_MARKS = ("{}!!!", "{}...", '"{}"', "  {}  ", "«{}»", "{}?", "- {} -", "*{}* 🍿")
_TALK = (
    "i just watched {} last night",
    "what about {}?",
    "i love {}",
    "have you seen {}",
    "{} please",
    "5 stars for {}",
    "hmm maybe {}",
)
_numbers = st.integers(min_value=0, max_value=10**6)


@cache
def _known() -> Known:
    return known_movies()


@cache
def _without_namesakes() -> list[Movie]:
    known = _known()
    names = Counter(
        key for movie in known.catalog for key in {title_key(t) for t in (movie.title, *movie.alt_titles)}
    )
    return [m for m in known.famous(least=20) if names[title_key(m.title)] == 1 and len(m.title) > 2]


def _keys(movie: Movie) -> set[str]:
    return {title_key(title) for title in (movie.title, *movie.alt_titles)}


def _found(text: str) -> str | None:
    matches = _known().index.search(text, limit=1).matches
    return matches[0].movie.label if matches else None


def _drawn(number: int) -> str:
    movies = _without_namesakes()
    return movies[number % len(movies)].title


def _article_last(title: str) -> str:
    first, _, rest = title.partition(" ")
    return f"{rest}, {first}" if first in ("The", "A", "An") else title


_few = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@_few
@given(number=_numbers, upper=st.lists(st.booleans(), min_size=1, max_size=40))
def test_case_does_not_matter(number: int, upper: list[bool]) -> None:
    title = _drawn(number)
    mixed = "".join(c.upper() if upper[i % len(upper)] else c.lower() for i, c in enumerate(title))
    assert _found(mixed) == _found(title)


@_few
@given(number=_numbers)
def test_accents_do_not_matter(number: int) -> None:
    title = _drawn(number)
    assert _found(title.translate(_ACCENTS)) == _found(title)


@_few
@given(number=_numbers, mark=st.sampled_from(_MARKS))
def test_punctuation_around_it_does_not_matter(number: int, mark: str) -> None:
    title = _drawn(number)
    assert _found(mark.format(title)) == _found(title)


@_few
@given(number=_numbers)
def test_an_article_may_stand_at_the_end(number: int) -> None:
    title = _drawn(number)
    assert _found(_article_last(title)) == _found(title)


@_few
@given(number=_numbers, talk=st.sampled_from(_TALK), lower=st.booleans())
def test_talk_around_it_does_not_matter(number: int, talk: str, lower: bool) -> None:
    title = _drawn(number)
    assert _found(talk.format(title.lower() if lower else title)) == _found(title)


@pytest.mark.parametrize("seed", [200])
def test_films_that_the_catalogue_lacks_are_seldom_taken_for_others(seed: int) -> None:
    known = _known()
    lacking = np.random.default_rng(seed).random(len(known.catalog)) < 0.2
    kept = [movie for movie, out in zip(known.catalog, lacking, strict=True) if not out]
    index = TitleIndex(Catalog(kept), popularity=known.popularity[~lacking])
    names = {key for movie in kept for key in _keys(movie)}
    asked = [
        movie.title
        for movie, out, count in zip(known.catalog, lacking, known.popularity, strict=True)
        if out and count >= 5 and title_key(movie.title) not in names
    ]
    taken = [title for title in asked if index.search(title).confident]
    assert len(asked) > 500
    assert len(taken) <= 0.03 * len(asked), taken
