"""Item features for LightFM: one identity column a movie, then genres, decades, tags and people."""

import numpy as np
from scipy import sparse

from recengine.catalog import Catalog
from recengine.contents import content_of, content_vocabulary
from recengine.dataset import Dataset

YEAR_STEP = 5.0
"""Years between the corners of the ramps that films of about one time share."""

FAME_STEPS = 7
FAME_WEIGHT = 0.5
"""Length of «how well known» beside 1 for the time: what is rated tells how deep somebody digs."""


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


def own_content(catalog: Catalog) -> sparse.csr_matrix:
    """All content features of a catalogue, in the order of its vocabulary, as `content_matrix` gives them.

    To be asked for by `catalog.once`, as many parts of a training need it.
    """
    return content_matrix(catalog, catalog.once(content_vocabulary))


def telling_content(catalog: Catalog) -> sparse.csr_matrix:
    """The same, the rarer a feature the heavier (inverse document frequency), the rows of length 1; float64.

    A movie without any feature has an empty row.
    """
    content = catalog.once(own_content)
    rarity = np.log((1 + content.shape[0]) / (1 + np.asarray(content.sum(axis=0)).ravel()))
    weighted = sparse.csr_matrix(content.multiply(rarity[None, :]))
    length = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    weighted.data *= np.repeat(1.0 / np.maximum(length, 1e-9), np.diff(weighted.indptr))
    return weighted


def item_features(catalog: Catalog) -> sparse.csr_matrix:
    """Identity columns and content columns side by side, shape (movies, movies + features), float32."""
    content = catalog.once(own_content)
    identity = sparse.identity(len(catalog), dtype=np.float32, format="csr")
    return sparse.csr_matrix(sparse.hstack([identity, content], dtype=np.float32))


def rich_features(dataset: Dataset, *, content_weight: float) -> sparse.csr_matrix:
    """Content at one length for all movies, beside their time and how well known they are.

    Decades cut between 1999 and 2000 and fame has no tag, so both are ramps: a movie shares itself between the two
    nearest corners.

    Returns
    -------
    float32, shape (movies, features)
    """
    content = dataset.catalog.once(own_content)
    length = np.sqrt(np.asarray(content.multiply(content).sum(axis=1)).ravel())
    even = sparse.diags(content_weight / np.maximum(length, 1e-9)) @ content
    years = np.asarray([np.nan if movie.year is None else movie.year for movie in dataset.catalog], dtype=np.float64)
    fame = np.log1p(np.asarray(dataset.seen.sum(axis=0), dtype=np.float64).ravel())
    step = max(float(fame.max(initial=0.0)), 1.0) / FAME_STEPS
    blocks = [even, sparse.csr_matrix(_ramps(years, YEAR_STEP)), FAME_WEIGHT * sparse.csr_matrix(_ramps(fame, step))]
    return sparse.csr_matrix(sparse.hstack(blocks), dtype=np.float32)


def _ramps(values: np.ndarray, step: float) -> np.ndarray:
    """Closeness of each value to each corner, 1 at it and 0 a step away; nothing for NaN. Shape (values, corners)."""
    known = values[~np.isnan(values)]
    if not len(known):
        return np.zeros((len(values), 1))
    corners = np.arange(np.floor(known.min() / step), np.ceil(known.max() / step) + 1) * step
    return np.nan_to_num(np.maximum(0.0, 1.0 - np.abs(values[:, None] - corners) / step))
