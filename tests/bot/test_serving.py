"""The served model is swapped as a whole, or not at all."""

import asyncio
import gc
import logging
import sys
import weakref
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from bot.aside import NEVER, YIELD_EVERY
from bot.serving import Served, Serving
from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.item_item import ItemItemModel
from recengine.persistence import POINTER, ModelStore, SavedModel
from tests.bot.freeing import freed
from tests.bot.small import dataset, publish


def test_before_the_first_load_there_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no model is loaded"):
        _ = Serving(ModelStore(tmp_path)).current


async def test_a_store_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="matinee train"):
        await Serving(ModelStore(tmp_path)).load()


async def test_a_newly_published_version_is_served_and_the_old_one_stays_whole(tmp_path: Path) -> None:
    first = publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    held = await serving.load()
    assert held.version == first
    assert not await serving.refresh()
    second = publish(tmp_path)
    assert await serving.refresh()
    assert serving.current.version == second
    assert held.version == first
    assert held.titles.search("heat").confident


async def test_a_damaged_version_is_refused_once_and_aloud(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    first = publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    second = publish(tmp_path)
    (tmp_path / "models" / second / "model.npz").write_bytes(b"broken")
    with caplog.at_level(logging.ERROR):
        assert not await serving.refresh()
        assert not await serving.refresh()
    assert serving.current.version == first
    assert len(caplog.records) == 1
    assert "the old one keeps serving" in caplog.text
    third = publish(tmp_path)
    assert await serving.refresh()
    assert serving.current.version == third


async def test_a_version_is_out_of_the_collectors_way_and_still_freed_once_nobody_holds_it(tmp_path: Path) -> None:
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    served = await serving.load()
    assert not any(kept is served.titles for kept in gc.get_objects())
    old = [
        weakref.ref(part) for part in (served.titles, served.films, served.recommender, served.recommender.catalog)
    ]
    del served
    publish(tmp_path, data=another_dataset())
    assert await serving.refresh()
    assert await freed(*old)


async def test_what_follows_from_the_catalogue_is_shared_by_versions_of_the_same_films(tmp_path: Path) -> None:
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    first = await serving.load()
    publish(tmp_path, model=ItemItemModel(dropout=0.5))
    assert await serving.refresh()
    second = serving.current
    assert second.recommender.catalog is first.recommender.catalog
    assert (second.titles, second.films, second.understanding) == (first.titles, first.films, first.understanding)
    assert second.recommender.model is not first.recommender.model
    old = weakref.ref(first.recommender)
    del first
    assert await freed(old)


async def test_a_film_that_became_well_known_makes_other_titles_of_the_same_films(tmp_path: Path) -> None:
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    first = await serving.load()
    data = dataset()
    halloween = [(1000 + user, 11, 4.0, 0) for user in range(200)]
    more = pd.concat([data.ratings, pd.DataFrame(halloween, columns=list(Columns.ALL))], ignore_index=True)
    publish(tmp_path, data=data.with_ratings(more))
    assert await serving.refresh()
    assert serving.current.recommender.catalog is first.recommender.catalog
    assert serving.current.titles is not first.titles
    assert not first.titles.search("halloween").confident
    assert serving.current.titles.search("halloween").confident


def another_dataset() -> Dataset:
    """The small world with another spelling of every title."""
    data = dataset()
    return replace(data, catalog=Catalog(replace(movie, title=f"{movie.title}!") for movie in data.catalog))


async def test_whatever_a_new_version_does_the_old_one_serves_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    publish(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Served, "of", classmethod(lambda cls, saved, **_: 1 // 0))
        assert not await serving.refresh()
    assert serving.current.version == first
    assert "ZeroDivisionError" in caplog.text
    assert gc.get_threshold()[2] < NEVER
    publish(tmp_path)
    assert await serving.refresh()


async def test_a_pointer_that_stays_unreadable_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    (tmp_path / "models" / POINTER).write_bytes(b"\xff\xfe")
    for _ in range(3):
        assert not await serving.refresh()
    assert len(caplog.records) == 1


async def test_two_who_look_at_once_load_a_version_once(tmp_path: Path) -> None:
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    publish(tmp_path)
    assert sorted(await asyncio.gather(serving.refresh(), serving.refresh())) == [False, True]


async def test_while_a_version_is_loaded_the_loop_gets_its_turn_soon_and_afterwards_all_is_as_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    before = sys.getswitchinterval(), gc.get_threshold()
    seen: list[tuple[float, int]] = []
    of = Served.of

    def looking(saved: SavedModel, **known: Any) -> Served:
        seen.append((sys.getswitchinterval(), gc.get_threshold()[2]))
        return of(saved, **known)

    monkeypatch.setattr(Served, "of", looking)
    await serving.load()
    assert seen == [(pytest.approx(YIELD_EVERY), NEVER)]
    assert (sys.getswitchinterval(), gc.get_threshold()) == before
