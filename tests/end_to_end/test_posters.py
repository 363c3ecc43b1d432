"""Posters over HTTP, from a stand-in for TMDB to the page that stands in for Telegram."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from bot.bootstrap import Parts
from bot.dialogue.language import words
from bot.tmdb.calls import AT_ONCE
from tests.bot.sandbox.client import DANA, SandboxClient, buttons, from_bot
from tests.bot.tmdb.standin import KEY, PLOT, StandIn
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import EVERYTHING, film_on, is_card, person, tapped, top_list
from tests.end_to_end.world import films, tmdb_id

CREDIT = "Poster: TMDB"


@pytest.fixture
async def standin() -> StandIn:
    return StandIn({tmdb_id(number): title for number, title, *_ in films()})


@pytest.fixture
async def premiere(cinema: Cinema, standin: StandIn) -> AsyncIterator[Cinema]:
    """A cinema whose host has a key of TMDB's."""
    async with standin.served() as url:
        key = {"tmdb_api_key": SecretStr(KEY), "tmdb_api_url": url}
        yield replace(cinema, settings=cinema.settings.model_copy(update=key))


@pytest.fixture
async def bot(premiere: Cinema) -> AsyncIterator[Parts]:
    async with premiere.bot() as made:
        yield made


def id_of(label: str) -> int:
    """TMDB's id of a film."""
    return next(tmdb_id(number) for number, title, year, _ in films() if f"{title} ({year})" == label)


async def settled(client: SandboxClient, ids: list[int]) -> None:
    """Wait until these are the bot's messages."""
    async with asyncio.timeout(5):
        while [message["message_id"] for message in await client.messages() if from_bot(message)] != ids:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_card_is_a_photo_with_its_words_below_and_the_next_one_takes_its_place(
    premiere: Cinema, bot: Parts, standin: StandIn
) -> None:
    async with person(premiere, DANA) as dana:
        card = await dana.ask("/recommend")
        assert is_card(card)
        assert (card["photo"]["width"], card["photo"]["height"]) == (900, 600)
        assert f"<b>{film_on(card)}</b>" in card["html"]
        assert card["html"].endswith(f"<i>{CREDIT}</i>")
        assert ("film", f"{id_of(film_on(card))} en") in standin.asked
        liked = await tapped(dana, words("button-like"), message=card)
        assert liked["message_id"] == card["message_id"]
        assert film_on(liked) != film_on(card)
        assert liked["photo"]["file_id"] != card["photo"]["file_id"]
        why = await tapped(dana, words("button-why"), message=liked)
        assert why["message_id"] == card["message_id"]
        assert why["photo"]["file_id"] == liked["photo"]["file_id"]  # by its name, not sent again
        back = await tapped(dana, words("button-back"), message=why)
        assert film_on(back) == film_on(liked)
        await settled(dana, [card["message_id"]])


async def test_a_card_without_a_poster_takes_the_place_of_one_with_and_leaves_no_buttons_behind(
    premiere: Cinema, bot: Parts, standin: StandIn
) -> None:
    first, *_ = await top_list(bot, DANA)
    standin.bare = {id_of(label) for label in EVERYTHING if label != first}
    async with person(premiere, DANA) as dana:
        card = await dana.ask("/recommend")
        assert film_on(card) == first
        assert card["photo"] is not None
        plain = await tapped(dana, words("button-next"), message=card)
        assert is_card(plain)
        assert plain["photo"] is None
        assert CREDIT not in plain["text"]
        await settled(dana, [plain["message_id"]])


async def test_a_slow_tmdb_holds_up_no_card_for_long_and_the_poster_is_there_the_next_time(
    premiere: Cinema, bot: Parts, standin: StandIn
) -> None:
    standin.gate = asyncio.Event()
    async with person(premiere, DANA) as dana:
        card = await dana.ask("/recommend")
        assert card["photo"] is None
        standin.gate.set()
        key = next(data for data in buttons_data(card) if data.startswith("save:"))
        async with asyncio.timeout(5):
            assert bot.tmdb is not None
            while bot.tmdb._under_way or bot.tmdb._ahead:  # noqa: ASYNC110
                await asyncio.sleep(0.001)
        await dana.tap_data(card["message_id"], key)
        saved = await dana.wait_for(from_bot)
        assert saved["message_id"] == card["message_id"]  # a text that became a picture
        assert saved["photo"] is not None


def buttons_data(message: dict[str, Any]) -> list[str]:
    return [button["data"] for row in message["buttons"] for button in row if button.get("data")]


async def test_a_film_s_plot_is_told_at_the_first_question(premiere: Cinema, bot: Parts) -> None:
    async with person(premiere, DANA) as dana:
        info = await dana.ask(f"what is {films()[0][1]} about")
        assert f"{PLOT} (TMDB)" in info["text"]
        assert info["photo"] is not None


async def test_a_refused_key_leaves_the_bot_as_it_is_without_one(
    premiere: Cinema, standin: StandIn, caplog: pytest.LogCaptureFixture
) -> None:
    settings = premiere.settings.model_copy(update={"tmdb_api_key": SecretStr("f" * 32)})
    async with replace(premiere, settings=settings).bot(), person(premiere, DANA) as dana:
        card = await dana.ask("/recommend")
        for _ in range(4):
            assert card["photo"] is None
            card = await tapped(dana, words("button-next"), message=card)
        assert "info" not in buttons(card)
        await settled(dana, [card["message_id"]])
    assert 1 <= len(standin.asked) <= AT_ONCE  # those that were on their way when the first was refused
    assert caplog.text.count("TMDB refuses TMDB_API_KEY") == 1
    assert "f" * 32 not in caplog.text


async def test_nothing_that_the_bot_leaves_behind_holds_the_key(premiere: Cinema, standin: StandIn) -> None:
    async with premiere.bot(), person(premiere, DANA) as dana:
        await dana.ask("/recommend")
        await dana.ask("/export")
    assert ("configuration", "configuration") not in standin.asked
    home = premiere.settings.matinee_home
    assert await asyncio.to_thread(holding, KEY.encode(), home) == []
    assert (home / "tmdb" / "films").is_dir()


def holding(secret: bytes, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and secret in path.read_bytes()]
