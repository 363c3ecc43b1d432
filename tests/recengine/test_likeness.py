"""What films have in common, worked out by hand."""

from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.likeness import GENRES_WEIGHT, KEYWORDS_WEIGHT, YEARS_WEIGHT, Likeness, content_vectors
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


def _fit(history: dict[int, float]) -> dict[int, float]:
    catalog = tiny_catalog()
    return dict(zip(catalog.item_ids.tolist(), Likeness(catalog).fit(history, ALL).tolist(), strict=True))


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
    heat, ronin, collateral, hill, amelie, love, alien, unseen = Likeness(tiny_catalog()).keywords
    assert heat == pytest.approx(dict.fromkeys(("heist", "los angeles", "michael mann"), 1 / sqrt(3)))
    assert ronin == {"heist": 1.0}
    assert collateral == pytest.approx(dict.fromkeys(("los angeles", "michael mann"), 1 / sqrt(2)))
    assert hill == love == {"london": 1.0}
    assert amelie == alien == unseen == {}


def test_a_rarer_word_weighs_more() -> None:
    films = [
        Movie(1, "a", words=("x", "y")),
        Movie(2, "b", words=("x", "y")),
        Movie(3, "c", words=("y",)),
        Movie(4, "d"),
    ]
    first = Likeness(Catalog(films)).keywords[0]
    assert first["x"] / first["y"] == pytest.approx(log(4 / 2) / log(4 / 3))


def test_the_fit_with_one_liked_film_is_genres_and_years() -> None:
    # Heat: Ronin shares everything and is 3 years away; Collateral shares one genre of its two and is 9 away.
    fit = _fit({HEAT: 5.0})
    assert fit[RONIN] == pytest.approx(GENRES_WEIGHT * log(2) + YEARS_WEIGHT * exp(-3 / 5), abs=1e-5)
    shared = 1 / sqrt(2.25 * 1.25)
    assert fit[COLLATERAL] == pytest.approx(GENRES_WEIGHT * log(2) * shared + YEARS_WEIGHT * exp(-9 / 5), abs=1e-5)
    assert fit[UNSEEN] == 0.0
    assert fit[ALIEN] == pytest.approx(YEARS_WEIGHT * exp(-16 / 5), abs=1e-5)


def test_likes_count_by_how_far_they_are_above_a_dislike_and_words_once_two_films_are_rated() -> None:
    # Heat 5 and Notting Hill 3.5 weigh 2.5 to 1; Love Actually shares London with the second.
    fit = _fit({HEAT: 5.0, NOTTING_HILL: 3.5})
    hill = 1 / 3.5
    genres = hill * 2 / sqrt(2.25 * 2.25)
    years = hill * exp(-4 / 5) + (1 - hill) * exp(-8 / 5)
    expected = GENRES_WEIGHT * log(3) * genres + YEARS_WEIGHT * years + KEYWORDS_WEIGHT * log(2) * hill
    assert fit[LOVE_ACTUALLY] == pytest.approx(expected, abs=1e-5)


@pytest.mark.parametrize("history", [{}, {UNKNOWN: 5.0}, {HEAT: 2.5}, {HEAT: 0.5, AMELIE: 2.0, UNKNOWN: 5.0}])
def test_without_a_liked_film_nothing_fits_better_than_another(history: dict[int, float]) -> None:
    assert set(_fit(history).values()) == {0.0}


def test_a_film_that_nothing_is_known_of_can_be_liked() -> None:
    assert set(_fit({UNSEEN: 5.0}).values()) == {0.0}


def test_an_empty_choice_of_films_is_an_empty_answer() -> None:
    assert Likeness(tiny_catalog()).fit({HEAT: 5.0}, ALL[:0]).shape == (0,)


@given(history=histories([HEAT, RONIN, NOTTING_HILL, AMELIE, UNSEEN, UNKNOWN]))
@quick
def test_the_fit_is_finite_and_bounded(history: dict[int, float]) -> None:
    values = Likeness(tiny_catalog()).fit(history, ALL)
    assert values.dtype == np.float32
    most = GENRES_WEIGHT * log(7) + YEARS_WEIGHT + KEYWORDS_WEIGHT * log(7)
    assert ((values >= 0) & (values <= most + 1e-5)).all()
