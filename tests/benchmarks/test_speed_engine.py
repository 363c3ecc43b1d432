"""What scoring is held against does as much work as is said of it."""

import numpy as np
import pytest

from benchmarks.speed.lightfm_peer import LightFMPeer
from benchmarks.speed.served import components, product
from recengine.models.item_features import item_features
from recengine.taste import taste_row, taste_width
from tests.recengine.worlds import HEAT, RONIN, small_model, tiny_catalog, tiny_world


def test_components_are_those_of_the_parts_that_serve_somebody_with_so_many_ratings() -> None:
    model = small_model("default").fit(tiny_world())
    arrays = model.state().arrays
    first, later, hybrid = (arrays[f"{n}/item_vectors"].shape[1] for n in ("newcomers", "multinomial", "hybrid"))
    factors = arrays["collaborative-into-content/factors"].shape[1]
    assert components(model, known=1) == first + hybrid + factors
    assert components(model, known=10) == first + later + hybrid + factors  # between few and many ratings both serve
    assert components(model, known=20) == later + hybrid + factors


def test_the_peer_predicts_what_lightfm_means_by_the_row_of_a_history() -> None:
    catalog = tiny_catalog()
    peer, history = LightFMPeer(catalog, 5), {HEAT: 5.0, RONIN: 2.0}
    columns, weights = taste_row(small_model("popular").fit(tiny_world()).encode(history), len(catalog))
    row = np.zeros(taste_width(len(catalog)), dtype=np.float32)
    row[columns] = weights
    lightfm, features = peer.lightfm, item_features(catalog)
    person, own = row @ lightfm.user_embeddings, row @ lightfm.user_biases
    expected = (features @ lightfm.item_embeddings) @ person + features @ lightfm.item_biases + own
    assert peer.score(history) == pytest.approx(expected, rel=1e-4, abs=1e-4)


def test_the_bare_product_has_as_many_films_and_components() -> None:
    matrix, vector = product(7, 3)
    assert (matrix.shape, vector.shape, matrix.dtype, vector.dtype) == ((7, 3), (3,), np.float32, np.float32)
