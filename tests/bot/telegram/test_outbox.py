"""The outbox: what was committed arrives, in order, whatever fails on the way."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.dialogue.attachments import Poll
from bot.dialogue.markup import Text, bold
from bot.dialogue.screens import Button, Screen
from bot.films import Film
from bot.nights import Member, Night, Status
from bot.storage.kept import OutboxMessage, StorageError
from bot.storage.sqlite import SqliteStorage
from bot.telegram import outbox as outbox_module
from bot.telegram.outbox import Outbox

Fault = Exception | asyncio.Event


@dataclass
class FakeBot:
    """A Bot API that fails as it is told, one fault a call, and remembers what arrived."""

    faults: dict[int, list[Fault]] = field(default_factory=dict)
    arrived: list[tuple[str, int, str]] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    markups: list[Any] = field(default_factory=list)
    polled: asyncio.Event = field(default_factory=asyncio.Event)

    async def send_message(
        self, chat_id: int, text: str, *, parse_mode: str, reply_markup: Any = None, **more: Any
    ) -> Any:
        await self._fail(chat_id)
        self.arrived.append(("send", chat_id, text))
        self.markups.append(reply_markup)
        return SimpleNamespace(message_id=len(self.arrived), poll=None)

    async def send_poll(self, chat_id: int, question: str, options: list[Any], **more: Any) -> Any:
        self.arrived.append(("poll", chat_id, question))
        self.polled.set()
        poll = SimpleNamespace(id=f"P{len(self.arrived)}")  # it is there, whatever becomes of the answer
        await self._fail(chat_id)
        return SimpleNamespace(message_id=len(self.arrived), poll=poll)

    async def stop_poll(self, chat_id: int, message_id: int) -> None:
        self.arrived.append(("stop", chat_id, str(message_id)))

    async def edit_message_text(
        self,
        text: str,
        chat_id: int,
        message_id: int,
        *,
        parse_mode: str,
        reply_markup: Any = None,
        rate_limit_args: Any = None,
    ) -> None:
        await self._fail(chat_id)
        if message_id in self.gone:
            raise BadRequest("Message to edit not found")
        self.arrived.append(("edit", chat_id, text))

    async def _fail(self, chat_id: int) -> None:
        faults = self.faults.get(chat_id, [])
        if faults:
            fault = faults.pop(0)
            if isinstance(fault, Exception):
                raise fault
            await fault.wait()


@pytest.fixture(autouse=True)
def _soon_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox_module, "FINISH_SECONDS", 0.2)


async def committed(
    storage: SqliteStorage, chat_id: int, *texts: str, instead_of: int | None = None
) -> list[OutboxMessage]:
    async with storage.transaction() as tx:
        return [
            await tx.enqueue(chat_id, {"screen": Screen(Text() + text).to_json(), "instead_of": instead_of})
            for text in texts
        ]


async def deliver(bot: FakeBot, storage: SqliteStorage, messages: list[OutboxMessage]) -> Outbox:
    outbox = Outbox(bot, storage)  # type: ignore[arg-type]
    outbox.deliver(messages)
    await outbox.drain(patience=5)
    return outbox


async def test_replies_of_a_chat_arrive_in_their_order_and_leave_the_outbox(storage: SqliteStorage) -> None:
    bot = FakeBot()
    await deliver(bot, storage, await committed(storage, 1, "a", "b", "c"))
    assert bot.arrived == [("send", 1, "a"), ("send", 1, "b"), ("send", 1, "c")]
    assert await storage.unsent() == []


async def test_a_slow_chat_keeps_its_order_and_holds_nobody_up(storage: SqliteStorage) -> None:
    gate = asyncio.Event()
    bot = FakeBot({1: [gate]})
    outbox = Outbox(bot, storage)  # type: ignore[arg-type]
    outbox.deliver(await committed(storage, 1, "a1"))
    outbox.deliver(await committed(storage, 2, "b1", "b2"))
    outbox.deliver(await committed(storage, 1, "a2"))
    async with asyncio.timeout(5):
        while len(bot.arrived) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.001)
    assert bot.arrived == [("send", 2, "b1"), ("send", 2, "b2")]
    gate.set()
    await outbox.drain(patience=5)
    assert bot.arrived[2:] == [("send", 1, "a1"), ("send", 1, "a2")]


async def test_a_screen_arrives_with_markup_and_buttons(storage: SqliteStorage) -> None:
    bot = FakeBot()
    screen = Screen(bold("I <3 you"), ((Button("👍", "like:a"),),))
    async with storage.transaction() as tx:
        message = await tx.enqueue(1, {"screen": screen.to_json(), "instead_of": None})
    await deliver(bot, storage, [message])
    assert bot.arrived == [("send", 1, "<b>I &lt;3 you</b>")]
    assert bot.markups[0].inline_keyboard[0][0].callback_data == "like:a"


@pytest.mark.parametrize(
    ("fault", "waited"),
    [
        (lambda: RetryAfter(3), 3.0),
        (lambda: NetworkError("down"), 0.5),
        (TimedOut, 0.5),
        (lambda: TelegramError("Internal Server Error"), 0.5),
    ],
    ids=["flood", "network", "time out", "server"],
)
async def test_a_call_that_may_succeed_later_is_made_again(
    storage: SqliteStorage,
    pauses: list[float],
    monkeypatch: pytest.MonkeyPatch,
    fault: Callable[[], Exception],
    waited: float,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")  # as the running bot has it
    bot = FakeBot({1: [fault()]})
    await deliver(bot, storage, await committed(storage, 1, "a", "b"))
    assert [text for *_, text in bot.arrived] == ["a", "b"]
    assert pauses == [waited]
    assert await storage.unsent() == []


async def test_pauses_double_up_to_four_seconds(storage: SqliteStorage, pauses: list[float]) -> None:
    bot = FakeBot({1: [NetworkError("down") for _ in range(8)]})
    await deliver(bot, storage, await committed(storage, 1, "a"))
    assert pauses == [0.5, 1, 2, 4, 4, 4, 4, 4]


@pytest.mark.parametrize("fault", [Forbidden("bot was blocked by the user"), BadRequest("Chat not found")])
async def test_what_telegram_will_never_take_is_dropped_and_the_rest_goes_on(
    storage: SqliteStorage, fault: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    bot = FakeBot({1: [fault]})
    with caplog.at_level(logging.WARNING):
        await deliver(bot, storage, await committed(storage, 1, "a", "b"))
    assert [text for *_, text in bot.arrived] == ["b"]
    assert await storage.unsent() == []
    assert "a reply was refused" in caplog.text


async def test_an_edit_that_changes_nothing_is_done_in_silence(
    storage: SqliteStorage, caplog: pytest.LogCaptureFixture
) -> None:
    bot = FakeBot({1: [BadRequest("Message is not modified: specified new message content ...")]})
    with caplog.at_level(logging.WARNING):
        await deliver(bot, storage, await committed(storage, 1, "a", instead_of=5))
    assert bot.arrived == []
    assert await storage.unsent() == []
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_an_edit_takes_the_place_of_its_message_and_of_a_vanished_one_becomes_a_new_one(
    storage: SqliteStorage,
) -> None:
    bot = FakeBot(gone={6})
    await deliver(bot, storage, await committed(storage, 1, "a", instead_of=5))
    await deliver(bot, storage, await committed(storage, 1, "b", instead_of=6))
    assert bot.arrived == [("edit", 1, "a"), ("send", 1, "b")]


async def test_a_group_that_moved_gets_its_reply_where_it_is_now(storage: SqliteStorage) -> None:
    bot = FakeBot({-5: [ChatMigrated(-1005)]})
    await deliver(bot, storage, await committed(storage, -5, "a"))
    assert bot.arrived == [("send", -1005, "a")]


async def test_a_reply_that_cannot_be_read_does_not_block_its_chat(
    storage: SqliteStorage, caplog: pytest.LogCaptureFixture
) -> None:
    async with storage.transaction() as tx:
        broken = await tx.enqueue(1, {"screen": {"text": [["glitter", "x"]], "rows": []}})
    bot = FakeBot()
    with caplog.at_level(logging.ERROR):
        await deliver(bot, storage, [broken, *await committed(storage, 1, "b")])
    assert [text for *_, text in bot.arrived] == ["b"]
    assert await storage.unsent() == []


async def test_what_could_not_be_sent_before_the_end_waits_for_the_next_start(storage: SqliteStorage) -> None:
    bot = FakeBot({1: [asyncio.Event()]})
    outbox = Outbox(bot, storage)  # type: ignore[arg-type]
    outbox.deliver(await committed(storage, 1, "a", "b"))
    await outbox.drain(patience=0.01)
    assert bot.arrived == []
    assert len(await storage.unsent()) == 2
    again = FakeBot()
    await deliver(again, storage, list(await storage.unsent()))
    assert [text for *_, text in again.arrived] == ["a", "b"]


async def test_a_reply_on_its_way_at_the_end_arrives_once_and_none_follows(storage: SqliteStorage) -> None:
    gate = asyncio.Event()
    bot = FakeBot({1: [gate]})
    outbox = Outbox(bot, storage)  # type: ignore[arg-type]
    outbox.deliver(await committed(storage, 1, "a", "b"))
    ending = asyncio.create_task(outbox.drain(patience=0.01))
    await asyncio.sleep(0.05)
    gate.set()
    await ending
    assert bot.arrived == [("send", 1, "a")]
    assert len(await storage.unsent()) == 1


FILM = Film("heat", "Heat", 1995)
NIGHT = Night(-5, 1, 7, "en", 0, Status.VOTING, (Member(7, "Ann"),), round=1, shortlist=(FILM, FILM))
SHOWS = {"number": 1, "round": 1}
POLL = {"screen": Screen(bold("What?"), poll=Poll(("Heat", "Alien"))).to_json(), "instead_of": None, "night": SHOWS}


async def test_a_poll_and_its_id_are_committed_as_it_leaves_and_told(storage: SqliteStorage) -> None:
    told: list[int] = []

    async def poll_sent(chat_id: int) -> None:
        assert await storage.polls(chat_id, 1, 1) == [1]
        told.append(chat_id)

    bot = FakeBot()
    async with storage.transaction() as tx:
        await tx.save_night(NIGHT)
        messages = [await tx.enqueue(-5, POLL), await tx.enqueue(-5, {"closes": SHOWS})]
    outbox = Outbox(bot, storage, poll_sent=poll_sent)  # type: ignore[arg-type]
    outbox.deliver(messages)
    await outbox.drain(patience=5)
    assert bot.arrived == [("poll", -5, "What?"), ("stop", -5, "1")]
    assert told == [-5]
    assert await storage.chat_of_poll("P1", 7) == -5
    assert list(await storage.unsent()) == []


async def test_a_poll_that_was_sent_as_the_process_died_is_there_twice_and_votes_on_either_count(
    storage: SqliteStorage,
) -> None:
    bot = FakeBot(faults={-5: [asyncio.Event()]})
    async with storage.transaction() as tx:
        await tx.save_night(NIGHT)
        message = await tx.enqueue(-5, POLL)
    dying = Outbox(bot, storage)  # type: ignore[arg-type]
    dying.deliver([message])
    await bot.polled.wait()
    await dying.drain(patience=0)
    restarted = Outbox(bot, storage)  # type: ignore[arg-type]
    restarted.deliver(await storage.unsent())
    await restarted.drain(patience=5)
    assert [kind for kind, *_ in bot.arrived] == ["poll", "poll"]
    assert await storage.chat_of_poll("P2", 7) == await storage.chat_of_poll("P1", 7) == -5
    assert await storage.chat_of_poll("P1", 8) is None  # is not in
    async with storage.transaction() as tx:
        await tx.add_vote(7, "P1", 1, known=True)
    night = await storage.night(-5)
    assert night is not None
    assert dict(night.votes) == {7: 1}


async def test_a_group_that_moved_is_followed_by_its_night(storage: SqliteStorage) -> None:
    bot = FakeBot(faults={-5: [ChatMigrated(-1005)]})
    async with storage.transaction() as tx:
        await tx.save_night(NIGHT)
        message = await tx.enqueue(-5, {"screen": Screen(bold("x")).to_json(), "instead_of": None, "night": SHOWS})
    outbox = Outbox(bot, storage)  # type: ignore[arg-type]
    outbox.deliver([message])
    await outbox.drain(patience=5)
    moved = await storage.night(-1005)
    assert moved is not None
    assert (moved.messages, await storage.night(-5)) == (frozenset({1}), None)


class FullDisk:
    """A storage whose disk takes nothing for a while."""

    def __init__(self, storage: SqliteStorage, refusals: int) -> None:
        self._storage, self.refusals = storage, refusals

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)

    async def sent(self, outbox_id: int, posted: Any = None) -> None:
        self.refusals -= 1
        if self.refusals >= 0:
            raise StorageError("The disk is full.")
        await self._storage.sent(outbox_id, posted)


async def test_a_reply_is_sent_once_though_the_disk_is_full_just_then(
    storage: SqliteStorage, pauses: list[float]
) -> None:
    bot, full = FakeBot(), FullDisk(storage, 3)
    outbox = Outbox(bot, full)  # type: ignore[arg-type]
    outbox.deliver(await committed(storage, 1, "a", "b"))
    await outbox.drain(patience=10)
    assert bot.arrived == [("send", 1, "a"), ("send", 1, "b")]
    assert await storage.unsent() == []


async def test_a_reply_that_cannot_be_shown_does_not_hold_up_the_next(
    storage: SqliteStorage, caplog: pytest.LogCaptureFixture
) -> None:
    bot = FakeBot({1: [ValueError("a mistake of ours")]})
    await deliver(bot, storage, await committed(storage, 1, "a", "b"))
    assert bot.arrived == [("send", 1, "b")]
    assert await storage.unsent() == []
    assert "cannot be shown" in caplog.text
