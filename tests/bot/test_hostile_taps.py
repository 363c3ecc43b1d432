"""Every button's data with any arguments, from its owner and from strangers, in private and in a group.

Nothing breaks, nobody gets silence, nothing of anybody else changes, and a group reads nothing private.
"""

import random
from pathlib import Path

import pytest

from bot.dialogue.events import Place, Said, Sender, Tapped
from bot.dialogue.screens import Screen
from bot.dialogue.taps import Tap, tap_data
from bot.storage.belongings import Belongings
from bot.turns.dispatch import FOR_EVERYBODY
from bot.turns.taste import trait_id
from tests.bot.chatting import ANN, BOB, GROUP, UPDATES, House, check_screen, house
from tests.bot.small import CATALOG, key

TRIES = 6
COMMANDS = (
    *("/recommend", "/rate heat", "/similar heat", "/ratings", "/saved", "/hidden", "/seen", "/taste", "/undo"),
    *("/station", "/weekly", "/privacy", "/export", "/delete", "/import", "/help", "/start", "/stop", "/language"),
)


async def settled(home: House) -> House:
    """Ann has something of everything, and Bob a little."""
    ann = home.chat(ANN)
    await ann.rate("Heat", "Alien", "Predator")
    await ann.rate("Titanic", how="👎")
    await ann.say("/recommend")
    for button in ("🔖", "⏭"):
        await ann.tap(button)
    await ann.tap_data(tap_data(Tap.HIDE, key(10)))
    await ann.tap_data(tap_data(Tap.SEEN, key(4)))
    await ann.tap_data(tap_data(Tap.TURN, trait_id("genre:action"), "up", 0))
    await ann.say("/station heat")
    await home.chat(BOB, first_name="Bob").rate("Notting Hill")
    return home


async def arguments(home: House, chance: random.Random) -> list[str | int]:
    """As many as a button has: real ones of Ann's, ones that fit, and nonsense."""
    stations = [station.code for station in await home.storage.stations(ANN)]
    actions = [action.action_id for action in await home.storage.actions(ANN)]
    words = ["o", "l", "h", "c", "s", "up", "down", "mute", "light", "dark", "en", "es", "xx", "join", "off", "save"]
    words += ["new", "weekly", "asksaved", "newer", "lighter", "0", "a" * 16, "9" * 16, trait_id("genre:action")]
    pool = [*(key(movie.item_id) for movie in CATALOG), *stations, *actions, *words, chance.randrange(12)]
    return chance.choices(pool, k=chance.randrange(4))


async def belongings(home: House, who: int) -> Belongings | None:
    return await home.storage.belongings(who)


@pytest.mark.parametrize("private", [True, False], ids=["private", "group"])
async def test_a_stranger_with_any_data_gets_an_answer_and_changes_nothing_of_others(
    tmp_path: Path, private: bool
) -> None:
    chance = random.Random(11)
    async with house(tmp_path) as empty:
        home = await settled(empty)
        before = await belongings(home, ANN)
        place = Place(BOB if private else GROUP, private=private)
        for tap in Tap:
            for _ in range(TRIES):
                owner = chance.choice([None, ANN, BOB])
                data = tap_data(tap, *await arguments(home, chance), owner=owner)
                outcome = await home.conversation.handle(next(UPDATES), Tapped(Sender(BOB, "Bob"), place, 7, data))
                assert outcome.answer or outcome.messages, f"silence after {data}"
                assert all(message.chat_id == place.chat_id for message in outcome.messages)
                for message in outcome.messages:
                    if "screen" in message.payload:
                        check_screen(Screen.from_json(message.payload["screen"]), group=not private)
                assert await belongings(home, ANN) == before, data


async def test_a_button_without_an_owner_is_nobodys_in_a_group(home: House) -> None:
    group = home.chat(BOB, chat_id=GROUP)
    for tap in set(Tap) - FOR_EVERYBODY:
        assert await group.tap_data(tap_data(tap, key(1))) is None
        assert group.answer
    assert await belongings(home, BOB) is None


async def test_a_group_reads_nothing_of_what_its_members_have(home: House) -> None:
    chance = random.Random(12)
    await settled(home)
    place = Place(GROUP, private=False)
    taps = [
        Tapped(Sender(ANN, "Ann"), place, 7, tap_data(tap, key(3), *rest, owner=ANN))
        for tap in (*Tap,)
        for rest in ([], [key(1)], [7, "h"], [0], ["o"])
        if tap not in (Tap.LIKE, Tap.DISLIKE)
    ]
    said = [Said(Sender(ANN, "Ann"), place, command) for command in COMMANDS]
    for event in (*said, *chance.sample(taps, len(taps))):
        outcome = await home.conversation.handle(next(UPDATES), event)
        for message in outcome.messages:
            text = Screen.from_json(message.payload["screen"]).text.plain
            told = event.text if isinstance(event, Said) else event.data
            assert "You gave it" not in text, told
            assert "noted" not in text.lower() or "rate:" in told, told
            assert not any(title in text for title in ("Alien", "Titanic")) or "heat" in told, f"{told}: {text}"
