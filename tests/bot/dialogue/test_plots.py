"""Plots cut short."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.plots import shortened

PLOT = "A thief plans one last job. A detective (called Vincent!) is after him… Los Angeles burns, and nobody sleeps."


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (200, PLOT),
        (len(PLOT), PLOT),
        (80, "A thief plans one last job. A detective (called Vincent!) is after him…"),
        (60, "A thief plans one last job."),
        (27, "A thief plans one last job."),
        (26, "A thief plans one last…"),
        (12, "A thief…"),
    ],
)
def test_a_plot_ends_with_a_sentence_or_else_with_a_word(most: int, told: str) -> None:
    assert shortened(PLOT, most) == told


def test_an_early_sentence_is_not_all_that_is_told() -> None:
    assert shortened("No. " + "word " * 50, 100) == "No. " + "word " * 18 + "word…"


def test_one_long_word_is_cut() -> None:
    assert shortened("x" * 100, 10) == "x" * 9 + "…"


@given(plot=st.text(max_size=300), most=st.integers(min_value=2, max_value=310))
def test_it_is_never_longer_and_always_a_beginning(plot: str, most: int) -> None:
    told = shortened(plot, most)
    assert len(told) <= most
    assert plot.startswith(told.removesuffix("…")) or told == plot
