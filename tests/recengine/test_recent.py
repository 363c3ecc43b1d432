"""The latest answers are kept, and no more."""

import pytest

from recengine.recent import Recent


def test_what_was_asked_for_lately_is_not_worked_out_again() -> None:
    made: list[str] = []

    def answer(key: str) -> str:
        made.append(key)
        return key.upper()

    recent = Recent[str](2)
    asked = ["a", "b", "a", "c", "a", "b"]  # «a» is always among the latest two; «b» is forgotten for «c»
    assert [recent.get(key, lambda key=key: answer(key)) for key in asked] == [key.upper() for key in asked]
    assert made == ["a", "b", "c", "b"]


def test_a_value_that_is_empty_is_kept_too() -> None:
    recent = Recent[list[int]](1)
    first = recent.get("x", list)
    assert recent.get("x", lambda: [1]) is first


def test_what_fails_is_asked_again() -> None:
    recent = Recent[int](2)
    with pytest.raises(ZeroDivisionError):
        recent.get("x", lambda: 1 // 0)
    assert recent.get("x", lambda: 3) == 3
