"""A training learns the added films that enough people rated, and counts none of them twice."""

from pathlib import Path

from bot.added.film import FIRST_ID, AddedFilm
from bot.added.learning import LEARNED_FROM, with_learned
from bot.added.serving import with_added
from bot.films import Film, film_of
from bot.storage.kept import UserRating
from bot.training import train
from recengine.catalog import Movie
from recengine.persistence import ModelStore
from tests.bot.small import dataset

SINNERS = AddedFilm.of(1, {"title": "Sinners", "year": 2025, "genres": ["Horror"]}, 5)
ANORA = AddedFilm.of(2, {"title": "Anora", "year": 2024, "genres": ["Comedy"]}, 5)
HEAT = AddedFilm.of(3, {"title": "The Heat", "year": 1995, "genres": ["Crime"]}, 5)


def rated(movie: Movie, *, by: int) -> list[UserRating]:
    film: Film = film_of(movie)
    return [UserRating(user, film, 5.0, 100) for user in range(by)]


def test_films_that_enough_people_rated_enter_the_catalogue() -> None:
    own = rated(SINNERS.movie, by=LEARNED_FROM) + rated(ANORA.movie, by=LEARNED_FROM - 1)
    found = with_learned(dataset(), [SINNERS, ANORA, HEAT], own)
    assert found.catalog.item_ids[12:].tolist() == [FIRST_ID + 1]


def test_without_such_films_the_data_set_stays_as_it_is() -> None:
    data = dataset()
    assert with_learned(data, [], rated(SINNERS.movie, by=50)) is data
    assert with_learned(data, [HEAT], rated(HEAT.movie, by=50)) is data
    assert with_learned(data, [SINNERS], []) is data


def test_ratings_of_a_learned_film_are_learned_and_the_others_are_served_beside(tmp_path: Path) -> None:
    store, added = ModelStore(tmp_path), [SINNERS, ANORA]
    own = rated(SINNERS.movie, by=LEARNED_FROM) + rated(ANORA.movie, by=1)
    trained = train(dataset(), store, own=own, added=added, model_name="item-item", measured=False)
    assert (trained.people, trained.ratings) == (LEARNED_FROM, LEARNED_FROM)
    saved = store.load()
    statistics, catalog = saved.recommender.statistics, saved.recommender.catalog
    assert statistics.ratings[catalog.index_of(FIRST_ID + 1)] == LEARNED_FROM
    assert FIRST_ID + 2 not in catalog
    both = with_added(saved, added).recommender.catalog
    assert sorted(movie.title for movie in both)[:2] == ["Alien", "Amélie"]
    assert [movie.title for movie in both].count("Sinners") == [movie.title for movie in both].count("Anora") == 1


def test_once_the_data_set_brings_the_film_itself_ratings_go_to_that_one(tmp_path: Path) -> None:
    own = rated(Movie(0, "The Heat", 1995), by=LEARNED_FROM)
    store = ModelStore(tmp_path)
    trained = train(dataset(), store, own=own, added=[HEAT], model_name="popular", measured=False)
    assert trained.ratings == LEARNED_FROM
    assert len(store.load().recommender.catalog) == 12
