"""Shares with tiny bars, by hand."""

import pytest

from bot.dialogue import shares, wording
from bot.dialogue.language import speaking, words
from recengine.catalog import Movie
from recengine.critiques import Direction


def plain(parts: list[tuple[str, float]], total: float) -> list[str]:
    return [line.plain for line in shares.listed(parts, total)]


def test_what_speaks_for_a_film_comes_before_what_speaks_against_it_each_strongest_first() -> None:
    assert plain([("Heat", 1.0), ("Titanic", -2.0), ("Alien", 5.0)], 10.0) == [
        words("why-for"),
        "▰▰▰▰▰ 50 % Alien",
        "▰▱▱▱▱ 10 % Heat",
        words("why-against"),
        "▰▰▱▱▱ 20 % Titanic",
    ]


def test_a_heading_without_lines_is_left_out() -> None:
    assert plain([], 0.0) == []
    assert plain([("Heat", -1.0)], 1.0) == [words("why-against"), "▰▰▰▰▰ 100 % Heat"]


@pytest.mark.parametrize(("part", "bar"), [(0.001, "▰▱▱▱▱"), (0.3, "▰▰▱▱▱"), (0.7, "▰▰▰▰▱"), (1.0, "▰▰▰▰▰")])
def test_a_bar_has_five_pieces_and_never_none(part: float, bar: str) -> None:
    assert shares.bar(part) == bar


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("direction", list(Direction))
def test_every_critique_has_words(direction: Direction, language: str) -> None:
    with speaking(language):
        assert 5 < len(shares.asked(f"critique:{direction}")) < 40


def test_a_long_title_goes_by_its_last_part() -> None:
    fellowship = Movie(1, "The Lord of the Rings: The Fellowship of the Ring", 2001)
    assert shares.film_name(fellowship) == "The Fellowship of the Ring"


def test_a_trait_that_was_set_is_named() -> None:
    assert shares.asked("genre:Comedy") == "your setting for Comedy"
    (told,) = plain([(shares.asked("person:<b>"), 3.0)], 100.0)[1:]
    assert told == "▰▰▰▰▰ 3\u00a0% your setting for <b>"


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_longest_reason_there_can_be_fits_a_screen(language: str) -> None:
    film = Movie(1, "W" * 200, 1999)
    with speaking(language):
        asked = sorted((shares.asked(f"critique:{way}") for way in Direction), key=len)[-2:]
        parts = [(shares.film_name(film), share) for share in (-3.0, 1.0, 2.0, 3.0)]
        said = [shares.title(film).plain, *plain([*parts, *((name, 1.0) for name in asked)], 11.0)]
        said += [wording.expected(4.25, 88.0), words("guesses-right", right=18, guesses=20), ""]
        said += [words("why-others", count=900, percent=50), "", words("why-rank", rank="12345", stranger="12345")]
        moved = words("why-moved", rated=shares.film_name(film) + " ★ 4.5", before="12345", after="12345")
        longest = max(moved, words("why-without", film=shares.film_name(film), without="12345"), key=len)
        assert len("\n".join([*said, longest])) < 600
