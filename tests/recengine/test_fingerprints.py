"""Fingerprints of data: the order is none of their business, everything else is."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine import fingerprints
from recengine.catalog import Catalog, Movie
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.fingerprints import LETTERS, catalog_fingerprint, fingerprint_of, ratings_fingerprint

MOVIES = [Movie(1, "Heat", 1995), Movie(2, "Alien", 1979)]
ROWS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(1, 2), st.sampled_from([1.0, 4.5]), st.integers(0, 9)),
    unique_by=lambda row: row[:2],
    min_size=1,
)


def of(rows: list[tuple[int, int, float, int]]) -> str:
    films = Catalog([*MOVIES, Movie(10, "Jaws", 1975), Movie(11, "Big", 1988)])
    return ratings_fingerprint(Dataset("d", pd.DataFrame(rows, columns=list(Columns.ALL)), films))


@settings(max_examples=30, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_ratings_does_not_count_and_each_of_them_does(rows, chance) -> None:  # type: ignore[no-untyped-def]
    mixed = list(rows)
    chance.shuffle(mixed)
    assert of(mixed) == of(rows)
    user, item, stars, at = rows[0]
    for other in ((user + 9, item, stars, at), (user, 3 - item + 9, stars, at), (user, item, 3.0, at)):
        assert of([other, *rows[1:]]) != of(rows)
    assert of([(user, item, stars, at + 100), *rows[1:]]) != of(rows)


def test_a_catalog_is_all_that_is_known_of_its_movies() -> None:
    one = catalog_fingerprint(Catalog(MOVIES))
    assert catalog_fingerprint(Catalog(MOVIES[::-1])) == one
    assert catalog_fingerprint(Catalog([Movie(1, "Heat", 1995, ("Crime",)), MOVIES[1]])) != one
    assert len(one) == LETTERS


def test_texts_count_as_often_as_they_come() -> None:
    assert fingerprint_of(["a", "b"]) == fingerprint_of(["b", "a"]) != fingerprint_of(["ab"])
    assert fingerprint_of(["a", "a"]) != fingerprint_of(["a"])


def test_ratings_gone_through_in_parts_have_the_same_fingerprint(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(user, item, 1.0 + user % 4, 100 * user + item) for user in range(9) for item in (1, 2, 10)]
    whole = of(rows)
    monkeypatch.setattr(fingerprints, "BLOCK", 4)
    assert of(rows) == whole
