"""/retrain for admins: begun, joined, ended by a tap; refused to everybody else."""

import pytest

from bot.dialogue.language import phrase, words
from bot.dialogue.taps import Tap, tap_data
from tests.bot.chatting import ADMIN, ANN, GROUP, Chat, House


@pytest.fixture
def admin(home: House) -> Chat:
    return home.chat(ADMIN)


async def ends(home: House) -> bool:
    training = await home.storage.training()
    assert training is not None
    return training.ends


async def test_only_admins_retrain(ann: Chat, home: House) -> None:
    assert await ann.say("/retrain") == phrase("admins-only").plain
    await ann.tap_data(tap_data(Tap.TRAINING, "start"))
    assert ann.answer == words("admins-only")
    assert home.retraining.started == []


async def test_an_admin_retrains_and_a_second_call_says_that_one_runs(home: House, admin: Chat) -> None:
    assert await admin.say("/retrain") is None  # the progress message is the answer
    assert home.retraining.started == [ADMIN]
    assert await admin.say("/retrain") == phrase("training-running-yours").plain
    assert home.retraining.started == [ADMIN]


async def test_one_that_another_admin_asked_for_can_be_ended_too(home: House, admin: Chat) -> None:
    await home.retraining.start(ANN)
    assert await admin.say("/retrain") == phrase("training-running").plain
    await admin.tap("✖ Cancel")
    assert admin.answer == words("training-ending")
    assert await ends(home)


async def test_a_scheduled_one_is_shown_to_the_admin_who_asks(home: House, admin: Chat) -> None:
    await home.retraining.start()
    assert await admin.say("/retrain") == phrase("training-joined").plain
    training = await home.storage.training()
    assert training is not None
    assert training.chat_id == ADMIN


async def test_an_admin_who_comes_a_moment_too_late_is_told(
    home: House, admin: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_late(chat_id: int) -> bool:
        return False

    monkeypatch.setattr(home.retraining, "start", too_late)
    assert await admin.say("/retrain") == phrase("training-running").plain


async def test_cancelling_under_the_progress_leaves_the_last_word_to_it(home: House, admin: Chat) -> None:
    await admin.say("/retrain")
    await home.storage.training_lives(1, 7)
    assert await admin.tap_data(tap_data(Tap.TRAINING, "cancel", 1), message=7) is None
    assert admin.answer == words("training-ending")
    await admin.tap_data(tap_data(Tap.TRAINING, "cancel", 1), message=7)
    assert admin.answer == words("training-ending-already")


@pytest.mark.parametrize("which", ["2", "0", "x", "99999999999"])
async def test_a_button_of_another_training_ends_nothing(home: House, admin: Chat, which: str) -> None:
    await admin.say("/retrain")
    await admin.tap_data(tap_data(Tap.TRAINING, "cancel", which))
    assert admin.answer == words("training-over")
    assert not await ends(home)


async def test_after_the_end_the_button_says_so(home: House, admin: Chat) -> None:
    await admin.tap_data(tap_data(Tap.TRAINING, "cancel", 1))
    assert admin.answer == words("training-over")
    await admin.tap_data(tap_data(Tap.TRAINING))
    assert admin.answer == words("tap-stale")


async def test_nobody_else_ends_it(home: House, admin: Chat, ann: Chat) -> None:
    await admin.say("/retrain")
    await ann.tap_data(tap_data(Tap.TRAINING, "cancel", 1))
    assert ann.answer == words("admins-only")
    group = home.chat(ADMIN, chat_id=GROUP)
    await group.tap_data(tap_data(Tap.TRAINING, "cancel", 1, owner=ADMIN))
    assert group.answer == words("in-private")
    assert not await ends(home)


async def test_one_can_train_again_from_a_failure(home: House, admin: Chat) -> None:
    assert await admin.tap_data(tap_data(Tap.TRAINING, "start")) is None
    assert home.retraining.started == [ADMIN]
