"""/stats sends one picture with a caption, over HTTP, and changes it in place."""

from bot.bootstrap import Parts
from bot.dialogue.language import phrase, words
from tests.bot.sandbox.client import ADA, BRUNO, CHIDI, DANA
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import person, tapped


async def test_an_admin_sees_how_suggestions_are_liked_and_nobody_else_does(cinema: Cinema, bot: Parts) -> None:
    for user_id in (BRUNO, CHIDI, DANA):
        async with person(cinema, user_id) as somebody:
            card = await somebody.ask("/recommend")
            await tapped(somebody, words("button-like"), message=card)
    async with person(cinema, DANA) as dana:
        assert (await dana.ask("/stats"))["text"] == phrase("admins-only").plain
    async with person(cinema, ADA) as ada:
        told = await ada.ask("/stats")
        assert "photo" in told
        assert "6 suggestions to 3 people, 3 answered" in told["text"]
        again = await tapped(ada, words("button-stats-all"), message=told)
        assert again["message_id"] == told["message_id"]
        assert again["text"].startswith("Since ")
