"""Utterances over ml-latest-small: our own and the hand-written gold set."""

import json
from pathlib import Path

import pytest

from benchmarks.understanding.scoring import Score, read_table, score
from tests.bot.dialogue.understanding.worlds import movielens
from tests.data import gold_utterances_path, need

OWN = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.stem)
def test_our_own_utterances_are_understood(path: Path) -> None:
    catalog, understanding = movielens()
    _holds(score(read_table(path.read_text("utf-8"), catalog), understanding.meaning))


def test_the_gold_set_is_understood() -> None:
    lines = need(gold_utterances_path(), "the gold set of utterances").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    _, understanding = movielens()
    _holds(score(rows, understanding.meaning))


def _holds(found: Score) -> None:
    assert found.intent_accuracy >= 0.95, found.misses
    assert found.micro_f1 >= 0.92, found.misses
