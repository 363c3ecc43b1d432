"""Somebody floods the real bot."""

import asyncio
import shutil
from pathlib import Path

from benchmarks.reliability.films import understood
from benchmarks.reliability.flooding import Flood, out_of_order, row_of
from benchmarks.reliability.loading import Waits
from benchmarks.reliability.stage import until
from bot.bootstrap import parts
from bot.dialogue.language import phrase, speaking
from bot.sandbox import acting, create_app, serve
from bot.settings import Settings
from bot.telegram.gate import Patience
from bot.telegram.pace import UNHURRIED

BRUNO, DANA = 1002, 1004
TOKEN = "9000:a-token-for-tests"
MESSAGES, TAKEN = 60, 20


async def test_a_flood_is_told_once_in_their_language_and_loses_nothing_that_was_taken(
    trained: Path, tmp_path: Path
) -> None:
    shutil.copytree(trained / "models", tmp_path / "models")
    settings = Settings(matinee_home=tmp_path, matinee_dataset=None, database_url=None, _env_file=None)
    app = create_app(token=TOKEN)
    sandbox = app.state.sandbox
    bruno, dana = sandbox.chats[BRUNO], sandbox.chats[DANA]
    films = understood(trained, MESSAGES)
    patience = Patience(at_once=TAKEN, per_second=0.5)
    async with (
        serve(app) as url,
        parts(settings, database=settings.database, admins=frozenset()) as made,
        made.bot(token=TOKEN, api_url=url, limits=UNHURRIED, patience=patience),
    ):
        for film in films[:MESSAGES]:
            acting.say(sandbox, bruno, sandbox.people[BRUNO], f"loved {film.label}")
        acting.say(sandbox, dana, sandbox.people[DANA], "/help")
        await until(lambda: len(dana.messages) == 2)
        await until(lambda: len(bruno.messages) >= MESSAGES + TAKEN + 1)
        with speaking("es"):
            too_fast = phrase("too-fast").plain
        assert [message.content.text for message in bruno.messages.values()].count(too_fast) == 1
        rated = [each.film.key for each in (await made.storage.facts(BRUNO)).ratings]
        assert rated[:TAKEN] == [film.key for film in films[:TAKEN]]
        assert len(rated) <= TAKEN + 2
        assert (await made.storage.counts())["pending"] == 0
        await asyncio.sleep(2.0)
        count = len(bruno.messages)
        acting.say(sandbox, bruno, sandbox.people[BRUNO], "/help")
        await until(lambda: len(bruno.messages) == count + 2)


def test_what_was_passed_over_leaves_no_gap_in_the_order() -> None:
    sent = [("a", 5.0), ("b", 5.0), ("c", 5.0), ("a", 2.0)]
    assert not out_of_order([("a", 5.0), ("c", 5.0), ("a", 2.0)], sent)
    assert out_of_order([("b", 5.0), ("a", 5.0)], sent)


def test_a_slower_bot_or_a_second_word_misses_the_row() -> None:
    def flood(loud: float, *, told: int = 1) -> Flood:
        return Flood(Waits({"tap": [0.1]}), Waits({"tap": [loud]}), told=told, served_again=True)

    assert row_of(flood(0.2), messages=9, seconds=1).ok
    assert not row_of(flood(0.21), messages=9, seconds=1).ok
    assert not row_of(flood(0.1, told=2), messages=9, seconds=1).ok
