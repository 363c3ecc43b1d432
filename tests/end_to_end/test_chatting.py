"""From «hi» to suggestions that follow every tap, through the real path."""

import asyncio
from typing import Any

import pytest

from bot.bootstrap import Parts
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import bold
from bot.dialogue.screens import Screen
from recengine.query import Query
from tests.bot.sandbox.client import ADA, CHIDI, DANA, GROUP, SandboxClient, buttons, from_bot
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.world import HOSTILE, films, titles_of

EVERYTHING = titles_of(0) | titles_of(1)


def film_on(card: dict[str, Any]) -> str:
    """The film of a card."""
    return next(line for line in card["text"].splitlines() if line in EVERYTHING)


def person(cinema: Cinema, who: int) -> SandboxClient:
    return SandboxClient(cinema.url, who, timeout=15.0)


def is_card(message: dict[str, Any]) -> bool:
    return from_bot(message) and words("button-like") in buttons(message)


async def tapped(client: SandboxClient, button: str, **where: Any) -> dict[str, Any]:
    """Tap and wait for the message that shows what became of it."""
    await client.tap(button, **where)
    return await client.wait_for(from_bot)


async def rated(client: SandboxClient, title: str, button: str) -> dict[str, Any]:
    """Type a title and rate it; the message that follows."""
    found = await client.ask(title)
    assert title in found["text"]
    return await tapped(client, button, message=found)


async def top_list(made: Parts, user_id: int, count: int = 10) -> list[str]:
    """What would be suggested to a person now, best first."""
    facts = await made.storage.facts(user_id)
    served = made.serving.current
    history = {served.films.movie(r.film).item_id: r.stars for r in facts.ratings}  # type: ignore[union-attr]
    return [s.movie.label for s in served.recommender.suggest(Query(history), count=count).items]


async def test_a_newcomer_gets_from_hi_to_a_suggestion_that_follows_from_the_ratings(
    cinema: Cinema, bot: Parts
) -> None:
    async with person(cinema, DANA) as dana:
        greeting = await dana.ask("hi")
        assert greeting["text"].startswith("Hi Dana!")
        assert len(buttons(greeting)) == 8
        known = next(label for label in buttons(greeting) if label in titles_of(0))
        opened = await tapped(dana, known, message=greeting)
        screen = await tapped(dana, "😍 Loved it", message=opened)
        assert screen["message_id"] == greeting["message_id"]
        assert "1 of 5." in screen["text"]
        loved = [title for _, title, _, taste in films() if taste == 0 and title not in (HOSTILE, known[:-7])]
        for title in loved[:3]:
            screen = await rated(dana, title, "😍 Loved it")
        card = await rated(dana, loved[3], "👍 Liked it")
        assert is_card(card)
        assert film_on(card) in titles_of(0)
        assert "Because you liked " in card["text"]
        assert f"<b>{film_on(card)}</b>" in card["html"]


async def test_a_dislike_changes_the_next_suggestions_without_retraining(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, DANA) as dana:
        card = await dana.ask("/recommend")
        version, before = bot.serving.current.version, await top_list(bot, DANA)
        disliked = {film_on(card)}
        card = await tapped(dana, words("button-dislike"), message=card)
        disliked.add(film_on(card))
        assert len(disliked) == 2
        await tapped(dana, words("button-dislike"), message=card)
        after = await top_list(bot, DANA)
        assert bot.serving.current.version == version
        assert not disliked & set(after)
        rest = [film for film in before if film not in disliked]
        assert after[: len(rest)] != rest  # the others changed places too: it is more than a gap closed


async def test_a_like_draws_its_own_kind_to_the_front(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, DANA) as dana:
        for taste in (0, 1):
            liked = [title for _, title, _, own in films() if own == taste and title != HOSTILE][10:13]
            for title in liked:
                await rated(dana, title, "😍 Loved it" if taste == 0 else "👎 Not for me")
        assert set(await top_list(bot, DANA)) <= titles_of(0)


async def test_an_onboarding_goes_on_after_a_restart_with_nothing_lost(cinema: Cinema) -> None:
    async with person(cinema, DANA) as dana:
        async with cinema.bot():
            greeting = await dana.ask("/start")
            opened = await tapped(dana, buttons(greeting)[0], message=greeting)
            screen = await tapped(dana, "👍 Liked it", message=opened)
            assert "1 of 5." in screen["text"]
        await dana.say("Crimson Harbour")  # nobody is there to hear it
        async with cinema.bot() as made:
            found = await dana.wait_for(from_bot)
            assert "Crimson Harbour" in found["text"]
            again = await tapped(dana, "😍 Loved it", message=found)
            assert "2 of 5." in again["text"]
            kept = await tapped(dana, buttons(screen)[0], message=screen)
            assert "How was it?" in kept["text"]
            facts = await made.storage.facts(DANA)
            assert [rating.stars for rating in facts.ratings] == [4.0, 5.0]
            counts = await made.storage.counts()
            assert (counts["pending"], counts["quarantined"]) == (0, 0)


async def test_replies_that_were_committed_and_not_sent_are_sent_at_the_next_start(cinema: Cinema) -> None:
    async with cinema.bot() as made:
        storage = made.storage
        async with storage.transaction() as tx:
            await tx.enqueue(DANA, {"screen": Screen(bold("left over")).to_json(), "instead_of": None})
    async with person(cinema, DANA) as dana, cinema.bot() as made:
        message = await dana.wait_for("left over")
        assert message["html"] == "<b>left over</b>"


