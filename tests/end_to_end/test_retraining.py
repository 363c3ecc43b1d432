"""/retrain with the real trainer in a process of its own."""

from bot.bootstrap import Parts
from bot.dialogue import wording
from bot.dialogue.language import phrase
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
    broken = Cinema(cinema.url, cinema.settings.model_copy(update={"matinee_dataset": "/no/such/folder"}))
    async with broken.bot() as made, SandboxClient(cinema.url, ADA, timeout=30.0) as ada:
        old = made.serving.current
        await ada.say("/retrain")
        failed = await ada.wait_for("Retraining failed.")
        assert "«/no/such/folder» is neither a folder or zip nor a known data set" in failed["text"]
        assert made.serving.current is old
        assert (await ada.ask("/recommend"))["text"]
