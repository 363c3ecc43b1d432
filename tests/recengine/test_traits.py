"""Traits of a film and their keys."""

from recengine.traits import trait_key, traits_of
from tests.recengine.worlds import HEAT, UNSEEN, tiny_catalog


def test_spellings_that_fold_to_the_same_are_one_trait() -> None:
    assert trait_key("person:Penélope Cruz") == trait_key("Person: penelope cruz") == "person:penelope cruz"
    assert trait_key("genre:Sci-Fi") == "genre:sci fi"
    assert trait_key("nonsense") == "nonsense:"


def test_a_film_has_its_genres_decade_words_and_people_once() -> None:
    catalog = tiny_catalog()
    assert dict(traits_of(catalog[HEAT])) == {
        "genre:action": "Action",
        "genre:crime": "Crime",
        "decade:1990": "1990",
        "word:heist": "heist",
        "word:los angeles": "los angeles",
        "person:michael mann": "Michael Mann",
    }
    assert list(traits_of(catalog[UNSEEN])) == []
