"""Retraining: one at a time, told in the chat, swapped in one piece, ended when asked to, or not at all."""

import asyncio

import pytest

from bot.dialogue import wording
from bot.dialogue.language import words
from bot.films import film_of
from bot.storage.kept import TrainingEnd
from recengine.models.item_item import ItemItemModel
from recengine.persistence.comparison import start
from tests.bot.retraining.lab import ASLEEP, CHAT, OTHER, Lab, prints
from tests.bot.small import CATALOG, publish


def result(version: str, **more: object) -> str:
    return prints(version=version, people=2, ratings=7, **more)


async def test_a_new_version_is_served_and_told(lab: Lab) -> None:
    old = lab.serving.current.version
    new = publish(lab.folder)
    said = await lab.outcome_of(prints(phase="fitting", done=0.1, overall=0.5, left=90) + result(new))
    assert lab.serving.current.version == new != old
    assert said.startswith("Retraining is done. Everybody is now served by the model of")
    assert wording.own_ratings(7, 2) in said
    (last,) = await lab.storage.trainings()
    assert (last.end, last.version, last.chat_id) == (TrainingEnd.DONE, new, None)


async def test_progress_is_one_message_that_is_closed_before_the_result_comes_in_another(lab: Lab) -> None:
    go_on = lab.folder / "go on"
    script = prints(phase="fitting", done=0.1, overall=0.5, left=90)
    script += f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.01)\n"
    lab.trainer(script + result(publish(lab.folder)))
    assert await lab.running[0].start(CHAT)
    await lab.announcer.until(lambda: any("50 %" in screen.text.plain for *_, screen in lab.announcer.shown))
    first, *_, (chat_id, message_id, screen) = lab.announcer.shown
    assert first[1] is None
    assert (chat_id, message_id) == (CHAT, 5)
    assert "▓▓▓▓▓░░░░░ 50 %\nLearning from everybody's ratings, about 2 min left" in screen.text.plain
    (((cancel,),)) = screen.rows
    assert cancel.data == "training:cancel:1"
    go_on.touch()
    await lab.announcer.until(lambda: len(lab.announcer.said) == 2)
    (_, closed, last), (_, instead_of, done) = lab.announcer.said
    assert (closed, instead_of) == (5, None)
    assert "Retraining has ended" in last.text.plain
    assert not last.rows
    assert not done.quiet


async def test_a_second_call_while_one_runs_starts_nothing_in_another_process_neither(lab: Lab) -> None:
    retraining, elsewhere = lab.trainer(ASLEEP), lab.trainer(ASLEEP)
    assert await retraining.start(CHAT)
    assert retraining.running
    assert not await retraining.start(OTHER)
    assert not await elsewhere.start(OTHER)
    assert not elsewhere.running


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("import sys; sys.exit('matinee: the disk is full')", "matinee: the disk is full"),
        ("raise SystemExit(3)", "the trainer ended with exit code 3"),
        ("pass", "the trainer ended with exit code 0"),
        ("print('hello'); print('[1, 2]'); print('{\"phase\": 1}'); print('{\"done\": \"x\"}')", "exit code 0"),
        ("import sys; sys.stdout.buffer.write(b'\\xff\\x00\\n')", "exit code 0"),
        ("print('x' * 2_000_000)", "Retraining failed"),
        ("import sys; sys.stderr.write('y' * 1_000_000 + '\\nthe end'); sys.exit(1)", "the end"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "exit code -9"),
        (result("20990101-000000-dead"), "could not be loaded"),
        (result("20990101-000000-dead") + "raise SystemExit('late trouble')", "late trouble"),
    ],
)
async def test_a_failure_leaves_the_old_model_serving_and_says_why(lab: Lab, script: str, why: str) -> None:
    old = lab.serving.current
    said = await lab.outcome_of(script)
    assert said.startswith("Retraining failed. The old model keeps serving.")
    assert why in said
    assert len(said) < 600
    assert lab.serving.current is old
    assert [one.end for one in await lab.storage.trainings()] == [TrainingEnd.FAILED]


