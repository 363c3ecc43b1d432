"""Which of several critiques count."""

from recengine.critiques import CONTRADICTS, Critique, Direction, in_force


def _said(*names: str) -> list[str]:
    return [c.direction.value for c in in_force([Critique(Direction(name)) for name in names])]


def test_the_later_of_two_that_contradict_wins() -> None:
    assert _said("newer", "funnier", "older") == ["funnier", "older"]
    assert _said("older", "newer") == ["newer"]
    assert _said("lighter", "scarier") == ["scarier"]
    assert _said("darker", "scarier", "lighter") == ["lighter"]
    assert _said("more_popular", "less_popular", "more_popular") == ["more_popular"]


def test_what_goes_together_stays_and_the_same_counts_twice() -> None:
    assert _said("funnier", "darker", "shorter") == ["funnier", "darker", "shorter"]
    assert _said("newer", "newer") == ["newer", "newer"]
    assert _said() == []


def test_contradicting_is_mutual() -> None:
    assert all(one in CONTRADICTS[other] for one, others in CONTRADICTS.items() for other in others)


def test_a_critique_has_a_key_among_the_adjustments() -> None:
    assert Critique(Direction.MORE_POPULAR, 3).key == "critique:more_popular"
