"""A title index as plain arrays, kept and made anew of them."""

from pathlib import Path

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.titles import TitleIndex
from tests.recengine.titles.films import CATALOG, INDEX, POPULARITY

QUERIES = (
    "the matrix",
    "teh matrx",
    "rocky two",
    "LOTR",
    "thedarkknight",
    "tcolc",
    "city lost childern",
    "halloween 07",
)


def test_an_index_of_kept_arrays_answers_the_same(tmp_path: Path) -> None:
    arrays = {}
    for name, array in INDEX.arrays().items():
        np.save(tmp_path / f"{name}.npy", array)
        arrays[name] = np.load(tmp_path / f"{name}.npy", mmap_mode="r", allow_pickle=False)
    index = TitleIndex.from_arrays(CATALOG, arrays, popularity=POPULARITY)
    for query in QUERIES:
        assert index.search(query) == INDEX.search(query)
        assert index.find_in_text(f"i loved {query}") == INDEX.find_in_text(f"i loved {query}")


def test_its_arrays_are_plain_data_of_one_dimension() -> None:
    for array in INDEX.arrays().values():
        assert array.ndim == 1
        assert not array.dtype.hasobject


def test_the_arrays_say_nothing_of_how_well_films_are_known() -> None:
    index = TitleIndex.from_arrays(CATALOG, INDEX.arrays(), popularity=POPULARITY[::-1].copy())
    assert index.search("halloween") == TitleIndex(CATALOG, popularity=POPULARITY[::-1].copy()).search("halloween")


def test_arrays_of_other_titles_are_refused() -> None:
    others = Catalog([*[*CATALOG][:-1], Movie(9000, "Another")])
    with pytest.raises(ValueError, match="other films"):
        TitleIndex.from_arrays(others, INDEX.arrays())


@pytest.mark.parametrize("name", sorted(INDEX.arrays()))
def test_arrays_that_lack_one_or_have_a_damaged_one_are_refused(name: str) -> None:
    arrays = INDEX.arrays()
    whole = arrays.pop(name)
    with pytest.raises(ValueError, match="title index"):
        TitleIndex.from_arrays(CATALOG, arrays)
    with pytest.raises(ValueError, match="title index"):
        TitleIndex.from_arrays(CATALOG, {**arrays, name: whole.astype(np.float32)})


@pytest.mark.parametrize("name", ["names.tokens", "names.movies", "grams.owners", "slips.owners", "solid.owners"])
def test_places_that_do_not_exist_are_refused(name: str) -> None:
    wrong = INDEX.arrays()[name].copy()
    wrong[0] = 1 << 20
    with pytest.raises(ValueError, match=name):
        TitleIndex.from_arrays(CATALOG, {**INDEX.arrays(), name: wrong})


def test_popularity_has_to_be_aligned_with_the_catalogue() -> None:
    with pytest.raises(ValueError, match="one value for each movie"):
        TitleIndex.from_arrays(CATALOG, INDEX.arrays(), popularity=np.ones(3, dtype=np.float32))


def test_an_index_of_no_films_can_be_kept() -> None:
    none = Catalog([])
    assert TitleIndex.from_arrays(none, TitleIndex(none).arrays()).search("heat").matches == ()
