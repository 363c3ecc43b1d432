"""Critiques move suggestions, for every model, in exact summands."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog
from recengine.critiques import Critique, Direction
from recengine.dataset import Dataset
from recengine.errors import InvalidRating
from recengine.models import MODEL_NAMES
from recengine.moods import Mood, moods
from recengine.query import Constraints, Query
from recengine.recommender import Recommender, Suggestions
from recengine.statistics import ItemStatistics
from recengine.traits import TraitSetting
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
MINUTES = {HEAT: 170, RONIN: 122, COLLATERAL: 120, NOTTING_HILL: 124, AMELIE: 122, LOVE_ACTUALLY: 135}
NEWER, OLDER, LIGHTER, SCARIER = Direction.NEWER, Direction.OLDER, Direction.LIGHTER, Direction.SCARIER

CRITIQUES = st.lists(
    st.builds(Critique, st.sampled_from(Direction), st.none() | st.sampled_from([*ITEM_IDS, UNKNOWN])), max_size=4
).map(tuple)


@pytest.fixture(scope="module")
def table() -> Recommender:
    tiny = tiny_world()
    catalog = Catalog(replace(movie, minutes=MINUTES.get(movie.item_id)) for movie in tiny.catalog)
    links = {HEAT: {RONIN: 1.0}}
    return Recommender(TableScorer(BASE | {UNSEEN: 1.0}, links), catalog, ItemStatistics.of(tiny))


@pytest.fixture(scope="module", params=MODEL_NAMES)
def recommender(request: pytest.FixtureRequest, fitted: Fitted, world: Dataset) -> Recommender:
    return Recommender(fitted(request.param), world.catalog, ItemStatistics.of(world))


def _ids(found: Suggestions) -> list[int]:
    return [item.movie.item_id for item in found.items]


def _shown(table: Recommender, *critiques: Critique, **more: Constraints) -> list[int]:
    return _ids(table.suggest(Query(critiques=critiques, **more), adventurous=0))


def test_a_shift_is_worked_out_by_hand(table: Recommender) -> None:
    # Candidates are all but Heat (1995): 7 films whose scores 7, 6, ... 1 have standard deviation 2. Ronin is 3 years
    # newer, of ten that people notice: 1.5 * 0.3 * 2 = 0.9. Alien is 16 older: 1.5 * -1.6 * 2 = -4.8.
    query = Query(critiques=(Critique(NEWER, HEAT),))
    scores = table.scores(query)
    assert scores[table.catalog.index_of(RONIN)] == pytest.approx(7.9, abs=1e-5)
    assert scores[table.catalog.index_of(ALIEN)] == pytest.approx(2 - 4.8, abs=1e-5)
    assert scores[table.catalog.index_of(UNSEEN)] == 1.0
    # In order of 7.9, 6 + 2.7, 5 + 1.2, 4 + 1.8, 3 + 2.4; Alien is older and of the last film no year is known.
    found = table.suggest(query, adventurous=0)
    assert _ids(found) == [COLLATERAL, RONIN, NOTTING_HILL, AMELIE, LOVE_ACTUALLY]
    first = found.items[0].reason
    assert [(part.key, round(part.contribution, 4)) for part in first.adjustments] == [("critique:newer", 2.7)]
    assert (first.score, first.constant) == (pytest.approx(8.7, abs=1e-5), 6.0)


def test_each_film_goes_the_way_that_was_asked_for(table: Recommender) -> None:
    assert _shown(table, Critique(OLDER, HEAT)) == [ALIEN]
    assert {*_shown(table, Critique(Direction.SHORTER, NOTTING_HILL))} == {RONIN, COLLATERAL, AMELIE}
    assert _shown(table, Critique(LIGHTER, HEAT))[:2] == [NOTTING_HILL, AMELIE]
    assert {*_shown(table, Critique(Direction.DARKER, RONIN))} == {HEAT, ALIEN, COLLATERAL}
    assert _shown(table, Critique(Direction.FUNNIER, HEAT))[0] == NOTTING_HILL
    # Alien comes from 2 to 2 + 1.5 * 1.2 * 2 = 5.6; comedies are less scary than Heat.
    assert _shown(table, Critique(SCARIER, HEAT)) == [RONIN, COLLATERAL, ALIEN, UNSEEN]
    # Ratings: Heat 4, Notting Hill 3, the other known films 2, Alien 1, the last none.
    assert _shown(table, Critique(Direction.MORE_POPULAR, RONIN)) == [HEAT, NOTTING_HILL]
    assert {*_shown(table, Critique(Direction.LESS_POPULAR, RONIN))} == {ALIEN, UNSEEN}
    assert _shown(table, Critique(Direction.DIFFERENT, HEAT))[0] not in {RONIN, COLLATERAL}


def test_without_a_film_the_reference_is_what_would_be_shown(table: Recommender) -> None:
    # The seven known years have a mean of 1997: Heat and Alien are older.
    mean = np.mean([1995, 1998, 2004, 1999, 2001, 2003, 1979])
    assert 1995 < mean < 1998
    for film in (None, UNKNOWN, UNSEEN):  # UNSEEN has no year
        assert {*_shown(table, Critique(OLDER, film))} == {HEAT, ALIEN}


def test_a_critique_that_no_film_meets_still_shifts_and_is_told(table: Recommender) -> None:
    found = table.suggest(Query(critiques=(Critique(OLDER, ALIEN),)), adventurous=0)
    assert found.dropped == ("older",)
    assert len(found.items) == 7
    assert found.items[0].reason.adjustments[0].contribution < 0
    both = Query(critiques=(Critique(NEWER, LOVE_ACTUALLY), Critique(Direction.MORE_POPULAR, RONIN)))
    found = table.suggest(both, adventurous=0)  # newer is Collateral alone, better known Heat and Notting Hill
    assert (found.dropped, _ids(found)) == (("newer",), [HEAT, NOTTING_HILL])


def test_constraints_are_settled_before_critiques(table: Recommender) -> None:
    wish = Constraints(genres=("Horror",))
    query = Query(constraints=wish, critiques=(Critique(NEWER, HEAT),))
    found = table.suggest(query)
    assert (found.dropped, _ids(found)) == (("newer",), [ALIEN])


def test_the_later_of_two_that_contradict_wins(table: Recommender) -> None:
    assert _shown(table, Critique(NEWER, HEAT), Critique(OLDER, HEAT)) == [ALIEN]
    explained = table.explain(Query(critiques=(Critique(NEWER, HEAT), Critique(OLDER, HEAT))), ALIEN)
    assert [part.key for part in explained.adjustments] == ["critique:older"]


def test_the_same_critique_again_goes_further(table: Recommender) -> None:
    def score(*critiques: Critique) -> float:
        found = table.scores(Query(critiques=critiques))
        return float(found[table.catalog.index_of(COLLATERAL)] - found[table.catalog.index_of(ALIEN)])

    one = Critique(NEWER)
    assert score() < score(one) < score(one, one) < score(one, one, one)
    once, twice = _shown(table, one), _shown(table, one, one)
    assert set(twice) < set(once)


def test_a_film_that_was_named_is_not_suggested(table: Recommender) -> None:
    for direction in Direction:
        assert HEAT not in _shown(table, Critique(direction, HEAT))


def test_without_running_times_shorter_changes_nothing_but_is_told(tiny: Dataset) -> None:
    bare = Recommender(TableScorer(BASE | {UNSEEN: 1.0}), tiny.catalog, ItemStatistics.of(tiny))
    assert not bare.can_shorten
    plain = bare.suggest(Query(exclude=frozenset({HEAT})), adventurous=0)
    found = bare.suggest(Query(critiques=(Critique(Direction.SHORTER, HEAT),)), adventurous=0)
    assert (_ids(found), found.dropped) == (_ids(plain), ("shorter",))
    assert found.items[0].reason.adjustments == ()


@given(history=histories(ITEM_IDS), critiques=CRITIQUES)
@quick
def test_scores_and_reasons_are_exact_sums_for_every_model(
    recommender: Recommender, history: dict[int, float], critiques: tuple[Critique, ...]
) -> None:
    query = Query(history, critiques=critiques)
    scores = recommender.scores(query)
    assert (scores.dtype, scores.shape) == (np.float32, (len(ITEM_IDS),))
    assert np.isfinite(scores).all()
    found = recommender.suggest(query, count=5)
    named = {critique.film for critique in critiques}
    assert not {*_ids(found)} & {*history, *named}
    for item in found.items:
        reason = item.reason
        parts = [film.contribution for film in reason.films] + [part.contribution for part in reason.adjustments]
        assert reason.constant + sum(parts) == pytest.approx(reason.score, rel=1e-4, abs=1e-3)
        assert item.score == pytest.approx(scores[recommender.catalog.index_of(item.movie.item_id)], abs=1e-5)
        assert reason.score == pytest.approx(item.score, rel=1e-4, abs=1e-3)
        again = recommender.explain(query, item.movie.item_id)
        assert again.score == pytest.approx(reason.score, rel=1e-4, abs=1e-3)


@given(history=histories(ITEM_IDS, most=10), direction=st.sampled_from(Direction))
@quick
def test_lists_move_as_asked_for_every_model(
    recommender: Recommender, history: dict[int, float], direction: Direction
) -> None:
    film = _ids(recommender.suggest(Query(history), count=1))[0]
    shown = recommender.suggest(Query(history, critiques=(Critique(direction, film),)), count=8)
    if shown.dropped:
        return
    reference, movies = recommender.catalog[film], [item.movie for item in shown.items]
    if direction in {NEWER, OLDER} and reference.year is not None:
        assert all(movie.year is not None for movie in movies)
        assert all(((movie.year or 0) > reference.year) == (direction is NEWER) for movie in movies)
    if direction is LIGHTER:
        light, *others = moods(Catalog([replace(reference, item_id=0), *movies]), Mood.LIGHT)
        assert all(value >= light for value in others)
    if direction in {Direction.MORE_POPULAR, Direction.LESS_POPULAR}:
        ratings = recommender.statistics.ratings
        others = ratings[recommender.catalog.indices_of([movie.item_id for movie in movies])]
        own = ratings[recommender.catalog.index_of(film)]
        assert all(others > own) if direction is Direction.MORE_POPULAR else all(others < own)


@given(history=histories(ITEM_IDS, most=8), critiques=CRITIQUES, data=st.data())
@quick
def test_a_counterfactual_scores_anew_with_the_same_critiques(
    recommender: Recommender, history: dict[int, float], critiques: tuple[Critique, ...], data: st.DataObject
) -> None:
    history = history or {ITEM_IDS[0]: 5.0}
    query = Query(history, critiques=critiques)
    target = data.draw(st.sampled_from(sorted(set(ITEM_IDS) - set(history))))
    gone = data.draw(st.sampled_from(sorted(history)))
    found = recommender.without(query, target, film=gone)
    assert found.rank == recommender.rank(query, target)
    assert 1 <= found.rank_without <= len(ITEM_IDS)


def test_bad_input_and_nothing_left_do_no_harm(recommender: Recommender) -> None:
    critiques = (Critique(NEWER, UNKNOWN), Critique(Direction.DIFFERENT, UNKNOWN), Critique(LIGHTER))
    assert recommender.suggest(Query(critiques=critiques)).items
    assert recommender.suggest(Query(exclude=frozenset(ITEM_IDS), critiques=critiques)).items == ()
    assert recommender.suggest(Query(like=(ITEM_IDS[0],), critiques=critiques)).items
    with pytest.raises(InvalidRating):
        recommender.suggest(Query({ITEM_IDS[0]: 9.0}, critiques=critiques))


TRAITS = st.dictionaries(
    st.sampled_from(["genre:Crime", "genre:romance", "decade:1990", "word:slow", "person:Anna", "genre:Opera", "x"]),
    st.sampled_from(TraitSetting),
    max_size=3,
)


def test_a_trait_is_turned_up_and_down_by_hand(table: Recommender) -> None:
    # Eight scores from 1 to 8 have a standard deviation of 2.2913; times 1.5 is 3.4369.
    up = table.suggest(Query(traits={"genre:romance": TraitSetting.UP}), adventurous=0)
    assert _ids(up)[:4] == [NOTTING_HILL, HEAT, AMELIE, RONIN]
    assert up.items[0].reason.adjustments == (("genre:romance", pytest.approx(3.4369, abs=1e-4)),)
    assert up.items[1].reason.adjustments == ()
    down = table.suggest(Query(traits={"word:Heist": TraitSetting.DOWN}), adventurous=0)
    assert _ids(down)[:4] == [COLLATERAL, NOTTING_HILL, HEAT, AMELIE]


def test_muting_takes_away_what_the_ratings_say(fitted: Fitted, world: Dataset) -> None:
    model = Recommender(fitted("default"), world.catalog, ItemStatistics.of(world))
    romances = [movie.item_id for movie in world.catalog if "Romance" in movie.genres]
    liked = dict.fromkeys(romances[:4], 5.0)

    def share(query: Query) -> float:
        return float(np.isin(model.shortlist(query, count=10, adventurous=0), romances).mean())

    muted = share(Query(liked, traits={"genre:Romance": TraitSetting.MUTED}))
    stranger = share(Query(exclude=frozenset(liked)))
    assert abs(muted - stranger) < abs(share(Query(liked)) - stranger)
    assert share(Query(liked, traits={"genre:Romance": TraitSetting.DOWN})) < share(Query(liked))


def test_muting_for_a_stranger_changes_nothing(recommender: Recommender) -> None:
    query = Query(traits={"genre:Crime": TraitSetting.MUTED, "genre:Western": TraitSetting.MUTED})
    assert _ids(recommender.suggest(query)) == _ids(recommender.suggest(Query()))


@given(history=histories(ITEM_IDS), traits=TRAITS, critiques=CRITIQUES)
@quick
def test_with_traits_too_scores_are_exact_sums(
    recommender: Recommender,
    history: dict[int, float],
    traits: dict[str, TraitSetting],
    critiques: tuple[Critique, ...],
) -> None:
    query = Query(history, traits=traits, critiques=critiques)
    scores = recommender.scores(query)
    assert np.isfinite(scores).all()
    for item in recommender.suggest(query, count=3).items:
        reason = item.reason
        parts = [film.contribution for film in reason.films] + [part.contribution for part in reason.adjustments]
        assert reason.constant + sum(parts) == pytest.approx(reason.score, rel=1e-4, abs=1e-3)
        assert reason.score == pytest.approx(item.score, rel=1e-4, abs=1e-3)
        assert {part.key for part in reason.adjustments} <= {*traits, *(critique.key for critique in critiques)}


@given(history=histories(ITEM_IDS, most=8), trait=st.sampled_from(["genre:Crime", "genre:Romance", "decade:1990"]))
@quick
def test_a_trait_is_shown_more_often_turned_up_and_less_often_turned_down(
    recommender: Recommender, history: dict[int, float], trait: str
) -> None:
    kind, _, name = trait.partition(":")

    def share(*settings: TraitSetting) -> int:
        query = Query(history, traits=dict(zip([trait], settings, strict=False)))
        movies = [recommender.catalog[i] for i in recommender.shortlist(query, adventurous=0).tolist()]
        return sum(name in movie.genres if kind == "genre" else str(movie.decade) == name for movie in movies)

    assert share(TraitSetting.DOWN) <= share() <= share(TraitSetting.UP)
