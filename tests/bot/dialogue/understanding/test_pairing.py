"""Several films with different ratings in one message."""

import pytest

from bot.dialogue.understanding import Intent
from tests.bot.dialogue.understanding.worlds import SMALL, movielens

HEAT, ALIEN, TITANIC = 1, 2, 7


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("loved heat and alien, hated titanic", {HEAT: 5.0, ALIEN: 5.0, TITANIC: 1.0}),
        ("loved heat but titanic was boring", {HEAT: 5.0, TITANIC: 2.0}),
        ("heat was great, titanic was terrible", {HEAT: 4.0, TITANIC: 1.0}),
        ("heat 8/10, alien 3/10", {HEAT: 4.0, ALIEN: 1.5}),
        ("5 stars for heat and 2 stars for alien", {HEAT: 5.0, ALIEN: 2.0}),
        ("heat: 4 stars. alien: 4 stars", {HEAT: 4.0, ALIEN: 4.0}),
        ("i hated titanic while heat is a masterpiece", {TITANIC: 1.0, HEAT: 5.0}),
        ("loved heat and alien", {HEAT: 5.0, ALIEN: 5.0}),
        ("loved heat", {HEAT: 5.0}),
    ],
)
def test_each_film_gets_the_verdict_on_it(text: str, stars: dict[int, float]) -> None:
    meaning = SMALL.meaning(text)
    assert meaning.intent is Intent.RATE
    assert dict(zip(meaning.titles, meaning.ratings, strict=True)) == stars
    agreed = set(stars.values())
    assert meaning.rating in agreed


def test_two_verdicts_on_one_film_are_one_rating() -> None:
    meaning = SMALL.meaning("loved heat, the ending was boring though")
    assert (meaning.titles, meaning.ratings) == ((HEAT,), (5.0,))


def test_ratings_of_films_over_a_large_catalogue() -> None:
    catalog, understanding = movielens()
    meaning = understanding.meaning("loved the godfather and goodfellas, couldn't stand grease, casino was ok")
    said = {catalog[movie].label: stars for movie, stars in zip(meaning.titles, meaning.ratings, strict=True)}
    assert said == {
        "The Godfather (1972)": 5.0, "Goodfellas (1990)": 5.0, "Grease (1978)": 1.0, "Casino (1995)": 3.0,
    }  # fmt: skip
