"""Which station plays, and how long a name is waited for."""

import json

import pytest

from bot.dialogue.tuned import PATIENCE, Tuned


def test_a_name_is_waited_for_a_while() -> None:
    tuned = Tuned().asking("c0de", 1000)
    assert tuned.asked(1000 + PATIENCE) == "c0de"
    assert tuned.asked(1001 + PATIENCE) is None
    assert tuned.asked(999) is None
    assert tuned.not_asking().asked(1000) is None


def test_another_station_than_the_one_stopped_plays_on() -> None:
    assert Tuned().to("a").off("b").playing == "a"
    assert Tuned().to("a").off("a").playing is None


def test_it_survives_json() -> None:
    tuned = Tuned("a", "b", 7)
    assert Tuned.from_json(json.loads(json.dumps(tuned.to_json()))) == tuned


@pytest.mark.parametrize("data", [None, [], "x", {"playing": 1, "naming": [], "asked_at": "1"}])
def test_data_of_another_kind_take_their_defaults(data: object) -> None:
    assert Tuned.from_json(data) == Tuned()
