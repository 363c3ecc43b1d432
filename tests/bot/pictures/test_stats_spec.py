"""Pictures of statistics as plain data, and drawn."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from PIL import Image

from bot.pictures.drawing import draw
from bot.pictures.palette import DARK, LIGHT
from bot.pictures.stats_spec import StatsPicture
from tests.bot.pictures.statistics import FULL, SILENT
from tests.bot.pictures.test_stats_layout import pictures


@settings(max_examples=15, deadline=None)
@given(pictures)
def test_a_picture_survives_being_kept_as_json(picture: StatsPicture) -> None:
    assert StatsPicture.from_json(json.loads(json.dumps(picture.to_json()))) == picture


def test_what_is_out_of_bounds_is_brought_back() -> None:
    data = json.loads(json.dumps(FULL.to_json()))
    row = {"label": "x" * 500, "value": 7, "low": 0.9, "high": -1, "number": "", "told": 3, "accent": "pink"}
    data["groups"] = [{"title": "", "explained": "", "rows": [row] * 99}] * 99
    groups = StatsPicture.from_json(data).groups
    assert (len(groups), len(groups[0].rows), len(groups[0].rows[0].label)) == (4, 8, 160)
    found = groups[0].rows[0]
    assert (found.value, found.low, found.high, found.told, found.accent) == (1.0, 0.9, 1.0, 1.0, "more")


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"tiles": 3},
        {"tiles": ["54 %"]},
        {"chart": {"title": "", "places": 2, "columns": [{"place": 5}]}},
        {"chart": {"title": "", "places": "x", "columns": []}},
        {"groups": [{"title": "", "explained": "", "rows": [{"label": "", "value": float("nan")}]}]},
        {"notes": [1]},
    ],
)
def test_other_data_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        StatsPicture.from_json(json.loads(json.dumps(FULL.to_json())) | change)


def test_columns_have_a_place_each() -> None:
    data = json.loads(json.dumps(FULL.to_json()))
    data["chart"]["columns"][3]["place"] = 1
    with pytest.raises(ValueError, match="places"):
        StatsPicture.from_json(data)


@pytest.mark.parametrize(("picture", "ground"), [(FULL, DARK.ground), (SILENT, LIGHT.ground)])
def test_it_is_drawn_in_light_and_dark(picture: StatsPicture, ground: tuple[int, int, int]) -> None:
    drawn = draw("stats", json.loads(json.dumps(picture.to_json())))
    with Image.open(BytesIO(drawn)) as image:
        assert image.getpixel((2, 2)) == ground
        assert len(set(image.getcolors(1 << 20))) > 5  # type: ignore[arg-type]
    assert drawn == draw("stats", picture.to_json())
