"""/retrain and /models with the real trainer in a process of its own."""

import asyncio
import os
import shutil
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.bootstrap import Parts, trainer_environment
from bot.dialogue import wording
from bot.dialogue.language import phrase
from bot.sandbox import Fault, Rule
from bot.storage.kept import TrainingEnd
from bot.telegram import timetable
from recengine.persistence import ModelStore
from tests.bot.retraining.lab import prints
from tests.bot.retraining.test_trainer import is_gone, until
from tests.bot.sandbox.client import ADA, DANA, Message, SandboxClient, buttons, from_bot
from tests.end_to_end.conftest import Cinema

DONE, CANCEL = "Retraining is done.", "✖ Cancel"


def children(of: int) -> list[int]:
    """Processes that a process has started, and that are not over."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, *_ = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(parent) == of and state != "Z":
            found.append(int(stat.parent.name))
    return found


async def begun(ada: SandboxClient) -> Message:
    """The progress message, once there is something to tell."""
    await ada.say("/retrain")
    return await ada.wait_for(lambda m: "%" in m["text"] and CANCEL in buttons(m))


async def test_an_admin_retrains_and_everybody_is_served_by_the_new_version(cinema: Cinema, bot: Parts) -> None:
    old = bot.serving.current.version
    async with (
        SandboxClient(cinema.url, ADA, timeout=60.0) as ada,
        SandboxClient(cinema.url, DANA, timeout=60.0) as dana,
    ):
        found = await dana.ask("Crimson Harbour")
        await dana.tap("😍 Loved it", message=found)
        await dana.wait_for(from_bot)
        started = await begun(ada)
        again = await ada.ask("/retrain")
        assert again["text"] == phrase("training-running-yours").plain
        assert "Crimson Harbour" in (await dana.ask("Crimson Harbour"))["text"]  # served meanwhile
        closed = await ada.wait_for(lambda m: m["message_id"] == started["message_id"] and "has ended" in m["text"])
        assert buttons(closed) == []
        done = await ada.wait_for(DONE)
        assert done["message_id"] != started["message_id"]
        new = bot.serving.current.version
        assert new != old
        assert wording.own_ratings(1, 1) in done["text"]
        manifest = bot.serving._store.load().manifest
        assert (manifest["model"], manifest["own_people"]) == ("default", 1)
        card = await dana.ask("/recommend")
        assert wording.because(["Crimson Harbour"]) in card["text"]


async def test_anybody_else_is_refused_politely(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, DANA) as dana:
        assert (await dana.ask("/retrain"))["text"] == phrase("admins-only").plain
        assert (await dana.ask("/models"))["text"] == phrase("admins-only").plain
    assert not bot.retraining.running


async def test_a_training_that_cannot_be_done_tells_the_admin_why(cinema: Cinema) -> None:
    broken = replace(cinema, settings=cinema.settings.model_copy(update={"matinee_dataset": "/no/such/folder"}))
    async with broken.bot() as made, SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        old = made.serving.current
        await ada.say("/retrain")
        failed = await ada.wait_for("Retraining failed.")
        assert "«/no/such/folder» is neither a folder or zip nor a known data set" in failed["text"]
        assert made.serving.current is old
        assert (await ada.ask("/recommend"))["text"]


async def test_progress_is_let_go_while_its_chat_has_to_wait_and_the_result_comes_after_it(
    cinema: Cinema, bot: Parts
) -> None:
    faults = cinema.sandbox.faults
    async with SandboxClient(cinema.url, ADA, timeout=60.0) as ada:
        with faults.logged() as calls:
            faults.inject(Rule((Fault.FLOOD,), method="editMessageText", chat_id=ADA, count=1, retry_after=3))
            await ada.say("/retrain")
            await ada.wait_for(DONE)
    flood = next(call for call in calls if call.outcome == "429")
    later = [call for call in calls if call.chat_id == ADA and call.came > flood.ended]
    assert later
    assert min(call.came for call in later) - flood.ended >= 3.0
    assert {call.outcome for call in later} == {"ok"}


async def test_an_admin_cancels_and_nothing_is_left_of_the_training(cinema: Cinema, bot: Parts) -> None:
    before, served, others = bot.serving._store.versions(), bot.serving.current, children(os.getpid())
    async with (
        SandboxClient(cinema.url, ADA, timeout=30.0) as ada,
        SandboxClient(cinema.url, DANA, timeout=30.0) as dana,
    ):
        progress = await begun(ada)
        (trainer,) = set(children(os.getpid())) - set(others)
        answer = await ada.tap(CANCEL, message=progress)
        assert answer["text"] == phrase("training-ending").plain
        over = await ada.wait_for("Retraining was cancelled")
        assert over["message_id"] == progress["message_id"]
        assert is_gone(trainer)
        assert (bot.serving._store.versions(), bot.serving.current) == (before, served)
        assert not list(bot.serving._store.root.glob(".staged-*"))
        stale = await ada.tap_data(progress["message_id"], "training:cancel:1")
        assert stale["text"] == phrase("training-over").plain
        stranger = await dana.tap_data((await dana.ask("/help"))["message_id"], "training:start")
        assert stranger["text"] == phrase("admins-only").plain
        assert buttons(over)[0] == "🔁 Train again"


async def test_a_bot_that_ends_leaves_no_message_that_claims_to_go_on(cinema: Cinema) -> None:
    async with SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        async with cinema.bot():
            progress = await begun(ada)
        over = await ada.wait_for("Retraining was cut off")
        assert over["message_id"] == progress["message_id"]
        async with cinema.bot() as made:
            assert [one.end for one in await made.storage.trainings()] == [TrainingEnd.STOPPED]


async def test_what_a_killed_bot_said_is_going_on_is_set_right_once_at_the_next_start(cinema: Cinema) -> None:
    async with SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        async with cinema.bot() as made:
            left = await ada.ask("/help")
        await made.storage.open()
        async with made.storage.transaction() as tx:
            training = await tx.begin_training(ADA)
        assert training is not None
        await made.storage.training_lives(training.training_id, left["message_id"])
        await made.storage.close()
        with cinema.sandbox.faults.logged() as calls:
            async with cinema.bot() as again:
                over = await ada.wait_for("Retraining was cut off")
                assert over["message_id"] == left["message_id"]
                assert [one.end for one in await again.storage.trainings()] == [TrainingEnd.LOST]
        said = [call.method for call in calls if call.chat_id == ADA and call.method != "setMyCommands"]
        assert said == ["editMessageText"]


async def test_a_training_by_hand_keeps_others_off(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        with bot.serving._store.training():
            assert not await bot.retraining.is_free()
            await ada.say("/retrain")
            failed = await ada.wait_for("Retraining failed.")
        assert "another training is under way; wait for it to end" in failed["text"]
        assert await bot.retraining.is_free()


async def another(made: Parts) -> tuple[str, str]:
    """A second version, a copy of the first one, is served; the names of both."""
    store, first = made.serving._store, made.serving.current.version
    second = first[:-4] + "ffff"
    await asyncio.to_thread(shutil.copytree, store.root / first, store.root / second)
    await made.serving.switch(second)
    return first, second


async def asked_about(ada: SandboxClient, version: str) -> Message:
    """The question whether to serve the version that was served before."""
    listed = await ada.ask("/models")
    assert [label[0] for label in buttons(listed)[:2]] == ["✅", "↩"]
    await ada.tap(buttons(listed)[1], message=listed)
    await ada.tap("Serve this one…", message=await ada.wait_for(version))
    return await ada.wait_for("go back at any time")


async def test_going_back_serves_the_old_version_within_five_seconds_and_without_a_restart(
    cinema: Cinema, bot: Parts
) -> None:
    old, _ = await another(bot)
    async with SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        asked = await asked_about(ada, old)
        began = time.monotonic()
        await ada.tap("Yes, serve it", message=asked)
        said = await ada.wait_for("Everybody is now served by the model of")
        assert time.monotonic() - began < 5
        assert said["message_id"] == asked["message_id"]
        assert (bot.serving.current.version, bot.serving._store.current()) == (old, old)


async def test_a_version_that_was_damaged_meanwhile_is_not_served(cinema: Cinema, bot: Parts) -> None:
    old, new = await another(bot)
    async with SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        asked = await asked_about(ada, old)
        arrays = bot.serving._store.root / old / "model.npz"
        arrays.write_bytes(arrays.read_bytes()[:-100])
        await ada.tap("Yes, serve it", message=asked)
        refused = await ada.wait_for("That model cannot be served.")
        assert "damaged" in refused["text"]
        assert (bot.serving.current.version, bot.serving._store.current()) == (new, new)


async def test_what_was_held_back_is_kept_or_published_anyway_after_one_question(
    cinema: Cinema, bot: Parts, tmp_path: Path
) -> None:
    new, served = await another(bot)
    gap = {"people": 75, "new": 0.32, "current": 0.431, "high": -0.08, "margin": 0.01, "decides": True}
    told = {"version": new, "published": False, "held_back": "worse", "figures": {"held_out": gap}}
    trainer = tmp_path / "trainer.py"
    await asyncio.to_thread(trainer.write_text, prints(phase="learning", done=0.5) + prints(**told))
    bot.retraining._command = (sys.executable, "-S", str(trainer))
    async with SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        await ada.say("/retrain")
        held = await ada.wait_for("The new model was held back.")
        assert "0.431 → 0.320, at least 0.421 was asked" in held["text"]
        assert bot.serving.current.version == served
        await ada.tap("Keep the current one", message=held)
        await ada.wait_for("keeps serving. The new one stays in /models")
        await ada.say("/retrain")
        await ada.tap("Publish anyway…", message=await ada.wait_for("The new model was held back."))
        await ada.tap("Yes, serve it", message=await ada.wait_for("go back at any time"))
        await ada.wait_for("Everybody is now served by the model of")
        assert (bot.serving.current.version, bot.serving._store.current()) == (new, new)


async def test_after_enough_new_ratings_the_bot_trains_by_itself_and_says_so_without_a_sound(
    cinema: Cinema, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timetable, "LOOK_EVERY", 0.1)
    scheduled = replace(cinema, settings=cinema.settings.model_copy(update={"retrain_after": 1}))
    async with (
        scheduled.bot() as made,
        SandboxClient(cinema.url, ADA, timeout=60.0) as ada,
        SandboxClient(cinema.url, DANA, timeout=60.0) as dana,
    ):
        await ada.say("/start")
        old = made.serving.current.version
        assert await made.storage.training() is None
        await dana.tap("😍 Loved it", message=await dana.ask("Crimson Harbour"))
        await ada.wait_for("Retrained as scheduled, with one rating from here")
        assert made.serving.current.version != old
        assert "No new rating since the last training; next training after 1" in (await ada.ask("/status"))["text"]


BOT = """import asyncio, json, sys
from bot.retraining.trainer import run_trainer
command = (sys.executable, "-m", "bot", "train", "--progress", "json")
asyncio.run(run_trainer(command, tell=lambda advance: print(advance.done, flush=True)))
"""


async def test_a_trainer_that_outlives_its_killed_bot_dies_before_it_publishes(cinema: Cinema) -> None:
    store = ModelStore(cinema.settings.models)
    before, current = store.versions(), store.current()
    environment = trainer_environment(cinema.settings, cinema.settings.database)
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-c", BOT, env=environment, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert bot.stdout is not None
    assert await bot.stdout.readline()
    (trainer,) = children(bot.pid)
    bot.send_signal(signal.SIGKILL)
    await bot.wait()
    await until(lambda: is_gone(trainer))
    assert (store.versions(), store.current()) == (before, current)
    with store.training():  # and the next one need not wait
        pass
