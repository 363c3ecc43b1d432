"""The served model is swapped as a whole, or not at all."""

import asyncio
import gc
import logging
import sys
import weakref
from pathlib import Path

import pytest

from bot.serving import YIELD_EVERY, Served, Serving
from recengine.errors import ModelError
from recengine.persistence import POINTER, ModelStore, SavedModel
from tests.bot.small import publish


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
    old = [weakref.ref(part) for part in (served.titles, served.recommender)]
    del served
    publish(tmp_path)
    assert await serving.refresh()
    assert [reference() for reference in old] == [None, None]


async def test_whatever_a_new_version_does_the_old_one_serves_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    publish(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(Served, "of", classmethod(lambda cls, saved: 1 // 0))
        assert not await serving.refresh()
    assert serving.current.version == first
    assert "ZeroDivisionError" in caplog.text
    assert gc.isenabled()
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
    serving, before = Serving(ModelStore(tmp_path / "models")), sys.getswitchinterval()
    seen: list[tuple[float, bool]] = []
    of = Served.of

    def looking(saved: SavedModel) -> Served:
        seen.append((sys.getswitchinterval(), gc.isenabled()))
        return of(saved)

    monkeypatch.setattr(Served, "of", looking)
    await serving.load()
    assert seen == [(pytest.approx(YIELD_EVERY), False)]
    assert (sys.getswitchinterval(), gc.isenabled()) == (before, True)
