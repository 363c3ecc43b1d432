"""The same film in two catalogues: people and words go to the right one."""

import pytest

from recengine.catalog import Catalog, Movie, enrich
from recengine.text import title_key

PSYCHO = Movie(1, "Psycho", 1960, directors=("Alfred Hitchcock",), words=("slasher",), minutes=109)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Matrix", "Matrix, The"),
        ("L'Avventura", "Avventura, L'"),
        ("L’Appartement", "appartement"),
        ("Una pura formalità", "Pura formalità, Una"),
    ],
)
def test_a_title_has_one_key_wherever_its_article_stands(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


def test_a_letter_l_that_is_no_article_stays() -> None:
    assert title_key("L.A. Confidential") == "l a confidential"


def test_what_a_movie_has_is_kept_and_the_rest_is_added() -> None:
    catalog = Catalog([Movie(7, "Psycho", 1960, genres=("Horror",), words=("shower", "slasher"))])
    assert enrich(catalog, Catalog([PSYCHO]))[7] == Movie(
        7,
        "Psycho",
        1960,
        genres=("Horror",),
        directors=("Alfred Hitchcock",),
        words=("slasher", "shower"),
        minutes=109,
    )


def test_a_film_goes_to_its_own_year_and_not_to_a_namesake_beside_it() -> None:
    catalog = Catalog([Movie(7, "Psycho", 1961), Movie(8, "Psycho", 1960)])
    enriched = enrich(catalog, Catalog([PSYCHO]))
    assert enriched[7].directors == ()
    assert enriched[8].directors == ("Alfred Hitchcock",)


def test_a_year_beside_it_is_the_same_film_where_no_other_claims_it() -> None:
    assert enrich(Catalog([Movie(7, "Psycho", 1961)]), Catalog([PSYCHO]))[7].minutes == 109


def test_an_alternative_title_finds_the_film_in_the_same_year_only() -> None:
    catalog = Catalog(
        [Movie(7, "Psychose", 1960, alt_titles=("Psycho",)), Movie(8, "P", 1961, alt_titles=("Psycho",))]
    )
    enriched = enrich(catalog, Catalog([PSYCHO]))
    assert enriched[7].minutes == 109
    assert enriched[8].minutes is None


def test_a_main_title_goes_before_a_nickname() -> None:
    nickname = Movie(1, "Star Wars: Episode IV", 1977, alt_titles=("Star",))
    namesake = Movie(2, "Star", 1977)
    found = Catalog([nickname, namesake]).find("Star", 1977)
    assert found == namesake
