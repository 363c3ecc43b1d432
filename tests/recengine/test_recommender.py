"""From a query to suggestions with reasons."""

import copy
import math
from dataclasses import replace
from functools import cached_property

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.adventure import DEFAULT, InvalidAdventurous
from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.errors import InvalidRating, ModelError, UnknownMovie
from recengine.evaluation.metrics import intra_list_diversity
from recengine.explanations import Counterfactual
from recengine.filtering import allowed
from recengine.history import Encoded
from recengine.likeness import content_vectors
from recengine.models.popular import PopularModel
from recengine.query import Constraints, Popularity, Query
from recengine.recommender import Recommender, Suggestions
from recengine.stars import StarPredictor
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
    crime_ids,
    histories,
    quick,
    romance_ids,
    tiny_world,
    two_tastes,
)

ITEM_IDS = two_tastes().catalog.item_ids.tolist()

# What a star above or below 3 for Heat or Amélie adds.
LINKS = {HEAT: {RONIN: 1.0, COLLATERAL: 0.5, NOTTING_HILL: -0.5}, AMELIE: {NOTTING_HILL: 1.5, LOVE_ACTUALLY: 2.0}}


@pytest.fixture(scope="module")
def table() -> Recommender:
    tiny = tiny_world()
    return Recommender(TableScorer(BASE | {UNSEEN: 1.0}, LINKS), tiny.catalog, ItemStatistics.of(tiny))


@pytest.fixture(scope="module", params=["default", "content"])
def recommender(request: pytest.FixtureRequest, fitted: Fitted, world: Dataset) -> Recommender:
    return Recommender(fitted(request.param), world.catalog, ItemStatistics.of(world))


def _ids(suggestions: Suggestions) -> list[int]:
    return [suggestion.movie.item_id for suggestion in suggestions.items]


def test_the_best_scored_films_are_suggested_in_order(table: Recommender) -> None:
    assert _ids(table.suggest(Query(), count=3, adventurous=0)) == [HEAT, RONIN, COLLATERAL]
    # Heat 5 stars: Ronin 7 + 2, Collateral 6 + 1, Notting Hill 5 - 1 = Amélie's 4, which stands later.
    first = table.suggest(Query({HEAT: 5.0}), count=4, adventurous=0).items
    assert [(s.movie.item_id, s.rank, s.score) for s in first] == [
        (RONIN, 1, 9.0),
        (COLLATERAL, 2, 7.0),
        (NOTTING_HILL, 3, 4.0),
        (AMELIE, 4, 4.0),
    ]


@given(history=histories(ITEM_IDS, most=30), exclude=st.sets(st.sampled_from([*ITEM_IDS, UNKNOWN]), max_size=30))
@quick
def test_what_was_rated_or_excluded_is_never_suggested(
    recommender: Recommender, history: dict[int, float], exclude: set[int]
) -> None:
    shown = _ids(recommender.suggest(Query(history, frozenset(exclude)), count=20))
    assert not set(shown) & {*history, *exclude}
    assert len(shown) == len(set(shown)) == min(20, len(set(ITEM_IDS) - {*history, *exclude}))


@given(history=histories(ITEM_IDS), genre=st.sampled_from(["Crime", "Romance"]), first=st.integers(1960, 2000))
@quick
def test_wishes_that_were_not_dropped_are_met(
    recommender: Recommender, history: dict[int, float], genre: str, first: int
) -> None:
    wishes = Constraints(genres=(genre,), years=(first, first + 9))
    answer = recommender.suggest(Query(history, constraints=wishes))
    assert set(answer.dropped) <= {"years", "genres"}
    for suggestion in answer.items:
        assert "genres" in answer.dropped or genre in suggestion.movie.genres
        assert "years" in answer.dropped or first <= (suggestion.movie.year or 0) <= first + 9


def test_a_wish_that_nothing_meets_is_dropped_and_named(table: Recommender) -> None:
    wishes = Constraints(genres=("Romance",), years=(1950, 1960))
    answer = table.suggest(Query(constraints=wishes), adventurous=0)
    assert answer.dropped == ("years",)
    assert _ids(answer) == [NOTTING_HILL, AMELIE, LOVE_ACTUALLY]


