"""Hidden and seen films: listed, and brought back."""

from bot.dialogue.language import phrase, words
from bot.storage.kept import Mark
from tests.bot.chatting import GROUP, Chat, House
from tests.bot.small import key


async def test_nothing_hidden_says_where_to_hide_and_leads_on(ann: Chat) -> None:
    assert await ann.say("/hidden") == phrase("none-hidden").plain
    assert ann.labels == [words("button-seen-list"), words("button-suggest")]
    assert await ann.tap(words("button-seen-list")) == phrase("none-seen").plain


async def test_hidden_films_are_brought_back_one_by_one(ann: Chat) -> None:
    for item in (1, 2):
        await ann.tap_data(f"hide:{key(item)}")
    await ann.say("/hidden")
    assert ann.text == "🙈 2 films hidden. Tap one to bring it back."
    assert ann.labels[:2] == ["↩️ Alien (1979)", "↩️ Heat (1995)"]
    await ann.tap("↩️ Heat")
    assert ann.answer == "Heat (1995) is back: I may suggest it again."
    assert await ann.under(Mark.HIDDEN) == ["Alien"]
    await ann.tap_data(f"unhide:{key(1)}:0")
    assert await ann.under(Mark.HIDDEN) == ["Alien"]
    await ann.say("/undo")
    assert await ann.under(Mark.HIDDEN) == ["Heat", "Alien"]


async def test_a_page_of_either_shelf_has_at_most_eight_buttons(ann: Chat) -> None:
    for item in range(1, 11):
        await ann.tap_data(f"hide:{key(item)}")
    await ann.say("/hidden")
    await ann.tap(words("button-next-page"))
    assert len(ann.labels) == 8
    await ann.tap_data("hidden:9999")
    assert len([label for label in ann.labels if label.startswith("↩️")]) == 2


async def test_a_seen_film_is_not_seen_after_all_and_comes_up_again(ann: Chat) -> None:
    await ann.say("/recommend")
    film = ann.text.splitlines()[0]
    await ann.tap(words("button-seen"))
    await ann.tap(words("button-next"))
    await ann.say("/seen")
    await ann.tap(f"✕ {film}")
    assert await ann.under(Mark.SEEN) == []
    await ann.say("/recommend")
    assert film in ann.text


async def test_the_lists_are_not_shown_in_groups(ann: Chat, home: House) -> None:
    there = home.chat(chat_id=GROUP)
    assert await there.say("/hidden") == phrase("in-private").plain
    assert await there.say("/seen") == phrase("in-private").plain
