"""Movies that are added to what is served, without a training."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from recengine.catalog import Catalog, Movie
from recengine.joining import Joining, longer

if TYPE_CHECKING:
    from recengine.recommender import Recommender


def with_films(recommender: "Recommender", movies: Sequence[Movie], *, like: Catalog | None = None) -> "Recommender":
    """The same recommender for a catalogue with more movies, known by their content alone.

    They are suggested at once, and what is said of them counts. Scores of the others do not change. Nobody rated
    them, so that newcomers are not asked about them; where fame counts, they are taken to be as well known as movies
    like them.

    Parameters
    ----------
    movies
        With ids that no movie of the catalogue has.
    like
        A catalogue that was served before; where the films are the same, both share it.

    Raises
    ------
    ValueError
        Where two movies share an id.
    ModelError
        Where the model has no way to take them in.
    """
    if not movies:
        return recommender
    joining = Joining.of(recommender.catalog, movies, ratings=recommender.statistics.ratings, like=like)
    known = np.expm1(joining.as_given(np.log1p(recommender.presumed)))
    return type(recommender)(
        recommender.model.extended(joining),
        joining.catalog,
        recommender.statistics.extended(joining),
        stars=None if recommender.stars is None else recommender.stars.extended(joining),
        elicitation=recommender.elicitation,
        presumed=longer(recommender.presumed, np.maximum(known, 0.0)),
    )