def test_a_wish_that_only_rated_films_meet_is_dropped(table: Recommender) -> None:
    answer = table.suggest(Query({ALIEN: 3.0}, constraints=Constraints(genres=("Horror",))))
    assert answer.dropped == ("genres",)
    assert len(answer.items) == 7


def test_wishes_that_are_met_drop_nothing(table: Recommender) -> None:
    answer = table.suggest(Query(constraints=Constraints(popularity=Popularity.POPULAR)))
    assert (answer.dropped, _ids(answer)) == ((), [HEAT])


def test_a_count_above_the_catalogue_shows_all_of_it(table: Recommender) -> None:
    shown = table.suggest(Query(), count=1000)
    assert sorted(_ids(shown)) == sorted(table.catalog.item_ids.tolist())
    assert [s.rank for s in shown.items] == list(range(1, 9))


def test_a_count_of_none_or_everything_excluded_is_an_empty_list(recommender: Recommender) -> None:
    assert recommender.suggest(Query(), count=0).items == ()
    everything = frozenset(ITEM_IDS)
    assert recommender.suggest(Query(exclude=everything)).items == ()
    assert recommender.suggest(Query({ITEM_IDS[0]: 5.0}, everything)).items == ()
    assert recommender.suggest(Query(exclude=everything, constraints=Constraints(genres=("Crime",)))).items == ()
    assert recommender.similar([ITEM_IDS[0]], exclude=everything).items == ()


def test_films_outside_the_catalogue_in_history_and_exclusions_do_no_harm(recommender: Recommender) -> None:
    odd = recommender.suggest(Query({UNKNOWN: 5.0}, frozenset({UNKNOWN + 1})))
    assert _ids(odd) == _ids(recommender.suggest(Query()))


def test_what_is_no_rating_is_refused(recommender: Recommender) -> None:
    for stars in (math.nan, 0.0, 6.0):
        with pytest.raises(InvalidRating):
            recommender.suggest(Query({ITEM_IDS[0]: stars}))


@given(history=histories(ITEM_IDS, most=20))
@quick
def test_a_reason_is_the_exact_make_up_of_the_models_score(
    recommender: Recommender, history: dict[int, float]
) -> None:
    scores = recommender.model.score(history)
    for suggestion in recommender.suggest(Query(history), count=5).items:
        reason = suggestion.reason
        place = recommender.catalog.index_of(suggestion.movie.item_id)
        assert suggestion.score == pytest.approx(scores[place], abs=1e-5)
        assert reason.score == pytest.approx(scores[place], abs=1e-4)
        assert reason.constant + sum(f.contribution for f in reason.films) == pytest.approx(reason.score, abs=1e-4)
        assert {film.item_id: film.stars for film in reason.films} == history
        parts = [film.contribution for film in reason.films]
        assert parts == sorted(parts, reverse=True)
        assert (reason.main is not None) == (bool(parts) and parts[0] > 0)
        assert (reason.against is not None) == (bool(parts) and parts[-1] < 0)


def test_a_reason_without_a_history_names_no_film(recommender: Recommender) -> None:
    reason = recommender.suggest(Query(), count=1).items[0].reason
    assert (reason.films, reason.main, reason.against) == ((), None, None)
    assert reason.constant == reason.score


def test_the_main_reason_is_the_film_that_speaks_most_for_this_one(table: Recommender) -> None:
    history = {HEAT: 5.0, AMELIE: 5.0}
    reasons = {s.movie.item_id: s.reason for s in table.suggest(Query(history)).items}
    ronin, romance = reasons[RONIN], reasons[LOVE_ACTUALLY]
    assert ronin.main is not None
    assert (ronin.main.item_id, ronin.main.stars) == (HEAT, 5.0)
    assert romance.main is not None
    assert romance.main.item_id == AMELIE
    hill = reasons[NOTTING_HILL]
    assert hill.main is not None
    assert hill.main.item_id == AMELIE
    assert hill.against is not None
    assert hill.against.item_id == HEAT


