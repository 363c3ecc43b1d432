"""Taking back: the last action at once, any of the latest one by one, each once."""

from bot.dialogue.language import phrase, words
from bot.storage.kept import Mark
from tests.bot.chatting import BOB, GROUP, Chat, House
from tests.bot.small import key

EIGHT = ("heat", "alien", "the matrix", "die hard", "predator", "robocop", "titanic", "amelie")
MORE = words("button-more-to-undo")


async def test_the_last_action_is_taken_back_at_once_and_the_others_are_a_tap_away(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    assert await ann.say("/undo") == "↩️ Taken back: your rating of Alien (1979)."
    assert await ann.stars() == {"Heat": 5.0}
    await ann.tap(MORE)
    assert ann.text == "What you did last, newest first. Tap one to take it back."
    assert ann.labels == ["↩️ 😍 Heat (1995)", words("button-suggest")]


async def test_after_the_only_action_nothing_more_is_offered(ann: Chat) -> None:
    await ann.rate("heat")
    await ann.say("/undo")
    assert MORE not in ann.labels
    assert await ann.say("/undo") == phrase("nothing-to-undo").plain


async def test_exactly_the_tapped_action_is_taken_back(ann: Chat) -> None:
    await ann.rate("heat", "alien", "titanic")
    await ann.tap_data("actions:0")
    await ann.tap("↩️ 😍 Alien")
    assert ann.answer == "↩️ Taken back: your rating of Alien (1979)."
    assert ann.text.startswith(ann.answer)
    assert await ann.stars() == {"Heat": 5.0, "Titanic": 5.0}
    assert ann.labels == ["↩️ 😍 Titanic (1997)", "↩️ 😍 Heat (1995)", words("button-suggest")]


async def test_a_second_tap_on_the_same_action_takes_nothing_back(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    await ann.tap_data("actions:0")
    data = ann.screen.rows[0][0].data
    await ann.tap_data(data)
    journal = await ann.storage.journal(ann.user_id)
    await ann.tap_data(data)
    assert ann.answer == words("undone-already")
    assert await ann.storage.journal(ann.user_id) == journal
    assert await ann.stars() == {"Heat": 5.0}


async def test_only_what_nothing_stands_on_is_offered_and_the_rest_follows(ann: Chat) -> None:
    await ann.rate("heat", "alien")
    await ann.rate("heat", how="👎")
    await ann.tap_data("actions:0")
    assert ann.labels[:-1] == ["↩️ 👎 Heat (1995)", "↩️ 😍 Alien (1979)"]
    await ann.tap("↩️ 👎 Heat")
    assert ann.answer == "↩️ Taken back: your rating of Heat (1995) (it is ★ 5 again)."
    assert ann.labels[:-1] == ["↩️ 😍 Alien (1979)", "↩️ 😍 Heat (1995)"]
    await ann.tap("↩️ 😍 Heat")
    await ann.tap("↩️ 😍 Alien")
    assert ann.text.endswith(phrase("nothing-to-undo").plain)
    assert await ann.stars() == {}


async def test_rating_a_saved_film_is_one_action(ann: Chat) -> None:
    await ann.say("heat")
    await ann.tap(words("button-save"))
    await ann.rate("heat")
    await ann.tap_data("actions:0")
    assert ann.labels[:-1] == ["↩️ 😍 Heat (1995)"]
    await ann.tap("↩️ 😍 Heat")
    assert await ann.stars() == {}
    assert await ann.under(Mark.SAVED) == ["Heat"]
    assert ann.labels[:-1] == ["↩️ 🔖 Heat (1995)"]


async def test_a_page_has_five_actions_and_at_most_eight_buttons(ann: Chat) -> None:
    await ann.rate(*EIGHT)
    await ann.say("/undo")
    await ann.tap(MORE)
    assert len([label for label in ann.labels if label.startswith("↩️")]) == 5
    await ann.tap(words("button-next-page"))
    assert ann.labels == [
        "↩️ 😍 Alien (1979)",
        "↩️ 😍 Heat (1995)",
        words("button-previous-page"),
        words("button-suggest"),
    ]


async def test_a_seen_that_is_taken_back_touches_nothing_else(ann: Chat) -> None:
    await ann.tap_data(f"seen:{key(1)}")
    screen = ann.latest
    await ann.rate("alien")
    await ann.tap(words("button-undo"), message=screen)
    assert await ann.under(Mark.SEEN) == []
    assert await ann.stars() == {"Alien": 5.0}
    await ann.tap_data(f"undo:{key(1)}")
    assert ann.answer == words("nothing-to-undo")
    await ann.tap_data(f"undo:{key(2)}")
    assert await ann.stars() == {"Alien": 5.0}


async def test_hostile_numbers_and_the_actions_of_others_change_nothing(ann: Chat, home: House) -> None:
    await ann.rate("heat")
    bob = home.chat(BOB)
    bob.messages[1] = ann.screen
    bob.latest = 1
    for data in ("revert:1", "revert:999999999999999:9999", "revert", "revert:x", "actions:9999"):
        await bob.tap_data(data)
    assert await ann.stars() == {"Heat": 5.0}


async def test_what_was_done_is_not_listed_in_groups(ann: Chat, home: House) -> None:
    await ann.rate("heat")
    there = home.chat(chat_id=GROUP)
    there.messages[1] = ann.screen
    there.latest = 1
    for data in ("actions:0", "revert:1:0"):
        assert await there.tap_data(data) is None
        assert there.answer == phrase("in-private").plain
    assert await ann.stars() == {"Heat": 5.0}
