"""Ratings, marks, state and suggestions: what is told is found again."""

import math

import pytest

from bot.storage.base import Storage
from bot.storage.kept import Facts, InboxUpdate, Mark, Outcome, RatedFilm, Shown, UserRating, Verb
from recengine.errors import InvalidRating
from tests.bot.storage.contract import (
    ALIEN,
    AMELIE,
    ANN,
    BOB,
    HEAT,
    START,
    UNDATED,
    FakeClock,
    MakeStorage,
    film,
    running,
)


async def test_a_stranger_has_empty_facts(storage: Storage) -> None:
    assert await storage.facts(ANN) == Facts(ANN)


async def test_ratings_are_found_oldest_first(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 5)
        clock.move(60)
        await turn.add_rating(ANN, ALIEN, 0.5)
        await turn.add_rating(ANN, UNDATED, 3.5)
    assert (await storage.facts(ANN)).ratings == (
        RatedFilm(HEAT, 5.0, START),
        RatedFilm(ALIEN, 0.5, START + 60),
        RatedFilm(UNDATED, 3.5, START + 60),
    )


async def test_ratings_of_one_second_keep_their_order(storage: Storage) -> None:
    films = [film(f"Part {number}", 2000) for number in (3, 1, 2)]
    for each in films:
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, each, 4)
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == films


async def test_a_rating_given_twice_counts_once(storage: Storage, clock: FakeClock) -> None:
    for _ in range(2):
        async with storage.transaction() as turn:
            await turn.add_rating(ANN, HEAT, 4.0)
        clock.move()
    assert (await storage.facts(ANN)).ratings == (RatedFilm(HEAT, 4.0, START),)
    assert len(await storage.journal(ANN)) == 1


