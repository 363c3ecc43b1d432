"""Pictures as plain data."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from bot.pictures.spec import TastePicture, Turned
from tests.bot.pictures.tastes import FULL
from tests.bot.pictures.test_layout import pictures


@settings(max_examples=15, deadline=None)
@given(pictures)
def test_a_picture_survives_being_kept_as_json(picture: TastePicture) -> None:
    assert TastePicture.from_json(json.loads(json.dumps(picture.to_json()))) == picture


def test_what_is_out_of_bounds_is_brought_back() -> None:
    data = json.loads(json.dumps(FULL.to_json()))
    data["genres"] = [{"label": "x" * 500, "leaning": 7, "sureness": -1, "turned": "up"}] * 99
    genres = TastePicture.from_json(data).genres
    assert len(genres) == 12
    assert (genres[0].leaning, genres[0].sureness, genres[0].turned) == (1.0, 0.0, Turned.UP)
    assert len(genres[0].label) == 120


@pytest.mark.parametrize(
    "change",
    [
        {"words": None},
        {"genres": 3},
        {"liked": ["Heat"]},
        {"liked": [{"label": 5, "leaning": 0, "sureness": 0, "turned": ""}]},
        {"liked": [{"label": "a", "leaning": "x", "sureness": 0, "turned": ""}]},
        {"liked": [{"label": "a", "leaning": float("nan"), "sureness": 0, "turned": ""}]},
        {"decades": [{"label": "a", "leaning": 0, "sureness": 0, "turned": "sideways"}]},
    ],
)
def test_other_data_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        TastePicture.from_json(json.loads(json.dumps(FULL.to_json())) | change)
