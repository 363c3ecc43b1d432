"""Titles asked for in vain: one person counts once a day, and nothing tells who it was."""

import pytest

from bot.added.asking import MOST_A_DAY, AskedToday, may_be_title

DAY = 86_400


def test_a_person_counts_once_a_day_for_a_title_however_it_is_typed() -> None:
    asked = AskedToday()
    assert asked.first(1, "Sinners", 0)
    assert not asked.first(1, " sinners! ", DAY - 1)
    assert asked.first(2, "Sinners", DAY - 1)
    assert asked.first(1, "Anora", DAY - 1)
    assert asked.first(1, "Sinners", DAY)


def test_nobody_fills_the_list_alone() -> None:
    asked = AskedToday()
    assert sum(asked.first(1, f"title {n}", 0) for n in range(100)) == MOST_A_DAY
    assert asked.first(2, "title 99", 0)


def test_what_is_remembered_for_the_day_names_nobody() -> None:
    one, other = AskedToday(), AskedToday()
    for asked in (one, other):
        asked.first(4_611_686, "Sinners", 0)
    assert one._asked != other._asked
    assert "4611686" not in repr(vars(one))


@pytest.mark.parametrize(
    "text", ["", "x", "?!", "a@b.example", "www.example.org", "call 5551234", "a\nb", "x" * 81, "a " * 11]
)
def test_what_tells_of_a_person_or_is_no_title_is_not_kept(text: str) -> None:
    assert not may_be_title(text)


@pytest.mark.parametrize("text", ["Sinners", "M3GAN 2.0", "1984", "七人の侍", "the good the bad and the ugly 1966"])
def test_titles_are_kept(text: str) -> None:
    assert may_be_title(text)
