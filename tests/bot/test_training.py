"""Training a version out of a data set and what the bot's own users said."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.films import Film, film_key, film_of
from bot.material import with_own_ratings
from bot.settings import Settings
from bot.storage.kept import StorageError, UserRating
from bot.storage.sqlite import SqliteStorage
from bot.training import own_ratings, train
from recengine.persistence import ModelStore
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
