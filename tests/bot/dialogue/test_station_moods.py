"""Moods, genres and decades in everyday words."""

import pytest

from bot.dialogue.station_moods import everyday

KNOWN = frozenset(
    {"genre:comedy", "genre:romance", "genre:horror", "genre:sci fi", "decade:1980", "decade:2000", "word:feel good"}
)


@pytest.mark.parametrize(
    ("text", "traits", "left"),
    [
        ("rainy sunday comfort", ("genre:comedy", "genre:romance", "word:feel good"), ""),
        ("Something SCARY!", ("genre:horror",), "something"),
        ("funny 80s", ("genre:comedy", "decade:1980"), ""),
        ("1980s", ("decade:1980",), ""),
        ("2000s romcom", ("decade:2000", "genre:romance", "genre:comedy"), ""),
        ("comedia romántica de los 80", ("genre:romance", "genre:comedy", "decade:1980"), ""),
        ("Ciencia ficción", ("genre:sci fi",), ""),
        ("slow burn", (), "slow burn"),
        ("noir 1950s", (), "noir 1950s"),
        ("", (), ""),
    ],
)
def test_everyday_words_stand_for_traits_that_films_have(text: str, traits: tuple[str, ...], left: str) -> None:
    assert everyday(text, KNOWN) == (traits, left)
