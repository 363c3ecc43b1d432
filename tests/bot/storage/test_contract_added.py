"""Films that were added, and titles that are wanted: what every storage keeps of them."""

from dataclasses import replace

import pytest

from bot.added.film import FIRST_ID, LONGEST_WANTED, MOST_WANTED, AddedFilm, WantedFilm
from bot.storage.base import Storage
from recengine.catalog import Movie
from tests.bot.storage.contract import ANN, HEAT, START, FakeClock, MakeStorage, running

SINNERS = AddedFilm(
    Movie(0, "Sinners", 2025, ("Horror", "Drama"), ("Ryan Coogler",), ("Michael B. Jordan",), words=("vampires",))
)
ANORA = AddedFilm(Movie(0, "Anora", 2024, ("Comedy",), imdb_id=28607951, alt_titles=("Anora \ud83c <b> \0",)))


async def add(storage: Storage, *films: AddedFilm) -> int:
    async with storage.transaction() as turn:
        return await turn.add_films(films)


async def want(storage: Storage, *titles: str) -> None:
    async with storage.transaction() as turn:
        for title in titles:
            await turn.want(title)


async def test_added_films_are_found_after_a_restart_each_with_an_id_of_its_own(make_storage: MakeStorage) -> None:
    async with running(make_storage()) as storage:
        assert await add(storage, SINNERS, ANORA) == 2
    async with running(make_storage()) as again:
        found = list(await again.added_films())
    assert [film.movie.item_id for film in found] == [FIRST_ID + 1, FIRST_ID + 2]
    assert [replace(film, movie=replace(film.movie, item_id=0), added_at=0) for film in found] == [SINNERS, ANORA]
    assert {film.added_at for film in found} == {START}


async def test_a_film_is_added_once(storage: Storage) -> None:
    assert await add(storage, SINNERS, SINNERS) == 1
    assert await add(storage, ANORA, SINNERS) == 1
    assert [film.movie.title for film in await storage.added_films()] == ["Sinners", "Anora"]


async def test_an_id_is_never_given_twice(storage: Storage) -> None:
    await add(storage, SINNERS)
    async with storage.transaction() as turn:
        assert await turn.remove_added(SINNERS.key)
        assert not await turn.remove_added(SINNERS.key)
    assert list(await storage.added_films()) == []
    await add(storage, ANORA)
    assert [film.movie.item_id for film in await storage.added_films()] == [FIRST_ID + 2]


async def test_every_change_of_the_added_films_is_noticed(storage: Storage) -> None:
    seen = [await storage.catalog_revision()]
    await add(storage, SINNERS)
    seen.append(await storage.catalog_revision())
    async with storage.transaction() as turn:
        await turn.remove_added(SINNERS.key)
    seen.append(await storage.catalog_revision())
    assert seen == sorted({*seen})


async def test_all_films_are_added_or_none(storage: Storage) -> None:
    async def fails_at_the_end() -> None:
        async with storage.transaction() as turn:
            await turn.add_films([SINNERS])
            raise LookupError

    with pytest.raises(LookupError):
        await fails_at_the_end()
    assert list(await storage.added_films()) == []


async def test_who_rated_an_added_film_keeps_the_rating_and_may_leave_without_it(storage: Storage) -> None:
    await add(storage, SINNERS)
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="en")
        await turn.add_rating(ANN, HEAT, 4.0)
        await turn.delete_user(ANN)
    assert len(await storage.added_films()) == 1


async def test_titles_asked_for_are_counted_however_they_are_typed(storage: Storage, clock: FakeClock) -> None:
    await want(storage, "Sinners", "Anora")
    clock.move(60)
    await want(storage, "  SINNERS!\n")
    assert list(await storage.wanted()) == [
        WantedFilm("sinners", "SINNERS!", 2, START + 60),
        WantedFilm("anora", "Anora", 1, START),
    ]
    assert [film.title for film in await storage.wanted(limit=1)] == ["SINNERS!"]


async def test_a_title_can_be_forgotten(storage: Storage) -> None:
    await want(storage, "Sinners")
    async with storage.transaction() as turn:
        assert await turn.forget_wanted("sinners")
        assert not await turn.forget_wanted("sinners")
    assert list(await storage.wanted()) == []


@pytest.mark.parametrize("title", ["", "  ", "?!", "🎈"])
async def test_what_is_no_title_is_not_kept(storage: Storage, title: str) -> None:
    await want(storage, title)
    assert list(await storage.wanted()) == []


async def test_hostile_titles_are_kept_short_and_whole(storage: Storage) -> None:
    await want(storage, "<b>x</b>" * 400, "a\0b \ud83c", "'; DROP TABLE users; --")
    found = [film.title for film in await storage.wanted()]
    assert len(found) == 3
    assert max(map(len, found)) <= LONGEST_WANTED + 6


async def test_so_many_titles_are_kept_the_one_asked_for_least_goes_first(storage: Storage, clock: FakeClock) -> None:
    await want(storage, "often", "often", "once")
    clock.move()
    async with storage.transaction() as turn:
        for number in range(MOST_WANTED - 2):
            await turn.want(f"title {number}")
    clock.move()
    await want(storage, "newest")
    kept = {film.key for film in await storage.wanted(limit=10_000)}
    assert len(kept) == MOST_WANTED
    assert {"often", "newest"} <= kept
    assert "once" not in kept
