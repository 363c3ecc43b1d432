"""What was set aside is tried again at an admin's word, over HTTP."""

import pytest

from bot.bootstrap import Parts
from bot.dialogue.language import phrase, words
from tests.bot.sandbox.client import ADA, DANA
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import person, tapped


async def test_a_failed_turn_is_done_once_an_admin_has_it_tried_again(
    cinema: Cinema, bot: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(user_id: int) -> None:
        raise RuntimeError("nobody foresaw this")

    async with person(cinema, DANA) as dana, person(cinema, ADA) as ada:
        with monkeypatch.context() as patch:
            patch.setattr(bot.storage, "facts", broken)
            assert (await dana.ask("/help"))["text"] == phrase("trouble").plain
        status = await ada.ask("/status")
        assert "RuntimeError at bot/conversation.py" in status["text"]
        assert "nobody foresaw" not in status["text"]
        listed = await tapped(ada, words("button-aside", count=1), message=status)
        await tapped(ada, words("button-aside-retry"), message=listed)
        answer = await dana.wait_for(lambda message: "/recommend" in message["text"])
        assert answer["text"].startswith(phrase("help").plain[:20])
        assert (await bot.storage.counts())["quarantined"] == 0
