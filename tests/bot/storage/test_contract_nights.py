"""Movie nights: kept as they are, changed by one at a time, gone when they are over."""

from dataclasses import replace

import pytest

from bot.nights import LASTS, Member, Night, NightMessage, Posted, Status
from bot.storage.base import Storage
from bot.storage.kept import NightMoved
from recengine.query import Constraints, Popularity
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, FakeClock

CLUB = -5001
WISHES = Constraints(("Comedy",), ("Horror",), (1990, None), ("robot",), ("war",), Popularity.OBSCURE)
NIGHT = Night(
    CLUB,
    1,
    ANN,
    "es",
    1_700_000_000,
    Status.VOTING,
    (Member(BOB, "Bob", (91, 40)), Member(ANN, "Ann")),
    WISHES,
    2,
    (HEAT, ALIEN),
    1_700_000_001,
    passed=("abc",),
)
POLL = Posted(NightMessage(1, 2), CLUB, 12, "P1")


async def kept(storage: Storage, night: Night = NIGHT) -> Night:
    """Save a night; as it is then."""
    async with storage.transaction() as turn:
        await turn.save_night(night)
    stored = await storage.night(night.chat_id)
    assert stored is not None
    return stored


async def voted(storage: Storage, user_id: int, place: int | None, *, poll: str = "P1", known: bool = True) -> None:
    async with storage.transaction() as turn:
        await turn.add_vote(user_id, poll, place, known=known)


async def votes(storage: Storage) -> dict[int, int]:
    night = await storage.night(CLUB)
    assert night is not None
    return dict(night.votes)


async def test_a_night_comes_back_as_it_was(storage: Storage) -> None:
    assert await storage.night(CLUB) is None
    assert await kept(storage) == replace(NIGHT, revision=1)
    assert list(await storage.voting()) == [CLUB]


async def test_whoever_decided_over_an_older_one_is_told(storage: Storage) -> None:
    stored = await kept(storage)
    await kept(storage, stored.without(BOB))
    with pytest.raises(NightMoved):
        await kept(storage, stored.without(ANN))
    with pytest.raises(NightMoved):
        await kept(storage, replace(NIGHT, number=2))  # one is under way
    assert [m.user_id for m in (await kept(storage, replace(stored, revision=2))).members] == [BOB, ANN]


async def test_votes_count_by_poll_and_the_latest_counts(storage: Storage) -> None:
    await kept(storage)
    await storage.sent(0, POLL)
    await voted(storage, BOB, 0)
    await voted(storage, BOB, 1)
    await voted(storage, ANN, 7)  # no such option
    assert await votes(storage) == {BOB: 1}
    await voted(storage, BOB, None)
    assert await votes(storage) == {}


async def test_a_vote_before_its_poll_is_known_counts_once_it_is(storage: Storage) -> None:
    await kept(storage)
    await voted(storage, BOB, 1, known=False)
    assert await votes(storage) == {}
    await storage.sent(0, POLL)
    assert await votes(storage) == {BOB: 1}
    night = await storage.night(CLUB)
    assert night is not None
    assert night.revision == 2  # whoever decided without that vote decides again
    with pytest.raises(NightMoved):
        await voted(storage, ANN, 0, known=False)


async def test_votes_in_the_poll_of_an_earlier_round_do_not_count(storage: Storage) -> None:
    await kept(storage)
    await storage.sent(0, Posted(NightMessage(1, 1), CLUB, 11, "P0"))
    assert await storage.chat_of_poll("P0", BOB) is None
    await voted(storage, BOB, 1, poll="P0", known=False)
    assert await votes(storage) == {}


async def test_a_night_that_is_over_keeps_nobodys_name_nor_vote(storage: Storage, clock: FakeClock) -> None:
    stored = await kept(storage)
    await storage.sent(0, POLL)
    await voted(storage, BOB, 1)
    over = await kept(storage, replace(stored, status=Status.DECIDED, winner=ALIEN, revision=2))
    assert (over.members, over.host, dict(over.votes), over.winner) == ((), None, {}, ALIEN)
    clock.move(LASTS)
    assert (await kept(storage, replace(NIGHT, number=2))).number == 2


async def test_who_gave_way_is_remembered_until_they_take_part_again(storage: Storage) -> None:
    async with storage.transaction() as turn:
        await turn.settle_owed(CLUB, took_part=[ANN, BOB], gave_way=[BOB])
    assert (await kept(storage)).owed == {BOB}
    async with storage.transaction() as turn:
        await turn.settle_owed(CLUB, took_part=[ANN], gave_way=[ANN])
    night = await storage.night(CLUB)
    assert night is not None
    assert night.owed == {ANN, BOB}


async def test_a_person_who_is_erased_is_in_no_night_and_owed_nothing(storage: Storage) -> None:
    stored = await kept(storage)
    await storage.sent(0, POLL)
    await voted(storage, ANN, 1)
    async with storage.transaction() as turn:
        await turn.settle_owed(CLUB, took_part=[], gave_way=[ANN])
        await turn.delete_user(ANN)
    night = await storage.night(CLUB)
    assert night is not None
    assert (night.host, [m.user_id for m in night.members], dict(night.votes), night.owed) == (None, [BOB], {}, set())
    with pytest.raises(NightMoved):  # else a turn under way would write them back
        await kept(storage, replace(stored, revision=2))


async def test_leaving_all_nights_leaves_those_of_others(storage: Storage) -> None:
    await kept(storage)
    async with storage.transaction() as turn:
        await turn.leave_nights(BOB)
    night = await storage.night(CLUB)
    assert night is not None
    assert [m.user_id for m in night.members] == [ANN]


async def test_a_group_that_moves_takes_its_night_along(storage: Storage) -> None:
    await kept(storage)
    await storage.sent(0, POLL)
    async with storage.transaction() as turn:
        await turn.settle_owed(CLUB, took_part=[], gave_way=[BOB])
        await turn.move_chat(CLUB, -100_5001)
    moved = await storage.night(-100_5001)
    assert moved is not None
    assert (moved.members, moved.owed, moved.messages) == (NIGHT.members, {BOB}, {12})
    assert await storage.night(CLUB) is None
    assert list(await storage.polls(-100_5001, 1, 2)) == [12]


async def test_a_message_of_a_night_that_is_forgotten_is_nothing(storage: Storage) -> None:
    await storage.sent(0, POLL)
    assert await storage.chat_of_poll("P1", BOB) is None
