"""A film as an admin types it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.added.genres import Genres
from bot.added.typed import Typed, read_more, read_typed

GENRES = Genres(["Horror", "Drama", "Comedy", "Sci-Fi"])


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Sinners (2025) horror, drama", Typed("Sinners", 2025, ("Horror", "Drama"))),
        ("Sinners 2025 horror drama", Typed("Sinners", 2025, ("Horror", "Drama"))),
        ("«Sinners» (2025): terror y drama", Typed("Sinners", 2025, ("Horror", "Drama"))),
        ("Sinners (2025)", Typed("Sinners", 2025)),
        ("Sinners", Typed("Sinners")),
        ("Sinners, horror, drama", Typed("Sinners", None, ("Horror", "Drama"))),
        ("The Good, the Bad and the Ugly", Typed("The Good, the Bad and the Ugly")),
        ("Matrix, The (1999) science fiction", Typed("The Matrix", 1999, ("Sci-Fi",))),
        ("2001: A Space Odyssey (1968) sci-fi", Typed("2001: A Space Odyssey", 1968, ("Sci-Fi",))),
        ("2012 (2009) sci fi", Typed("2012", 2009, ("Sci-Fi",))),
        ("2012", Typed("2012")),
        ("Blade Runner 2049", Typed("Blade Runner 2049")),
        ("Blade Runner 2049 (2017) sci-fi & drama", Typed("Blade Runner 2049", 2017, ("Sci-Fi", "Drama"))),
        ("Sinners (2025) romcom", Typed("Sinners", 2025, ("Romance", "Comedy"))),
        ("Sinners (2025) horor, drama", Typed("Sinners", 2025, ("Drama",), ("horor",))),
        ("(2025) horror", Typed("(2025) horror")),
        ("", Typed("")),
    ],
)
def test_title_year_and_genres_are_told_apart(text: str, typed: Typed) -> None:
    assert read_typed(text, GENRES, this_year=2026) == typed


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("2025", Typed("", 2025)),
        ("2025, horror", Typed("", 2025, ("Horror",))),
        ("horror and comedy", Typed("", None, ("Horror", "Comedy"))),
        ("something funny", None),
        ("3025", None),
        ("2025 was good", None),
        ("", None),
    ],
)
def test_what_was_missing_is_taken_where_nothing_else_is_said(text: str, typed: Typed | None) -> None:
    assert read_more(text, GENRES, this_year=2026) == typed


@given(st.text(max_size=120))
@settings(max_examples=80, deadline=None, database=None, derandomize=True)
def test_any_text_is_read(text: str) -> None:
    typed = read_typed(text, GENRES, this_year=2026)
    assert set(typed.genres) <= set(GENRES.names)
    read_more(text, GENRES, this_year=2026)
