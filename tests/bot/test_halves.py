"""Two versions serve half of the people each, or one serves everybody; nothing in between."""

import logging
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from bot.added.film import AddedFilm
from bot.conversation import Conversation
from bot.dialogue.events import Place, Said, Sender, Tapped
from bot.dialogue.taps import Tap, tap_data
from bot.serving import Serving
from bot.storage.sqlite import SqliteStorage
from recengine.catalog import Catalog, Movie
from recengine.models.item_item import ItemItemModel
from recengine.persistence import ModelStore
from recengine.persistence.comparison import RUNNING, start, stop
from tests.bot.chatting import GROUP, UPDATES, CountedRetraining
from tests.bot.freeing import freed
from tests.bot.small import dataset, publish
from tests.bot.storage.contract import running

NOW = 1_700_000_000
PEOPLE = range(5_000_000, 5_000_040)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    """A store of two versions; the newer one is the current one."""
    publish(tmp_path, model=ItemItemModel(dropout=0.5))
    publish(tmp_path)
    return ModelStore(tmp_path / "models")


def others(store: ModelStore) -> list[str]:
    return [version for version in store.versions() if version != store.current()]


async def compared(store: ModelStore) -> Serving:
    """What serves while the first of the other versions is compared."""
    start(store.root, others(store)[0], now=NOW)
    serving = Serving(store)
    await serving.load()
    return serving


def versions(serving: Serving) -> dict[int, str]:
    return {user_id: serving.served_to(user_id).version for user_id in PEOPLE}


async def test_from_the_start_each_half_has_its_version_and_keeps_it(store: ModelStore) -> None:
    serving = await compared(store)
    found = versions(serving)
    assert set(found.values()) == set(store.versions())
    assert not await serving.refresh()
    assert versions(serving) == found
    again = Serving(store)
    await again.load()
    assert versions(again) == found


async def test_a_running_bot_takes_it_over_and_lets_it_go(
    store: ModelStore, caplog: pytest.LogCaptureFixture
) -> None:
    serving = Serving(store)
    await serving.load()
    assert set(versions(serving).values()) == {store.current()}
    with caplog.at_level(logging.INFO):
        start(store.root, others(store)[0], now=NOW)
        await serving.refresh()
        assert set(versions(serving).values()) == set(store.versions())
        mine = next(user_id for user_id in PEOPLE if serving.served_to(user_id) is not serving.current)
        served = serving.served_to(mine)
        other = weakref.ref(served.recommender)
        del served
        stop(store.root, now=NOW + 1)
        await serving.refresh()
    assert set(versions(serving).values()) == {store.current()}
    assert await freed(other)
    assert "MB more memory" in caplog.text
    assert "is over: all are served by one version" in caplog.text


async def test_what_follows_from_the_films_is_shared_by_both(store: ModelStore) -> None:
    serving = await compared(store)
    one, other = ({serving.served_to(u).version: serving.served_to(u) for u in PEOPLE}).values()
    assert one.titles is other.titles
    assert one.recommender.catalog is other.recommender.catalog
    assert one.recommender.model is not other.recommender.model


async def test_a_newly_published_version_ends_it_and_serves_everybody(store: ModelStore, tmp_path: Path) -> None:
    serving = await compared(store)
    newest = publish(tmp_path)
    assert await serving.refresh()
    assert set(versions(serving).values()) == {newest}
    assert serving.comparison is not None
    assert (serving.comparison.runs, serving.comparison.why) == (False, newest)


async def test_a_damaged_version_that_ends_it_leaves_everybody_with_the_current_one(
    store: ModelStore, tmp_path: Path
) -> None:
    serving = await compared(store)
    before = serving.current.version
    newest = publish(tmp_path)
    (store.root / newest / "model.npz").write_bytes(b"broken")
    assert not await serving.refresh()
    assert set(versions(serving).values()) == {before}


def break_arrays(store: ModelStore, version: str) -> None:
    (store.root / version / "model.npz").write_bytes(b"broken")


def remove(store: ModelStore, version: str) -> None:
    shutil.rmtree(store.root / version)


