"""Films in any chat: found, suggested, rated and saved where the bot cannot speak."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.events import AskedInline, Sender, TappedAnywhere
from bot.dialogue.inline import InlinePage
from bot.dialogue.language import words
from bot.storage.kept import Mark
from recengine.catalog import Catalog, Movie
from recengine.models.item_item import ItemItemModel
from tests.bot.chatting import ANN, BOB, UPDATES, Chat, House, house
from tests.bot.small import CATALOG, dataset, key, served_by


async def ask(home: House, text: str, *, user_id: int = ANN, offset: str = "", language: str = "en") -> InlinePage:
    return await home.conversation.offer(AskedInline(Sender(user_id, "Ann", language), text, offset))


def titles(page: InlinePage) -> list[str]:
    return [card.title for card in page.cards]


async def tap(home: House, label: str, page: InlinePage, *, user_id: int = BOB) -> str | None:
    data = next(b.data for row in page.cards[0].screen.rows for b in row if b.label == label)
    outcome = await home.conversation.handle(next(UPDATES), TappedAnywhere(Sender(user_id, "Bob"), data))
    assert outcome.messages == ()
    return outcome.answer


async def test_a_title_brings_the_film_first_and_then_films_like_it(home: House) -> None:
    found = titles(await ask(home, "heat"))
    assert found[0] == "Heat (1995)"
    assert len(found) > 3
    assert len(set(found)) == len(found)


async def test_a_film_that_the_catalogue_lists_twice_is_offered_once(tmp_path: Path) -> None:
    twice = Catalog([*CATALOG, Movie(13, "Heat", 1995, ("Action",))])
    served = served_by(ItemItemModel(dropout=0.5), data=replace(dataset(), catalog=twice))
    async with house(tmp_path, served=served) as home:
        found = await ask(home, "heat")
        assert len({card.key for card in found.cards}) == len(found.cards)
        assert titles(found)[0] == "Heat (1995)"


async def test_a_wish_brings_suggestions_that_meet_it(home: House) -> None:
    assert set(titles(await ask(home, "romance"))) == {
        "Titanic (1997)",
        "Amélie (2001)",
        "Notting Hill (1999)",
        "Casablanca (1942)",
    }


async def test_something_like_a_film_leaves_the_film_itself_to_the_end(home: House) -> None:
    found = titles(await ask(home, "something like heat"))
    assert found[0] != "Heat (1995)"
    assert {"RoboCop (1987)", "Die Hard (1988)"} & set(found[:4])


async def test_something_for_tonight_brings_suggestions(home: House) -> None:
    assert titles(await ask(home, "something for tonight")) == titles(await ask(home, ""))


async def test_nothing_typed_brings_suggestions_without_what_was_rated(home: House, ann: Chat) -> None:
    await ann.rate("heat", "alien")
    found = titles(await ask(home, ""))
    assert "Heat (1995)" not in found
    assert found


async def test_the_asker_s_own_match_stands_in_the_list_and_not_in_the_card(home: House, ann: Chat) -> None:
    assert all("%" not in card.description for card in (await ask(home, "heat")).cards)
    await ann.rate("alien", "predator", "robocop")
    page = await ask(home, "heat")
    assert page.cards[0].description.split(" ·")[0].endswith("% for you")
    assert "%" not in page.cards[0].screen.text.plain
    assert (await ask(home, "alien")).cards[0].description.startswith("★ 5")


async def test_newcomers_are_invited_and_others_are_not(home: House, ann: Chat) -> None:
    assert (await ask(home, "heat")).invitation == words("inline-invitation")
    await ann.rate("alien")
    assert (await ask(home, "heat")).invitation is None


async def test_a_tap_counts_for_whoever_taps_and_a_second_one_takes_it_back(home: House, ann: Chat) -> None:
    page, bob = await ask(home, "heat"), home.chat(BOB)
    assert await tap(home, "👍", page) == "👍 Heat (1995), noted."
    assert await bob.stars() == {"Heat": 4.0}
    assert await ann.stars() == {}
    assert await tap(home, "👎", page) == "👎 Heat (1995), noted."
    assert await bob.stars() == {"Heat": 2.0}
    assert await tap(home, "👎", page) == "Your rating of Heat (1995) is removed."
    assert await bob.stars() == {}


async def test_a_card_can_be_saved_and_let_go_again(home: House) -> None:
    page, bob = await ask(home, "heat"), home.chat(BOB)
    assert await tap(home, "🔖 Save", page) == "Saved. /saved brings Heat (1995) back."
    assert await bob.under(Mark.SAVED) == ["Heat"]
    assert await tap(home, "🔖 Save", page) == "Heat (1995) is not saved any more."


async def test_pages_go_on_where_the_last_one_ended(home: House) -> None:
    first = await ask(home, "")
    assert (len(first.cards), first.next_offset) == (10, "10")
    second = await ask(home, "", offset="10")
    assert (len(second.cards), second.next_offset) == (2, "")
    assert not set(titles(first)) & set(titles(second))
    assert (await ask(home, "", offset="-3")).cards == first.cards
    assert (await ask(home, "", offset="9999")).cards == ()


@pytest.mark.parametrize("data", ["", "anylike", "anylike:zzz", "like:" + key(1), "anylike:" + "a" * 70, "undo"])
async def test_strange_taps_change_nothing_and_are_answered(home: House, data: str) -> None:
    outcome = await home.conversation.handle(next(UPDATES), TappedAnywhere(Sender(BOB, "Bob"), data))
    assert outcome.answer
    assert await home.chat(BOB).stars() == {}


async def test_a_card_speaks_the_asker_s_language(home: House) -> None:
    page = await ask(home, "heat", language="es")
    assert [b.label for b in page.cards[0].screen.rows[0]] == ["👍", "👎", "🔖 Guardar"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(text=st.text(max_size=300))
async def test_whatever_is_typed_is_answered(home: House, text: str) -> None:
    page = await ask(home, text)
    assert len(page.cards) <= 10
