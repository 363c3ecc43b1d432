"""Vectors in fewer dimensions: exact where fewer are enough, the closest there is where not."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recengine.arrays import Floats
from recengine.dataset import Dataset
from recengine.models import blend
from recengine.models.blend import BlendModel
from recengine.models.condensing import condensed
from recengine.models.hybrid import HybridModel


def _drawn(seed: int, *shape: int) -> Floats:
    return np.random.default_rng(seed).standard_normal(shape, dtype=np.float32)


def _once(rows: int) -> Floats:
    return np.ones(rows, dtype=np.float32)


def test_products_stay_the_same_where_the_tables_share_no_more_dimensions() -> None:
    given, found = _drawn(0, 30, 2) @ _drawn(1, 2, 6), _drawn(2, 20, 6)
    a, b = condensed(given, found, (_once(30), _once(20)), count=2)
    assert a.shape == b.shape == (6, 2)
    np.testing.assert_allclose((given @ a) @ (found @ b).T, given @ found.T, atol=1e-4)


def test_what_is_lost_is_what_the_singular_values_say() -> None:
    given, found = _drawn(0, 30, 6), _drawn(1, 20, 6)
    a, b = condensed(given, found, (_once(30), _once(20)), count=4)
    lost = np.linalg.norm((given @ a) @ (found @ b).T - given @ found.T)
    rest = np.linalg.svd(given @ found.T, compute_uv=False)[4:]
    assert lost == pytest.approx(np.sqrt((rest**2).sum()), rel=1e-4)


def test_of_two_directions_the_one_that_occurs_more_often_is_kept() -> None:
    # Row 0 alone has the first direction, row 1 the second, of the same length.
    given, found = np.eye(2, dtype=np.float32), np.eye(2, dtype=np.float32)
    a, b = condensed(given, found, (np.asarray([9.0, 1.0], np.float32), _once(2)), count=1)
    np.testing.assert_allclose((given @ a) @ (found @ b).T, [[1, 0], [0, 0]], atol=1e-6)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 8), st.integers(1, 8), st.integers(1, 5), st.integers(0, 99))
def test_any_tables_are_condensed_few_rows_and_empty_directions_too(
    rows: int, others: int, width: int, seed: int
) -> None:
    given_, found = _drawn(seed, rows, width), _drawn(seed + 1, others, width)
    given_[:, 0] = 0.0
    a, b = condensed(given_, found, (_once(rows), _once(others)), count=width)
    np.testing.assert_allclose((given_ @ a) @ (found @ b).T, given_ @ found.T, atol=1e-4)


def test_the_default_keeps_few_components_of_its_runs_and_nearly_its_scores(
    world: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = {int(world.catalog.item_ids[place]): 4.5 for place in (0, 3, 5)}
    monkeypatch.setattr(blend, "DIRECTIONS", {})
    whole = BlendModel(epochs=2).fit(world).score(history)
    monkeypatch.setattr(blend, "DIRECTIONS", {"newcomers": 12, "multinomial": 12, "hybrid": 12})
    model = BlendModel(epochs=2).fit(world)
    shapes = {name: model.state().arrays[f"{name}/item_vectors"].shape for name in blend.DIRECTIONS}
    assert set(shapes.values()) == {(len(world.catalog), 12)}
    assert np.corrcoef(whole, model.score(history))[0, 1] > 0.98


def test_content_of_a_condensed_hybrid_still_makes_up_new_films(world: Dataset) -> None:
    model = HybridModel(epochs=1, runs=2).fit(world)
    items = len(world.catalog)
    model.condense(64, given=_once(3 * items + 1), found=_once(items))
    before = model.state().arrays
    assert hasattr(model, "lightfm_")  # of as many components there is nothing to condense
    model.condense(10, given=_once(3 * items + 1), found=_once(items))
    after = model.state().arrays
    assert not hasattr(model, "lightfm_")
    turned, *_ = np.linalg.lstsq(before["item_vectors"], after["item_vectors"], rcond=None)
    np.testing.assert_allclose(before["content_vectors"] @ turned, after["content_vectors"], atol=1e-3)
