"""A guess is a suggestion with a match that was rated afterwards; it counts once."""

import pytest

from bot.films import Film
from bot.storage.base import Storage
from bot.storage.kept import GUESSES_KEPT, Guess, Mark, Outcome
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, FakeClock, film


async def suggest(storage: Storage, what: Film, match: float | None, user_id: int = ANN) -> None:
    async with storage.transaction() as turn:
        await turn.add_suggestion(user_id, what, "v1", match=match)


async def rate(storage: Storage, what: Film, stars: float, user_id: int = ANN) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(user_id, what, stars)


async def guesses(storage: Storage, user_id: int = ANN) -> list[tuple[str, float, float]]:
    return [(g.film_key, g.match, g.stars) for g in (await storage.facts(user_id)).guesses]


async def test_a_suggestion_with_a_match_becomes_a_guess_when_it_is_rated(storage: Storage, clock: FakeClock) -> None:
    await suggest(storage, HEAT, 87.5)
    await suggest(storage, ALIEN, None)
    assert await guesses(storage) == []
    clock.move()
    await rate(storage, HEAT, 2)
    await rate(storage, ALIEN, 5)
    assert await guesses(storage) == [(HEAT.key, 87.5, 2.0)]
    assert (await storage.facts(BOB)).guesses == ()
    assert [shown.match for shown in await storage.suggestions(ANN)] == [None, 87.5]


async def test_a_rating_that_was_there_before_is_no_guess(storage: Storage, clock: FakeClock) -> None:
    await rate(storage, HEAT, 5)
    clock.move()
    async with storage.transaction() as turn:
        await turn.remove_rating(ANN, HEAT)
    await suggest(storage, HEAT, 90)
    async with storage.transaction() as turn:
        await turn.undo_last(ANN)
    assert await guesses(storage) == []


async def test_shown_twice_and_rated_twice_it_counts_once_as_it_was_shown_last_before_the_rating(
    storage: Storage, clock: FakeClock
) -> None:
    for match in (60, 70):
        await suggest(storage, HEAT, match)
        clock.move()
    await rate(storage, HEAT, 3)
    clock.move()
    await suggest(storage, HEAT, None)
    await rate(storage, HEAT, 4)
    assert await guesses(storage) == [(HEAT.key, 70.0, 4.0)]
    async with storage.transaction() as turn:
        await turn.undo_last(ANN)
    assert await guesses(storage) == [(HEAT.key, 70.0, 3.0)]
    async with storage.transaction() as turn:
        await turn.undo_last(ANN)
    assert await guesses(storage) == []


async def test_the_latest_guesses_are_kept_oldest_first(storage: Storage) -> None:
    films = [film(f"Film {number}") for number in range(GUESSES_KEPT + 3)]
    for each in films:
        await suggest(storage, each, 50)
    for each in films:
        await rate(storage, each, 4)
    assert (await storage.facts(ANN)).guesses == tuple(Guess(each.key, 50.0, 4.0) for each in films[3:])


@pytest.mark.parametrize(("mark", "outcome"), [(Mark.HIDDEN, Outcome.HIDDEN), (Mark.SEEN, Outcome.SEEN)])
async def test_what_was_hidden_or_seen_does_not_count_as_shown(
    storage: Storage, mark: Mark, outcome: Outcome
) -> None:
    await suggest(storage, HEAT, None)
    await suggest(storage, ALIEN, None)
    async with storage.transaction() as turn:
        await turn.add_mark(ANN, HEAT, mark)
        await turn.settle_suggestion(ANN, HEAT, outcome)
    assert (await storage.facts(ANN)).shown == (ALIEN.key,)
    await suggest(storage, HEAT, None)
    assert set((await storage.facts(ANN)).shown) == {HEAT.key, ALIEN.key}