def test_a_film_is_told_against_the_mean_over_the_contenders(table: Recommender) -> None:
    # Heat adds 2, 1 and -1 to Ronin, Collateral and Notting Hill, nothing to four others: 2/7 on average.
    reason = table.explain(Query({HEAT: 5.0}), RONIN)
    assert reason.films[0].contribution == pytest.approx(2 - 2 / 7, abs=1e-5)
    assert reason.constant == pytest.approx(7 + 2 / 7, abs=1e-5)
    assert reason.score == pytest.approx(9.0, abs=1e-5)


def test_explaining_gives_the_reason_of_the_suggestion(recommender: Recommender) -> None:
    query = Query({crime_ids(two_tastes())[0]: 5.0, romance_ids(two_tastes())[1]: 1.0})
    shown = recommender.suggest(query, count=1).items[0]
    again = recommender.explain(query, shown.movie.item_id)
    assert again.score == pytest.approx(shown.reason.score, abs=1e-5)
    assert [f.item_id for f in again.films] == [f.item_id for f in shown.reason.films]
    with pytest.raises(UnknownMovie):
        recommender.explain(query, UNKNOWN)


def test_a_counterfactual_is_worked_out_by_hand(table: Recommender) -> None:
    # Rated: Heat 5, Amélie 1. Collateral has 7 behind Ronin's 9; without Heat 6 behind 7: 2nd either way.
    # Notting Hill has 5 - 1 - 3 = 1, without Amélie 4: behind Ronin and Collateral alone.
    query = Query({HEAT: 5.0, AMELIE: 1.0})
    assert table.without(query, COLLATERAL, film=HEAT) == Counterfactual(HEAT, 2, 2)
    # Against Ronin 9, Collateral 7, Alien 2, Love Actually 3 - 4 = -1, Unseen 1 (a tie stands no worse).
    assert table.without(query, NOTTING_HILL, film=AMELIE) == Counterfactual(AMELIE, 4, 3)


@given(history=histories(ITEM_IDS, most=12), data=st.data())
@quick
def test_a_counterfactual_is_the_rank_of_scoring_again(
    recommender: Recommender, history: dict[int, float], data: st.DataObject
) -> None:
    history = history or {ITEM_IDS[0]: 5.0}
    gone = data.draw(st.sampled_from(sorted(history)))
    target = data.draw(st.sampled_from(sorted(set(ITEM_IDS) - set(history))))
    found = recommender.without(Query(history), target, film=gone)
    rest = {item: stars for item, stars in history.items() if item != gone}
    for kept, rank in ((history, found.rank), (rest, found.rank_without)):
        scores = dict(zip(ITEM_IDS, recommender.model.score(kept).tolist(), strict=True))
        rivals = [item for item in ITEM_IDS if item not in history and scores[item] > scores[target]]
        assert rank == 1 + len(rivals)
    assert found.without == gone
    assert found.rank == recommender.rank(Query(history), target)


def test_the_rank_of_an_excluded_film_is_told_too(table: Recommender) -> None:
    assert table.rank(Query(), HEAT) == 1
    assert table.rank(Query(exclude=frozenset({HEAT})), HEAT) == 1
    assert table.rank(Query({HEAT: 5.0}), NOTTING_HILL) == 3
    assert table.rank(Query(constraints=Constraints(genres=("Romance",))), LOVE_ACTUALLY) == 3


def test_a_like_or_a_dislike_changes_the_next_suggestions_at_once(recommender: Recommender, world: Dataset) -> None:
    crime, romance = crime_ids(world), romance_ids(world)
    before = recommender.suggest(Query({crime[0]: 5.0}), adventurous=0)
    liked = recommender.suggest(Query({crime[0]: 5.0, romance[0]: 5.0, romance[1]: 5.0}), adventurous=0)
    disliked = recommender.suggest(Query({crime[0]: 5.0, crime[1]: 0.5, crime[2]: 0.5}), adventurous=0)
    assert _ids(before) != _ids(liked)
    assert _ids(before) != _ids(disliked)
    assert romance[0] not in _ids(liked)

    def places(history: dict[int, float]) -> float:
        return float(np.mean([recommender.rank(Query(history), item) for item in romance[3:12]]))

    assert places({crime[0]: 5.0, romance[0]: 5.0, romance[1]: 5.0}) < places({crime[0]: 5.0})
    assert places({crime[0]: 5.0, romance[0]: 0.5, romance[1]: 0.5}) > places(
        {crime[0]: 5.0, romance[0]: 5.0, romance[1]: 5.0}
    )


