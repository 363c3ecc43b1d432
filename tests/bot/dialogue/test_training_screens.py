"""What is said of trainings: plain, rough where it is not known better, and short whatever happened."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue import training_screens
from bot.dialogue.language import speaking
from bot.dialogue.training_screens import Move, Report
from bot.locales import LANGUAGES
from bot.versions import Beside

AT = 1_795_502_864
WORSE = Beside(0.4312, 0.3204, 75, 0.4212, is_worse=True)
BETTER = Beside(0.4231, 0.4312, 75, 0.4131)


@pytest.mark.parametrize(
    ("phase", "said"),
    [
        ("", "Getting ready"),
        ("downloading the data set", "Reading films and ratings"),
        ("learning who likes what", "Learning from everybody's ratings"),
        ("solving EASE", "Learning from everybody's ratings"),
        ("training on masked histories", "Learning from everybody's ratings"),
        ("learning to predict stars", "Learning to predict stars"),
        ("learning what to ask", "Learning what to ask newcomers"),
        ("measuring on held-out people", "Checking it on people it has not seen"),
        ("publishing", "Putting it in place"),
    ],
)
def test_phases_are_told_in_plain_words(phase: str, said: str) -> None:
    assert training_screens.progress(1, phase, 0.5, None).text.plain.splitlines()[1] == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "a few seconds left"),
        (12, "about 10 s left"),
        (54, "about 50 s left"),
        (58, "about 1 min left"),
        (130, "about 2 min left"),
        (5_000, "about 83 min left"),
        (7_300, "about 2 hours left"),
    ],
)
def test_the_time_left_is_told_as_roughly_as_it_is_known(seconds: float, said: str) -> None:
    assert said in training_screens.progress(1, "publishing", 0.5, seconds).text.plain


@given(st.floats(0, 1), st.none() | st.floats(0, 1e9), st.text(max_size=50))
def test_progress_fits_on_a_screen(done: float, left: float | None, phase: str) -> None:
    screen = training_screens.progress(7, phase, done, left)
    assert len(screen.text.plain) < 200
    assert screen.text.plain.count("▓") + screen.text.plain.count("░") == 10


def test_only_what_is_complete_is_a_hundred_percent() -> None:
    assert " 99 %" in training_screens.progress(1, "", 0.999, None).text.plain


def test_a_new_model_is_told_with_what_changed() -> None:
    report = Report(
        AT, 5, 132, 141, ratings_before=98, accuracy=0.4312, held_out=BETTER, own=Beside(0.3, 0.35, 4, 0.27)
    )
    moves = [Move("Heat (1995)", 8, 3), Move("Alien (1979)", 2, 9)]
    said = training_screens.done(report, moves).text.plain
    for part in (
        "It also learned from 132 ratings by 5 people here. That is 34 ratings more than before.",
        "Accuracy on people it has not seen, 0 to 1: 0.423 → 0.431",
        "On the latest ratings here: 0.300 → 0.350",
        "It took 2 min.",
        "Places in your list:\n↑ Heat (1995), 8 → 3\n↓ Alien (1979), 2 → 9",
    ):
        assert part in said


@pytest.mark.parametrize(("before", "said"), [(None, ""), (132, ""), (133, "1 rating fewer"), (131, "1 rating more")])
def test_more_or_fewer_ratings_are_told_where_that_is_known(before: int | None, said: str) -> None:
    text = training_screens.done(Report(AT, 5, 132, 1, ratings_before=before)).text.plain
    assert said in text
    assert ("than before" in text) == bool(said)


def test_figures_are_written_as_the_language_writes_them() -> None:
    assert training_screens.figure(0.4) == "0.400"
    with speaking("es"):
        assert training_screens.figure(0.4312) == "0,431"


def test_without_anything_to_compare_with_the_accuracy_stands_alone() -> None:
    said = training_screens.done(Report(AT, 0, 0, 1, accuracy=0.4312)).text.plain
    assert "Accuracy with five ratings known, 0 to 1: 0.431\n" in said
    assert "Nobody here has rated anything yet." in said


def test_a_version_is_held_back_with_figures_or_else_in_the_trainer_s_words() -> None:
    assert training_screens.why_held("it knows only 3 films", None, BETTER).plain == "it knows only 3 films"
    said = training_screens.why_held("NDCG@10 ...", WORSE, BETTER).plain
    assert said.splitlines() == [
        "It finds less of what people like:",
        "Accuracy on 75 people it has not seen: 0.431 → 0.320, at least 0.421 was asked",
    ]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_screen_is_short_whatever_happened(language: str) -> None:
    long = "word " * 500
    with speaking(language):
        report = Report(AT, 10**9, 10**9, 10**9, 0, 0.4, BETTER, BETTER)
        for screen in (
            training_screens.done(report, [Move(long, 10**6, 1), Move(long, 10**6, 2), Move(long, 1, 10**6)]),
            training_screens.done_quietly(10**9, 10**9),
            training_screens.held_back(training_screens.why_held(long, WORSE, WORSE), code="a" * 12, served_at=AT),
            training_screens.held_back(training_screens.why_held(long, None, None), code="a" * 12, served_at=None),
            training_screens.failed(long),
            training_screens.cancelled(AT, 10**9),
            training_screens.cut_off(None),
        ):
            assert 0 < len(screen.text.plain) < 600
            assert sum(len(row) for row in screen.rows) <= 8
