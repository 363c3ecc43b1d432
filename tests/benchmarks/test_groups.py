"""Satisfaction of groups, worked out by hand, and who meets whom."""

import math

import numpy as np
import pytest

from benchmarks.groups.drawing import KINDS, draw
from benchmarks.groups.measuring import RULES, VETO, People, measure
from benchmarks.groups.tables import ratio
from recengine.group_rules import Rule

ITEMS = 12


def _people(**given: list[tuple[int, int]]) -> People:
    """Two people who both rank films 0, 1, 2 ... in this order; pairs of person and film to be marked."""
    scores = np.tile(np.arange(ITEMS, 0, -1, dtype=np.float32), (2, 1))
    marks = {name: np.zeros((2, ITEMS), dtype=bool) for name in ("given", "liked", "disliked", "vetoed")}
    for name, pairs in given.items():
        for person, film in pairs:
            marks[name][person, film] = True
    return People(scores, **marks)


def test_a_member_is_satisfied_by_their_own_held_out_likes_at_their_places() -> None:
    # Shown are films 1 to 10, because film 0 was given. The first likes 1 (place 1), the second 2 and 11 (not shown).
    people = _people(given=[(0, 0)], liked=[(0, 1), (1, 2), (1, 11)], disliked=[(1, 1), (0, 11)])
    outcome = measure(people, np.asarray([[0, 1]]))[Rule.AVERAGE.value]
    second = (1 / math.log2(3)) / (1 + 1 / math.log2(3))
    assert outcome.satisfaction.tolist() == [pytest.approx([1.0, second], abs=1e-6)]
    assert outcome.dislikes.tolist() == [[0, 1]]


def test_a_like_that_another_member_gave_cannot_be_found_and_is_not_missed() -> None:
    people = _people(given=[(0, 0)], liked=[(0, 1), (1, 0), (1, 1)])
    assert measure(people, np.asarray([[0, 1]]))[Rule.FAIR.value].satisfaction.tolist() == [[1.0, 1.0]]


def test_a_group_in_which_somebody_has_nothing_to_find_is_left_out() -> None:
    people = _people(given=[(0, 0)], liked=[(0, 1), (1, 0)])
    outcome = measure(people, np.asarray([[0, 1], [0, 0]]))[Rule.FAIR.value]
    assert outcome.satisfaction.tolist() == [[1.0, 1.0]]


def test_a_veto_takes_a_film_off_the_list() -> None:
    people = _people(vetoed=[(1, 0)], liked=[(0, 0), (1, 1)])
    found = measure(people, np.asarray([[0, 1]]))
    assert found[Rule.FAIR.value].satisfaction[0, 0] == 1.0
    assert found[VETO].satisfaction.tolist() == [[0.0, 1.0]]
    assert set(found) == set(RULES)


def test_like_minded_people_meet_in_similar_groups_and_others_in_divergent_ones() -> None:
    rng = np.random.default_rng(0)
    sides = np.repeat([1.0, -1.0], 20)[:, None] * np.linspace(-1, 1, 30) + rng.normal(0, 0.1, (40, 30))
    drawn = {kind: draw(sides.astype(np.float32), kind=kind, size=2, seed=0, count=50) for kind in KINDS}
    for groups in drawn.values():
        assert groups.shape == (50, 2)
        assert (groups[:, 0] != groups[:, 1]).all()
    assert ((drawn["similar"] < 20).sum(axis=1) != 1).all()
    assert ((drawn["divergent"] < 20).sum(axis=1) == 1).all()
    again = draw(sides.astype(np.float32), kind="random", size=2, seed=0, count=50)
    assert (again == drawn["random"]).all()


def test_a_ratio_is_that_of_the_means() -> None:
    half = np.asarray([0.5, 0.5], dtype=np.float32)
    assert ratio(half, 2 * half) == "0.500 (0.500 to 0.500)"