def test_something_like_a_film_is_of_its_kind_and_not_the_film(recommender: Recommender, world: Dataset) -> None:
    for own in (crime_ids(world), romance_ids(world)):
        shown = _ids(recommender.similar([own[0]], count=6))
        assert own[0] not in shown
        assert len(set(shown) & set(own)) >= 4
        assert shown == _ids(recommender.suggest(Query(like=(own[0],)), count=6))


def test_something_like_several_films_leaves_out_each(recommender: Recommender, world: Dataset) -> None:
    named = romance_ids(world)[:3]
    out = frozenset(romance_ids(world)[3:6])
    shown = _ids(recommender.similar(named, exclude=out, count=20))
    assert len(shown) == 20
    assert not set(shown) & {*named, *out}


def test_something_like_an_unknown_film_is_refused(recommender: Recommender) -> None:
    with pytest.raises(UnknownMovie, match=f"no movie with id {UNKNOWN}"):
        recommender.similar([UNKNOWN])
    with pytest.raises(UnknownMovie):
        recommender.scores(Query(like=(ITEM_IDS[0], UNKNOWN)))


def test_own_taste_counts_in_something_like_a_film(recommender: Recommender, world: Dataset) -> None:
    like = (crime_ids(world)[0],)
    plain = recommender.scores(Query(like=like))
    with_taste = recommender.scores(Query({romance_ids(world)[0]: 5.0}, like=like))
    assert plain.dtype == with_taste.dtype == np.float32
    assert not np.array_equal(plain, with_taste)


def test_the_safest_end_keeps_the_order_of_scores(recommender: Recommender) -> None:
    shown = recommender.suggest(Query({ITEM_IDS[0]: 5.0}), count=20, adventurous=0).items
    scores = [suggestion.score for suggestion in shown]
    assert scores == sorted(scores, reverse=True)
    assert [s.rank for s in shown] == list(range(1, 21))
    assert [recommender.rank(Query({ITEM_IDS[0]: 5.0}), s.movie.item_id) for s in shown[:3]] == [1, 2, 3]


@pytest.mark.parametrize("value", [math.nan, -0.1, 1.1])
def test_a_dial_outside_its_range_is_refused(recommender: Recommender, value: float) -> None:
    for ask in (recommender.suggest, recommender.shortlist):
        with pytest.raises(InvalidAdventurous):
            ask(Query(), adventurous=value)
    with pytest.raises(InvalidAdventurous):
        recommender.similar([ITEM_IDS[0]], adventurous=value)


def test_a_list_holds_what_the_shortlist_names_with_the_models_own_scores(recommender: Recommender) -> None:
    query = Query({ITEM_IDS[0]: 5.0, ITEM_IDS[1]: 2.0})
    scores = recommender.model.score(query.history)
    for dial in (0.0, DEFAULT, 1.0):
        shown = recommender.suggest(query, adventurous=dial).items
        assert recommender.shortlist(query, adventurous=dial).tolist() == [s.movie.item_id for s in shown]
        assert [s.score for s in shown] == [
            float(scores[recommender.catalog.index_of(s.movie.item_id)]) for s in shown
        ]
        assert [s.rank for s in shown] == list(range(1, 11))


def test_the_unit_of_the_scores_does_not_matter(table: Recommender) -> None:
    stretched = {item: 40 * score - 7 for item, score in (BASE | {UNSEEN: 1.0}).items()}
    other = Recommender(TableScorer(stretched), table.catalog, table.statistics)
    for dial in (0.0, DEFAULT, 1.0):
        assert _ids(table.suggest(Query(), adventurous=dial)) == _ids(other.suggest(Query(), adventurous=dial))


