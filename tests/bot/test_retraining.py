"""Retraining: in a process of its own, told in the chat, swapped in one piece, or not at all."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot import retraining as module
from bot.dialogue import wording
from bot.dialogue.language import phrase
from bot.dialogue.markup import Text
from bot.retraining import LEAST_PRIORITY, Retraining
from bot.serving import Serving
from recengine.persistence import ModelStore
from tests.bot.small import publish

CHAT = 99


@dataclass
class FakeAnnouncer:
    """Remembers what was said; `told` is set by each word that must arrive."""

    shown: list[tuple[int | None, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    told: asyncio.Event = field(default_factory=asyncio.Event)

    async def progress(self, chat_id: int, message_id: int | None, text: Text) -> int | None:
        assert chat_id == CHAT
        self.shown.append((message_id, text.plain))
        return 5

    async def announce(self, chat_id: int, text: Text) -> None:
        self.said.append(text.plain)
        self.told.set()


@dataclass
class Lab:
    """A served model, an announcer, and trainers that do as they are written."""

    folder: Path
    serving: Serving
    announcer: FakeAnnouncer = field(default_factory=FakeAnnouncer)
    running: list[Retraining] = field(default_factory=list)

    def trainer(self, script: str) -> Retraining:
        """A retraining whose trainer is this Python script."""
        path = self.folder / "trainer.py"
        path.write_text(script)
        made = Retraining(self.serving, command=(sys.executable, "-S", str(path)))
        made.through(self.announcer)
        self.running.append(made)
        return made

    async def outcome_of(self, script: str) -> str:
        """Train with this script and wait for the word that must arrive."""
        assert self.trainer(script).start(CHAT)
        async with asyncio.timeout(20):
            await self.announcer.told.wait()
        return self.announcer.said[-1]


@pytest.fixture
async def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Lab]:
    monkeypatch.setattr(module, "TELL_EVERY", 0.0)
    publish(tmp_path)
    serving = Serving(ModelStore(tmp_path / "models"))
    await serving.load()
    made = Lab(tmp_path, serving)
    yield made
    for retraining in made.running:
        await retraining.stop()


def result_line(version: str) -> str:
    return f'print(\'{{"version": "{version}", "people": 2, "ratings": 7}}\')\n'


async def test_a_new_version_is_served_and_told(lab: Lab) -> None:
    old = lab.serving.current.version
    new = publish(lab.folder)
    script = 'print(\'{"phase": "fitting", "done": 0.5}\', flush=True)\n' + result_line(new)
    said = await lab.outcome_of(script)
    assert lab.serving.current.version == new != old
    assert f"version {new}" in said
    assert wording.own_ratings(7, 2) in said
    assert lab.announcer.shown == [
        (None, phrase("retraining-started").plain),
        (5, wording.retraining_progress("fitting", 0.5).plain),
    ]


async def test_a_second_call_while_one_runs_starts_nothing(lab: Lab) -> None:
    retraining = lab.trainer("import sys; sys.stdin.read(); import time; time.sleep(60)")
    assert retraining.start(CHAT)
    assert retraining.running
    assert not retraining.start(CHAT)
    await retraining.stop()
    assert not retraining.running
    assert lab.announcer.said == []


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("import sys; sys.exit('matinee: the disk is full')", "matinee: the disk is full"),
        ("raise SystemExit(3)", "the trainer ended with exit code 3"),
        ("pass", "the trainer ended with exit code 0"),
        ("print('hello'); print('[1, 2]'); print('{\"phase\": 1}'); print('{\"done\": \"x\"}')", "exit code 0"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\x00\\n')", "exit code 0"),
        ("print('x' * 200_000)", "Retraining failed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "exit code -9"),
        (result_line("20990101-000000-dead"), "could not be loaded"),
        (result_line("20990101-000000-dead") + "raise SystemExit('late trouble')", "late trouble"),
    ],
)
async def test_a_failure_leaves_the_old_model_serving_and_says_why(lab: Lab, script: str, why: str) -> None:
    old = lab.serving.current
    said = await lab.outcome_of(script)
    assert said.startswith("Retraining failed. The old model keeps serving.")
    assert why in said
    assert lab.serving.current is old
    assert lab.announcer.said == [said]


async def test_a_damaged_new_version_leaves_the_old_model_serving(lab: Lab) -> None:
    old = lab.serving.current
    new = publish(lab.folder)
    (lab.folder / "models" / new / "catalog.json").write_text("[]")
    assert "could not be loaded" in await lab.outcome_of(result_line(new))
    assert lab.serving.current is old


async def test_a_trainer_that_cannot_be_started_is_told(lab: Lab) -> None:
    retraining = Retraining(lab.serving, command=("/no/such/trainer",))
    retraining.through(lab.announcer)
    assert retraining.start(CHAT)
    async with asyncio.timeout(5):
        await lab.announcer.told.wait()
    assert lab.announcer.said[0].startswith("Retraining failed.")


async def test_after_a_failure_one_can_try_again(lab: Lab) -> None:
    await lab.outcome_of("raise SystemExit(3)")
    lab.announcer.told.clear()
    new = publish(lab.folder)
    assert "Retraining is done." in await lab.outcome_of(result_line(new))


async def test_the_event_loop_serves_others_while_a_trainer_is_busy(lab: Lab) -> None:
    ticks = 0
    new = publish(lab.folder)
    assert lab.trainer("sum(range(20_000_000))\n" + result_line(new)).start(CHAT)
    async with asyncio.timeout(20):
        while not lab.announcer.told.is_set():
            await asyncio.sleep(0.001)
            ticks += 1
    assert ticks > 20


async def test_a_version_that_was_followed_by_another_at_once_was_no_failure(lab: Lab) -> None:
    trained, newest = publish(lab.folder), publish(lab.folder)
    said = await lab.outcome_of(result_line(trained))
    assert f"version {trained}" in said
    assert lab.serving.current.version == newest


async def test_a_trainer_takes_only_what_time_those_who_chat_leave_over(lab: Lab) -> None:
    nice = lab.folder / "nice"
    script = f"""import os, time
while os.nice(0) < {LEAST_PRIORITY}:
    time.sleep(0.01)
open({str(nice)!r}, "w").write(str(os.nice(0)))
"""
    await lab.outcome_of(script)
    assert nice.read_text() == str(LEAST_PRIORITY)
