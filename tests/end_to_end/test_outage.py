"""People write while nothing can be saved: they are told, nothing is lost, and all is answered once it can."""

import asyncio
import logging

import pytest

from bot.bootstrap import Parts
from bot.storage.sqlite_connection import WritingConnection
from bot.telegram import outage
from tests.bot.sandbox.client import ADA, BRUNO, SandboxClient
from tests.end_to_end.conftest import Cinema

SORRY = ("I can't save anything right now", "Ahora mismo no puedo guardar nada")


def forbid_writing(bot: Parts, *, forbidden: bool) -> None:
    """As a disk does that the system has made read-only."""
    connection = bot.storage._writer._connection
    assert isinstance(connection, WritingConnection)
    connection._connection.execute(f"PRAGMA query_only = {'ON' if forbidden else 'OFF'}")


def sorry(message: dict[str, object]) -> bool:
    return str(message["text"]).startswith(SORRY)


async def test_people_are_told_and_answered_later(
    cinema: Cinema, bot: Parts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(outage, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(outage, "SETTLED_SECONDS", 0.1)
    async with SandboxClient(cinema.url) as ada, SandboxClient(cinema.url, BRUNO) as bruno:
        await ada.say("/help")
        await ada.wait_for(lambda message: bool(message["buttons"]))
        forbid_writing(bot, forbidden=True)
        with caplog.at_level(logging.WARNING):
            await ada.say("loved velvet engine")
            await ada.wait_for(lambda message: "Nothing can be saved now" in message["text"])
            await ada.say("loved golden engine")
            await bruno.say("loved golden signal")
            await bruno.wait_for(sorry)
            await asyncio.sleep(0.3)
        assert await bot.storage.pending() == []
        forbid_writing(bot, forbidden=False)
        await ada.wait_for(lambda message: "Saving works again" in message["text"])
        await bruno.wait_for(lambda message: "Golden Signal" in message["text"])
        await ada.wait_for(lambda message: "Golden Engine" in message["text"])
        for person, titles in ((ADA, {"Velvet Engine", "Golden Engine"}), (BRUNO, {"Golden Signal"})):
            facts = await bot.storage.facts(person)
            assert {rated.film.title for rated in facts.ratings} == titles
        assert sum(sorry(message) for message in await ada.messages()) == 1
    assert len([record for record in caplog.records if record.name == outage.__name__]) == 2
    assert not any(record.exc_info for record in caplog.records)


async def test_a_turn_that_cannot_be_committed_is_taken_again(
    cinema: Cinema, bot: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outage, "LONGEST_PAUSE", 0.05)
    take = bot.conversation.handle

    async def after_the_inbox(update_id: int, event: object) -> object:
        forbid_writing(bot, forbidden=True)
        monkeypatch.setattr(bot.conversation, "handle", take)
        return await take(update_id, event)  # type: ignore[arg-type]

    monkeypatch.setattr(bot.conversation, "handle", after_the_inbox)
    async with SandboxClient(cinema.url) as ada:
        await ada.say("loved velvet engine")
        await ada.wait_for(sorry)
        assert len(await bot.storage.pending()) == 1
        forbid_writing(bot, forbidden=False)
        await ada.wait_for(lambda message: bool(message["buttons"]))
    assert len((await bot.storage.facts(ADA)).ratings) == 1
    assert await bot.storage.pending() == []
