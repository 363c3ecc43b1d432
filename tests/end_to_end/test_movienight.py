"""A group of four chooses a film, through the real path: cards, taps, replies, Telegram's poll, votes."""

from contextlib import AsyncExitStack
from typing import Any

from bot.bootstrap import Parts
from bot.dialogue.language import words
from tests.bot.sandbox.client import ADA, BRUNO, CHIDI, GROUP, SandboxClient, buttons, from_bot
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.world import HOSTILE, films, titles_of

DANA = 1004
FOUR = {ADA: 0, CHIDI: 0, DANA: 0, BRUNO: 1}
"""Tastes: Bruno's is another one."""


def is_poll(message: dict[str, Any]) -> bool:
    return message["poll"] is not None


def options(message: dict[str, Any]) -> list[str]:
    return [option["text"] for option in message["poll"]["options"]]


async def tap(client: SandboxClient, label: str, message: dict[str, Any]) -> dict[str, Any]:
    button = next(text for text in buttons(message) if label in text)
    return await client.tap(button, message=message, chat=GROUP)


async def test_a_group_of_four_finds_a_film_and_owes_who_gave_way(cinema: Cinema, bot: Parts) -> None:
    async with AsyncExitStack() as stack:
        people = {who: await stack.enter_async_context(SandboxClient(cinema.url, who, timeout=15.0)) for who in FOUR}
        for who, client in people.items():
            for title in [t for _, t, _, taste in films() if taste == FOUR[who] and t != HOSTILE][20:23]:
                found = await client.ask(title)
                await client.tap(buttons(found)[0], message=found)
                await client.wait_for(from_bot)
        ada, bruno = people[ADA], people[BRUNO]
        await ada.say("/movienight", chat=GROUP)
        card = await ada.wait_for("Movie night!", chat=GROUP)
        for client in people.values():
            await tap(client, "🙋", card)
        await ada.say("no documentary", chat=GROUP, reply_to=card["message_id"])
        card = await ada.wait_for("Wishes:", chat=GROUP)
        assert "In: Ada, Chidi, Dana, Bruno" in card["text"]
        await tap(ada, "🎬", card)
        poll = await ada.wait_for(is_poll, chat=GROUP)
        shortlist = await ada.last_message(lambda m: "fair to all" in m["text"], chat=GROUP)
        lines = [line for line in shortlist["text"].splitlines() if "%" in line]
        assert len(lines) == len(options(poll)) == 5
        assert all(name in line for line in lines for name in ("Ada", "Bruno", "Chidi", "Dana"))
        chosen = next(n for n, film in enumerate(options(poll)) if film in titles_of(0))
        for client in people.values():
            await client.vote(poll["message_id"], chosen, chat=GROUP)
        won = await bruno.wait_for("Tonight:", chat=GROUP)
        assert options(poll)[chosen] in won["text"]
        assert "Gave way, so counts double next time: Bruno" in won["text"]
        closed = await ada.last_message(is_poll, chat=GROUP)
        assert closed["poll"]["is_closed"]
        assert (await bot.storage.facts(BRUNO)).marks == {}
        await tap(bruno, "🍿", won)
        card = await bruno.wait_for("Movie night!", chat=GROUP)
        for client in people.values():
            await tap(client, "🙋", card)
        await tap(ada, "🎬", card)
        second = await ada.wait_for(is_poll, chat=GROUP)
        again = await ada.last_message(lambda m: "fair to all" in m["text"], chat=GROUP)
        assert "counts double tonight: Bruno" in again["text"]
        his = [[place for place, film in enumerate(options(p)) if film in titles_of(1)] for p in (poll, second)]
        assert his[1][0] < his[0][0]  # a film for him stands higher than the last time
        assert len(his[1]) > len(his[0])


async def test_a_newcomer_gets_a_link_to_the_private_chat(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, CHIDI, timeout=15.0) as chidi:
        await chidi.say("/movienight", chat=GROUP)
        card = await chidi.wait_for("Movie night!", chat=GROUP)
        answer = await tap(chidi, "🙋", card)
        assert answer["text"] == words("night-tap-in-unknown")
        card = await chidi.wait_for("taste of Chidi", chat=GROUP)
        urls = [button["url"] for row in card["buttons"] for button in row if button["url"]]
        assert urls == ["https://t.me/matinee_sandbox_bot?start=night"]
        assert (await chidi.ask("/start night"))["text"].startswith("Hi! One film is enough")


async def test_somebody_who_blocks_the_bot_is_out_of_the_night(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, CHIDI, timeout=15.0) as chidi:
        await chidi.say("/movienight", chat=GROUP)
        card = await chidi.wait_for("Movie night!", chat=GROUP)
        await tap(chidi, "🙋", card)
        await chidi.wait_for("I don't know the taste of Chidi yet", chat=GROUP)
        await chidi.block()
        await chidi.say("/movienight", chat=GROUP)
        anew = await chidi.wait_for("Nobody is in yet.", chat=GROUP)  # after the late edit of the first card
        assert anew["message_id"] != card["message_id"]
