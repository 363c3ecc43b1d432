"""The dialogue state between turns."""

import json
from typing import Any

import pytest

from bot.dialogue.state import REMEMBERED, DialogueState
from recengine.adventure import DEFAULT


def test_a_state_survives_storage() -> None:
    state = DialogueState(onboarding=False, asked=("a", "b"), screen=("b",), adventurous=0.7)
    assert DialogueState.from_json(json.loads(json.dumps(state.to_json()))) == state


def test_a_stranger_starts_with_onboarding() -> None:
    assert DialogueState.from_json({}) == DialogueState(onboarding=True, asked=(), screen=())


@pytest.mark.parametrize(
    "damaged",
    [
        {"asked": None, "screen": 7, "onboarding": None},
        {"asked": "abc", "screen": {"a": 1}},
        {"asked": [1, None, ["x"]], "screen": [{}]},
        {"something": "else", "onboarding": "what"},
        *({"adventurous": value} for value in (None, "0.7", True, -0.1, 1.01, float("nan"), [0.7])),
    ],
)
def test_damaged_fields_take_their_defaults(damaged: dict[str, Any]) -> None:
    assert DialogueState.from_json(damaged) == DialogueState()


def test_a_good_field_is_kept_beside_a_damaged_one() -> None:
    assert DialogueState.from_json({"onboarding": False, "asked": 3}) == DialogueState(onboarding=False)


def test_films_that_were_asked_are_remembered_once_each_and_not_for_ever() -> None:
    state = DialogueState().asking(("a", "b")).asking(("b", "c"))
    assert (state.asked, state.screen) == (("a", "b", "c"), ("b", "c"))
    many = state.asking(tuple(f"k{n}" for n in range(REMEMBERED)))
    assert len(many.asked) == REMEMBERED
    assert "a" not in many.asked


def test_a_film_of_no_use_leaves_the_screen_and_is_not_asked_again() -> None:
    state = DialogueState().asking(("a", "b")).without("a").without("z")
    assert (state.asked, state.screen) == (("a", "b", "z"), ("b",))


def test_a_state_from_before_there_was_a_dial_has_it_at_the_default() -> None:
    assert DialogueState.from_json({"onboarding": False}).adventurous == DEFAULT
    assert DialogueState.from_json({"adventurous": 0}).adventurous == 0.0
    assert DialogueState().turned_to(1.0).settled().asking(("a",)).adventurous == 1.0
