"""Films keep their identity from one data set to the next."""

import pytest

from bot.films import Film, FilmBook, film_key, film_of
from recengine.catalog import Catalog, Movie
from recengine.datasets.starter import starter_catalog

OLD = Catalog([Movie(1, "Heat", 1995, imdb_id=113277), Movie(2, "Matrix, The", 1999), Movie(3, "Halloween", 1978)])
NEW = Catalog([Movie(70, "The Matrix", 1999), Movie(60, "HEAT", 1995), Movie(50, "Halloween", 2007)])


def test_a_key_is_thirteen_letters_and_digits_that_a_button_can_carry() -> None:
    key = film_key("Heat", 1995)
    assert len(key) == 13
    assert key.isalnum()
    assert key == key.lower()


def test_a_key_is_the_same_however_a_data_set_spells_the_title() -> None:
    assert film_key("The Matrix", 1999) == film_key("Matrix, The", 1999)
    assert film_key("Amélie", 2001) == film_key("AMELIE", 2001)
    assert film_key("Heat", 1995) != film_key("Heat", None) != film_key("Heat", 1986)


@pytest.mark.parametrize(("movie", "found"), [(OLD[1], 60), (OLD[2], 70), (OLD[3], None)])
def test_a_film_is_found_again_in_another_catalogue(movie: Movie, found: int | None) -> None:
    again = FilmBook(NEW).movie(film_of(movie))
    assert (again.item_id if again else None) == found


def test_a_film_is_found_by_its_outside_id_under_another_title() -> None:
    film = Film(film_key("Heat: Fuego contra fuego", 1995), "Heat: Fuego contra fuego", 1995, imdb_id=113277)
    movie = FilmBook(OLD).movie(film)
    assert movie is not None
    assert movie.item_id == 1


def test_films_that_the_catalogue_lacks_are_left_out() -> None:
    films = [film_of(OLD[1]), film_of(OLD[3])]
    assert {key: m.item_id for key, m in FilmBook(NEW).movies(films).items()} == {films[0].key: 60}


def test_no_two_films_of_the_starter_catalogue_share_a_key() -> None:
    catalog = starter_catalog()
    assert len({film_key(m.title, m.year) for m in catalog}) == len(catalog)
