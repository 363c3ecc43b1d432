"""What films have in common, worked out by hand."""

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.likeness import (
    FAME_WEIGHT,
    GENRES_WEIGHT,
    KEYWORDS_WEIGHT,
    ORDINARY_FAME,
    YEARS_WEIGHT,
    Likeness,
    content_vectors,
)
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    UNKNOWN,
    UNSEEN,
    histories,
    quick,
    tiny_catalog,
)

ALL = np.arange(8)


RATINGS = np.asarray([4, 2, 2, 3, 2, 2, 1, 0], dtype=np.float32)
"""Of the tiny world, in its order."""


def _likeness() -> Likeness:
    return Likeness(tiny_catalog(), RATINGS)


def _fit(history: dict[int, float]) -> dict[int, float]:
    likeness = _likeness()
    return dict(zip(likeness.catalog.item_ids.tolist(), likeness.fit(history, ALL).tolist(), strict=True))


def _fame(ratings: int, level: float) -> float:
    """What fame adds to a film's fit where the rated films' mean fame is `level`, before evidence."""
    return FAME_WEIGHT * (level - ORDINARY_FAME) * log(1 + ratings) / log(5)


def test_content_vectors_are_genres_and_half_a_decade_of_length_one(tiny: Dataset) -> None:
    vectors = content_vectors(tiny.catalog)
    heat, ronin, collateral, *_, unseen = vectors
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 1, 1, 1, 1, 1, 1, 0], atol=1e-6)
    assert heat @ ronin == pytest.approx(1.0)  # both genres and the decade
    assert heat @ collateral == pytest.approx(1 / np.sqrt(2.25 * 1.25))  # one genre, another decade
    assert not unseen.any()


def test_a_catalogue_without_content_has_empty_vectors() -> None:
    assert content_vectors(Catalog([Movie(1, "x")])).shape == (1, 0)


def test_words_and_people_weigh_by_their_rarity_and_lone_ones_nothing() -> None:
    # «heist», «los angeles», Michael Mann and «london» are each in two films of eight; all else in one.
    keywords = _likeness().keywords
    vectors = np.stack([keywords.mixed(np.asarray([film]), np.ones(1, dtype=np.float32)) for film in ALL])
    heat, ronin, collateral, hill, amelie, love, alien, unseen = vectors
    assert np.sort(heat)[-4:].tolist() == pytest.approx([0, 1 / sqrt(3), 1 / sqrt(3), 1 / sqrt(3)])
    assert np.sort(collateral)[-3:].tolist() == pytest.approx([0, 1 / sqrt(2), 1 / sqrt(2)])
    assert (ronin.max(), ronin.sum()) == (hill.max(), hill.sum()) == (1.0, 1.0)
    assert hill.tolist() == love.tolist()
    assert not np.any([amelie, alien, unseen])
    likeness = keywords.likeness(
        vectors[0], ALL
    )  # Heat has one word with Ronin, and a word and a person with Collateral
    assert likeness.tolist() == pytest.approx([1, 1 / sqrt(3), 2 / sqrt(6), 0, 0, 0, 0, 0])


def test_a_rarer_word_weighs_more() -> None:
    films = [
        Movie(1, "a", words=("x", "y")),
        Movie(2, "b", words=("x", "y")),
        Movie(3, "c", words=("y",)),
        Movie(4, "d"),
    ]
    _, *ends = Likeness(Catalog(films), RATINGS[:4]).keywords.start
    keywords = Likeness(Catalog(films), RATINGS[:4]).keywords
    assert ends == [2, 4, 5, 5]
    x, y = keywords.values[:2]
    assert x / y == pytest.approx(log(4 / 2) / log(4 / 3))
    assert keywords.columns.tolist() == [0, 1, 0, 1, 1]
    assert keywords.width == 2


def test_a_word_and_a_person_of_one_spelling_are_one_keyword() -> None:
    films = [Movie(1, "a", words=("Tom Hanks",)), Movie(2, "b", actors=("tom hanks", "Tom-Hanks")), Movie(3, "c")]
    keywords = Likeness(Catalog(films), RATINGS[:3]).keywords
    assert (keywords.columns.tolist(), keywords.values.tolist()) == ([0, 0], [1.0, 1.0])


