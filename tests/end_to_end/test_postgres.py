"""The whole bot on a PostgreSQL server that goes away in the middle of a talk, and comes back."""

import asyncio
from dataclasses import replace

import pytest
from pydantic import SecretStr

from bot.storage.postgres.storage import PostgresStorage
from bot.telegram import outage
from tests.bot.sandbox.client import ADA, BRUNO, SandboxClient
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_outage import SORRY
from tests.postgres import server


@pytest.fixture
def on_postgres(cinema: Cinema) -> Cinema:
    """The cinema with a bot that keeps everything on a server."""
    url = SecretStr(server().new_database("talks"))
    return replace(cinema, settings=cinema.settings.model_copy(update={"database_url": url}))


async def test_a_talk_outlives_its_server_and_its_bot(on_postgres: Cinema, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outage, "LONGEST_PAUSE", 0.05)
    monkeypatch.setattr(outage, "SETTLED_SECONDS", 0.1)
    async with SandboxClient(on_postgres.url) as ada, SandboxClient(on_postgres.url, BRUNO) as bruno:
        async with on_postgres.bot() as bot:
            assert isinstance(bot.storage, PostgresStorage)
            await ada.say("loved velvet engine")
            await ada.wait_for(lambda message: "Velvet Engine" in message["text"])
            await asyncio.to_thread(server().stop)
            try:
                await ada.say("loved golden engine")
                await bruno.say("loved golden signal")
                for person in (ada, bruno):
                    await person.wait_for(lambda message: message["text"].startswith(SORRY))
            finally:
                await asyncio.to_thread(server().start)
            await ada.wait_for(lambda message: "Golden Engine" in message["text"])
            await bruno.wait_for(lambda message: "Golden Signal" in message["text"])
        async with on_postgres.bot() as bot:
            for person, titles in ((ADA, ["Velvet Engine", "Golden Engine"]), (BRUNO, ["Golden Signal"])):
                facts = await bot.storage.facts(person)
                assert [rated.film.title for rated in facts.ratings] == titles
            await ada.say("/undo")
            await ada.wait_for(lambda message: "Golden Engine" in message["text"])
            assert len((await bot.storage.facts(ADA)).ratings) == 1
            assert await bot.storage.pending() == []
