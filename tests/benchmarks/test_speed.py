"""Rows of the speed table: ratios, goals and how they are told, worked out by hand."""

from pathlib import Path

import pytest

from benchmarks.speed.drawing import draw
from benchmarks.speed.measuring import Pairs, middle, paired
from benchmarks.speed.rows import Goal, Row, merged
from benchmarks.speed.tables import markdown, number, text

PAIRS = Pairs(ours=(0.001, 0.002, 0.001), other=(0.020, 0.030, 0.050))


def _row(section: str = "score", goal: Goal | None = None) -> Row:
    return Row.of(section, "score of a history", "predict", PAIRS, goal=goal or Goal.times_faster(20), note="why")


def test_ratios_are_taken_round_by_round() -> None:
    assert PAIRS.ratios(faster=True) == pytest.approx((20, 15, 50))
    assert PAIRS.ratios(faster=False) == pytest.approx((1 / 20, 1 / 15, 1 / 50))
    assert middle((1.0, 2.0, 9.0)) == (2.0, 1.5, 5.5)


def test_both_ways_are_timed_in_turns_after_warming_up() -> None:
    done: list[str] = []
    pairs = paired(lambda: done.append("ours"), lambda: done.append("other"), rounds=2, times=(2, 1))
    assert done == ["ours", "other", "ours", "ours", "other", "other", "ours", "ours"]
    assert len(pairs.ours) == len(pairs.other) == 2


@pytest.mark.parametrize(
    ("goal", "ratio", "reached"),
    [
        (Goal.times_faster(20), 20.0, True),
        (Goal.times_faster(20), 19.9, False),
        (Goal.at_most(2), 2.0, True),
        (Goal.at_most(2), 2.1, False),
        (Goal.at_least(0.6), 0.61, True),
        (Goal.at_least(0.6), 0.59, False),
    ],
)
def test_a_goal_is_a_least_or_a_most(goal: Goal, ratio: float, reached: bool) -> None:
    assert goal.reached(ratio) is reached


def test_a_row_holds_medians_and_says_whether_its_goal_is_reached() -> None:
    row = _row()
    assert (row.ours, row.other, row.ratio) == pytest.approx((1.0, 30.0, 20.0))
    assert row.reached
    assert _row(goal=Goal.times_faster(21)).reached is False
    assert row.telling().reached is None
    assert Row.from_json(row.to_json()) == row


def test_sections_measured_anew_replace_what_was_known_of_them() -> None:
    old, kept, new = _row(), _row("turn"), _row(goal=Goal.times_faster(1))
    assert merged([old, kept], [new]) == [kept, new]


def test_tables_tell_a_missed_goal() -> None:
    rows = [_row(), _row(goal=Goal.times_faster(99))]
    lines = list(text(rows))
    assert lines[1].endswith("≥ 20 ×")
    assert lines[2].endswith("≥ 99 ×  missed")
    assert lines[3] == "score of a history: why"
    assert (
        list(markdown(rows))[3]
        == "| score of a history | predict | 1 ms | 30 ms | **20 ×** (17.5 to 35) | ≥ 99 × missed |"
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [(0.00123, "0.0012"), (0.0456, "0.046"), (0.5, "0.5"), (1.234, "1.23"), (12.34, "12.3"), (1234.5, "1,234")],
)
def test_numbers_have_the_digits_that_count(value: float, told: str) -> None:
    assert number(value) == told


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "speed.png"
    draw([_row(), _row(goal=Goal.times_faster(99))], path)
    assert path.read_bytes().startswith(b"\x89PNG")
