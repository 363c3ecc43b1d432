"""Added films that a training learns like any other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.added.film import AddedFilm, missing
from bot.films import FilmBook
from bot.storage.kept import UserRating
from recengine.catalog import Catalog

if TYPE_CHECKING:
    from recengine.dataset import Dataset

LEARNED_FROM = 8
"""A film that fewer people have rated is better served by what it is: so few ratings tell a model that hardly anybody
likes it; see ADR 0018."""


def with_learned(dataset: "Dataset", added: Sequence[AddedFilm], own: Sequence[UserRating]) -> "Dataset":
    """The data set with those added films in its catalogue that enough of the bot's people rated.

    The others are served beside the model that is trained, as before.
    """
    new = missing(added, dataset.catalog) if added else []
    book = FilmBook(Catalog(new))
    found = (book.movie(rating.film) for rating in own) if new else ()
    raters = Counter(movie.item_id for movie in found if movie is not None)
    learned = [movie for movie in new if raters[movie.item_id] >= LEARNED_FROM]
    return replace(dataset, catalog=Catalog([*dataset.catalog, *learned])) if learned else dataset