async def test_a_damaged_new_version_leaves_the_old_model_serving(lab: Lab) -> None:
    old = lab.serving.current
    new = publish(lab.folder)
    (lab.folder / "models" / new / "catalog.json").write_text("[]")
    assert "could not be loaded" in await lab.outcome_of(result(new))
    assert lab.serving.current is old


async def test_a_version_that_was_held_back_is_not_served_and_two_ways_are_offered(lab: Lab) -> None:
    old = lab.serving.current.version
    new = publish(lab.folder)
    lab.store.point_to(old)
    said = await lab.outcome_of(result(new, published=False, held_back="held-out people: 0.431 → 0.320"))
    assert lab.serving.current.version == old
    assert "The new model was held back." in said
    assert "held-out people: 0.431 → 0.320" in said
    buttons = [button for row in lab.announcer.said[-1][2].rows for button in row]
    assert [button.label for button in buttons] == [
        words("button-keep-current"),
        words("button-publish-anyway"),
        words("button-models"),
    ]


async def test_a_trainer_that_cannot_be_started_is_told(lab: Lab) -> None:
    assert await lab.retraining("/no/such/trainer").start(CHAT)
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    assert lab.announcer.texts[-1].startswith("Retraining failed.")


async def test_after_a_failure_one_can_try_again(lab: Lab) -> None:
    await lab.outcome_of("raise SystemExit(3)")
    assert "Retraining is done." in await lab.outcome_of(result(publish(lab.folder)))


async def test_the_event_loop_serves_others_while_a_trainer_is_busy(lab: Lab) -> None:
    ticks = 0
    assert await lab.trainer("sum(range(20_000_000))\n" + result(publish(lab.folder))).start(CHAT)
    async with asyncio.timeout(20):
        while not lab.announcer.said:
            await asyncio.sleep(0.001)
            ticks += 1
    assert ticks > 20


async def test_a_version_that_was_followed_by_another_at_once_was_no_failure(lab: Lab) -> None:
    trained, newest = publish(lab.folder), publish(lab.folder)
    said = await lab.outcome_of(result(trained))
    assert "Retraining is done." in said
    assert lab.serving.current.version == newest


# Cancelling


async def test_whoever_cancels_ends_the_trainer_and_is_told_so_in_the_same_message(lab: Lab) -> None:
    retraining, old = lab.trainer(ASLEEP), lab.serving.current
    assert await retraining.start(CHAT)
    await lab.announcer.until(lambda: bool(lab.announcer.shown))
    async with lab.storage.transaction() as tx:
        await tx.break_training(1)
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    ((chat_id, instead_of, screen),) = lab.announcer.said
    assert (chat_id, instead_of) == (CHAT, 5)
    assert "Retraining was cancelled" in screen.text.plain
    assert "keeps serving" in screen.text.plain
    assert lab.serving.current is old
    await asyncio.sleep(0)
    assert await lab.trainer(ASLEEP).start(CHAT)


async def test_whoever_was_erased_meanwhile_is_told_nothing(lab: Lab) -> None:
    go_on = lab.folder / "go on"
    script = f"import os, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.01)\n"
    assert await lab.trainer(script + result(publish(lab.folder))).start(CHAT)
    await lab.announcer.until(lambda: bool(lab.announcer.shown))
    async with lab.storage.transaction() as tx:
        await tx.delete_user(CHAT)
    go_on.touch()
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    assert all("Retrained as scheduled" in text for text in lab.announcer.texts)


# The end of the bot


async def test_a_bot_that_ends_says_that_the_training_ended_with_it(lab: Lab) -> None:
    retraining = lab.trainer(ASLEEP)
    assert await retraining.start(CHAT)
    await lab.announcer.until(lambda: bool(lab.announcer.shown))
    await retraining.stop()
    assert not retraining.running
    ((_, instead_of, screen),) = lab.announcer.said
    assert instead_of == 5
    assert "Retraining was cut off" in screen.text.plain
    assert [one.end for one in await lab.storage.trainings()] == [TrainingEnd.STOPPED]


