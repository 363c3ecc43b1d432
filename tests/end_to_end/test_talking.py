"""Transcripts through the real path: what somebody says, and what they see."""

import re
from typing import Any

from bot.bootstrap import Parts
from bot.dialogue.language import phrase, words
from tests.bot.sandbox.client import BRUNO, DANA, GROUP, SandboxClient, buttons, from_bot
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import film_on, is_card, tapped
from tests.end_to_end.world import titles_of


def year_on(card: dict[str, Any]) -> int:
    match = re.search(r"\((\d{4})\)", film_on(card))
    assert match is not None
    return int(match[1])


def first_line(message: dict[str, Any]) -> str:
    return str(message["text"].splitlines()[0])


async def test_a_newcomer_in_a_hurry_gets_from_start_to_a_liked_suggestion_in_six_messages(
    cinema: Cinema, bot: Parts
) -> None:
    async with SandboxClient(cinema.url, DANA, timeout=15.0) as dana:
        await dana.ask("/start")
        noted = await dana.ask("loved crimsn harbour and silent harbour, hated crimson engine")
        assert noted["text"].count("noted.") == 3
        card = await dana.ask("sumthing romantic pls")
        assert is_card(card)
        assert first_line(card) == "romance"
        card = await dana.ask("from the 80s")
        assert first_line(card) == "80s · romance"
        assert film_on(card) in titles_of(1)
        assert 1980 <= year_on(card) <= 1989
        film = film_on(card)
        after = await dana.ask("loved it")
        assert film in after["text"]
        assert len((await bot.storage.facts(DANA)).ratings) == 4
        undone = await tapped(dana, words("button-undo"), message=after)
        assert undone["text"].startswith(phrase("taken-back").plain)
        assert len((await bot.storage.facts(DANA)).ratings) == 3


async def test_wishes_stay_over_turns_and_are_taken_back_by_taps_and_words(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, DANA, timeout=15.0) as dana:
        card = await dana.ask("sci-fi from the 70s")
        assert first_line(card) == "70s · sci-fi"
        for button in ("button-next", "button-like"):
            card = await tapped(dana, words(button), message=card)
            assert "70s · sci-fi" in card["text"]
            assert 1970 <= year_on(card) <= 1979
        chips = await tapped(dana, "✕ 70s, sci-fi", message=card)
        assert chips["text"] == phrase("chips-title").plain
        left = await tapped(dana, "✕ sci-fi", message=chips)
        assert buttons(left) == ["✕ 70s", words("button-back")]
        card = await tapped(dana, words("button-back"), message=left)
        assert first_line(card) == "70s"
        ways = await tapped(dana, words("button-but"), message=card)
        newer = await tapped(dana, words("wish-newer").capitalize(), message=ways)
        assert "newer · 70s" in newer["text"]
        before = year_on(card)
        assert before < year_on(newer) or "left out" in newer["text"]
        free = await dana.ask("forget the 70s")
        assert free["text"].splitlines()[:2] == ["Dropped: 70s.", "newer"]
        assert year_on(free) > before
        over = await dana.ask("start over")
        assert first_line(over) == film_on(over)


async def test_a_group_sees_what_was_asked_there_and_nothing_else(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, BRUNO, timeout=15.0) as bruno:
        await bruno.ask("loved crimson harbour, silent harbour")
        await bruno.ask("sci-fi from the 70s")
        await bruno.say("/recommend romance", chat=GROUP)
        card = await bruno.wait_for(is_card, chat=GROUP)
        assert "70s" not in card["text"]
        assert "romance" in card["text"].splitlines()
        assert not any(name in card["text"] for name in ("Crimson Harbour", "Silent Harbour"))


async def test_a_rating_that_is_edited_does_not_rate_again(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, DANA, timeout=15.0) as dana:
        said = await dana.say("loved crimson harbour")
        await dana.wait_for(from_bot)
        await dana.edit(said["message_id"], "hated crimson harbour")
        await dana.wait_for(from_bot)
        assert (await dana.ask("thanks"))["text"] == phrase("welcome").plain
        facts = await bot.storage.facts(DANA)
        assert [rated.stars for rated in facts.ratings] == [5.0]
