"""What movies are made of: genres, decades, words and people as named features."""

from collections import Counter
from collections.abc import Iterable, Iterator

from recengine.catalog import Movie

MIN_MOVIES = 3
"""A word or person that fewer movies share tells nothing about other movies and gets no column."""


def content_of(movie: Movie) -> Iterator[str]:
    """The content features of a movie, each with a prefix that says its kind."""
    yield from (f"genre:{genre}" for genre in movie.genres)
    if movie.decade is not None:
        yield f"decade:{movie.decade}"
    yield from (f"word:{word}" for word in movie.words)
    yield from (f"person:{person}" for person in dict.fromkeys((*movie.directors, *movie.actors)))


def content_vocabulary(movies: Iterable[Movie], *, min_movies: int = MIN_MOVIES) -> tuple[str, ...]:
    """Content features that at least `min_movies` movies have (genres and decades: any), sorted."""
    return tuple(sorted(content_counts(movies, min_movies=min_movies)))


def content_counts(movies: Iterable[Movie], *, min_movies: int = MIN_MOVIES) -> dict[str, int]:
    """How many movies have each feature of the vocabulary."""
    counts = Counter(feature for movie in movies for feature in set(content_of(movie)))
    always = ("genre:", "decade:")
    return {f: n for f, n in counts.items() if n >= min_movies or f.startswith(always)}
