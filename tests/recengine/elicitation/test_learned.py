"""Chances of having seen a film, worked out by hand."""

import numpy as np
import pytest

from recengine.elicitation import Answers, Elicitation
from recengine.errors import InvalidRating
from tests.recengine.worlds import ALIEN, HEAT, UNKNOWN

TWO_KINDS = Elicitation(
    item_ids=np.asarray([HEAT, ALIEN]),
    seen=np.asarray([[0.8, 0.2], [0.4, 0.6]], dtype=np.float32),
    value=np.zeros(2, dtype=np.float32),
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, [0.6, 0.4]),
        ({HEAT: 1.0}, [(0.8 * 2 + 0.4) / 3, (0.2 * 2 + 0.6) / 3]),
        ({HEAT: None}, [(0.8 + 0.4 * 3) / 4, (0.2 + 0.6 * 3) / 4]),
        ({HEAT: 5.0, ALIEN: None}, [(0.8 * 4 + 0.4) / 5, (0.2 * 4 + 0.6) / 5]),
        ({UNKNOWN: 3.0}, [0.6, 0.4]),
    ],
    ids=["a stranger", "seen", "not seen", "both", "an unknown film"],
)
def test_answers_weigh_the_kinds_of_people(answers: Answers, expected: list[float]) -> None:
    np.testing.assert_allclose(TWO_KINDS.chances(answers), expected, rtol=1e-5)


def test_no_number_of_answers_takes_all_weight_from_everybody() -> None:
    films = np.arange(400)
    seen = np.full((3, 400), 0.01, dtype=np.float32)
    many = Elicitation(films, seen, np.zeros(400, dtype=np.float32))
    np.testing.assert_allclose(many.chances(dict.fromkeys(films.tolist(), 5.0)), 0.01, rtol=1e-5)


@pytest.mark.parametrize("stars", [float("nan"), 0.0, 5.5])
@pytest.mark.parametrize("item_id", [HEAT, UNKNOWN])
def test_what_is_no_rating_is_refused(item_id: int, stars: float) -> None:
    with pytest.raises(InvalidRating):
        TWO_KINDS.chances({item_id: stars})


def test_the_arrays_make_it_again() -> None:
    again = Elicitation.from_arrays(TWO_KINDS.arrays())
    np.testing.assert_array_equal(again.chances({HEAT: None}), TWO_KINDS.chances({HEAT: None}))


@pytest.mark.parametrize("name", ["item_ids", "seen", "value"])
def test_arrays_that_are_missing_or_do_not_fit_are_refused(name: str) -> None:
    arrays = TWO_KINDS.arrays()
    with pytest.raises(KeyError):
        Elicitation.from_arrays({key: array for key, array in arrays.items() if key != name})
    with pytest.raises(ValueError, match="do not fit"):
        Elicitation.from_arrays(arrays | {name: arrays[name][..., :1]})


@pytest.mark.parametrize("chance", [0.0, 1.0, float("nan")])
def test_what_is_no_chance_is_refused(chance: float) -> None:
    seen = np.asarray([[0.8, chance]], dtype=np.float32)
    with pytest.raises(ValueError, match="no chance"):
        Elicitation(TWO_KINDS.item_ids, seen, TWO_KINDS.value)