def test_turning_the_dial_up_makes_lists_more_varied(recommender: Recommender, world: Dataset) -> None:
    vectors = content_vectors(world.catalog)
    found = []
    for dial in (0.0, DEFAULT, 1.0):
        lists = [
            world.catalog.indices_of(recommender.shortlist(Query({item: 5.0}), adventurous=dial).tolist())
            for item in ITEM_IDS[:12]
        ]
        found.append(intra_list_diversity(np.stack(lists), vectors))
    assert found == sorted(found)
    assert found[-1] > 1.1 * found[0]


@given(
    history=histories(ITEM_IDS, most=8),
    dial=st.floats(0, 1),
    wishes=st.builds(
        Constraints,
        genres=st.sampled_from([(), ("Crime",), ("Western",)]),
        exclude_genres=st.sampled_from([(), ("Romance",)]),
        years=st.sampled_from([None, (1980, 1999), (1999, 1980), (None, 1900)]),
        keywords=st.sampled_from([(), ("anna",), ("slow", "witty"), ("nobody",)]),
        popularity=st.none() | st.sampled_from(Popularity),
    ),
    exclude=st.sets(st.sampled_from(ITEM_IDS), max_size=60),
)
@quick
def test_at_any_dial_all_that_is_suggested_meets_the_wishes_that_were_not_dropped(
    recommender: Recommender, history: dict[int, float], dial: float, wishes: Constraints, exclude: set[int]
) -> None:
    query = Query(history, frozenset(exclude), wishes, shown=tuple(sorted(exclude))[:5])
    answer = recommender.suggest(query, count=5, adventurous=dial)
    kept = replace(wishes, **{name: getattr(Constraints(), name) for name in answer.dropped})
    meets = allowed(recommender.catalog, kept, recommender.statistics)
    for suggestion in answer.items:
        item_id = suggestion.movie.item_id
        assert meets[recommender.catalog.index_of(item_id)]
        assert item_id not in {*history, *exclude}
    assert bool(answer.items) == bool(set(ITEM_IDS) - {*history, *exclude})


def test_single_cards_vary_as_a_list_does(table: Recommender) -> None:
    # Ronin, of its kind, comes next by score; after Heat was shown, what shares neither genre nor decade with it.
    plain = table.suggest(Query(exclude=frozenset({HEAT})), count=1, adventurous=1.0)
    after = table.suggest(Query(exclude=frozenset({HEAT}), shown=(HEAT,)), count=1, adventurous=1.0)
    assert (_ids(plain), _ids(after)) == ([RONIN], [AMELIE])
    assert _ids(table.suggest(Query(exclude=frozenset({HEAT}), shown=(HEAT, UNKNOWN)), count=1, adventurous=0)) == [
        RONIN
    ]


def test_without_a_predictor_stars_and_match_are_those_of_everybody(table: Recommender) -> None:
    # Alien: one rating of 3.5 and no like. 16 ratings of 63 stars in all, 11 of them likes; five average ones are
    # mixed in: (3.5 + 5 * 3.9375) / 6, and 5 * 11 / 16 / 6 of likes.
    place = table.catalog.index_of(ALIEN)
    for history in ({}, {HEAT: 5.0}):
        assert table.predicted_stars(history)[place] == pytest.approx((3.5 + 5 * 3.9375) / 6, abs=1e-5)
        assert table.match(history)[place] == pytest.approx(100 * 5 * 11 / 16 / 6, abs=1e-3)
        at = np.asarray([place])
        assert table.predicted_stars(history, at=at).tolist() == [table.predicted_stars(history)[place]]
        assert table.match(history, at=at).tolist() == [table.match(history)[place]]
    assert table.typical_error({HEAT: 5.0}) is None


