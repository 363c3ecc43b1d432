"""The blend: each part standardised over the catalogue, added with its share."""

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.base import State
from recengine.models.blend import LATE, BlendModel
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import crime_ids, romance_ids


def _standardised(scores: np.ndarray) -> np.ndarray:
    return np.asarray((scores - scores.mean()) / scores.std())


def test_the_score_is_the_shared_sum_of_standardised_parts(fitted: Fitted, world: Dataset) -> None:
    state = fitted("default").state()
    crime, romance = crime_ids(world), romance_ids(world)
    short = {crime[0]: 5.0, romance[0]: 1.5}
    long = dict.fromkeys([*crime[:20], *romance[:10]], 4.0)
    for history, late, early in ((short, 0.0, 0.66), (long, 0.08, 0.0)):  # 30 is half-way from 15 to 60, in the log
        shares = {"newcomers": early, "multinomial": 0.66 - early, "hybrid": 0.14, "collaborative-into-content": 0.2}
        expected = np.zeros(len(world.catalog))
        for name, share in {**{part: own * (1 - late) for part, own in shares.items()}, LATE: late}.items():
            arrays = {key.removeprefix(f"{name}/"): array for key, array in state.arrays.items()}
            part = BlendModel.parts[name].from_state(State(state.settings["parts"][name], arrays))
            expected += share * _standardised(part.score(history))
        np.testing.assert_allclose(fitted("default").score(history), expected, atol=1e-4)


@pytest.mark.parametrize(
    ("known", "late", "early"), [(0, 0, 1), (5, 0, 1), (10, 0, 0.5), (30, 0.08, 0), (60, 0.16, 0), (5000, 0.16, 0)]
)
def test_shares_add_to_one_and_follow_what_is_known(known: int, late: float, early: float) -> None:
    shares = BlendModel().shares(known)
    assert sum(shares.values()) == pytest.approx(1.0)
    assert shares.get(LATE, 0.0) == pytest.approx(late)
    assert shares.get("newcomers", 0.0) == pytest.approx(0.66 * early * (1 - late))
    assert shares.get("multinomial", 0.0) == pytest.approx(0.66 * (1 - early) * (1 - late))
    assert shares["hybrid"] == pytest.approx(0.14 * (1 - late))


def test_scores_have_mean_zero(fitted: Fitted, world: Dataset) -> None:
    assert fitted("default").score({crime_ids(world)[0]: 4.0}).mean() == pytest.approx(0.0, abs=1e-5)


def test_a_state_without_a_part_is_refused(fitted: Fitted) -> None:
    state = fitted("default").state()
    only_hybrid = state.settings | {"parts": {"hybrid": state.settings["parts"]["hybrid"]}}
    for settings in (only_hybrid, state.settings | {"parts": None}, {"seed": 0}):
        with pytest.raises(ModelError):
            BlendModel.from_state(State(settings, state.arrays))
