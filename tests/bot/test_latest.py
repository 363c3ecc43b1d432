"""The latest ratings of the bot's own people, put aside so that two versions can be measured on them."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.films import FilmBook, film_of
from bot.latest import LEAST_RATINGS, MOST, MOST_PEOPLE, put_aside
from bot.storage.kept import UserRating
from recengine.evaluation.left_out import stable_hash
from tests.bot.gating.world import CATALOG, own_people

ALL = frozenset(film_of(movie).key for movie in CATALOG)


def test_of_people_with_few_ratings_all_are_learned_from() -> None:
    own = own_people(3, ratings=LEAST_RATINGS - 1)
    split = put_aside(own, ALL)
    assert (split.people, set(split.learned)) == ((), set(own))


def test_one_in_four_is_put_aside_the_latest_and_at_most_five() -> None:
    (person,) = put_aside(own_people(1, ratings=14), ALL).people
    assert [rating.film.title for rating in person.aside] == ["Film 12", "Film 13", "Film 14"]
    assert [film.title for film in person.liked()] == ["Film 12", "Film 14"]
    assert [film.title for film in person.liked(since=12)] == ["Film 14"]
    assert set(person.given(FilmBook(CATALOG))) == set(range(1, 12))
    (person,) = put_aside(own_people(1, ratings=40), ALL).people
    assert len(person.aside) == MOST


def test_ratings_of_films_that_the_data_hardly_know_are_learned_from_at_once() -> None:
    own = own_people(1, ratings=14)
    split = put_aside(own, ALL - {own[-1].film.key})
    assert own[-1] in split.learned
    assert [rating.film.title for rating in split.people[0].aside] == ["Film 11", "Film 12", "Film 13"]


def test_the_order_of_the_ratings_is_that_of_their_times() -> None:
    own = own_people(2, ratings=14)
    assert set(put_aside(own[::-1], ALL).learned) == set(put_aside(own, ALL).learned)


def test_of_many_people_some_are_measured_and_all_of_the_others_learned_from() -> None:
    own = own_people(3 * MOST_PEOPLE, ratings=LEAST_RATINGS)
    split = put_aside(own, ALL)
    measured = sum(stable_hash(7_000 + person) < 0.25 for person in range(3 * MOST_PEOPLE))
    assert len(split.people) == measured < MOST_PEOPLE
    assert len(split.learned) == len(own) - measured


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_nothing_that_was_learned_from_is_ever_put_aside_later(steps: list[int]) -> None:
    films = [film_of(movie) for movie in CATALOG]
    learned: set[UserRating] = set()
    own: list[UserRating] = []
    for more in steps:
        start = len(own)
        own += [UserRating(1, films[(start + n) % len(films)], 5.0, start + n) for n in range(more)]
        own = own[: len(films)]
        split = put_aside(own, ALL)
        aside = {rating for person in split.people for rating in person.aside}
        assert not aside & learned
        assert aside | set(split.learned) == set(own)
        learned |= set(split.learned)


def test_ratings_of_other_people_are_none_of_its_business() -> None:
    own = own_people(1, ratings=14)
    more = [replace(rating, user_id=1) for rating in own_people(1, ratings=30)]
    assert put_aside(own, ALL).people[0] in put_aside([*own, *more], ALL).people