def test_with_a_predictor_stars_and_match_are_its_own(world: Dataset, fitted: Fitted) -> None:
    stars = StarPredictor().fit(world)
    recommender = Recommender(fitted("popular"), world.catalog, ItemStatistics.of(world), stars=stars)
    history = {crime_ids(world)[0]: 5.0}
    assert recommender.predicted_stars(history).tolist() == stars.predict(history).tolist()
    assert recommender.match(history).tolist() == (100 * stars.match(history)).tolist()
    some = np.asarray([3, 0, 7])
    np.testing.assert_allclose(recommender.predicted_stars(history, at=some), stars.predict(history)[some], atol=1e-6)
    np.testing.assert_allclose(recommender.match(history, at=some), 100 * stars.match(history)[some], atol=1e-4)
    error = recommender.typical_error(history)
    assert error is not None
    assert error.tolist() == stars.typical_error(history).tolist()


@pytest.mark.parametrize("with_stars", [True, False])
def test_what_is_no_rating_gets_no_prediction(world: Dataset, fitted: Fitted, with_stars: bool) -> None:
    stars = StarPredictor().fit(world) if with_stars else None
    recommender = Recommender(fitted("popular"), world.catalog, ItemStatistics.of(world), stars=stars)
    for ask in (recommender.predicted_stars, recommender.match):
        with pytest.raises(InvalidRating):
            ask({ITEM_IDS[0]: math.nan})


@quick
@given(
    history=histories(ITEM_IDS),
    wish=st.sampled_from([Constraints(), Constraints(genres=("Horror",), years=(1990, None))]),
)
def test_the_first_is_what_a_list_begins_with(
    table: Recommender, history: dict[int, float], wish: Constraints
) -> None:
    query = Query(history, constraints=wish)
    listed, (movie, dropped) = table.suggest(query, count=1), table.first(query)
    assert dropped == listed.dropped
    assert movie == (listed.items[0].movie if listed.items else None)


def test_a_film_and_its_reason_take_one_look_at_the_history(fitted: Fitted, world: Dataset) -> None:
    asked: list[int] = []

    class Counted(PopularModel):
        def score_encoded(self, rated: Encoded) -> Floats:
            asked.append(len(rated))
            return super().score_encoded(rated)

    model = Counted().fit(world)
    recommender = Recommender(model, world.catalog, ItemStatistics.of(world))
    query = Query({ITEM_IDS[0]: 5.0, ITEM_IDS[1]: 4.0})
    movie, _ = recommender.first(query)
    assert movie is not None
    recommender.explain(query, movie.item_id)
    recommender.rank(replace(query, constraints=Constraints(years=(1990, None))), movie.item_id)
    assert asked == [2]
    recommender.explain(Query({**query.history, ITEM_IDS[0]: 4.5}), movie.item_id)  # another rating, another look
    assert asked == [2, 2]


def test_who_asks_for_scores_may_change_them(table: Recommender) -> None:
    query = Query({HEAT: 5.0})
    for ask in (table.scores, table.plain_scores):
        scores = ask(query)
        kept = scores.copy()
        scores[:] = np.nan
        np.testing.assert_array_equal(ask(query), kept)


def _unmade(thing: object) -> set[str]:
    """What would be worked out when it is first asked for."""
    return {name for name, kind in vars(type(thing)).items() if isinstance(kind, cached_property)} - {*vars(thing)}


def test_a_prepared_recommender_leaves_nothing_to_be_worked_out_at_the_first_question(
    fitted: Fitted, world: Dataset
) -> None:
    catalog = Catalog(world.catalog)
    recommender = Recommender(fitted("popular"), catalog, ItemStatistics.of(world))
    assert _unmade(catalog)
    recommender.prepare()
    for part in (recommender, catalog, recommender._attributes, recommender._likeness):
        assert _unmade(part) == set()


def test_a_model_that_cannot_answer_is_refused_in_a_plain_line(fitted: Fitted, world: Dataset) -> None:
    model = copy.deepcopy(fitted("popular"))
    vars(model).update(dict.fromkeys((n for n, v in vars(model).items() if isinstance(v, np.ndarray)), np.zeros(2)))
    with pytest.raises(ModelError, match="the model cannot answer"):
        Recommender(model, world.catalog, ItemStatistics.of(world)).prepare()