def test_the_fit_with_one_liked_film_is_genres_years_and_fame() -> None:
    # Heat, the most rated film: Ronin shares all genres and is 3 years away; Collateral shares one of two genres.
    fit = _fit({HEAT: 5.0})
    ronin = log(2) * (GENRES_WEIGHT + _fame(2, 1.0)) + YEARS_WEIGHT * exp(-3 / 5)
    collateral = log(2) * (GENRES_WEIGHT / sqrt(2.25 * 1.25) + _fame(2, 1.0)) + YEARS_WEIGHT * exp(-9 / 5)
    assert fit[RONIN] == pytest.approx(ronin, abs=1e-5)
    assert fit[COLLATERAL] == pytest.approx(collateral, abs=1e-5)
    assert fit[ALIEN] == pytest.approx(log(2) * _fame(1, 1.0) + YEARS_WEIGHT * exp(-16 / 5), abs=1e-5)
    assert fit[UNSEEN] == 0.0  # neither genres nor a year nor ratings


def test_likes_count_by_how_far_they_are_above_a_dislike_and_words_once_two_films_are_rated() -> None:
    # Heat 5 and Notting Hill 3.5 weigh 2.5 to 1; Love Actually shares London with the second.
    fit = _fit({HEAT: 5.0, NOTTING_HILL: 3.5})
    hill = 1 / 3.5
    genres = hill * 2 / sqrt(2.25 * 2.25)
    years = hill * exp(-4 / 5) + (1 - hill) * exp(-8 / 5)
    fame = _fame(2, (1 + log(4) / log(5)) / 2)
    broad = log(3) * (GENRES_WEIGHT * genres + fame)
    assert fit[LOVE_ACTUALLY] == pytest.approx(
        broad + YEARS_WEIGHT * years + KEYWORDS_WEIGHT * log(2) * hill, abs=1e-5
    )


def test_who_rates_little_known_films_is_suited_by_such() -> None:
    # Alien has one rating of at most four: its fame is log 2 / log 5 = 0.43, below the ordinary.
    fit = _fit({ALIEN: 5.0})
    assert fit[UNSEEN] == 0.0
    assert fit[HEAT] < 0
    assert fit[HEAT] < fit[NOTTING_HILL] < fit[AMELIE]


@pytest.mark.parametrize("history", [{}, {UNKNOWN: 5.0}, {HEAT: 2.5}, {HEAT: 0.5, AMELIE: 2.0, UNKNOWN: 5.0}])
def test_without_a_liked_film_nothing_fits_better_than_another(history: dict[int, float]) -> None:
    assert set(_fit(history).values()) == {0.0}


def test_a_film_that_nothing_is_known_of_can_be_liked() -> None:
    fit = _fit({UNSEEN: 5.0})
    assert fit[UNSEEN] == 0.0
    assert fit[HEAT] == pytest.approx(log(2) * _fame(4, 0.0), abs=1e-5)


def test_an_empty_choice_of_films_is_an_empty_answer() -> None:
    assert _likeness().fit({HEAT: 5.0}, ALL[:0]).shape == (0,)


@given(history=histories([HEAT, RONIN, NOTTING_HILL, AMELIE, UNSEEN, UNKNOWN]))
@quick
def test_the_fit_is_finite_and_bounded(history: dict[int, float]) -> None:
    values = _likeness().fit(history, ALL)
    assert values.dtype == np.float32
    most = log(7) * (GENRES_WEIGHT + FAME_WEIGHT * ORDINARY_FAME + KEYWORDS_WEIGHT) + YEARS_WEIGHT
    assert (np.abs(values) <= most).all()


def test_where_nobody_rated_anything_no_film_is_famous() -> None:
    fit = Likeness(tiny_catalog(), np.zeros(8, dtype=np.float32)).fit({HEAT: 5.0}, ALL)
    assert fit[1] == pytest.approx(log(2) * GENRES_WEIGHT + YEARS_WEIGHT * exp(-3 / 5), abs=1e-5)