async def test_a_hostile_title_is_shown_letter_by_letter(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, DANA) as dana:
        found = await dana.ask(HOSTILE)
        assert found["text"].startswith(f"{HOSTILE} (1956)")
        assert found["html"].startswith("<b>I &lt;3 you &amp; &lt;b&gt; (1956)</b>")
        await tapped(dana, "😍 Loved it", message=found)
        listed = await dana.ask("/ratings")
        assert f"★ 5  {HOSTILE} (1956)" in buttons(listed)
        missed = await dana.ask("<i>zzz & </b> qqq")
        assert "<i>zzz & </b> qqq" in missed["text"]


async def test_two_people_at_once_keep_their_own_taste(cinema: Cinema, bot: Parts) -> None:
    async def chat(who: int, taste: int) -> str:
        async with person(cinema, who) as client:
            loved = [title for _, title, _, own in films() if own == taste and title != HOSTILE][20:24]
            for title in loved:
                await rated(client, title, "😍 Loved it")
            card = await client.ask("/recommend")
            return film_on(card)

    first, second = await asyncio.gather(chat(DANA, 0), chat(CHIDI, 1))
    assert first in titles_of(0)
    assert second in titles_of(1)


async def test_a_card_is_worked_through_button_by_button(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, DANA) as dana:
        card = await dana.ask("/recommend")
        film = film_on(card)
        answer = await dana.tap(words("button-save"), message=card)
        assert answer["text"] == f"Saved. /saved brings {film} back."
        saved = await dana.wait_for(from_bot)
        assert saved["message_id"] == card["message_id"]
        why = await tapped(dana, words("button-why"), message=saved)
        assert why["text"].startswith(f"Why {film}?")
        back = await tapped(dana, words("button-back"), message=why)
        assert film_on(back) == film
        after = await tapped(dana, words("button-next"), message=back)
        assert film_on(after) != film
        stale = await dana.tap_data(card["message_id"], "frobnicate:1")
        assert stale["text"] == words("tap-stale")
        listed = await dana.ask("/saved")
        assert film in buttons(listed)
        undone = await dana.ask("/undo")
        assert film in undone["text"]


async def test_a_group_is_answered_when_it_asks_and_buttons_belong_to_whoever_asked(
    cinema: Cinema, bot: Parts
) -> None:
    async with person(cinema, DANA) as dana, person(cinema, CHIDI) as chidi:
        await dana.say("/recommend", chat=GROUP)
        card = await dana.wait_for(is_card, chat=GROUP)
        refused = await chidi.tap(words("button-like"), message=card, chat=GROUP)
        assert refused["text"] == words("tap-not-yours")
        counted = await dana.tap(words("button-like"), message=card, chat=GROUP)
        assert film_on(card) in counted["text"]
        assert (await bot.storage.facts(CHIDI)).ratings == ()
        assert len((await bot.storage.facts(DANA)).ratings) == 1


async def test_the_menu_shows_the_commands_and_pictures_are_answered(cinema: Cinema, bot: Parts) -> None:
    async with person(cinema, DANA) as dana:
        names = [command["command"] for command in await dana.commands()]
        assert "recommend" in names
        assert "retrain" not in names
        await dana.upload(b"OggS", name="a.ogg", kind="voice")
        answer = await dana.wait_for(from_bot)
        assert answer["text"] == words("only-words", kind=words("kind-voice"))


async def test_a_turn_that_fails_apologises_and_loses_nothing(
    cinema: Cinema, bot: Parts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(user_id: int) -> None:
        raise RuntimeError("nobody foresaw this")

    async with person(cinema, DANA) as dana:
        await rated(dana, "Crimson Harbour", "😍 Loved it")
        with monkeypatch.context() as patch:
            patch.setattr(bot.storage, "facts", broken)
            assert (await dana.ask("Silent Harbour"))["text"] == phrase("trouble").plain
        assert "RuntimeError at bot/conversation.py" in caplog.text
        assert "nobody foresaw this" not in caplog.text  # it may quote what people wrote
        await rated(dana, "Silent Harbour", "😍 Loved it")
        counts = await bot.storage.counts()
        assert (counts["ratings"], counts["pending"], counts["quarantined"]) == (2, 0, 1)


def decade_of(card: dict[str, Any]) -> str:
    """The decade of a card's film, as a button names it."""
    return f"{film_on(card)[-5:-2]}0s"


async def test_the_taste_arrives_as_a_picture_and_a_trait_turned_up_changes_what_is_suggested(
    cinema: Cinema, bot: Parts
) -> None:
    async with person(cinema, ADA) as ada:
        for title in sorted(titles_of(0) - {HOSTILE})[:4]:
            await rated(ada, title, words("rate-loved"))
        picture = await ada.ask("/taste")
        assert picture["photo"]["width"] == 1080
        assert words("taste-more", traits="").rstrip(".") in picture["text"]
        now = decade_of(await ada.ask("/recommend"))
        while not (others := [label for label in buttons(picture) if label[:3].isdigit() and label != now]):
            picture = await tapped(ada, words("button-next-page"), message=picture)
        trait = await tapped(ada, others[0], message=picture)
        assert trait["message_id"] == picture["message_id"]
        turned = await tapped(ada, words("button-trait-up"), message=trait)
        assert turned["photo"]["file_id"] != picture["photo"]["file_id"]
        card = await ada.ask("/recommend")
        assert decade_of(card) == others[0]
        assert words("card-turned-up", traits=others[0]) in card["text"]
