"""A film that an admin is about to add, as it is remembered between turns."""

import pytest

from bot.dialogue.draft import PATIENCE, Draft, draft_of
from bot.dialogue.state import DialogueState

SINNERS = Draft("Sinners", 2025, ("Horror", "Drama"), 100)


@pytest.mark.parametrize("draft", [SINNERS, Draft("Sinners"), None])
def test_a_draft_is_kept_with_the_state(draft: Draft | None) -> None:
    assert DialogueState.from_json(DialogueState(draft=draft, sought="x").to_json()).draft == draft


@pytest.mark.parametrize("data", [None, 5, [], {}, {"title": 5}, {"year": 2025}])
def test_what_is_no_draft_is_none(data: object) -> None:
    assert draft_of(data) is None


def test_fields_of_another_kind_take_their_default() -> None:
    odd = {"title": "X", "year": "2025", "genres": [5, "Drama"], "asked_at": True}
    assert draft_of(odd) == Draft("X", None, ("Drama",))


def test_genres_go_on_and_off() -> None:
    assert SINNERS.toggled("Drama").genres == ("Horror",)
    assert SINNERS.toggled("Comedy").genres == ("Horror", "Drama", "Comedy")


def test_more_is_waited_for_a_while_where_something_is_missing() -> None:
    draft = Draft("Sinners", asked_at=100)
    assert draft.waits(100)
    assert draft.waits(100 + PATIENCE)
    assert not draft.waits(101 + PATIENCE)
    assert not SINNERS.waits(100)
