"""What the crawl takes for a fault."""

import logging
from typing import Any

import pytest

from benchmarks.crawl.__main__ import show
from benchmarks.crawl.walking import Complaints, Walk, faults_of, kind_of
from bot.dialogue.language import phrase


def message(text: str, *labels: str, kind: str = "text") -> dict[str, Any]:
    return {"text": text, "kind": kind, "buttons": [[{"text": label, "data": label}] for label in labels]}


@pytest.mark.parametrize(
    ("shown", "fault"),
    [
        (message("x" * 600, "on"), "is too long"),
        (message("x", *"123456789"), "has too many buttons"),
        (message("x", "on", "on"), "has two buttons of one name"),
        (message("x"), "leads nowhere"),
        (message(phrase("trouble").plain, "on"), "apologises"),
    ],
)
def test_a_bad_screen_is_a_fault(shown: dict[str, Any], fault: str) -> None:
    assert [fault in told for told in faults_of(shown)] == [True]


def test_a_good_screen_is_none() -> None:
    assert faults_of(message("x" * 599, *"12345678")) == []
    assert faults_of(message("", kind="document")) == []


def test_buttons_are_counted_by_what_they_ask_for() -> None:
    assert [kind_of(data) for data in ("like:abc", "suggest", "like:abc~2s")] == ["like", "suggest", "like"]


def test_what_is_logged_is_a_fault_too(capsys: pytest.CaptureFixture[str]) -> None:
    complaints = Complaints()
    logger = logging.getLogger("crawl test")
    logger.addHandler(complaints)
    logger.warning("a reply was refused: %s", "x")
    walk = Walk()
    walk.pressed.update(["like", "like"])
    assert show([walk], complaints.heard, seconds=1.0) == 1
    assert "     2  like" in capsys.readouterr().out
