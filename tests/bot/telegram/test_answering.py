"""Taps get their answer, after a crash at the next start."""

from types import SimpleNamespace
from typing import Any

from telegram.error import BadRequest, TimedOut

from bot.storage.kept import OutboxMessage
from bot.telegram.answering import LONGEST, answer, answer_late


class FakeBot(SimpleNamespace):
    """Notes answers, and fails on some queries."""

    def __init__(self, **faults: Exception) -> None:
        super().__init__(faults=faults, answers={})

    async def answer_callback_query(self, query: str, text: str | None) -> None:
        if query in self.faults:
            raise self.faults[query]
        self.answers[query] = text


def waiting(outbox_id: int, **more: Any) -> OutboxMessage:
    return OutboxMessage(outbox_id, 1, {"screen": {}, "instead_of": 7, **more})


async def test_an_answer_is_cut_to_what_telegram_shows() -> None:
    bot = FakeBot()
    await answer(bot, "q", "x" * 300)  # type: ignore[arg-type]
    await answer(bot, "r", None)  # type: ignore[arg-type]
    assert bot.answers == {"q": "x" * LONGEST, "r": None}


async def test_taps_whose_replies_were_not_sent_are_answered_late_and_one_that_is_too_old_stops_no_other() -> None:
    bot = FakeBot(old=BadRequest("query is too old"), lost=TimedOut())
    unsent = [
        waiting(1, answers={"query": "old", "text": "Saved"}),
        waiting(2, answers={"query": "lost", "text": None}),
        waiting(3),
        waiting(4, answers={"query": "new", "text": "Noted"}),
    ]
    await answer_late(bot, unsent)  # type: ignore[arg-type]
    assert bot.answers == {"new": "Noted"}