@pytest.mark.parametrize(("harm", "said"), [(break_arrays, "is damaged"), (remove, "there is no model version")])
async def test_an_other_version_that_cannot_be_served_is_refused_once_and_aloud(
    store: ModelStore, caplog: pytest.LogCaptureFixture, harm: object, said: str
) -> None:
    assert callable(harm)
    if harm is break_arrays:
        harm(store, others(store)[0])
    start(store.root, others(store)[0], now=NOW)
    if harm is remove:
        harm(store, others(store)[0])
    serving = Serving(store)
    with caplog.at_level(logging.ERROR):
        await serving.load()
        await serving.refresh()
        await serving.refresh()
    assert set(versions(serving).values()) == {store.current()}
    assert len(caplog.records) == 1
    assert said in caplog.text
    assert said in serving.comparison_trouble
    stop(store.root, now=NOW + 1)
    await serving.refresh()
    assert serving.comparison_trouble == ""


async def test_versions_of_other_films_are_not_compared(
    store: ModelStore, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    data = dataset()
    renamed = Catalog(replace(movie, title=f"{movie.title}!") for movie in data.catalog)
    publish(tmp_path, data=replace(data, catalog=renamed))
    serving = await compared(store)
    assert set(versions(serving).values()) == {store.current()}
    assert "12 are new, 12 are missing" in caplog.text


async def test_a_damaged_comparison_is_told_once_and_over_when_it_is_removed(
    store: ModelStore, caplog: pytest.LogCaptureFixture
) -> None:
    serving = await compared(store)
    (store.root / RUNNING).write_bytes(b"?")
    with caplog.at_level(logging.ERROR):
        await serving.refresh()
        await serving.refresh()
    assert len(caplog.records) == 1
    assert set(versions(serving).values()) == {store.current()}
    stop(store.root, now=NOW)
    await serving.refresh()
    assert serving.comparison_trouble == ""


async def test_suggestions_carry_the_version_of_the_persons_half_and_buttons_work_in_both(
    store: ModelStore, tmp_path: Path
) -> None:
    serving = await compared(store)
    async with running(SqliteStorage(tmp_path / "matinee.sqlite3")) as storage:
        conversation = Conversation(
            storage, serving, CountedRetraining(storage, serving, tmp_path, clock=lambda: NOW)
        )
        for user_id in PEOPLE[:12]:
            who, where = Sender(user_id, "Ann"), Place(user_id)
            await conversation.handle(next(UPDATES), Said(who, where, "/recommend"))
            (first,) = await storage.suggestions(user_id)
            await conversation.handle(next(UPDATES), Tapped(who, where, 1, tap_data(Tap.LIKE, first.film.key)))
            shown = await storage.suggestions(user_id)
            assert [each.model_version for each in shown] == [serving.served_to(user_id).version] * 2
            assert shown[1].outcome == "liked"
        found = await storage.halves(store.current() or "", others(store)[0], since=0, until=1 << 40)
    counted = [serving.served_to(user_id).version == store.current() for user_id in PEOPLE[:12]]
    assert (found.current.people, found.other.people, found.both) == (sum(counted), 12 - sum(counted), 0)
    assert 0 < sum(counted) < 12


async def test_a_groups_night_is_the_current_versions_and_its_members_own_cards_are_their_halfs(
    store: ModelStore, tmp_path: Path
) -> None:
    serving = await compared(store)
    current = serving.current.version
    mine = next(user_id for user_id in PEOPLE if serving.served_to(user_id).version != current)
    group = Place(GROUP, private=False)
    seen: list[str] = []

    async with running(SqliteStorage(tmp_path / "matinee.sqlite3")) as storage:
        conversation = Conversation(
            storage, serving, CountedRetraining(storage, serving, tmp_path, clock=lambda: NOW)
        )
        for text in ("/movienight", "/recommend"):
            turn = await conversation._turn(Said(Sender(mine, "Ann"), group, text))
            seen.append(turn.served.version)
    assert seen == [current, serving.served_to(mine).version]


async def test_films_that_are_added_meanwhile_are_served_to_both_halves(tmp_path: Path) -> None:
    for _ in range(2):
        publish(tmp_path)
    store = ModelStore(tmp_path / "models")
    serving = await compared(store)
    before = versions(serving)
    async with running(SqliteStorage(tmp_path / "matinee.sqlite3")) as storage:
        await serving.taking_in(storage)
        async with storage.transaction() as tx:
            await tx.add_films([AddedFilm(Movie(0, "Sinners", 2025, ("Horror",)))])
        assert await serving.refresh()
    assert versions(serving) == before
    assert {len(serving.served_to(user_id).recommender.catalog) for user_id in PEOPLE} == {13}


async def test_an_admin_who_has_another_version_served_ends_it_at_once(store: ModelStore) -> None:
    serving = await compared(store)
    await serving.switch(others(store)[0])
    assert set(versions(serving).values()) == {store.current()}
    assert serving.comparison is not None
    assert not serving.comparison.runs
