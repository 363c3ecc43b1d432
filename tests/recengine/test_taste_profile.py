"""Leans worked out by hand, their sureness, and what was set."""

import math

import pytest

from recengine.dataset import Dataset
from recengine.errors import InvalidRating
from recengine.recommender import Recommender
from recengine.statistics import ItemStatistics
from recengine.taste_profile import taste_profile
from recengine.traits import TraitSetting
from tests.recengine.worlds import ALIEN, AMELIE, HEAT, NOTTING_HILL, RONIN, UNKNOWN, UNSEEN, TableScorer


@pytest.fixture(scope="module")
def recommender(tiny: Dataset) -> Recommender:
    base = dict.fromkeys(tiny.catalog.item_ids.tolist(), 0.0)
    return Recommender(TableScorer(base), tiny.catalog, ItemStatistics.of(tiny))


def test_a_lean_is_the_shrunk_mean_of_surprises(recommender: Recommender) -> None:
    history = {HEAT: 5.0, RONIN: 4.5, NOTTING_HILL: 2.0}
    means = recommender.statistics.mean_stars
    above = {i: stars - float(means[recommender.catalog.index_of(i)]) for i, stars in history.items()}
    generosity = sum(above.values()) / 8
    profile = taste_profile(recommender, history)
    found = {trait.key: trait for trait in profile.traits}
    crime = found["genre:crime"]
    assert crime.lean == pytest.approx((above[HEAT] + above[RONIN] - 2 * generosity) / 7, abs=1e-5)
    assert crime.error == pytest.approx(0.9 / math.sqrt(7))
    assert (crime.name, crime.kind, crime.films[0]) == ("Crime", "genre", HEAT)
    assert {*crime.films} == {HEAT, RONIN}
    assert found["genre:comedy"].lean < 0 < crime.lean
    assert found["person:michael mann"].error > crime.error
    assert profile.known == pytest.approx(3 / 13)
    assert (profile.rated, profile.generosity) == (3, pytest.approx(generosity, abs=1e-5))
    leans = [abs(trait.lean) for trait in profile.traits]
    assert leans == sorted(leans, reverse=True)
    assert {trait.key for trait in profile.of("genre")} == {
        "genre:action",
        "genre:crime",
        "genre:comedy",
        "genre:romance",
    }


def test_what_was_set_is_told_even_of_traits_that_no_rated_film_has(recommender: Recommender) -> None:
    settings = {"genre:Crime": TraitSetting.UP, "word:Space": TraitSetting.MUTED, "word:nothing": TraitSetting.DOWN}
    found = {trait.key: trait for trait in taste_profile(recommender, {HEAT: 5.0}, settings).traits}
    assert found["genre:crime"].setting is TraitSetting.UP
    assert (found["word:space"].setting, found["word:space"].lean, found["word:space"].films) == ("muted", 0.0, ())
    assert "word:nothing" not in found
    assert found["genre:action"].setting is None


def test_nothing_is_known_of_who_rated_nothing_that_is_known(recommender: Recommender) -> None:
    for history in ({}, {UNKNOWN: 5.0}):
        profile = taste_profile(recommender, history)
        assert (profile.traits, profile.known, profile.generosity) == ((), 0.0, 0.0)
    assert taste_profile(recommender, {UNSEEN: 5.0}).traits == ()
    with pytest.raises(InvalidRating):
        taste_profile(recommender, {HEAT: 7.0})


def test_more_films_make_a_lean_surer(recommender: Recommender) -> None:
    one = taste_profile(recommender, {AMELIE: 5.0, ALIEN: 1.0}).of("genre")
    two = taste_profile(recommender, {AMELIE: 5.0, NOTTING_HILL: 5.0, ALIEN: 1.0}).of("genre")
    errors = [next(t for t in traits if t.key == "genre:romance").error for traits in (one, two)]
    assert errors[0] > errors[1]
