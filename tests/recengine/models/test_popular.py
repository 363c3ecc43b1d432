"""Popularity counts likes and hears nothing else."""

from recengine.dataset import Dataset
from recengine.models.popular import PopularModel
from tests.recengine.worlds import ALIEN, AMELIE, COLLATERAL, HEAT, LOVE_ACTUALLY, NOTTING_HILL, RONIN, UNSEEN


def test_the_score_is_the_number_of_likes_whatever_was_rated(tiny: Dataset) -> None:
    model = PopularModel().fit(tiny)
    likes = {HEAT: 3, RONIN: 2, COLLATERAL: 1, NOTTING_HILL: 2, AMELIE: 1, LOVE_ACTUALLY: 2, ALIEN: 0, UNSEEN: 0}
    for history in ({}, {HEAT: 5.0}, {HEAT: 0.5, AMELIE: 3.0}):
        assert dict(zip(model.item_ids.tolist(), model.score(history).tolist(), strict=True)) == likes


def test_no_film_contributes(tiny: Dataset) -> None:
    parts = PopularModel().fit(tiny).contributions({HEAT: 5.0}, tiny.catalog.item_ids)
    assert not parts.by_film.any()
    assert parts.constant.tolist() == [3, 2, 1, 2, 1, 2, 0, 0]
