"""Who may take part, and which wishes go where nothing meets them all."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.filtering import DROPPING_ORDER, allowed, relax, well_known
from recengine.query import Constraints, Popularity
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    UNSEEN,
    quick,
    tiny_world,
)


@pytest.fixture(scope="module")
def statistics(tiny: Dataset) -> ItemStatistics:
    return ItemStatistics.of(tiny)


def _counts(*ratings: float) -> ItemStatistics:
    none = np.zeros(len(ratings), dtype=np.float32)
    return ItemStatistics(np.asarray(ratings, dtype=np.float32), none, none, none)


def _ids(catalog: Catalog, members: np.ndarray) -> set[int]:
    return set(catalog.item_ids[members].tolist())


def test_allowed_are_those_that_meet_the_wishes(tiny: Dataset, statistics: ItemStatistics) -> None:
    crime = allowed(tiny.catalog, Constraints(genres=("Crime",)), statistics)
    assert _ids(tiny.catalog, crime) == {HEAT, RONIN, COLLATERAL}
    assert allowed(tiny.catalog, Constraints(), statistics).all()


def test_well_known_is_the_most_rated_tenth_with_ties_and_at_least_one() -> None:
    assert well_known(_counts(5, 1, 9, 9, 0)).tolist() == [False, False, True, True, False]
    assert well_known(_counts(*range(1, 31))).nonzero()[0].tolist() == [27, 28, 29]
    assert not well_known(_counts(0, 0)).any()


def test_popular_films_are_well_known_and_obscure_ones_rated_at_least(
    tiny: Dataset, statistics: ItemStatistics
) -> None:
    popular = allowed(tiny.catalog, Constraints(popularity=Popularity.POPULAR), statistics)
    obscure = allowed(tiny.catalog, Constraints(popularity=Popularity.OBSCURE), statistics)
    assert _ids(tiny.catalog, popular) == {HEAT}
    assert _ids(tiny.catalog, obscure) == set(tiny.catalog.item_ids.tolist()) - {HEAT, UNSEEN}


EVERYTHING = Constraints(
    genres=("Comedy",),
    exclude_genres=("Horror",),
    years=(2000, 2010),
    keywords=("london",),
    exclude_keywords=("christmas",),
    popularity=Popularity.OBSCURE,
)


def test_wishes_that_can_be_met_are_all_kept(tiny: Dataset, statistics: ItemStatistics) -> None:
    free = np.ones(8, dtype=bool)
    relaxed = relax(tiny.catalog, Constraints(years=(1995, 1999)), statistics, free)
    assert relaxed.dropped == ()
    assert _ids(tiny.catalog, relaxed.members) == {HEAT, RONIN, NOTTING_HILL}


def test_a_single_wish_is_dropped_where_that_is_enough(tiny: Dataset, statistics: ItemStatistics) -> None:
    # Without popularity nothing is won (Love Actually has Christmas in it); without keywords Amélie is left.
    relaxed = relax(tiny.catalog, EVERYTHING, statistics, np.ones(8, dtype=bool))
    assert relaxed.dropped == ("keywords",)
    assert _ids(tiny.catalog, relaxed.members) == {AMELIE}
    assert relaxed.constraints == replace(EVERYTHING, keywords=())


def test_of_wishes_that_would_each_do_the_one_missed_least_goes(tiny: Dataset, statistics: ItemStatistics) -> None:
    # Alien would do without the word, and Heat without the years or the genre.
    wishes = Constraints(genres=("Horror",), years=(1970, 1979), keywords=("heist",))
    assert relax(tiny.catalog, wishes, statistics, np.ones(8, dtype=bool)).dropped == ("keywords",)


def test_dropping_goes_on_until_enough_films_are_left(tiny: Dataset, statistics: ItemStatistics) -> None:
    free = np.ones(8, dtype=bool)
    three = relax(tiny.catalog, EVERYTHING, statistics, free, at_least=3)
    assert three.dropped == ("keywords", "years", "exclude_keywords")
    assert _ids(tiny.catalog, three.members) == {NOTTING_HILL, AMELIE, LOVE_ACTUALLY}
    every = relax(tiny.catalog, EVERYTHING, statistics, free, at_least=8)
    assert every.dropped == ("popularity", "keywords", "years", "exclude_keywords", "genres", "exclude_genres")
    assert every.members.all()
    assert every.constraints == Constraints()


def test_only_free_films_count(tiny: Dataset, statistics: ItemStatistics) -> None:
    free = np.ones(8, dtype=bool)
    free[tiny.catalog.index_of(AMELIE)] = False
    relaxed = relax(tiny.catalog, EVERYTHING, statistics, free)
    assert relaxed.dropped == ("years",)
    assert _ids(tiny.catalog, relaxed.members) == {NOTTING_HILL}


def test_wishes_that_were_not_made_are_not_dropped(tiny: Dataset, statistics: ItemStatistics) -> None:
    relaxed = relax(tiny.catalog, Constraints(genres=("Western",)), statistics, np.ones(8, dtype=bool))
    assert relaxed.dropped == ("genres",)


def test_years_may_stand_in_either_order(tiny: Dataset, statistics: ItemStatistics) -> None:
    for years in ((1979, 1998), (1998, 1979)):
        found = allowed(tiny.catalog, Constraints(years=years), statistics)
        assert _ids(tiny.catalog, found) == {HEAT, RONIN, ALIEN}


@pytest.mark.parametrize(
    ("wishes", "dropped"),
    [
        (Constraints(genres=("Wstern",)), ("genres",)),
        (Constraints(keywords=("no such word",)), ("keywords",)),
        (Constraints(keywords=("no such word",), genres=("Crime",)), ("keywords",)),
        (Constraints(exclude_genres=("Wstern",), exclude_keywords=("no such word",)), ()),
        (Constraints(genres=("Crime",), exclude_genres=("Crime",)), ("genres",)),
        (Constraints(years=(1900, 1901), genres=("Wstern",)), ("years", "genres")),
    ],
)
def test_names_that_no_film_has_are_met_by_none(
    tiny: Dataset, statistics: ItemStatistics, wishes: Constraints, dropped: tuple[str, ...]
) -> None:
    assert relax(tiny.catalog, wishes, statistics, np.ones(8, dtype=bool)).dropped == dropped


def test_keywords_are_words_and_people_in_any_spelling(tiny: Dataset, statistics: ItemStatistics) -> None:
    for keywords, ids in ((("michael MANN",), {HEAT, COLLATERAL}), (("Los-Angeles", "heist"), {HEAT})):
        relaxed = relax(tiny.catalog, Constraints(keywords=keywords), statistics, np.ones(8, dtype=bool))
        assert (relaxed.dropped, _ids(tiny.catalog, relaxed.members)) == ((), ids)


def test_nothing_is_dropped_where_that_would_free_no_film(tiny: Dataset, statistics: ItemStatistics) -> None:
    relaxed = relax(tiny.catalog, EVERYTHING, statistics, np.zeros(8, dtype=bool))
    assert (relaxed.dropped, relaxed.constraints) == ((), EVERYTHING)
    assert not relaxed.members.any()


GENRES = st.lists(st.sampled_from(["Crime", "Comedy", "Romance", "Horror", "Western"]), max_size=2).map(tuple)
WORDS = st.lists(st.sampled_from(["heist", "london", "paris", "michael mann", "space", "x"]), max_size=2).map(tuple)
YEARS = st.none() | st.tuples(st.none() | st.integers(1975, 2005), st.none() | st.integers(1975, 2005))
WISHES = st.builds(
    Constraints,
    genres=GENRES,
    exclude_genres=GENRES,
    years=YEARS,
    keywords=WORDS,
    exclude_keywords=WORDS,
    popularity=st.none() | st.sampled_from(Popularity),
)


@given(wishes=WISHES, free=st.lists(st.booleans(), min_size=8, max_size=8), at_least=st.integers(1, 3))
@quick
def test_as_few_wishes_as_possible_are_dropped_and_the_others_met(
    wishes: Constraints, free: list[bool], at_least: int
) -> None:
    world = tiny_world()
    statistics, members = ItemStatistics.of(world), np.asarray(free)
    relaxed = relax(world.catalog, wishes, statistics, members, at_least=at_least)

    def left(dropped: tuple[str, ...]) -> np.ndarray:
        kept = replace(wishes, **{name: getattr(Constraints(), name) for name in dropped})
        return members & allowed(world.catalog, kept, statistics)

    np.testing.assert_array_equal(relaxed.members, left(relaxed.dropped))
    enough = min(at_least, int(members.sum()))
    assert relaxed.members.sum() >= enough
    smaller = [s for size in range(len(relaxed.dropped)) for s in combinations(DROPPING_ORDER, size)]
    assert all(left(dropped).sum() < enough for dropped in smaller)


GENRES, YEARS = ("Crime", "Comedy", "War"), st.none() | st.integers(1980, 1990)
FILMS = st.lists(st.tuples(st.sets(st.sampled_from(GENRES)), YEARS), min_size=1, max_size=8)


@given(FILMS, st.sets(st.sampled_from(GENRES)), st.sets(st.sampled_from(GENRES)), st.none() | st.tuples(YEARS, YEARS))
def test_genres_and_years_are_met_by_just_those_films_that_have_them(
    films: list[tuple[set[str], int | None]],
    wanted: set[str],
    unwanted: set[str],
    years: tuple[int | None, int | None] | None,
) -> None:
    movies = [Movie(at, f"F{at}", year, tuple(genres)) for at, (genres, year) in enumerate(films, 1)]

    def in_range(year: int | None) -> bool:
        ends = [end for end in years or () if end is not None]
        low = min(ends) if len(ends) == 2 else (years or (None, None))[0]
        high = max(ends) if len(ends) == 2 else (years or (None, None))[1]
        return year is not None and (low is None or year >= low) and (high is None or year <= high)

    expected = [
        wanted <= genres and not unwanted & genres and (years is None or in_range(year)) for genres, year in films
    ]
    constraints = Constraints(genres=tuple(wanted), exclude_genres=tuple(unwanted), years=years)
    assert allowed(Catalog(movies), constraints, _counts(*[1.0] * len(movies))).tolist() == expected
