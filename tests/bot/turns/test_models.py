"""/models for admins: what versions there are, and another one served after one question."""

from dataclasses import replace

import pytest

from bot.dialogue.language import phrase, speaking, words
from bot.dialogue.taps import Tap, tap_data
from bot.versions import Beside, State, Version, code_of
from tests.bot.chatting import ADMIN, GROUP, Chat, House

AT = 1_795_502_864


def version(number: int, state: State = State.OTHER, **more: object) -> Version:
    name = f"20261124-06474{number}-25ed"
    made = Version(
        name,
        code_of(name),
        state,
        trained_at=AT + 60 * number,
        dataset="ml-latest-small",
        users=612,
        ratings=100_900,
        own_people=2,
        own_ratings=64,
        accuracy=0.431,
        popular=0.375,
        seconds=141.2,
        seed=0,
        size=61_200_000,
    )
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.fixture
def admin(home: House) -> Chat:
    home.retraining.shelf.kept = [
        version(4, State.HELD, why="held-out people: 0.431 → 0.320", accuracy=0.32),
        version(3, State.SERVED),
        version(2, State.BEFORE, accuracy=None),
        version(1, State.DAMAGED, why="the file manifest.json is damaged", trained_at=None, accuracy=None),
    ]
    return home.chat(ADMIN)


async def test_each_version_is_a_button_with_date_accuracy_and_state(admin: Chat) -> None:
    said = await admin.say("/models")
    assert said is not None
    assert "⏸ held back · ✅ served now · ↩️ served before · ⚠️ damaged" in said
    labels = admin.labels
    assert [label.split(" ")[0] for label in labels[:4]] == ["⏸", "✅", "↩️", "⚠️"]
    assert labels[0].endswith("· 0.320")
    assert labels[2].endswith("· not measured")
    assert "20261124-064741-25ed" in labels[3]


async def test_a_tap_tells_all_of_one_and_leads_back(admin: Chat) -> None:
    await admin.say("/models")
    said = await admin.tap("↩️")
    assert said is not None
    for part in (
        "20261124-064742-25ed",
        "ml-latest-small: 612 people, 100,900 ratings",
        "From here: 2 people with 64 ratings",
    ):
        assert part in said
    assert "Trained in 2 min, seed 0, 61 MB" in said
    assert admin.labels == ["Serve this one…", "‹ Back"]
    assert len(admin.messages) == 1
    await admin.tap("‹ Back")
    assert len(admin.labels) == 5


async def test_serving_another_one_asks_once_and_is_done_after_the_turn(home: House, admin: Chat) -> None:
    await admin.say("/models")
    await admin.tap("↩️")
    assert "go back at any time" in str(await admin.tap("Serve this one"))
    assert home.retraining.shelf.served == []
    said = await admin.tap("Yes, serve it")
    assert said is not None
    assert said.startswith("Loading the model of")
    assert home.retraining.shelf.served == [(ADMIN, 1, "20261124-064742-25ed")]


async def test_one_that_was_held_back_is_asked_about_with_its_reason(home: House, admin: Chat) -> None:
    held = home.retraining.shelf.kept[0]
    said = await admin.tap_data(tap_data(Tap.SERVE, held.code, "ask"))
    assert said is not None
    assert "held-out people: 0.431 → 0.320" in said
    home.retraining.shelf.kept[0] = replace(held, held_out=Beside(0.431, 0.32, 75, 0.421, is_worse=True))
    said = await admin.tap_data(tap_data(Tap.SERVE, held.code, "ask"))
    assert said is not None
    assert "0.431 → 0.320, at least 0.421 was asked" in said
    said = await admin.tap_data(tap_data(Tap.SERVE, held.code, "keep"))
    assert said is not None
    assert "keeps serving" in said
    assert home.retraining.shelf.served == []


async def test_what_is_served_or_damaged_is_not_served_anew(home: House, admin: Chat) -> None:
    _, served, _, damaged = home.retraining.shelf.kept
    await admin.tap_data(tap_data(Tap.SERVE, served.code, "sure"))
    assert admin.answer == words("model-serving-already")
    said = await admin.tap_data(tap_data(Tap.SERVE, damaged.code, "sure"))
    assert "It cannot be used: the file manifest.json is damaged" in str(said)
    assert home.retraining.shelf.served == []


@pytest.mark.parametrize(
    "data", [tap_data(Tap.MODEL, "0" * 12), tap_data(Tap.SERVE, "x", "sure"), tap_data(Tap.MODEL)]
)
async def test_one_that_is_gone_is_answered_with_those_that_are_there(home: House, admin: Chat, data: str) -> None:
    await admin.tap_data(data)
    assert admin.answer == words("models-gone")
    assert "Tap one for more" in admin.text
    assert home.retraining.shelf.served == []


async def test_many_come_in_pages(home: House, admin: Chat) -> None:
    home.retraining.shelf.kept = [version(number) for number in range(9)]
    await admin.say("/models")
    assert len(admin.labels) == 7
    await admin.tap("›")
    assert len(admin.labels) == 6


async def test_none_at_all_is_said(home: House, admin: Chat) -> None:
    home.retraining.shelf.kept = []
    assert await admin.say("/models") == phrase("models-none").plain


async def test_nobody_else_sees_or_changes_anything(home: House, admin: Chat, ann: Chat) -> None:
    held = home.retraining.shelf.kept[0]
    assert await ann.say("/models") == phrase("admins-only").plain
    for data in (
        tap_data(Tap.MODELS),
        tap_data(Tap.MODEL, held.code),
        *(tap_data(Tap.SERVE, held.code, step) for step in ("ask", "sure", "keep")),
    ):
        await ann.tap_data(data)
        assert "0.320" not in ann.text
        assert ann.answer in (None, words("admins-only"))
    group = home.chat(ADMIN, chat_id=GROUP)
    assert await group.say("/models") == phrase("in-private").plain
    assert home.retraining.shelf.served == []


async def test_screens_stay_short_in_every_language_whatever_a_manifest_says(home: House, admin: Chat) -> None:
    home.retraining.shelf.kept = [
        version(1, State.HELD, why="because " * 200, dataset="d" * 500, name="n" * 200, size=10**15, users=10**12)
    ]
    for language in ("en", "es"):
        admin.language = language
        with speaking(language):
            await admin.say("/models")  # each screen is checked as it is seen
            await admin.tap("⏸")
            await admin.tap(words("button-serve"))
            await admin.tap(words("button-serve-sure"))
