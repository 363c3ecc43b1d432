"""What data are, in a few letters: equal where the same was said of the same films, in whatever order."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import fields

import numpy as np

from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.sparse_views import BLOCK

LETTERS = 16


def ratings_fingerprint(dataset: Dataset) -> str:
    """Of all ratings: who rated what, how and when; of those that are elsewhere, what they say of each movie."""
    frame = dataset.ratings
    users, items = (frame[name].to_numpy(np.int64) for name in (Columns.USER, Columns.ITEM))
    order = np.lexsort((items, users))
    stars, times = frame[Columns.RATING].to_numpy(), frame[Columns.TIMESTAMP].to_numpy(np.int64)
    digest = hashlib.sha256()
    for column, kind in ((users, "<i8"), (items, "<i8"), (stars, "<f4"), (times, "<i8")):
        for first in range(0, len(order), BLOCK):  # a few at a time: there may be a gigabyte of them
            digest.update(column[order[first : first + BLOCK]].astype(kind).tobytes())
    places = np.argsort(dataset.catalog.item_ids)
    for field in fields(dataset.counts):
        digest.update(getattr(dataset.counts, field.name)[places].astype("<f8").tobytes())
    return digest.hexdigest()[:LETTERS]


def catalog_fingerprint(catalog: Catalog) -> str:
    """Of all movies, with everything that is known of them."""
    return fingerprint_of(json.dumps(movie.to_json(), sort_keys=True, ensure_ascii=False) for movie in catalog)


def fingerprint_of(parts: Iterable[str]) -> str:
    """Of any texts, whatever their order."""
    digest = hashlib.sha256()
    for part in sorted(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest() for part in parts):
        digest.update(part)
    return digest.hexdigest()[:LETTERS]
