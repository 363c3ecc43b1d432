"""Wishes in words."""

import pytest

from bot.dialogue.chips import button_words, wish_words, wishes_line
from bot.dialogue.language import speaking
from bot.dialogue.tonight import Chip, Kind
from recengine.critiques import Direction


@pytest.mark.parametrize(
    ("chip", "words"),
    [
        (Chip(Kind.GENRE, "Sci-Fi"), "sci-fi"),
        (Chip(Kind.NO_GENRE, "Horror"), "no horror"),
        (Chip(Kind.WORD, "tom hanks"), "tom hanks"),
        (Chip(Kind.NO_WORD, "zombies"), "no zombies"),
        (Chip(Kind.YEARS, "1990-1999"), "90s"),
        (Chip(Kind.YEARS, "2000-2009"), "2000s"),
        (Chip(Kind.YEARS, "1920-1929"), "1920s"),
        (Chip(Kind.YEARS, "1994-1994"), "1994"),
        (Chip(Kind.YEARS, "1985-1995"), "1985 to 1995"),
        (Chip(Kind.YEARS, "2010-"), "since 2010"),
        (Chip(Kind.YEARS, "-1979"), "up to 1979"),
        (Chip(Kind.POPULARITY, "obscure"), "little known"),
        (Chip(Kind.POPULARITY, "popular"), "well known"),
        (Chip(Kind.LIKE, "key"), "like Heat"),
        (Chip(Kind.CRITIQUE, "more_popular"), "better known"),
        (Chip(Kind.WORD, "w" * 60), "w" * 29 + "…"),
    ],
)
def test_a_wish_in_small_words(chip: Chip, words: str) -> None:
    assert wish_words(chip, film="Heat") == words


def test_a_film_that_the_catalogue_lacks_is_another_film() -> None:
    assert wish_words(Chip(Kind.LIKE, "key")) == "like another film"


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_direction_has_words(language: str) -> None:
    with speaking(language):
        said = {wish_words(Chip(Kind.CRITIQUE, way.value)) for way in Direction}
    assert len(said) == len(Direction)


def test_one_button_stands_for_several_wishes() -> None:
    assert button_words(["90s"]) == "90s"
    assert button_words(["90s", "funny"]) == "90s, funny"
    assert button_words(["90s", "funny", "no horror", "like Heat"]) == "90s, funny, no horror, …"
    assert button_words(["a" * 40, "b"]) == "a" * 40 + ", …"


def test_very_many_wishes_are_counted() -> None:
    assert wishes_line(["like Heat", "funnier", "90s"]) == "like Heat · funnier · 90s"
    assert wishes_line(["w" * 30] * 9).endswith(" · 6 more")
