"""The blend: each part standardised over the catalogue, added with its share."""

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.base import State
from recengine.models.blend import BlendModel
from recengine.models.hybrid import HybridModel
from recengine.models.item_item import ItemItemModel
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import crime_ids, romance_ids


def _standardised(scores: np.ndarray) -> np.ndarray:
    return np.asarray((scores - scores.mean()) / scores.std())


def test_the_score_is_the_shared_sum_of_standardised_parts(fitted: Fitted, world: Dataset) -> None:
    state, item_item = fitted("default").state(), fitted("item-item")
    arrays = {name.removeprefix("hybrid/"): array for name, array in state.arrays.items()}
    hybrid = HybridModel.from_state(State(state.settings["parts"]["hybrid"], arrays))
    history = {crime_ids(world)[0]: 5.0, romance_ids(world)[0]: 1.5}
    expected = 0.35 * _standardised(item_item.score(history)) + 0.65 * _standardised(hybrid.score(history))
    np.testing.assert_allclose(fitted("default").score(history), expected, atol=1e-4)


def test_the_parts_are_item_item_and_the_hybrid_and_their_shares_add_to_one() -> None:
    assert BlendModel.parts == {"item-item": ItemItemModel, "hybrid": HybridModel}
    assert BlendModel(item_share=0.25).shares == {"item-item": 0.25, "hybrid": 0.75}


def test_scores_have_mean_zero(fitted: Fitted, world: Dataset) -> None:
    assert fitted("default").score({crime_ids(world)[0]: 4.0}).mean() == pytest.approx(0.0, abs=1e-5)


def test_a_state_without_a_part_is_refused(fitted: Fitted) -> None:
    state = fitted("default").state()
    only_hybrid = state.settings | {"parts": {"hybrid": state.settings["parts"]["hybrid"]}}
    for settings in (only_hybrid, state.settings | {"parts": None}, {"item_share": 0.3, "seed": 0}):
        with pytest.raises(ModelError):
            BlendModel.from_state(State(settings, state.arrays))
