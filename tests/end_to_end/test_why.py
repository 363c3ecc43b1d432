"""From a suggestion to its reason, a changed rating, two steps back, and a film hidden and brought back."""

import re

from bot.bootstrap import Parts
from bot.dialogue.language import words
from tests.bot.sandbox.client import CHIDI, Message, SandboxClient, buttons
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import film_on, is_card, person, rated, tapped
from tests.end_to_end.world import HOSTILE, films


def place_of(why: Message) -> int:
    """The place that a film has by its score."""
    found = re.search(r"it's number (\d+) for you", why["text"])
    assert found is not None, why["text"]
    return int(found[1])


async def taught(client: SandboxClient) -> Message:
    """Three films of one taste loved and one of the other disliked; the card that follows."""
    for taste, how in ((0, "😍 Loved it"), (1, "👎 Not for me")):
        titles = [title for _, title, _, own in films() if own == taste and title != HOSTILE]
        for title in titles[:3] if taste == 0 else titles[:1]:
            await rated(client, title, how)
    card = await client.ask("/recommend")
    assert is_card(card)
    assert "% match" in card["text"]
    return card


async def test_a_reason_is_looked_into_changed_undone_and_a_film_hidden_and_brought_back(
    cinema: Cinema, bot: Parts
) -> None:
    async with person(cinema, CHIDI) as chidi:
        card = await taught(chidi)
        film = film_on(card)

        why = await tapped(chidi, words("button-why"), message=card)
        assert why["text"].startswith(f"Why {film}?")
        assert words("why-for") in why["text"]
        before, cited = place_of(why), next(label for label in buttons(why) if label.startswith("✏️"))

        question = await tapped(chidi, cited, message=why)
        moved = await tapped(chidi, "👎 Not for me", message=question)
        assert moved["message_id"] == card["message_id"]
        after = place_of(moved)
        assert after > before
        assert f"it was number {before}, and is now number {after}." in moved["text"]

        undone = await chidi.ask("/undo")
        assert "(it is ★ 5 again)" in undone["text"]
        listed = await tapped(chidi, words("button-more-to-undo"), message=undone)
        step = buttons(listed)[0]
        gone = await tapped(chidi, step, message=listed)
        assert step not in buttons(gone)
        assert len((await bot.storage.facts(CHIDI)).ratings) == 3
        taken_twice = await chidi.tap_data(listed["message_id"], "revert:1:0")
        assert taken_twice["text"].startswith("↩️ Taken back")
        taken_twice = await chidi.tap_data(listed["message_id"], "revert:1:0")
        assert taken_twice["text"] == words("undone-already")

        await chidi.say("/recommend")
        card = await chidi.wait_for(is_card)
        film = film_on(card)
        why = await tapped(chidi, words("button-why"), message=card)
        other = await tapped(chidi, words("button-hide"), message=why)
        assert film_on(other) != film
        hidden = await chidi.ask("/hidden")
        back = await tapped(chidi, f"↩️ {film}", message=hidden)
        assert f"{film} is back" in back["text"]
        assert (await bot.storage.facts(CHIDI)).marks == {}
