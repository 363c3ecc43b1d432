"""Films that are added are served within a look, by whatever version, and one that cannot be is told once."""

import gc
import logging
import weakref
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.added.film import FIRST_ID, AddedFilm
from bot.serving import Serving
from bot.storage.base import Storage
from bot.storage.kept import StorageError
from bot.storage.sqlite import SqliteStorage
from recengine.catalog import Movie
from recengine.persistence import ModelStore
from recengine.query import Constraints, Query
from tests.bot.freeing import freed
from tests.bot.small import publish

SINNERS = AddedFilm(Movie(0, "Sinners", 2025, ("Horror",)))
KNOWN = AddedFilm(Movie(0, "The Heat", 1995, ("Crime",)))


@pytest.fixture
async def storage(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = SqliteStorage(tmp_path / "matinee.db")
    await storage.open()
    yield storage
    await storage.close()


async def add(storage: Storage, *films: AddedFilm) -> None:
    async with storage.transaction() as tx:
        await tx.add_films(films)


async def serving_with(storage: Storage, home: Path) -> Serving:
    serving = Serving(ModelStore(home / "models"))
    await serving.load()
    await serving.taking_in(storage)
    return serving


async def test_a_film_that_is_added_is_found_suggested_and_gone_again(storage: Storage, tmp_path: Path) -> None:
    version = publish(tmp_path)
    serving = await serving_with(storage, tmp_path)
    held = serving.current
    assert not held.titles.search("sinners").matches
    await add(storage, SINNERS, KNOWN)
    assert await serving.refresh()
    assert not await serving.refresh()
    served = serving.current
    assert served.version == version
    assert served.titles.search("siners").matches[0].movie.item_id == FIRST_ID + 1
    wish = Constraints(years=(2020, 2029))
    assert [s.movie.title for s in served.recommender.suggest(Query({2: 5.0}, constraints=wish)).items] == ["Sinners"]
    assert len(served.recommender.catalog) == 13, "Heat of 1995 is there already"
    async with storage.transaction() as tx:
        await tx.remove_added(SINNERS.key)
    assert await serving.refresh()
    assert len(serving.current.recommender.catalog) == 12


async def test_films_that_were_added_before_the_start_are_served_from_the_first_turn(
    storage: Storage, tmp_path: Path
) -> None:
    publish(tmp_path)
    await add(storage, SINNERS)
    serving = await serving_with(storage, tmp_path)
    assert serving.current.films.by_key(SINNERS.key) is not None


async def test_a_new_version_has_them_too_and_shares_the_catalogue(storage: Storage, tmp_path: Path) -> None:
    publish(tmp_path)
    await add(storage, SINNERS)
    serving = await serving_with(storage, tmp_path)
    before = serving.current
    second = publish(tmp_path)
    assert await serving.refresh()
    after = serving.current
    assert after.version == second
    assert after.films.by_key(SINNERS.key) is not None
    assert after.recommender.catalog is before.recommender.catalog
    assert after.titles is before.titles


async def test_the_version_without_them_is_freed(storage: Storage, tmp_path: Path) -> None:
    publish(tmp_path)
    serving = await serving_with(storage, tmp_path)
    old = weakref.ref(serving.current.recommender)
    model = weakref.ref(serving.current.recommender.model)
    await add(storage, SINNERS)
    assert await serving.refresh()
    gc.collect()
    assert await freed(old, model)


async def test_films_are_served_once_the_damage_that_kept_them_out_is_gone(
    storage: Storage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    version = publish(tmp_path)
    serving = await serving_with(storage, tmp_path)
    model = tmp_path / "models" / version / "model.npz"
    whole = model.read_bytes()
    model.write_bytes(b"broken")
    await add(storage, SINNERS)
    with caplog.at_level(logging.ERROR):
        assert not await serving.refresh()
        assert not await serving.refresh()
    assert len(caplog.records) == 1
    assert len(serving.current.recommender.catalog) == 12
    model.write_bytes(whole)
    assert await serving.refresh()
    assert len(serving.current.recommender.catalog) == 13


async def test_a_database_that_cannot_be_read_now_changes_nothing(
    storage: Storage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    class Away:
        async def catalog_revision(self) -> int:
            raise StorageError("the database is away")

        async def added_films(self) -> list[AddedFilm]:
            raise AssertionError

    publish(tmp_path)
    serving = await serving_with(storage, tmp_path)
    await serving.taking_in(Away())
    with caplog.at_level(logging.ERROR):
        assert not await serving.refresh()
    assert caplog.text.count("the database is away") <= 1
    second = publish(tmp_path)
    assert await serving.refresh()
    assert serving.current.version == second
