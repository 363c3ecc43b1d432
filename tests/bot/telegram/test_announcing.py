"""What background work says: passing states may be lost, what is committed may not."""

from telegram.error import InvalidToken, NetworkError

from bot.dialogue.markup import Text, bold
from bot.dialogue.screens import Button, Screen
from bot.storage.sqlite import SqliteStorage
from bot.telegram.announcing import OutboxAnnouncer
from bot.telegram.outbox import Outbox
from bot.turns.replies import Reply
from tests.bot.telegram.test_outbox import FakeBot


def screen(words: str) -> Screen:
    return Screen(Text() + words, ((Button("Cancel", "training:cancel:1"),),))


async def test_what_is_committed_goes_through_the_outbox(storage: SqliteStorage, pauses: list[float]) -> None:
    bot = FakeBot({1: [NetworkError("down")]})
    outbox = Outbox(bot, storage)  # type: ignore[arg-type]
    async with storage.transaction() as tx:
        message = await tx.enqueue(1, Reply(Screen(bold("done"))).payload())
    OutboxAnnouncer(bot, outbox).deliver([message])  # type: ignore[arg-type]
    await outbox.drain(patience=5)
    assert bot.arrived == [("send", 1, "<b>done</b>")]


async def test_progress_is_one_message_that_changes_and_may_be_lost(storage: SqliteStorage) -> None:
    bot = FakeBot()
    announcer = OutboxAnnouncer(bot, Outbox(bot, storage))  # type: ignore[arg-type]
    message_id = await announcer.progress(1, None, screen("10 %"))
    assert message_id == 1
    assert await announcer.progress(1, message_id, screen("20 %")) == 1
    bot.faults[1] = [NetworkError("down"), InvalidToken()]
    assert await announcer.progress(1, message_id, screen("30 %")) == 1
    assert await announcer.progress(1, None, screen("40 %")) is None
    assert bot.arrived == [("send", 1, "10 %"), ("edit", 1, "20 %")]
