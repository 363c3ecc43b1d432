"""Lists for several people: candidates, matches, vetoes, reasons, and what is no group."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.arrays import Bools, Floats, History, Ints
from recengine.dataset import Dataset
from recengine.errors import InvalidRating
from recengine.group_match import VETO_PERCENTILE, percentiles
from recengine.group_rules import Rule
from recengine.groups import GroupSuggestions, recommend_group
from recengine.query import Constraints, Query
from recengine.recommender import Recommender
from recengine.statistics import ItemStatistics
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    BASE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    UNKNOWN,
    UNSEEN,
    TableScorer,
    histories,
    quick,
    tiny_world,
    two_tastes,
)

ITEM_IDS = two_tastes().catalog.item_ids.tolist()

LINKS = {
    HEAT: {RONIN: 1.0, COLLATERAL: 1.0, NOTTING_HILL: -1.0, LOVE_ACTUALLY: -1.0},
    AMELIE: {RONIN: -2.0, COLLATERAL: -2.0, NOTTING_HILL: 2.0, LOVE_ACTUALLY: 2.0},
}
CRIME, ROMANCE = {HEAT: 5.0}, {AMELIE: 5.0}


@pytest.fixture(scope="module")
def table() -> Recommender:
    tiny = tiny_world()
    return Recommender(TableScorer(BASE | {UNSEEN: 1.0}, LINKS), tiny.catalog, ItemStatistics.of(tiny))


@pytest.fixture(scope="module")
def recommender(fitted: Fitted, world: Dataset) -> Recommender:
    return Recommender(fitted("default"), world.catalog, ItemStatistics.of(world))


class Foreseeing(Recommender):
    """A recommender that foretells stars and matches, both written down for each history."""

    stars: Callable[[History], dict[int, float]]

    def predicted_stars(self, history: History, *, at: Ints | None = None) -> Floats:
        told, ids = self.stars(history), self.catalog.item_ids
        some = ids if at is None else ids[at]
        return np.asarray([told.get(i, 3.5) for i in some.tolist()], dtype=np.float32)

    def match(self, history: History, *, at: Ints | None = None) -> Floats:
        return self.predicted_stars(history, at=at) * np.float32(20)


def foreseeing(stars: Callable[[History], dict[int, float]]) -> Foreseeing:
    tiny = tiny_world()
    found = Foreseeing(TableScorer(BASE | {UNSEEN: 1.0}, LINKS), tiny.catalog, ItemStatistics.of(tiny))
    found.stars = stars
    return found


def _ids(found: GroupSuggestions) -> list[int]:
    return [item.movie.item_id for item in found.items]


def test_films_are_ranked_by_the_mean_of_standardised_scores(table: Recommender) -> None:
    # Neither Heat nor Amélie; the crime fan's Ronin 9, Collateral 8, Notting Hill 3, Alien 2, Love Actually and the
    # unseen one 1; the romantic's 3, 2, 9, 2, 7, 1.
    crime = np.asarray([9, 8, 3, 1, 2, 1.0])
    romance = np.asarray([3, 2, 9, 7, 2, 1.0])
    means = ((crime - crime.mean()) / crime.std() + (romance - romance.mean()) / romance.std()) / 2
    films = [RONIN, COLLATERAL, NOTTING_HILL, LOVE_ACTUALLY, ALIEN, UNSEEN]
    found = recommend_group(table, [CRIME, ROMANCE], rule=Rule.AVERAGE, veto=False)
    assert _ids(found) == [films[i] for i in np.argsort(-means, kind="stable")]
    assert [item.score for item in found.items] == pytest.approx(sorted(means, reverse=True), abs=1e-5)
    assert [item.rank for item in found.items] == [1, 2, 3, 4, 5, 6]


def test_a_match_is_the_share_of_candidates_that_the_member_likes_less(table: Recommender) -> None:
    found = recommend_group(table, {"Ada": CRIME, "Bea": ROMANCE}, veto=False)
    matches = {item.movie.item_id: [round(m.percent) for m in item.matches] for item in found.items}
    # Six candidates, five others. Ada: Ronin beats all 5, Notting Hill 3; Bea: Notting Hill 5, Ronin 3, Collateral
    # and Alien share a place above one.
    assert matches[RONIN] == [100, 60]
    assert matches[NOTTING_HILL] == [60, 100]
    assert matches[COLLATERAL] == [80, 20]
    assert matches[UNSEEN] == [0, 0]
    assert [m.member for m in found.items[0].matches] == ["Ada", "Bea"] == list(found.members)


def test_a_predicted_match_goes_before_a_share_of_candidates() -> None:
    found = recommend_group(foreseeing(lambda history: {RONIN: 4.5 if HEAT in history else 3.0}), [CRIME, ROMANCE])
    (ronin,) = [item for item in found.items if item.movie.item_id == RONIN]
    assert [m.percent for m in ronin.matches] == [90.0, 60.0]


def test_each_member_is_told_which_liked_film_speaks_for_it(table: Recommender) -> None:
    found = recommend_group(table, [CRIME, ROMANCE, {}], veto=False)
    (ronin,) = [item for item in found.items if item.movie.item_id == RONIN]
    assert [m.because.item_id if m.because else None for m in ronin.matches] == [HEAT, None, None]


@given(
    own=st.lists(histories(ITEM_IDS, most=20), min_size=1, max_size=5),
    exclude=st.sets(st.sampled_from(ITEM_IDS), max_size=10),
    rule=st.sampled_from(list(Rule)),
)
@quick
def test_what_any_member_rated_or_is_excluded_is_never_suggested(
    recommender: Recommender, own: list[dict[int, float]], exclude: set[int], rule: Rule
) -> None:
    found = recommend_group(recommender, own, rule=rule, count=60, exclude=frozenset(exclude))
    out = exclude.union(*own)
    assert not set(_ids(found)) & out
    assert len(found.items) == len(set(_ids(found)))
    assert all(0 <= m.percent <= 100 for item in found.items for m in item.matches)
    if len(own) > 1:
        assert len(found.items) + found.vetoed == len(ITEM_IDS) - len(out)


@given(history=histories(ITEM_IDS), rule=st.sampled_from(list(Rule)), count=st.integers(0, 12))
@quick
def test_a_group_of_one_gets_that_persons_recommendation(
    recommender: Recommender, history: dict[int, float], rule: Rule, count: int
) -> None:
    alone = recommender.suggest(Query(history), count=count)
    found = recommender.suggest_group([history], rule=rule, count=count)
    assert [(i.movie, i.rank, i.score) for i in found.items] == [(i.movie, i.rank, i.score) for i in alone.items]


@given(own=st.lists(histories(ITEM_IDS), min_size=2, max_size=4), data=st.data())
@quick
def test_the_order_of_the_members_does_not_matter(
    recommender: Recommender, own: list[dict[int, float]], data: st.DataObject
) -> None:
    mixed = data.draw(st.permutations(own))
    assert _ids(recommend_group(recommender, own)) == _ids(recommend_group(recommender, mixed))


def test_members_without_ratings_count_as_strangers(table: Recommender) -> None:
    strangers = recommend_group(table, [{}, {}], count=3)
    assert _ids(strangers) == [HEAT, RONIN, COLLATERAL]
    assert strangers.vetoed == 0


def test_weights_go_by_name_or_by_order(table: Recommender) -> None:
    group = {"Ada": CRIME, "Bea": ROMANCE}
    by_name = recommend_group(table, group, count=1, weights={"Bea": 4, "Cleo": 9}, veto=False)
    by_order = recommend_group(table, [CRIME, ROMANCE], count=1, weights=[1, 4], veto=False)
    assert _ids(by_name) == _ids(by_order) == [NOTTING_HILL]
    assert _ids(recommend_group(table, group, count=1, weights={"Ada": 4}, veto=False)) == [RONIN]


def test_a_film_that_somebody_would_dislike_strongly_is_vetoed() -> None:
    oracle = foreseeing(lambda history: {RONIN: 2.5, ALIEN: 2.6} if AMELIE in history else {COLLATERAL: 1.0})
    found = recommend_group(oracle, [CRIME, ROMANCE])
    assert set(_ids(found)) == {NOTTING_HILL, LOVE_ACTUALLY, ALIEN, UNSEEN}
    assert (found.vetoed, found.veto_lifted) == (2, False)
    unheard = recommend_group(oracle, [CRIME, ROMANCE], veto=False)
    assert {RONIN, COLLATERAL} < set(_ids(unheard))
    assert unheard.vetoed == 0


def test_a_veto_of_everything_is_lifted_and_said() -> None:
    sour = foreseeing(lambda history: dict.fromkeys(BASE, 1.0) | {UNSEEN: 1.0})
    found = recommend_group(sour, [CRIME, ROMANCE])
    assert len(found.items) == 6
    assert (found.vetoed, found.veto_lifted) == (0, True)


def test_a_veto_does_not_drop_a_wish() -> None:
    no_crime = foreseeing(lambda history: {RONIN: 1.0, COLLATERAL: 1.0} if AMELIE in history else {})
    found = recommend_group(no_crime, [CRIME, ROMANCE], constraints=Constraints(genres=("Crime",)))
    assert set(_ids(found)) == {RONIN, COLLATERAL}
    assert (found.dropped, found.veto_lifted) == ((), True)


def test_without_predicted_stars_the_end_of_a_members_ranking_is_vetoed(recommender: Recommender) -> None:
    crime, romance = ({i: 5.0} for i in ITEM_IDS[:2])
    found = recommend_group(recommender, [crime, romance], count=60)
    # Of 58 candidates, those below 5 % have at most 2 others below them: 3 for each member, some perhaps for both.
    assert VETO_PERCENTILE == 5.0
    assert 3 <= found.vetoed <= 6


def test_a_wish_that_nothing_meets_is_dropped_and_named(table: Recommender) -> None:
    found = recommend_group(table, [CRIME, ROMANCE], constraints=Constraints(genres=("Crime",), years=(1950, 1960)))
    assert found.dropped == ("years",)
    assert set(_ids(found)) <= {RONIN, COLLATERAL}


def test_percentiles_are_told_among_candidates_only() -> None:
    scores: Floats = np.asarray([1, 2, 2, 4, 9], dtype=np.float32)
    inside: Bools = np.asarray([True, True, True, True, False])
    assert percentiles(scores, inside).tolist() == pytest.approx([0, 100 / 3, 100 / 3, 100, 100])
    assert percentiles(scores, np.zeros(5, dtype=bool)).tolist() == [0] * 5


# What is no group


def test_nothing_left_to_suggest_is_an_empty_list(table: Recommender) -> None:
    everything = frozenset([*BASE, UNSEEN])
    for group in ([CRIME], [CRIME, ROMANCE]):
        assert recommend_group(table, group, exclude=everything).items == ()
        assert recommend_group(table, group, count=0).items == ()


def test_films_outside_the_catalogue_do_no_harm(table: Recommender) -> None:
    odd = recommend_group(table, [CRIME | {UNKNOWN: 5.0}, ROMANCE], exclude=frozenset({UNKNOWN + 1}))
    assert _ids(odd) == _ids(recommend_group(table, [CRIME, ROMANCE]))


def test_members_who_dislike_all_they_rated_are_served(recommender: Recommender) -> None:
    sour = dict.fromkeys(ITEM_IDS[:8], 0.5)
    assert len(recommend_group(recommender, [sour, sour]).items) == 10


def test_a_group_without_members_is_refused(table: Recommender) -> None:
    for nobody in ([], {}):
        with pytest.raises(ValueError, match="at least one member"):
            recommend_group(table, nobody)


def test_one_persons_ratings_are_no_group(table: Recommender) -> None:
    with pytest.raises(TypeError, match="one mapping of ids to stars for each member"):
        recommend_group(table, CRIME)  # type: ignore[arg-type]


def test_what_is_no_rating_is_refused(table: Recommender) -> None:
    for stars in (math.nan, 0.0, 6.0):
        with pytest.raises(InvalidRating):
            recommend_group(table, [CRIME, {RONIN: stars}])


def test_weights_that_do_not_fit_are_refused(table: Recommender) -> None:
    with pytest.raises(ValueError, match="3 weights for 2 members"):
        recommend_group(table, [CRIME, ROMANCE], weights=[1, 1, 1])
    with pytest.raises(ValueError, match="above 0"):
        recommend_group(table, [CRIME, ROMANCE], weights=[1, 0])


def test_a_rule_that_is_none_is_refused(table: Recommender) -> None:
    assert recommend_group(table, [CRIME, ROMANCE], rule="average").rule is Rule.AVERAGE  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="coin"):
        recommend_group(table, [CRIME, ROMANCE], rule="coin")  # type: ignore[arg-type]
