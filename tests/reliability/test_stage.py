"""A bot on the stage of the reliability benchmark, in a process of its own."""

from pathlib import Path

from benchmarks.reliability.stage import ADMIN, stage, until
from bot.sandbox import acting


async def test_a_bot_comes_and_goes_on_the_stage(trained: Path) -> None:
    async with stage(trained) as made:
        await made.start()
        chat = made.sandbox.chats[ADMIN]
        acting.say(made.sandbox, chat, made.sandbox.people[ADMIN], "/help")
        await until(lambda: len(chat.messages) >= 2)
        await made.kill()
        await made.start()
        assert await made.terminate() == 0
        assert "Traceback" not in made.log.read_text()
