"""What films have of texts, as arrays."""

from recengine.catalog import Catalog, Movie
from recengine.entries import Entries, entries
from recengine.text import fold

CATALOG = Catalog(
    [
        Movie(7, "A", words=("Heist", "rain"), directors=("Ann Lee",), actors=("Bob",)),
        Movie(8, "B"),
        Movie(9, "C", words=("rain", "heist", "Rain"), actors=("Ann Lee", "Bob")),
    ]
)


def _pairs(found: Entries) -> list[tuple[int, str]]:
    return [(film, found.names[text]) for film, text in zip(found.films.tolist(), found.texts.tolist(), strict=True)]


def test_entries_stand_film_by_film_and_field_by_field() -> None:
    words, people = entries(CATALOG, "words"), entries(CATALOG, "directors", "actors")
    assert words.names == ("Heist", "rain", "heist", "Rain")
    assert _pairs(words) == [(0, "Heist"), (0, "rain"), (2, "rain"), (2, "heist"), (2, "Rain")]
    assert people.names == ("Ann Lee", "Bob")
    assert _pairs(people) == [(0, "Ann Lee"), (0, "Bob"), (2, "Ann Lee"), (2, "Bob")]


def test_by_key_a_film_has_each_once_and_the_first_spelling_stays() -> None:
    keyed, spelled = entries(CATALOG, "words").by(fold)
    assert keyed.names == ("heist", "rain")
    assert spelled == ("Heist", "rain")
    assert _pairs(keyed) == [(0, "heist"), (0, "rain"), (2, "rain"), (2, "heist")]


def test_postings_are_the_films_of_each_text() -> None:
    keyed, _ = entries(CATALOG, "words").by(fold)
    start, films = keyed.postings()
    assert (start.tolist(), films.tolist()) == ([0, 2, 4], [0, 2, 0, 2])
    assert {name: mask.tolist() for name, mask in keyed.having(3).items()} == {
        "heist": [True, False, True],
        "rain": [True, False, True],
    }


def test_a_catalogue_without_any_text_has_no_entries() -> None:
    nothing, spelled = entries(Catalog([Movie(1, "A")]), "words").by(fold)
    assert (nothing.names, spelled, _pairs(nothing), nothing.having(1)) == ((), (), [], {})
    assert [part.tolist() for part in nothing.postings()] == [[0], []]
