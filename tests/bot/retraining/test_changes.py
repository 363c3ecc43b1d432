"""What a new version changes for somebody: the films that rise and fall most near the top of their list."""

from dataclasses import replace

import numpy as np

from bot.dialogue.training_screens import Move
from bot.films import FilmBook, film_of
from bot.retraining.changes import moves
from bot.serving import Served
from bot.storage.kept import Facts, Mark, RatedFilm
from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.query import Query
from recengine.recommender import Recommender
from tests.bot.small import CATALOG, small_served


class Ordered(Recommender):
    """Scores films in a fixed order of their ids, the first one highest."""

    order: tuple[int, ...] = ()

    def scores(self, query: Query) -> Floats:
        places = {item_id: place for place, item_id in enumerate(self.order)}
        return np.asarray([-places[movie.item_id] for movie in self.catalog], dtype=np.float32)


def serving(*order: int, catalog: Catalog = CATALOG) -> Served:
    made = small_served()
    recommender = Ordered(made.recommender.model, catalog, made.recommender.statistics)
    recommender.order = order
    return replace(made, recommender=recommender, films=FilmBook(catalog))


BEFORE = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)
NOBODY = Facts(71)


def test_the_furthest_come_first_and_rises_before_falls() -> None:
    after = (4, 1, 3, 12, 5, 6, 7, 8, 9, 10, 11, 2)
    assert moves(serving(*BEFORE), serving(*after), NOBODY) == [
        Move("Halloween (2007)", 12, 4),
        Move("Die Hard (1988)", 4, 1),
        Move("Alien (1979)", 2, 12),
    ]


def test_a_place_more_or_less_and_what_is_far_down_is_not_told_of() -> None:
    after = (2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 11)
    assert moves(serving(*BEFORE), serving(*after), NOBODY) == []


def test_what_somebody_knows_is_in_no_list_of_theirs() -> None:
    after = (4, 3, 2, 1, 5, 6, 7, 8, 9, 10, 11, 12)
    facts = Facts(
        71,
        ratings=(RatedFilm(film_of(CATALOG[4]), 5.0, 0),),
        marks={Mark.SEEN: (film_of(CATALOG[1]),), Mark.HIDDEN: (film_of(CATALOG[3]),)},
    )
    assert moves(serving(*BEFORE), serving(*after), facts) == []


def test_films_that_only_one_of_the_catalogues_has_are_passed_over() -> None:
    others = Catalog([*list(CATALOG)[:11], Movie(12, "Brand New", 2026)])
    after = (12, 4, 2, 3, 1, 5, 6, 7, 8, 9, 10, 11)
    assert moves(serving(*BEFORE), serving(*after, catalog=others), NOBODY) == [
        Move("Die Hard (1988)", 4, 2),
        Move("Heat (1995)", 1, 5),
    ]
