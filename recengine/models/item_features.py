"""Item features for LightFM: one identity column a movie, then genres, decades, tags and people."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from scipy import sparse

from recengine.catalog import Catalog, Movie

MIN_MOVIES = 3
"""A word or person that fewer movies share tells nothing about other movies and gets no column."""


def content_of(movie: Movie) -> Iterator[str]:
    """The content features of a movie, each with a prefix that says its kind."""
    yield from (f"genre:{genre}" for genre in movie.genres)
    if movie.decade is not None:
        yield f"decade:{movie.decade}"
    yield from (f"word:{word}" for word in movie.words)
    yield from (f"person:{person}" for person in dict.fromkeys((*movie.directors, *movie.actors)))


def content_vocabulary(catalog: Catalog, *, min_movies: int = MIN_MOVIES) -> tuple[str, ...]:
    """Content features that at least `min_movies` movies have (genres and decades: any), sorted."""
    counts = Counter(feature for movie in catalog for feature in set(content_of(movie)))
    always = ("genre:", "decade:")
    return tuple(sorted(f for f, n in counts.items() if n >= min_movies or f.startswith(always)))


def content_matrix(catalog: Catalog, vocabulary: tuple[str, ...]) -> sparse.csr_matrix:
    """1.0 where a movie has a feature, shape (movies, features), float32."""
    column = {feature: j for j, feature in enumerate(vocabulary)}
    pairs = [
        (row, column[feature])
        for row, movie in enumerate(catalog)
        for feature in dict.fromkeys(content_of(movie))
        if feature in column
    ]
    rows, columns = np.asarray(pairs, dtype=np.int64).reshape(-1, 2).T
    values = np.ones(len(rows), dtype=np.float32)
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(catalog), len(vocabulary)))


def item_features(catalog: Catalog) -> sparse.csr_matrix:
    """Identity columns and content columns side by side, shape (movies, movies + features), float32."""
    content = content_matrix(catalog, content_vocabulary(catalog))
    identity = sparse.identity(len(catalog), dtype=np.float32, format="csr")
    return sparse.csr_matrix(sparse.hstack([identity, content], dtype=np.float32))
