"""Stations and settings of another Matinee come along, beside what is here."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.dialogue.language import phrase, words
from bot.dialogue.nudges import DAY
from bot.exchange.packing import pack
from bot.storage.belongings import Belongings
from bot.wakeups import WakeupKind
from tests.bot.chatting import ANN, BOB, Chat, House, house
from tests.bot.exchange.exports import zipped
from tests.bot.turns.test_imports import HEAT, ratings, unzipped

FAR = 4_000_000_000


async def lived_in(there: House) -> Belongings:
    """What is kept of somebody with stations, settings and ratings."""
    ann = there.chat()
    await ann.rate("Heat", "Alien")
    await ann.say("/station predator")
    await ann.tap("⏭")
    await ann.say("/station comedy")
    await ann.say("/adventurous")
    await ann.tap("🚀")
    await ann.say("/weekly")
    await ann.tap("📅")
    await ann.tap(words("nudge-how-off")[:1])
    await ann.say("titanic")
    await ann.tap("🔖")
    kept = await there.storage.belongings(ann.user_id)
    assert kept is not None
    assert [station.name for station in kept.stations] == ["Predator", "comedy"]
    return kept


@pytest.fixture
async def kept(tmp_path: Path) -> Belongings:
    async with house(tmp_path / "there") as there:
        return await lived_in(there)


async def names(chat: Chat) -> list[str]:
    return [station.name for station in await chat.storage.stations(chat.user_id)]


def without_talk(belongings: Belongings | None) -> Belongings:
    """What was talked about in which chats left out."""
    assert belongings is not None
    return replace(belongings, state={**belongings.state, "threads": {}})


async def due(home: House) -> list[WakeupKind]:
    """Kinds of the wake-ups of one person, one after another."""
    found = []
    while wakeups := await home.storage.due(FAR):
        found.append(wakeups[0].kind)
        async with home.storage.transaction() as tx:
            await tx.let_sleep(wakeups[0].user_id, wakeups[0].kind, wakeups[0].film)
    return found


async def test_a_fresh_account_gets_everything(kept: Belongings, home: House) -> None:
    home.now += 100
    bob = home.chat(BOB)
    said = await bob.send_file("m.zip", pack(kept, readme="x"))
    assert said == phrase("import-whole", films=3, stations=2).plain
    assert "and 2 stations. It comes back" in said
    said = await bob.tap("✅")
    assert said == phrase("import-restored", count=2, stations=2).plain
    assert without_talk(await home.storage.belongings(BOB)) == without_talk(kept)
    assert await due(home) == [WakeupKind.HOW_WAS_IT, WakeupKind.WEEKLY]


async def test_what_was_talked_about_there_and_in_which_chats_does_not_come_along(
    kept: Belongings, home: House
) -> None:
    assert list(kept.state["threads"]) == [str(ANN)]
    bob = home.chat(BOB)
    await bob.send_file("m.zip", pack(kept, readme="x"))
    await bob.tap("✅")
    assert str(ANN) not in str((await bob.facts()).state)


async def test_what_was_to_be_asked_about_long_ago_is_not_asked_again(kept: Belongings, home: House) -> None:
    home.now += 9 * DAY
    bob = home.chat(BOB)
    await bob.send_file("m.zip", pack(kept, readme="x"))
    await bob.tap("✅")
    assert await due(home) == [WakeupKind.WEEKLY]


async def test_taken_back_the_stations_go_too_and_that_settings_stay_is_said(kept: Belongings, home: House) -> None:
    bob = home.chat(BOB)
    await bob.send_file("m.zip", pack(kept, readme="x"))
    await bob.tap("✅")
    said = await bob.tap("↩️")
    assert said is not None
    assert said.endswith(phrase("import-undone-settings").plain)
    assert await names(bob) == []
    assert (await bob.facts()).ratings == ()


async def test_stations_join_those_that_are_here(kept: Belongings, home: House) -> None:
    bob = home.chat(BOB)
    await bob.rate("Titanic")
    await bob.say("/station predator")
    before = await home.storage.stations(BOB)
    said = await bob.send_file("m.zip", pack(kept, readme="x"))
    assert said is not None
    assert f"{phrase('import-stations', count=2).plain} {phrase('import-settings-join').plain}\n" in said
    assert await bob.tap("✅") == "Added.\n2 ratings\n2 stations\nyour settings from there"
    assert sorted(await names(bob)) == ["Predator", "comedy"]
    state = (await bob.facts()).state
    assert state["adventurous"] == 1.0
    assert state["nudges"]["weekly"]
    played = {s.name: s.played for s in await home.storage.stations(BOB)}
    assert set(played["Predator"]) == {*kept.stations[0].played, *before[0].played}
    assert played["Predator"][-1] == before[0].played[-1]
    said = await bob.tap("↩️")
    assert said is not None
    assert said.endswith(f"{phrase('import-undone-settings').plain}\n{phrase('import-undone-played').plain}")
    assert await names(bob) == ["Predator"]


async def test_what_was_set_here_stays_and_it_is_said(kept: Belongings, home: House) -> None:
    bob = home.chat(BOB)
    await bob.rate("Titanic")
    await bob.say("/adventurous")
    await bob.tap("🛋")
    mine = (await bob.facts()).state["adventurous"]
    said = await bob.send_file("m.zip", pack(kept, readme="x"))
    assert said is not None
    assert phrase("import-settings-stay").plain in said
    await bob.tap("✅")
    assert (await bob.facts()).state["adventurous"] == mine


async def test_a_station_that_was_played_since_stays(kept: Belongings, home: House) -> None:
    bob = home.chat(BOB)
    await bob.rate("Titanic")
    await bob.send_file("m.zip", pack(kept, readme="x"))
    await bob.tap("✅")
    added = bob.latest
    await bob.say("/station comedy")
    await bob.tap("↩️", message=added)
    assert await names(bob) == ["comedy"]


async def test_an_export_without_stations_comes_back_as_before(kept: Belongings, home: House) -> None:
    files = unzipped(pack(kept, readme="x"))
    earlier = json.loads(files["settings.json"])
    del earlier["stations"]
    bob = home.chat(BOB)
    said = await bob.send_file("m.zip", zipped({**files, "settings.json": json.dumps(earlier)}))
    assert said == phrase("import-whole", films=3, stations=0).plain
    await bob.tap("✅")
    assert without_talk(await home.storage.belongings(BOB)) == without_talk(replace(kept, stations=()))


async def test_beyond_the_most_it_is_said_how_many_have_no_room(kept: Belongings, home: House) -> None:
    comedy = kept.stations[1]
    many = tuple(replace(comedy, code=f"{n:08x}", name=f"Number {n}", words=(f"word:{n}",)) for n in range(20))
    bob = home.chat(BOB)
    await bob.rate("Titanic")
    await bob.say("/station predator")
    said = await bob.send_file("m.zip", pack(replace(kept, stations=many), readme="x"))
    assert said is not None
    assert phrase("import-stations-full", count=1, most=20).plain in said
    await bob.tap("✅")
    assert set(await names(bob)) == {"Predator", *(f"Number {n}" for n in range(1, 20))}


async def test_forged_settings_are_bounded(kept: Belongings, home: House) -> None:
    forged = {
        "nudges": {"weekly": 1, "after_saved": True, "weekday": -3, "hour": 99, "clock": "x"},
        "traits": {f"word:{n}": "up" for n in range(999)} | {"evil": "up", "genre:x": "sideways"},
        "tuned": {"playing": ["a"], "asked_at": 1e300},
    }
    files = unzipped(pack(kept, readme="x"))
    files["settings.json"] = json.dumps({"matinee": 1, "language": "en", "known_since": 5, "dialogue": forged})
    bob = home.chat(BOB)
    await bob.send_file("m.zip", zipped(files))
    await bob.tap("✅")
    state = (await bob.facts()).state
    assert state["nudges"] == {"weekly": False, "after_saved": True, "weekday": 4, "hour": 18, "clock": 0}
    assert len(state["traits"]) == 24
    assert state["tuned"] == {"playing": None, "naming": None, "asked_at": 0}


async def test_a_rating_that_comes_along_ends_the_question_how_it_was(home: House) -> None:
    ann = home.chat()
    await ann.rate("Alien")
    await ann.say("/weekly")
    await ann.tap(words("nudge-how-off")[:1])
    for title in ("Heat", "Titanic"):
        await ann.say(title)
        await ann.tap("🔖")
    await ann.send_file("ratings.csv", ratings(HEAT))
    await ann.tap("✅")
    wakeups = await home.storage.due(FAR)
    assert [wakeup.film.title for wakeup in wakeups if wakeup.film] == ["Titanic"]
    assert await due(home) == [WakeupKind.HOW_WAS_IT]
