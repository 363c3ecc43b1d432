"""Raw MovieLens titles and what they mean."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.datasets.title_parsing import article_first, parse_title


@pytest.mark.parametrize(
    ("raw", "title", "year", "alt_titles"),
    [
        ("Toy Story (1995)", "Toy Story", 1995, ()),
        ("Matrix, The (1999)", "The Matrix", 1999, ()),
        (
            "City of Lost Children, The (Cité des enfants perdus, La) (1995)",
            "The City of Lost Children",
            1995,
            ("La Cité des enfants perdus",),
        ),
        ("Seven (a.k.a. Se7en) (1995)", "Seven", 1995, ("Se7en",)),
        (
            "Ghost in the Shell 2: Innocence (a.k.a. Innocence) (Inosensu) (2004)",
            "Ghost in the Shell 2: Innocence",
            2004,
            ("Innocence", "Inosensu"),
        ),
        ("Trou, Le (Hole, The) (Night Watch, The) (1960)", "Le Trou", 1960, ("The Hole", "The Night Watch")),
        ("Apartment, The (Appartement, L') (1996)", "The Apartment", 1996, ("L'Appartement",)),
        ("Boot, Das (Boat, The) (1981)", "Das Boot", 1981, ("The Boat",)),
        (
            "Lord of the Rings: The Fellowship of the Ring, The (2001)",
            "The Lord of the Rings: The Fellowship of the Ring",
            2001,
            (),
        ),
        ("(500) Days of Summer (2009)", "(500) Days of Summer", 2009, ()),
        ("Evangelion: 1.0 You Are (Not) Alone (2007)", "Evangelion: 1.0 You Are (Not) Alone", 2007, ()),
        ("Frontière(s) (2007)", "Frontière(s)", 2007, ()),
        (
            "Birdman: Or (The Unexpected Virtue of Ignorance) (2014)",
            "Birdman: Or (The Unexpected Virtue of Ignorance)",
            2014,
            (),
        ),
        ("Death Note: Desu nôto (2006–2007)", "Death Note: Desu nôto", 2006, ()),
        ("Babylon 5", "Babylon 5", None, ()),
        ("2001: A Space Odyssey (1968)", "2001: A Space Odyssey", 1968, ()),
        ("1984 (1984)", "1984", 1984, ()),
        ("96 Minutes (2011) ", "96 Minutes", 2011, ()),
        ("Land Before Time III, The (1995) (V)", "The Land Before Time III", 1995, ()),
        ("Lust, Caution (Se, jie) (2007)", "Lust, Caution", 2007, ("Se, jie",)),
        ("Monsters, Inc. (2001)", "Monsters, Inc.", 2001, ()),
        ("Godzilla (Godzilla) (1998)", "Godzilla", 1998, ()),
        ("Me and Her / Moi et elle (2001)", "Me and Her", 2001, ("Moi et elle",)),
        ("", "", None, ()),
    ],
)
def test_a_raw_title_is_taken_apart(raw: str, title: str, year: int | None, alt_titles: tuple[str, ...]) -> None:
    assert parse_title(raw) == (title, year, alt_titles)


def test_a_comma_without_an_article_stays() -> None:
    assert article_first("Corrina, Corrina") == "Corrina, Corrina"


@given(st.text(alphabet="Ab (),'19-éThe", max_size=40))
@settings(deadline=None, max_examples=200)
def test_any_text_is_parsed_without_losing_the_main_title(raw: str) -> None:
    parsed = parse_title(raw)
    assert parsed.title not in parsed.alt_titles
    assert all(parsed.alt_titles)
    assert parse_title(f"{raw} (1999)").year == 1999
