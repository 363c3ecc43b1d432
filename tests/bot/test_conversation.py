"""One turn is one transaction: all of it or nothing, and once however often it is delivered."""

import asyncio
import gc
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from bot import conversation
from bot.dialogue.events import AskedInline, Place, Said, Sender, Tapped
from bot.dialogue.language import phrase
from bot.dialogue.screens import Screen
from bot.storage.kept import Facts, InboxUpdate, StorageError
from bot.storage.sql.transaction import SqlTransaction
from bot.storage.sqlite import SqliteStorage
from bot.turns.turn import Turn
from recengine.catalog import Catalog
from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.models.popular import PopularModel
from tests.bot.chatting import ANN, House, house
from tests.bot.small import FixedServing, dataset, key, served_by

SENDER, PLACE = Sender(ANN, "Ann"), Place(ANN)
RATE = Tapped(SENDER, PLACE, 5, f"rate:{key(1)}:10:l")


async def received(storage: SqliteStorage, update_id: int) -> None:
    assert await storage.receive([InboxUpdate(update_id, ANN, "{}")])


async def test_effects_done_mark_and_replies_are_committed_together(home: House) -> None:
    await received(home.storage, 1)
    outcome = await home.conversation.handle(1, RATE)
    counts = await home.storage.counts()
    assert (counts["ratings"], counts["pending"], counts["unsent"]) == (1, 0, 1)
    assert list(outcome.messages) == list(await home.storage.unsent())
    assert outcome.messages[0].payload["instead_of"] == 5
    assert (await home.storage.facts(ANN)).known


async def test_a_turn_that_fails_while_it_commits_leaves_nothing_behind(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: SqlTransaction, update_id: int) -> None:
        raise StorageError("the disk is full")

    await received(home.storage, 1)
    with monkeypatch.context() as patch:
        patch.setattr(SqlTransaction, "finish", broken)
        with pytest.raises(StorageError):
            await home.conversation.handle(1, RATE)
    counts = await home.storage.counts()
    assert (counts["ratings"], counts["pending"], counts["unsent"], counts["journal"]) == (0, 1, 0, 0)
    await home.conversation.handle(1, RATE)
    counts = await home.storage.counts()
    assert (counts["ratings"], counts["pending"], counts["unsent"], counts["journal"]) == (1, 0, 1, 1)


async def test_an_apology_is_a_committed_reply_too(home: House) -> None:
    await received(home.storage, 1)
    outcome = await home.conversation.apologise(1, RATE, why="KeyError")
    screen = Screen.from_json(outcome.messages[0].payload["screen"])
    assert screen.text == phrase("trouble")
    counts = await home.storage.counts()
    assert (counts["pending"], counts["unsent"], counts["ratings"]) == (0, 1, 0)


async def test_what_asks_for_nothing_is_done_without_a_word(home: House) -> None:
    await received(home.storage, 1)
    await home.conversation.ignore(1)
    counts = await home.storage.counts()
    assert (counts["pending"], counts["unsent"], counts["users"]) == (0, 0, 0)


async def test_group_talk_leaves_no_trace_of_who_talked(home: House) -> None:
    await received(home.storage, 1)
    await home.conversation.handle(1, Said(SENDER, Place(-5001, private=False), "heat is great"))
    counts = await home.storage.counts()
    assert (counts["pending"], counts["unsent"], counts["users"]) == (0, 0, 0)


async def test_the_same_rating_handled_twice_counts_once(home: House) -> None:
    await home.conversation.handle(1, RATE)
    await home.conversation.handle(1, RATE)
    counts = await home.storage.counts()
    assert (counts["ratings"], counts["journal"]) == (1, 1)


async def test_the_reply_to_a_tap_is_kept_with_its_answer_for_a_start_after_a_crash(home: House) -> None:
    await received(home.storage, 1)
    outcome = await home.conversation.handle(1, replace(RATE, query="q"))
    (unsent,) = await home.storage.unsent()
    assert unsent.payload["answers"] == {"query": "q", "text": outcome.answer}
    assert outcome.answer


async def test_an_answer_is_given_only_to_taps(home: House) -> None:
    said = await home.conversation.handle(1, Said(SENDER, PLACE, "heat"))
    tapped = await home.conversation.handle(2, RATE)
    assert said.answer is None
    assert tapped.answer == "😍 Heat (1995), noted."


async def test_everything_is_there_after_the_process_was_replaced(tmp_path: Path) -> None:
    async with house(tmp_path) as first:
        ann = first.chat()
        await ann.rate("heat", "alien")
        await ann.say("/recommend")
    async with house(tmp_path) as second:
        facts = await second.storage.facts(ANN)
        assert [r.film.title for r in facts.ratings] == ["Heat", "Alien"]
        assert len(facts.shown) == 1
        again = second.chat()
        said = await again.say("/start")
        assert said is not None
        assert said.startswith("Welcome back! I know 2 films")


async def test_people_can_be_answered_side_by_side(home: House) -> None:
    people = [home.chat(user) for user in range(1, 13)]
    await asyncio.gather(*(person.rate("heat", "titanic") for person in people))
    for person in people:
        assert await person.stars() == {"Heat": 5.0, "Titanic": 5.0}


async def test_a_turn_and_its_model_version_are_gone_once_it_is_over_without_the_garbage_collector(
    home: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[weakref.ref[Turn]] = []

    class Watched(Turn):
        def __post_init__(self, facts: Facts) -> None:
            super().__post_init__(facts)
            turns.append(weakref.ref(self))

    monkeypatch.setattr(conversation, "Turn", Watched)
    gc.collect()
    gc.disable()
    try:
        ann = home.chat()
        for text in (
            "/start",
            "i loved heat",
            "alien",
            "/recommend",
            "something funny",
            "/ratings",
            "/taste",
            "/undo",
        ):
            await ann.say(text)
        await ann.tap_data(RATE.data)
        await home.conversation.offer(AskedInline(SENDER, "heat"))
        assert len(turns) == 10
        assert not any(turn() for turn in turns)
    finally:
        gc.enable()


@pytest.mark.parametrize("tap", ["like", "next", "why", "save", "seen", "rate", "but", "pick", "card", "alike"])
async def test_a_film_of_the_old_catalogue_tapped_under_a_new_one_is_answered_and_fails_nothing(
    home: House, tap: str
) -> None:
    ann = home.chat()
    await ann.rate("heat", "alien", "titanic")
    await ann.say("/recommend")
    (shown,) = (await ann.facts()).shown
    home.conversation._serving = FixedServing(served_by(PopularModel(), data=_without(shown), version="v2"))
    data = f"{tap}:{shown}" + (":8:l" if tap == "rate" else ":0" if tap == "but" else "")
    await ann.tap_data(data)
    assert ann.answer or ann.text
    await ann.say("/recommend")
    rows = await home.storage.belongings(ANN)
    assert rows is not None
    assert {s.model_version for s in rows.suggestions if s.film.key == shown} == {"v1"}
    assert {s.model_version for s in rows.suggestions if s.film.key != shown} == {"v2"}


def _without(film: str) -> Dataset:
    """The small world without one film."""
    data = dataset()
    kept = Catalog(movie for movie in data.catalog if key(movie.item_id) != film)
    return replace(data, catalog=kept, ratings=data.ratings[data.ratings[Columns.ITEM].isin(kept.item_ids)])
