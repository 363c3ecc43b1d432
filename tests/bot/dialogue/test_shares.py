"""Shares with tiny bars, by hand."""

import pytest

from bot.dialogue import shares
from bot.dialogue.language import phrase, speaking, words
from recengine.critiques import Direction


def plain(parts: list[tuple[str, float]], total: float) -> list[str]:
    return [line.plain for line in shares.listed(parts, total)]


def test_what_speaks_for_a_film_comes_before_what_speaks_against_it_each_strongest_first() -> None:
    assert plain([("Heat", 1.0), ("Titanic", -2.0), ("Alien", 5.0)], 10.0) == [
        words("why-for"),
        "▰▰▰▰▰ Alien 50 %",
        "▰▱▱▱▱ Heat 10 %",
        words("why-against"),
        "▰▰▱▱▱ Titanic 20 %",
    ]


def test_a_heading_without_lines_is_left_out() -> None:
    assert plain([], 0.0) == []
    assert plain([("Heat", -1.0)], 1.0) == [words("why-against"), "▰▰▰▰▰ Heat 100 %"]


@pytest.mark.parametrize(("part", "bar"), [(0.001, "▰▱▱▱▱"), (0.3, "▰▰▱▱▱"), (0.7, "▰▰▰▰▱"), (1.0, "▰▰▰▰▰")])
def test_a_bar_has_five_pieces_and_never_none(part: float, bar: str) -> None:
    assert shares.bar(part) == bar


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("direction", list(Direction))
def test_every_critique_has_words(direction: Direction, language: str) -> None:
    with speaking(language):
        assert 5 < len(shares.asked(f"critique:{direction}")) < 40


def test_a_trait_that_was_set_is_named() -> None:
    assert shares.asked("genre:Comedy") == "your setting for Comedy"
    assert phrase("why-share", bar="", name=shares.asked("person:<b>"), percent=3).plain.endswith("<b> 3 %")
