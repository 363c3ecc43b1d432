"""What was talked about, chat by chat."""

import json
from typing import Any

import pytest

from bot.dialogue.state import DialogueState
from bot.dialogue.thread import MOST_CHATS, SILENCE, Thread, threads_from_json
from bot.dialogue.tonight import Tonight
from recengine.query import Constraints

FUNNY = Tonight(Constraints(genres=("Comedy",)))
TALK = Thread("heat", "alien", FUNNY, at=1000)


def test_wishes_hold_for_six_hours_of_silence_and_the_film_for_longer() -> None:
    assert TALK.at_time(1000 + SILENCE) == Thread("heat", "alien", FUNNY, at=1000 + SILENCE)
    assert TALK.at_time(1001 + SILENCE) == Thread("heat", "alien", Tonight(), at=1001 + SILENCE)


def test_each_chat_has_its_own_talk_and_the_latest_chats_are_remembered() -> None:
    state = DialogueState()
    for chat in range(MOST_CHATS + 2):
        state = state.talking(-chat, Thread(film=f"film{chat}", at=chat))
    assert sorted(state.threads) == [-7, -6, -5, -4, -3, -2]
    assert state.thread(-7).film == "film7"
    assert state.thread(0) == Thread()


def test_a_talk_survives_storage() -> None:
    state = DialogueState().talking(71, TALK)
    assert DialogueState.from_json(json.loads(json.dumps(state.to_json()))) == state


@pytest.mark.parametrize(
    "data", [None, 3, [], {"x": {}}, {"7" * 30: {}}, {"": {}}, {"--1": {}}], ids=lambda value: str(value)[:12]
)
def test_what_is_no_talk_is_left_out(data: Any) -> None:
    assert threads_from_json(data) == {}


def test_a_talk_of_other_kinds_takes_its_defaults() -> None:
    assert threads_from_json({"7": {"film": 3, "card": None, "tonight": "x", "at": True}}) == {7: Thread()}


def test_a_clock_that_is_put_back_a_little_keeps_the_wishes_and_one_that_was_far_ahead_does_not() -> None:
    ahead = Thread("heat", "alien", FUNNY, at=1000 + SILENCE)
    assert ahead.at_time(1000).tonight == FUNNY
    assert ahead.at_time(999).tonight == Tonight()
