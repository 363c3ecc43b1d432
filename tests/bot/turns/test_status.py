"""/status tells admins, and nobody else, how the bot fares, and what to do about what was set aside."""

import json
from dataclasses import dataclass

import pytest

from bot.condition import Machine, Prospect
from bot.conversation import Outcome
from bot.dialogue.events import Tapped
from bot.dialogue.language import phrase, speaking, words
from bot.dialogue.taps import Tap, tap_data
from bot.logs import Told
from bot.storage.kept import InboxUpdate
from bot.turns.status import duration
from tests.bot.chatting import ADMIN, GROUP, Chat, House

DAY = 86_400


class Fake:
    """A host in a known state."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def look(self) -> Machine:
        return self.machine


@dataclass
class Planned:
    """A schedule that says so."""

    told: Prospect

    async def prospect(self) -> Prospect:
        return self.told


@pytest.fixture
def admin(home: House) -> Chat:
    return home.chat(ADMIN)


async def failed(home: House, *update_ids: int, why: str = "KeyError at bot/turns/cards.py:12") -> None:
    for update_id in update_ids:
        await home.storage.receive([InboxUpdate(update_id, 5, json.dumps({"update_id": update_id}))])
        async with home.storage.transaction() as tx:
            await tx.set_aside(update_id, why)


async def test_everything_is_told_on_one_screen(home: House, admin: Chat, ann: Chat) -> None:
    await ann.rate("Heat")
    await failed(home, 9001)
    error = Told(home.now - 300, "the model is refused")
    home.conversation.watching(Fake(Machine("1.2.3", 3 * DAY, 12_300_000_000, home.now - 2 * DAY, error)))
    said = await admin.say("/status")
    assert said is not None
    for part in ("1.2.3", "3 days", "v1", "One person, one rating", "no update", "Set aside: 1", "cards.py:12"):
        assert part in said
    assert "Last error, 5 min ago: the model is refused" in said
    assert "12.3 GB" in said
    assert "Last backup: 2 days old" in said
    assert admin.labels == ["🔄 Look again", "Set aside: 1"]
    await admin.tap("🔄")
    assert len(admin.messages) == 1


async def test_the_screen_stays_short_whatever_went_wrong(home: House, admin: Chat) -> None:
    error = Told(home.now, "word " * 1000)
    home.conversation.watching(Fake(Machine("1.2.3", 400 * DAY, 10**13, None, error)))
    home.conversation.scheduled(Planned(Prospect(10**7, home.now, 10**7)))
    await failed(home, *range(9001, 9012), why="Error " * 100)
    for language in ("en", "es"):
        admin.language = language
        with speaking(language):
            await admin.say("/status")  # each screen is checked as it is seen
            await admin.tap(words("button-aside", count=11))
            assert "11 × Error" in admin.text


@pytest.mark.parametrize(
    ("prospect", "said"),
    [
        (Prospect(0), "No new rating since the last training; train with /retrain"),
        (Prospect(1, after=50), "One new rating since the last training; next training after 50"),
        (Prospect(7, 1_795_494_600), "7 new ratings since the last training; next training 2026"),
        (Prospect(7, 1_795_494_600, 50), ", or after 50"),
    ],
)
async def test_the_next_training_is_named(home: House, admin: Chat, prospect: Prospect, said: str) -> None:
    home.conversation.scheduled(Planned(prospect))
    assert said in str(await admin.say("/status"))


async def test_a_host_that_knows_nothing_is_no_trouble(admin: Chat) -> None:
    said = await admin.say("/status")
    assert said is not None
    assert "Nothing was set aside" in said
    assert "Last error" not in said
    assert "Last backup: none known" in said


class OnAServer:
    """A host whose database lies on a server."""

    def look(self) -> Machine:
        return Machine(backs_up=False)


async def test_of_backups_that_a_server_makes_nothing_is_said(home: House, admin: Chat) -> None:
    home.conversation.watching(OnAServer())
    assert "Last backup" not in str(await admin.say("/status"))


async def test_nobody_else_learns_anything(home: House, ann: Chat) -> None:
    await failed(home, 9001)
    assert await ann.say("/status") == phrase("admins-only").plain
    for data in (
        tap_data(Tap.STATUS),
        tap_data(Tap.ASIDE),
        *(tap_data(Tap.ASIDE, do) for do in ("retry", "discard")),
    ):
        await ann.tap_data(data)
        assert "KeyError" not in ann.text
        assert ann.answer in (None, words("admins-only"))
    assert (await home.storage.counts())["quarantined"] == 1


async def test_in_a_group_not_even_an_admin_is_told(home: House) -> None:
    await failed(home, 9001)
    group = home.chat(ADMIN, chat_id=GROUP)
    assert await group.say("/status") == phrase("in-private").plain
    await group.tap_data(tap_data(Tap.ASIDE, "discard", owner=ADMIN))
    assert group.answer == words("in-private")
    assert (await home.storage.counts())["quarantined"] == 1


async def test_what_was_set_aside_is_counted_by_reason(home: House, admin: Chat) -> None:
    await failed(home, 9001, 9002)
    await failed(home, 9003, why="cannot be parsed")
    await admin.say("/status")
    await admin.tap("Set aside: 3")
    assert admin.text.splitlines()[1:] == ["2 × KeyError at bot/turns/cards.py:12", "1 × cannot be parsed"]
    await admin.tap("‹ Back")
    assert "1.2.3" in admin.text or "Matinee" in admin.text


async def test_discarding_asks_once_and_forgets_everything(home: House, admin: Chat) -> None:
    await failed(home, 9001, 9002)
    await admin.say("/status")
    await admin.tap("Set aside")
    await admin.tap("Discard")
    assert (await home.storage.counts())["quarantined"] == 2
    await admin.tap("Yes, discard")
    assert (await home.storage.counts())["quarantined"] == 0
    await admin.tap_data(tap_data(Tap.ASIDE, "discard"))
    assert admin.answer == words("aside-none")


async def test_trying_again_is_asked_of_whoever_holds_the_queue(home: House, admin: Chat) -> None:
    await failed(home, 9001)

    async def tapped(update_id: int, data: str) -> Outcome:
        return await home.conversation.handle(update_id, Tapped(admin.sender, admin.place, 1, data))

    assert not (await tapped(1, tap_data(Tap.ASIDE))).retry_aside
    assert (await tapped(2, tap_data(Tap.ASIDE, "retry"))).retry_aside


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (7199, "119 min"),
        (7200, "2 h"),
        (2 * DAY - 1, "47 h"),
        (2 * DAY, "2 days"),
    ],
)
def test_a_span_is_told_in_one_unit(seconds: int, said: str) -> None:
    assert duration(seconds) == said
