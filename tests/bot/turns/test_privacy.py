"""What is kept of a person is told, handed over and erased."""

import io
import zipfile

import pytest

from bot.dialogue.language import phrase, words
from bot.storage.kept import Facts
from tests.bot.chatting import BOB, GROUP, Chat, House
from tests.bot.turns.test_imports import HEAT, ratings


async def test_what_is_kept_is_told_in_figures(ann: Chat) -> None:
    await ann.rate("Heat", "Alien")
    shown = (await ann.storage.possessions(ann.user_id))["suggestions"]
    told = phrase("privacy", ratings=2, marks=0, suggestions=shown, journal=2, stations=0)
    assert await ann.say("/privacy") == told.plain


async def test_stations_are_counted_too(ann: Chat) -> None:
    await ann.say("/station heat")
    said = await ann.say("/privacy")
    assert said is not None
    assert "1 station," in said


async def test_everything_is_handed_over_in_a_file(ann: Chat) -> None:
    await ann.rate("Heat")
    assert await ann.say("/export") == phrase("export-done").plain
    document = ann.screen.document
    assert document is not None
    assert document.name == "matinee-2023-11-14.zip"
    with zipfile.ZipFile(io.BytesIO(document.content)) as archive:
        assert "Heat,1995" in archive.read("ratings.csv").decode()
        assert archive.read("README.txt").decode().strip() == phrase("export-readme").plain


async def test_a_stranger_has_nothing_to_export(ann: Chat) -> None:
    assert await ann.say("/export") == phrase("export-nothing").plain


async def test_deleting_asks_once_and_then_everything_is_gone(ann: Chat, home: House) -> None:
    await ann.rate("Heat", "Alien")
    await ann.send_file("ratings.csv", ratings(HEAT))
    bob = home.chat(BOB)
    await bob.rate("Heat")
    counts = await ann.storage.possessions(ann.user_id)
    assert await ann.say("/delete") == phrase("delete-question", **counts).plain
    assert len(await ann.stars()) == 2
    assert await ann.tap("🗑 Yes") == phrase("erased", **counts).plain
    assert await ann.facts() == Facts(ann.user_id)
    assert await ann.storage.waiting_import(ann.user_id) is None
    assert await ann.storage.belongings(ann.user_id) is None
    assert await bob.stars() == {"Heat": 5.0}
    await ann.tap(words("button-start-anew"))
    assert (await ann.facts()).known


async def test_keeping_changes_nothing(ann: Chat) -> None:
    await ann.rate("Heat")
    await ann.say("/delete")
    assert await ann.tap(words("button-keep")) == phrase("delete-left").plain
    assert await ann.stars() == {"Heat": 5.0}


@pytest.mark.parametrize("moment", ["0", "1600000000", "x"])
async def test_an_old_button_only_asks_again(ann: Chat, moment: str) -> None:
    await ann.rate("Heat")
    said = await ann.tap_data(f"erase:{moment}")
    assert said is not None
    assert said.startswith("Erase everything I keep of you?")
    assert ann.answer == words("tap-stale")
    assert await ann.stars() == {"Heat": 5.0}


async def test_a_button_of_the_future_is_no_key_either(ann: Chat) -> None:
    await ann.rate("Heat")
    await ann.tap_data("erase:999999999999")
    assert await ann.stars() == {"Heat": 5.0}


async def test_groups_hear_nothing_of_it(home: House) -> None:
    club = home.chat(chat_id=GROUP)
    for command in ("/privacy", "/export", "/delete"):
        assert await club.say(command) == phrase("in-private").plain
    for data in ("export", "delete", "erase:1700000000", "keep"):
        assert await club.tap_data(data, message=1) is None
        assert club.answer == words("in-private")