async def test_what_a_killed_bot_left_is_set_right_at_the_next_start(lab: Lab) -> None:
    async with lab.storage.transaction() as tx:
        training = await tx.begin_training(CHAT)
    assert training is not None
    await lab.storage.training_lives(training.training_id, 31)
    await lab.retraining("unused").set_right(alone=True)
    ((chat_id, instead_of, screen),) = lab.announcer.said
    assert (chat_id, instead_of) == (CHAT, 31)
    assert "Retraining was cut off" in screen.text.plain
    assert [one.end for one in await lab.storage.trainings()] == [TrainingEnd.LOST]
    await lab.retraining("unused").set_right(alone=True)
    assert len(lab.announcer.said) == 1


async def test_a_training_of_another_process_is_only_given_up_once_it_gives_no_sign_of_life(lab: Lab) -> None:
    async with lab.storage.transaction() as tx:
        await tx.begin_training(CHAT)
    retraining = lab.retraining("unused")
    await retraining.set_right()
    assert await lab.storage.training() is not None
    later = lab.running[0]
    later._clock = lambda: 1e12
    await later.set_right()
    assert await lab.storage.training() is None


# Trainings that nobody asked for


async def test_what_went_well_is_told_to_the_admins_in_one_line_without_a_sound(lab: Lab) -> None:
    retraining = lab.trainer(result(publish(lab.folder)), admins=frozenset({CHAT, OTHER}))
    assert await retraining.start()
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    assert [chat_id for chat_id, *_ in lab.announcer.said] == [OTHER, CHAT]
    assert all(screen.quiet for *_, screen in lab.announcer.said)
    assert lab.announcer.texts[0].startswith("Retrained as scheduled, with 7 ratings from here, in ")
    assert lab.announcer.shown == []


async def test_trouble_makes_itself_heard(lab: Lab) -> None:
    assert await lab.trainer("import sys; sys.exit('matinee: the disk is full')").start()
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    ((_, _, screen),) = lab.announcer.said
    assert not screen.quiet
    assert "the disk is full" in screen.text.plain


async def test_an_admin_who_asks_while_one_runs_sees_how_it_goes(lab: Lab) -> None:
    assert await lab.trainer(ASLEEP).start()
    async with lab.storage.transaction() as tx:
        await tx.follow_training(1, OTHER)
    await lab.announcer.until(lambda: bool(lab.announcer.shown))
    assert lab.announcer.shown[0][0] == OTHER


async def test_each_admin_is_told_in_their_own_language(lab: Lab) -> None:
    async with lab.storage.transaction() as tx:
        await tx.save_state(CHAT, {}, language="es")
    assert await lab.trainer("raise SystemExit(3)").start()
    await lab.announcer.until(lambda: bool(lab.announcer.said))
    assert lab.announcer.texts[0].startswith("El entrenamiento ha fallado.")


async def test_films_that_rise_or_fall_for_whoever_asked_are_named(lab: Lab) -> None:
    async with lab.storage.transaction() as tx:
        for item_id in (1, 2, 3):
            await tx.add_rating(CHAT, film_of(CATALOG[item_id]), 5.0)
    new = publish(lab.folder, model=ItemItemModel(dropout=0.5))
    said = await lab.outcome_of(result(new))
    assert "Places in your list:" in said
    assert "↑" in said
    assert len(said) < 600


async def test_a_new_version_that_ends_a_comparison_says_so(lab: Lab) -> None:
    old, current = lab.serving.current.version, publish(lab.folder)
    await lab.serving.refresh()
    start(lab.store.root, old, now=1_700_000_000)
    await lab.serving.refresh()
    assert lab.serving.comparison is not None
    assert lab.serving.comparison.current == current
    assert words("comparison-ended") in await lab.outcome_of(result(publish(lab.folder)))
    assert words("comparison-ended") not in await lab.outcome_of(result(publish(lab.folder)))
