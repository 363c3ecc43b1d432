"""/stats sends one picture with a caption, over HTTP, and changes it in place."""

import shutil
import time

from bot.bootstrap import Parts
from bot.dialogue.language import phrase, words
from recengine.persistence import ModelStore
from recengine.persistence.comparison import start, stop
from tests.bot.sandbox.client import ADA, BRUNO, CHIDI, DANA
from tests.end_to_end.conftest import Cinema
from tests.end_to_end.test_chatting import person, tapped

PEOPLE = (BRUNO, CHIDI, DANA)


async def test_an_admin_sees_how_suggestions_are_liked_and_nobody_else_does(cinema: Cinema, bot: Parts) -> None:
    for user_id in PEOPLE:
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


async def test_two_versions_are_compared_while_the_bot_runs_and_both_serve(cinema: Cinema, bot: Parts) -> None:
    store = ModelStore(cinema.settings.models)
    current = store.current() or ""
    shutil.copytree(store.root / current, store.root / "another")
    start(store.root, "another", now=int(time.time()))
    await bot.serving.refresh()
    seen = {}
    for user_id in PEOPLE:
        async with person(cinema, user_id) as somebody:
            card = await somebody.ask("/recommend")
            await tapped(somebody, words("button-like"), message=card)
        seen[user_id] = {shown.model_version for shown in await bot.storage.suggestions(user_id)}
    assert seen == {user_id: {bot.serving.served_to(user_id).version} for user_id in PEOPLE}
    async with person(cinema, ADA) as ada:
        told = await ada.ask("/stats")
        assert "Comparison since " in told["text"]
        assert "Too early to tell" in told["text"]
        stop(store.root, now=int(time.time()))
        await bot.serving.refresh()
        assert {bot.serving.served_to(user_id).version for user_id in PEOPLE} == {current}
