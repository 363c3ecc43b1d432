"""/retrain with the real trainer in a process of its own."""

from dataclasses import replace

from bot.bootstrap import Parts
from bot.dialogue import wording
from bot.dialogue.language import phrase
from bot.sandbox import Fault, Rule
from tests.bot.sandbox.client import ADA, DANA, SandboxClient, from_bot
from tests.end_to_end.conftest import Cinema


async def test_an_admin_retrains_and_everybody_is_served_by_the_new_version(cinema: Cinema, bot: Parts) -> None:
    old = bot.serving.current.version
    async with (
        SandboxClient(cinema.url, ADA, timeout=60.0) as ada,
        SandboxClient(cinema.url, DANA, timeout=60.0) as dana,
    ):
        found = await dana.ask("Crimson Harbour")
        await dana.tap("😍 Loved it", message=found)
        await dana.wait_for(from_bot)
        started = await ada.ask("/retrain")
        assert started["text"] == phrase("retraining-started").plain
        again = await ada.ask("/retrain")
        assert again["text"] == phrase("retraining-running").plain
        assert "Crimson Harbour" in (await dana.ask("Crimson Harbour"))["text"]  # served meanwhile
        progress = await ada.wait_for(
            lambda m: m["message_id"] == started["message_id"] and "%" in m["text"], timeout=60.0
        )
        assert "▓" in progress["text"] or "░" in progress["text"]
        done = await ada.wait_for("Retraining is done.")
        new = bot.serving.current.version
        assert new != old
        assert new in done["text"]
        assert wording.own_ratings(1, 1) in done["text"]
        manifest = bot.serving._store.load().manifest
        assert (manifest["model"], manifest["own_people"]) == ("default", 1)
        card = await dana.ask("/recommend")
        assert wording.because(["Crimson Harbour"]) in card["text"]


async def test_anybody_else_is_refused_politely(cinema: Cinema, bot: Parts) -> None:
    async with SandboxClient(cinema.url, DANA) as dana:
        assert (await dana.ask("/retrain"))["text"] == phrase("admins-only").plain
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
        await ada.ask("/retrain")
        with faults.logged() as calls:
            faults.inject(Rule((Fault.FLOOD,), method="editMessageText", chat_id=ADA, count=1, retry_after=3))
            await ada.wait_for("Retraining is done.")
    flood = next(call for call in calls if call.outcome == "429")
    later = [call for call in calls if call.chat_id == ADA and call.came > flood.ended]
    assert later
    assert min(call.came for call in later) - flood.ended >= 3.0
    assert {call.outcome for call in later} == {"ok"}
