"""Training a version out of a data set and what the bot's own users said."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot.films import Film, film_key, film_of
from bot.material import material_of, with_own_ratings
from bot.overall import MEASURING, PUBLISHING
from bot.settings import Settings
from bot.storage.kept import StorageError, UserRating
from bot.storage.sqlite import SqliteStorage
from bot.training import own_ratings, train
from recengine.persistence import KEPT, ModelStore
from tests.bot.gating.world import shuffled, world
from tests.bot.small import CATALOG, dataset


def rating(user_id: int, item_id: int, stars: float, *, at: int = 0) -> UserRating:
    return UserRating(user_id, film_of(CATALOG[item_id]), stars, at)


def test_without_own_ratings_the_data_set_is_as_it_was() -> None:
    data = dataset()
    assert with_own_ratings(data, []) == (data, 0, 0)


def test_the_bot_s_users_join_under_ids_that_tell_nothing() -> None:
    data = dataset()
    unknown = UserRating(888_111, Film(film_key("Unheard Of", 1901), "Unheard Of", 1901), 5.0, 0)
    whole, people, ratings = with_own_ratings(
        data, [rating(888_111, 1, 5.0), rating(888_111, 7, 1.5), rating(999_222, 1, 4.0), unknown]
    )
    assert (people, ratings) == (2, 3)
    assert len(whole.ratings) == len(data.ratings) + 3
    assert set(whole.ratings["user_id"]) - set(data.ratings["user_id"]) == {-1, -2}
    assert whole.history(-1) == {1: 5.0, 7: 1.5}


def test_a_published_version_tells_what_it_learned_from(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    phases: list[str] = []
    trained = train(
        dataset(),
        store,
        own=[rating(888_111, 1, 5.0)],
        setting="here",
        model_name="popular",
        progress=lambda phase, done: phases.append(phase),
    )
    assert store.current() == trained.version
    saved = store.load()
    manifest = saved.manifest
    assert (manifest["setting"], manifest["own_people"], manifest["own_ratings"]) == ("here", 1, 1)
    assert (trained.people, trained.ratings, trained.ndcg) == (1, 1, None)
    assert phases[-1] == "publishing"
    assert "learning to predict stars" in phases
    recommender = store.load().recommender
    assert recommender.stars is not None
    # Six thrills that half of the people love, and one who loves thrills.
    liked = recommender.predicted_stars({2: 5.0, 3: 5.0, 7: 1.5})
    assert liked[CATALOG.index_of(1)] > 4 > liked[CATALOG.index_of(9)]
    assert "learning what to ask" in phases
    assert saved.recommender.elicitation is not None
    assert set(saved.recommender.elicitation.item_ids.tolist()) == set(CATALOG.item_ids.tolist())
    content = b"".join(path.read_bytes() for path in (tmp_path / "models").rglob("*") if path.is_file())
    assert b"888111" not in content


def test_own_ratings_are_read_from_the_database(tmp_path: Path) -> None:
    settings = Settings(matinee_home=tmp_path, database_url=None, _env_file=None)
    assert own_ratings(settings) == []

    async def write() -> None:
        storage = SqliteStorage(settings.database)
        await storage.open()
        async with storage.transaction() as tx:
            await tx.add_rating(71, film_of(CATALOG[1]), 5.0)
        await storage.close()

    asyncio.run(write())
    assert [(r.user_id, r.film.title, r.stars) for r in own_ratings(settings)] == [(71, "Heat", 5.0)]


def test_a_damaged_database_stops_a_training_before_it_starts(tmp_path: Path) -> None:
    settings = Settings(matinee_home=tmp_path, database_url=None, _env_file=None)
    settings.database.write_bytes(b"no database at all" * 100)
    with pytest.raises(StorageError):
        own_ratings(settings)
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(settings.database).execute("SELECT 1 FROM users")


def test_a_training_on_shuffled_labels_is_kept_and_not_published(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    steps: list[tuple[str, float]] = []
    first = train(world(), store, model_name="item-item", measured=False)
    assert (first.published, first.before, first.ndcg) == (True, None, None)
    assert "was not measured" in first.figures["not_compared"]
    bad = train(
        shuffled(world()), store, model_name="item-item", progress=lambda phase, done: steps.append((phase, done))
    )
    assert (bad.published, bad.before) == (False, first.version)
    assert bad.held_back.startswith("it finds less of what people like: NDCG@10 0.")
    assert bad.figures["against"] == store.current() == first.version
    assert bad.to_json()["figures"]["held_out"]["high"] < 0
    measuring = [done for phase, done in steps if phase == MEASURING]
    assert measuring == sorted(measuring)
    assert measuring[-1] == 1.0
    assert steps[-1] == (PUBLISHING, 1.0)
    manifest = store.described()[0].manifest
    assert manifest["held_back"] == bad.held_back
    assert {"seed", "settings", "engine", "seconds", "recengine", "users", "ratings"} <= set(manifest)
    assert manifest["data"]["catalog"] == store.described()[1].manifest["data"]["catalog"]
    assert manifest["data"]["fingerprint"] != store.described()[1].manifest["data"]["fingerprint"]


def test_a_fingerprint_does_not_depend_on_the_order_of_own_ratings_or_on_who_gave_them() -> None:
    own = [rating(1, 1, 5.0), rating(1, 2, 4.0), rating(2, 1, 3.0)]
    told = material_of(dataset(), own).info()["data"]
    assert material_of(dataset(), own[::-1]).info()["data"] == told
    assert material_of(dataset(), [replace(one, user_id=one.user_id + 70) for one in own]).info()["data"] == told
    other = material_of(dataset(), own[:2]).info()["data"]
    assert (other["own"] != told["own"], other["ratings"] == told["ratings"]) == (True, True)


def test_old_versions_go_after_a_training_and_are_told(tmp_path: Path) -> None:
    store = ModelStore(tmp_path / "models")
    made = [train(dataset(), store, model_name="popular", measured=False).version for _ in range(KEPT + 2)]
    last = train(dataset(), store, model_name="popular", measured=False)
    assert list(last.removed) == [made[0]]
    assert last.removed[made[0]] > 1000
    assert store.versions() == [*made[1:], last.version]