async def test_a_new_rating_replaces_the_old_one_and_becomes_the_latest(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        await turn.add_rating(ANN, ALIEN, 3)
        clock.move(10)
        await turn.add_rating(ANN, HEAT, 2)
    assert (await storage.facts(ANN)).ratings == (
        RatedFilm(ALIEN, 3.0, START),
        RatedFilm(HEAT, 2.0, START + 10),
    )


@pytest.mark.parametrize("stars", [0.0, 0.4, 5.1, -1.0, math.nan, math.inf])
async def test_stars_outside_the_scale_are_refused(storage: Storage, stars: float) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        with pytest.raises(InvalidRating):
            await turn.add_rating(ANN, ALIEN, stars)
    assert [rated.film for rated in (await storage.facts(ANN)).ratings] == [HEAT]


async def test_a_rating_can_be_taken_back(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        await turn.remove_rating(ANN, HEAT)
        await turn.remove_rating(ANN, HEAT)
        await turn.remove_rating(ANN, ALIEN)
    assert (await storage.facts(ANN)).ratings == ()
    assert [entry.verb for entry in await storage.journal(ANN)] == [Verb.UNRATE, Verb.RATE]


async def test_films_are_found_under_each_mark_oldest_first(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
        await turn.add_mark(ANN, ALIEN, Mark.SEEN)
        await turn.add_mark(ANN, ALIEN, Mark.SAVED)
    assert (await storage.facts(ANN)).marks == {Mark.SAVED: (HEAT, ALIEN), Mark.SEEN: (ALIEN,)}


async def test_a_mark_set_twice_counts_once_and_can_be_taken_off(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, Mark.HIDDEN)
        await turn.add_mark(ANN, HEAT, Mark.HIDDEN)
        await turn.add_mark(ANN, HEAT, Mark.SEEN)
        await turn.remove_mark(ANN, HEAT, Mark.HIDDEN)
        await turn.remove_mark(ANN, HEAT, Mark.HIDDEN)
    assert (await storage.facts(ANN)).marks == {Mark.SEEN: (HEAT,)}
    verbs = [(entry.verb, entry.mark) for entry in await storage.journal(ANN)]
    assert verbs == [(Verb.UNMARK, Mark.HIDDEN), (Verb.MARK, Mark.SEEN), (Verb.MARK, Mark.HIDDEN)]


async def test_saving_a_state_makes_somebody_known(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {"old": 1}, language="en")
        await turn.save_state(ANN, {"asked": ["é", {"x": None}]}, language="de")
    facts = await storage.facts(ANN)
    assert facts == Facts(ANN, known=True, language="de", state={"asked": ["é", {"x": None}]})


async def test_people_do_not_see_each_other(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 5)
        await turn.add_mark(ANN, HEAT, Mark.SAVED)
        await turn.add_suggestion(ANN, HEAT, "v1")
        await turn.save_state(ANN, {"a": 1}, language="de")
    assert await storage.facts(BOB) == Facts(BOB)
    assert list(await storage.journal(BOB)) == []
    assert list(await storage.suggestions(BOB)) == []


async def test_a_film_is_found_by_its_key_once_somebody_spoke_of_it(storage: Storage) -> None:
    assert await storage.film(HEAT.key) is None
    async with storage.transaction() as turn:
        await turn.add_suggestion(ANN, HEAT, "v1")
    assert await storage.film(HEAT.key) == HEAT


async def test_outside_ids_learned_later_are_kept_and_known_ones_stay(storage: Storage) -> None:
    bare, with_imdb = film("Heat", 1995), film("Heat", 1995, imdb_id=113277)
    other = film("Heat", 1995, imdb_id=1, tmdb_id=949)
    for each in (bare, with_imdb, other):
        async with storage.transaction() as turn:
            await turn.add_suggestion(ANN, each, "v1")
    assert await storage.film(bare.key) == HEAT


async def test_all_ratings_are_everyones_as_they_stand(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(BOB, HEAT, 2)
        await turn.add_rating(ANN, HEAT, 5)
        await turn.add_rating(ANN, ALIEN, 4)
        await turn.remove_rating(ANN, HEAT)
    assert list(await storage.all_ratings()) == [
        UserRating(ANN, ALIEN, 4.0, START),
        UserRating(BOB, HEAT, 2.0, START),
    ]


async def test_the_journal_tells_what_was_done_latest_first(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4)
        clock.move(5)
        await turn.add_rating(ANN, HEAT, 5)
        await turn.add_mark(ANN, ALIEN, Mark.SEEN)
    told = [
        (entry.user_id, entry.at, entry.verb, entry.film, entry.mark, entry.before, entry.after, entry.undoes)
        for entry in await storage.journal(ANN)
    ]
    assert told == [
        (ANN, START + 5, Verb.MARK, ALIEN, Mark.SEEN, 0.0, 1.0, None),
        (ANN, START + 5, Verb.RATE, HEAT, None, 4.0, 5.0, None),
        (ANN, START, Verb.RATE, HEAT, None, None, 4.0, None),
    ]
    assert [entry.verb for entry in await storage.journal(ANN, limit=1)] == [Verb.MARK]


async def test_suggestions_are_told_latest_first_and_each_film_shown_once(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        for each in (HEAT, ALIEN, HEAT):
            await turn.add_suggestion(ANN, each, "v7")
            clock.move(1)
    assert list(await storage.suggestions(ANN, limit=2)) == [
        Shown(ANN, HEAT, "v7", START + 2),
        Shown(ANN, ALIEN, "v7", START + 1),
    ]
    assert (await storage.facts(ANN)).shown == (HEAT.key, ALIEN.key)


async def test_an_outcome_settles_the_latest_suggestion_of_the_film(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_suggestion(ANN, HEAT, "v1")
        await turn.add_suggestion(ANN, HEAT, "v2")
        await turn.add_suggestion(ANN, ALIEN, "v2")
        clock.move(30)
        await turn.settle_suggestion(ANN, HEAT, Outcome.LIKED)
        await turn.settle_suggestion(ANN, AMELIE, Outcome.LIKED)
        await turn.settle_suggestion(BOB, ALIEN, Outcome.LIKED)
    assert list(await storage.suggestions(ANN)) == [
        Shown(ANN, ALIEN, "v2", START),
        Shown(ANN, HEAT, "v2", START, Outcome.LIKED, START + 30),
        Shown(ANN, HEAT, "v1", START),
    ]


async def test_counts_tell_rows_by_kind(storage: Storage) -> None:
    await storage.receive([InboxUpdate(1, ANN, "{}")])
    await storage.receive([InboxUpdate(2, ANN, "{}")])
    await storage.quarantine(3, "?", "not JSON")
    async with storage.transaction() as turn:
        await turn.save_state(ANN, {}, language="en")
        await turn.add_rating(ANN, HEAT, 4)
        await turn.add_rating(ANN, HEAT, 5)
        await turn.add_suggestion(ANN, ALIEN, "v1")
        await turn.enqueue(ANN, {"text": "hello"})
        await turn.finish(1)
    assert await storage.counts() == {
        "users": 1,
        "ratings": 1,
        "journal": 2,
        "suggestions": 1,
        "pending": 1,
        "quarantined": 1,
        "unsent": 1,
    }


async def test_everything_is_there_after_reopening(make_storage: MakeStorage) -> None:
    async with running(make_storage()) as storage:
        async with storage.transaction() as turn:
            await turn.save_state(ANN, {"n": 1}, language="fr")
            await turn.add_rating(ANN, AMELIE, 4.5)
            await turn.add_mark(ANN, HEAT, Mark.SAVED)
        before = await storage.facts(ANN), await storage.journal(ANN), await storage.counts()
        await storage.close()
    async with running(make_storage()) as again:
        assert (await again.facts(ANN), await again.journal(ANN), await again.counts()) == before
