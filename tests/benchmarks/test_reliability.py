"""What the reliability benchmark prints."""

from pathlib import Path

import pytest

from benchmarks.reliability.__main__ import chosen
from benchmarks.reliability.measures import MEASURES
from benchmarks.reliability.rows import Options, Row, table


def test_rows_are_printed_in_their_order_with_what_is_missed() -> None:
    rows = [Row(2, "delivered thrice", "identical", "identical", True), Row(1, "killed", "1 lost", "0 lost", False)]
    assert table(rows).splitlines()[2:] == [
        "| 1 | killed | 1 lost | 0 lost | missed |",
        "| 2 | delivered thrice | identical | identical | ✓ |",
    ]


def test_a_small_run_is_a_share_of_the_full_one() -> None:
    assert Options(Path(), scale=0.01).sized(2000) == 20
    assert Options(Path(), scale=0.001).sized(50, least=2) == 2


def test_every_row_is_measured_by_one_measure() -> None:
    numbers = [number for rows in MEASURES.values() for number in rows]
    assert len(numbers) == len(set(numbers))
    assert chosen(None) == list(MEASURES)


def test_a_measure_that_is_not_there_is_told() -> None:
    with pytest.raises(SystemExit, match="there is no measure nonsense"):
        chosen("nonsense")
