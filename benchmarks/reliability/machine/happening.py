"""What happens to the bot besides what one person does after another."""

import asyncio
from pathlib import Path

from hypothesis import note

from benchmarks.reliability.machine import looking, telegram
from benchmarks.reliability.machine.around import Wanted
from benchmarks.reliability.machine.driving import BY_LABEL, PEOPLE, Driver, shortly
from benchmarks.reliability.machine.files import Sent
from benchmarks.reliability.machine.home import Home, home
from benchmarks.reliability.machine.taps import tapped
from benchmarks.reliability.machine.world import publish
from bot.conversation import Outcome
from bot.dialogue.screens import Button


def together(driver: Driver, taps: dict[int, tuple[int, Button]]) -> None:
    """Several people tap at the same moment."""
    driver.now += 1
    driver.tally.updates += len(taps)
    arounds = {user: driver.around(user, BY_LABEL.get(button.label)) for user, (_, button) in taps.items()}
    updates = {
        user: telegram.tapped(next(driver.updates), user, message, button.data)
        for user, (message, button) in taps.items()
    }
    wanted = {user: tapped(driver.people[user], button.data, arounds[user]) for user, (_, button) in taps.items()}
    note(f"{driver.now}: {[shortly(update) for update in updates.values()]}")
    others = [user for user in PEOPLE if user not in taps]
    before = looking.kept_of(driver.home, others, driver.now)

    async def all_at_once() -> list[Outcome]:
        for update in updates.values():
            assert await driver.home.receive(update)
        return await asyncio.gather(*(driver.home.handle(update) for update in updates.values()))

    outcomes = driver.run(all_at_once())
    driver.check_outbox([message.outbox_id for outcome in outcomes for message in outcome.messages])
    for user, outcome in zip(taps, outcomes, strict=True):
        looking.check_delivered(driver.home, updates[user]["update_id"], user, outcome, answers=True)
        driver.compare(user, wanted[user])
    assert looking.kept_of(driver.home, others, driver.now) == before
    driver.tally.count("people at the same time")


def restart(driver: Driver) -> None:
    """The bot ends and starts again."""
    driver.run(driver.home.restart())
    for user in PEOPLE:
        driver.compare(user, Wanted())
    driver.tally.count("restart")


def retrain(driver: Driver) -> None:
    """A new version learns what the model says of people's ratings, and serves."""
    own = driver.run(driver.home.storage.all_ratings())
    told = {(rating.user_id, rating.film.key, rating.stars, rating.rated_at) for rating in own}
    said = {
        (user, key, entry.value, entry.said_at)
        for user, person in driver.people.items()
        for (key, mark), entry in person.now.items()
        if mark is None
    }
    assert told == said, (told, said)
    version = publish(driver.home.folder / "models", tuple(own))
    assert driver.run(driver.home.serving.refresh())
    assert driver.home.serving.current.version == version
    driver.tally.count("retrain")


def wake(driver: Driver) -> None:
    """The bot speaks first, to whoever asked for it."""
    for due in driver.run(driver.home.storage.due(driver.now)):
        outcome = driver.run(driver.home.conversation.wake(due))
        driver.check_outbox([message.outbox_id for message in outcome.messages])
        driver.compare(due.user_id, Wanted())
    driver.tally.count("wake-ups")


def move(driver: Driver, sent: Sent, user: int, folder: Path) -> None:
    """A fresh bot takes an export over; what it exports then is what was exported here."""
    whole = sent.whole
    assert whole is not None

    async def moved() -> None:
        models = driver.home.folder / "models"
        async with home(folder, models, driver.home.serving.current, lambda: driver.now) as other:
            await _takes_over(other, user, sent)
            mine, theirs = [await each.storage.belongings(user) for each in (driver.home, other)]
            assert mine is not None
            assert theirs is not None
            for part in ("ratings", "marks", "suggestions", "journal", "stations", "known_since"):
                assert getattr(mine, part) == getattr(theirs, part), part

    driver.run(moved())
    driver.tally.count("export and import into a fresh bot")


async def _takes_over(other: Home, user: int, sent: Sent) -> None:
    """A stranger sends an export and taps «add»."""
    update = telegram.sent_file(1, user, other.files.add(sent.data), sent.name, len(sent.data))
    await other.receive(update)
    await other.handle(update)
    ((_, screen),) = await other.post()
    update = telegram.tapped(2, user, 1, screen.rows[0][0].data)
    await other.receive(update)
    await other.handle(update)
