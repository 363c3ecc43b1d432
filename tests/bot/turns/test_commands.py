"""Undo, help, refusals, groups: whatever comes, something helpful is said, or nothing where nobody asked."""

import pytest

from bot.dialogue.commands import MENU
from bot.dialogue.language import phrase, words
from tests.bot.chatting import ADMIN, ANN, BOB, GROUP, Chat, House


async def test_undo_takes_back_one_thing_after_another(ann: Chat) -> None:
    await ann.rate("heat")
    await ann.rate("heat", how="👎")
    assert await ann.say("/undo") == "↩️ Taken back: your rating of Heat (1995) (it is ★ 5 again)."
    assert await ann.stars() == {"Heat": 5.0}
    assert await ann.say("/undo") == "↩️ Taken back: your rating of Heat (1995)."
    assert await ann.stars() == {}
    assert await ann.say("/undo") == phrase("nothing-to-undo").plain


async def test_undo_brings_a_removed_rating_back(ann: Chat) -> None:
    await ann.rate("heat")
    await ann.say("/ratings")
    await ann.tap("★ 5  Heat")
    await ann.tap(words("button-remove"))
    await ann.say("/undo")
    assert await ann.stars() == {"Heat": 5.0}


async def read_help(chat: Chat) -> str:
    """All pages of the help, one after another."""
    pages = [await chat.say("/help") or ""]
    while words("button-next-page") in chat.labels:
        pages.append(await chat.tap(words("button-next-page")) or "")
    return "\n".join(pages)


async def test_help_lists_every_command_and_retrain_only_for_admins(ann: Chat, home: House) -> None:
    said = await read_help(ann)
    described = {command.value: words(f"command-{command.value}") for command in MENU}
    assert all(f"/{name} – {what}" in said for name, what in described.items())
    assert "/retrain" not in said
    assert "/retrain" in await read_help(home.chat(ADMIN))


async def test_an_unknown_command_is_told_from_a_title(ann: Chat) -> None:
    assert await ann.say("/frobnicate now") == "I don't know /frobnicate. Type a film, or see /help."


async def test_a_language_is_chosen_by_a_tap_and_kept(ann: Chat) -> None:
    await ann.say("/language")
    assert ann.labels[:2] == ["English ✓", "Español"]
    assert await ann.tap("Español") == "Desde ahora te hablo en español."
    assert ann.labels[:2] == ["English", "Español ✓"]
    assert await ann.say("/cancel") == "De acuerdo. Escribe una película, o /recommend cuando te apetezca."
    await ann.tap_data("language:xx")
    assert ann.answer == "Ese botón ya no sirve."
    assert await ann.say("/language english") == "From now on I speak English."


async def test_telegram_s_own_language_is_spoken_until_another_is_chosen(ann: Chat) -> None:
    ann.language = "es-MX"
    assert "películas" in (await ann.say("/start") or "")


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice"])
async def test_what_the_bot_cannot_read_it_says_so(ann: Chat, kind: str) -> None:
    assert await ann.send(kind) == words("only-words", kind=words(f"kind-{kind}"))
    assert words("button-suggest") in ann.labels


async def test_a_corrected_message_is_answered_as_it_reads_now(ann: Chat) -> None:
    await ann.say("hert of the whale")
    assert (await ann.say("heat", edited=True) or "").startswith("Heat (1995)")
    assert "comedy" in (await ann.say("a comedy", edited=True) or "")
    await ann.rate("alien")
    assert "Alien" in str((await ann.say("my ratings", edited=True), ann.labels))


async def test_what_groups_correct_among_themselves_is_not_answered(home: House) -> None:
    assert await home.chat(chat_id=GROUP).say("heat", edited=True) is None


async def test_an_edited_command_is_obeyed(ann: Chat) -> None:
    assert await ann.say("/help", edited=True) is not None


# Groups


@pytest.mark.parametrize("text", ["heat", "hi", "/frobnicate", "what about heat?"])
async def test_a_group_talks_among_itself(home: House, text: str) -> None:
    assert await home.chat(chat_id=GROUP).say(text) is None


async def test_pictures_in_a_group_are_none_of_the_bot_s_business(home: House) -> None:
    assert await home.chat(chat_id=GROUP).send("photo") is None


@pytest.mark.parametrize("command", ["ratings", "saved", "undo", "retrain"])
async def test_private_things_are_not_shown_to_a_group(home: House, command: str) -> None:
    assert await home.chat(ADMIN, chat_id=GROUP).say(f"/{command}") == phrase("in-private").plain
    assert home.retraining.started == []


@pytest.mark.parametrize("command", ["/start", "/recommend", "/rate heat", "/similar heat", "/help"])
async def test_a_group_gets_answers_to_commands_with_buttons_for_whoever_asked(home: House, command: str) -> None:
    ann = home.chat(chat_id=GROUP)
    assert await ann.say(command)
    assert ann.labels
    assert all("~" in button.data for row in ann.screen.rows for button in row)


async def test_a_button_made_for_somebody_else_does_nothing(home: House) -> None:
    ann, bob = home.chat(ANN, chat_id=GROUP), home.chat(BOB, chat_id=GROUP)
    await ann.say("/recommend")
    bob.messages, bob.latest = dict(ann.messages), ann.latest
    assert await bob.tap(words("button-like")) is None
    assert bob.answer == words("tap-not-yours")
    assert not (await bob.facts()).known
    assert await ann.stars() == await bob.stars() == {}
    await ann.tap(words("button-like"))
    assert len(await ann.stars()) == 1


async def test_two_people_have_two_tastes(home: House) -> None:
    ann, bob = home.chat(ANN), home.chat(BOB)
    await ann.rate("heat", "die hard")
    await bob.rate("titanic", "casablanca")
    await ann.say("/recommend")
    await bob.say("/recommend")
    assert "Because you liked" in ann.text
    assert "Because you liked" in bob.text
    assert ann.text.splitlines()[0] != bob.text.splitlines()[0]
    assert set(await ann.stars()) == {"Heat", "Die Hard"}
