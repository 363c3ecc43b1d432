"""A world of twelve films, two tastes and a few people, small enough to reason about by hand."""

from functools import cache
from pathlib import Path

import pandas as pd

from bot.dialogue.understanding import Understanding
from bot.films import FilmBook, film_key
from bot.serving import Served, Serving
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.models.base import Scorer
from recengine.models.item_item import ItemItemModel
from recengine.models.popular import PopularModel
from recengine.persistence import ModelStore, SavedModel
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics
from recengine.titles import TitleIndex

THRILLS = (1, 2, 3, 4, 5, 6)
ROMANCES = (7, 8, 9, 10)

CATALOG = Catalog(
    [
        Movie(1, "Heat", 1995, ("Action", "Crime"), ("Michael Mann",), ("Al Pacino", "Robert De Niro")),
        Movie(2, "Alien", 1979, ("Horror", "Sci-Fi")),
        Movie(3, "The Matrix", 1999, ("Action", "Sci-Fi")),
        Movie(4, "Die Hard", 1988, ("Action", "Thriller")),
        Movie(5, "Predator", 1987, ("Action", "Sci-Fi")),
        Movie(6, "RoboCop", 1987, ("Action", "Crime")),
        Movie(7, "Titanic", 1997, ("Drama", "Romance")),
        Movie(8, "Amélie", 2001, ("Comedy", "Romance")),
        Movie(9, "Notting Hill", 1999, ("Comedy", "Romance")),
        Movie(10, "Casablanca", 1942, ("Drama", "Romance")),
        Movie(11, "Halloween", 1978, ("Horror",)),
        Movie(12, "Halloween", 2007, ("Horror",)),
    ]
)


def dataset() -> Dataset:
    """Thirty people love thrills, the others romances; each has left out one film, and some liked a Halloween."""
    rows: list[tuple[int, int, float, int]] = []
    for user in range(60):
        loved, loathed = (THRILLS, ROMANCES) if user % 2 else (ROMANCES, THRILLS)
        rows += [(user, item, 5.0 if (user + item) % 3 else 4.0, 0) for item in loved if user % 7 != item % 7]
        rows += [(user, item, 1.5, 0) for item in loathed if (user + item) % 4 == 0]
        if user % 5 == 1:
            rows += [(user, 11, 4.0, 0), (user, 12, 3.0, 0)]
    return Dataset("small", pd.DataFrame(rows, columns=list(Columns.ALL)), CATALOG)


def served_by(model: Scorer, *, data: Dataset | None = None, version: str = "v1") -> Served:
    """What is served of a model fitted on the small world, or on other data."""
    data = data or dataset()
    statistics = ItemStatistics.of(data)
    fitted = model.fit(data)
    recommender = Recommender(
        fitted,
        data.catalog,
        statistics,
        stars=StarPredictor().fit(data),
        elicitation=learn_elicitation(fitted, data),
    )
    titles = TitleIndex(data.catalog, popularity=statistics.ratings)
    understanding = Understanding.of(data.catalog, titles, popularity=statistics.ratings)
    return Served(version, recommender, titles, FilmBook(data.catalog), understanding)


@cache
def small_served() -> Served:
    """The small world served by item-item; not changed by serving, so one will do."""
    return served_by(ItemItemModel(dropout=0.5))


def small_served_with(*movies: Movie) -> Served:
    """The same after these films were added."""
    saved = SavedModel(small_served().recommender, {"version": "v1"})
    return Served.of(saved.with_films(movies))


def publish(
    home: Path,
    *,
    model: Scorer | None = None,
    data: Dataset | None = None,
    setting: str | None = None,
    stars: StarPredictor | None = None,
) -> str:
    """Publish a model of the small world in a home, fitted by popularity unless told otherwise."""
    data = data or dataset()
    fitted = (model or PopularModel()).fit(data)
    store = ModelStore(home / "models")
    statistics, info = ItemStatistics.of(data), {"setting": setting}
    return store.publish(fitted, catalog=data.catalog, statistics=statistics, stars=stars, info=info)


class FixedServing(Serving):
    """Serves one version that was made by hand."""

    def __init__(self, served: Served) -> None:
        super().__init__(ModelStore(Path("no-such-folder")))
        self._served = served


def key(item_id: int) -> str:
    """The film key of a movie of the small world."""
    movie = CATALOG[item_id]
    return film_key(movie.title, movie.year)
