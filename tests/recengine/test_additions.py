"""Films added to what is served: suggested, counted, explained, never asked about."""

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from recengine.catalog import Movie
from recengine.dataset import Dataset
from recengine.elicitation.asking import films_to_ask
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.query import Constraints, Query
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import crime_ids, romance_ids, small_model, two_tastes

NEW_CRIME = Movie(901, "New Crime", 1995, ("Crime",), actors=("Anna",))
NEW_ROMANCE = Movie(902, "New Romance", 1995, ("Romance", "Comedy"), actors=("Dora",))


@cache
def _before() -> Recommender:
    world = two_tastes()
    model = small_model("default").fit(world)
    return Recommender(
        model,
        world.catalog,
        ItemStatistics.of(world),
        stars=StarPredictor().fit(world),
        elicitation=learn_elicitation(model, world),
    )


@cache
def _after() -> Recommender:
    return _before().with_films([NEW_CRIME, NEW_ROMANCE])


def _likes(ids: list[int]) -> dict[int, float]:
    return dict.fromkeys(ids[:5], 5.0)


@pytest.mark.parametrize(
    ("likes", "better", "worse"), [(crime_ids, NEW_CRIME, NEW_ROMANCE), (romance_ids, NEW_ROMANCE, NEW_CRIME)]
)
def test_a_new_film_is_for_those_who_like_its_kind(
    likes: Callable[[Dataset], list[int]], better: Movie, worse: Movie
) -> None:
    history = _likes(likes(two_tastes()))
    found, query = _after(), Query(history)
    assert found.rank(query, better.item_id) < found.rank(query, worse.item_id)
    stars, match = found.predicted_stars(history), found.match(history)
    first, second = (found.catalog.index_of(movie.item_id) for movie in (better, worse))
    assert stars[first] > stars[second] + 0.5
    assert match[first] > match[second] + 10


def test_the_reason_of_a_new_film_adds_up() -> None:
    history = _likes(crime_ids(two_tastes())) | {NEW_ROMANCE.item_id: 1.0}
    reason = _after().explain(Query(history), NEW_CRIME.item_id)
    told = reason.constant + sum(film.contribution for film in reason.films)
    assert told == pytest.approx(reason.score, abs=1e-4)
    score = _after().model.score(history)[_after().catalog.index_of(NEW_CRIME.item_id)]
    assert reason.score == pytest.approx(score, abs=1e-4)
    assert {film.item_id for film in reason.films} == set(history)


def test_wishes_find_a_new_film() -> None:
    wish = Constraints(genres=("Crime",), years=(1995, 1995), keywords=("anna",))
    found = _after().suggest(Query({}, constraints=wish), count=3)
    assert [item.movie for item in found.items][:1] == [NEW_CRIME]
    assert not found.dropped


def test_others_score_as_before_and_their_stars_stay() -> None:
    before, after, history = _before(), _after(), _likes(romance_ids(two_tastes()))
    known = len(before.catalog)
    np.testing.assert_allclose(after.model.score(history)[:known], before.model.score(history), atol=1e-5)
    np.testing.assert_allclose(after.predicted_stars(history)[:known], before.predicted_stars(history), atol=1e-5)
    assert len(before.catalog) == len(before.model.item_ids) == known


def test_nobody_rated_a_new_film_but_it_is_taken_to_be_as_known_as_its_like() -> None:
    found = _after()
    place = found.catalog.index_of(NEW_CRIME.item_id)
    assert found.statistics.ratings[place] == found.statistics.likes[place] == 0
    assert 0 < found.presumed[place] < found.statistics.ratings.max()


def test_newcomers_are_not_asked_about_it_while_there_are_others() -> None:
    found = _after()
    rated = int(np.count_nonzero(found.statistics.ratings))
    asked = films_to_ask(found.catalog, found.statistics, learned=found.elicitation, count=rated)
    assert not {NEW_CRIME.item_id, NEW_ROMANCE.item_id} & set(asked)


def test_films_can_be_added_to_what_has_films_added() -> None:
    twice = _before().with_films([NEW_CRIME]).with_films([NEW_ROMANCE])
    assert twice.catalog.item_ids[-2:].tolist() == [901, 902]
    twice.prepare()


def test_adding_nothing_changes_nothing() -> None:
    assert _before().with_films([]) is _before()
