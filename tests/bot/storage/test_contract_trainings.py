"""Trainings: one at a time, told to whoever asked, remembered for a while; and what is new since one."""

from bot.storage.base import Storage
from bot.storage.kept import KeptTraining, TrainingEnd
from tests.bot.storage.contract import ALIEN, ANN, BOB, HEAT, START, FakeClock


async def begun(storage: Storage, chat_id: int | None = ANN) -> KeptTraining | None:
    async with storage.transaction() as turn:
        return await turn.begin_training(chat_id)


async def ended(
    storage: Storage, training_id: int, how: TrainingEnd, version: str | None = None
) -> KeptTraining | None:
    async with storage.transaction() as turn:
        return await turn.end_training(training_id, how, version=version)


async def test_one_is_under_way_at_a_time(storage: Storage) -> None:
    assert await storage.training() is None
    async with storage.transaction() as turn:
        await turn.add_rating(BOB, HEAT, 4.0)
    first = await begun(storage)
    assert first is not None
    assert first == KeptTraining(first.training_id, START, START, ratings=1, chat_id=ANN)
    assert await storage.training() == first
    assert await begun(storage, BOB) is None
    assert await ended(storage, first.training_id, TrainingEnd.DONE, "v2") is not None
    assert await storage.training() is None
    second = await begun(storage, None)
    assert second is not None
    assert second.training_id > first.training_id


async def test_it_ends_once_and_then_nobody_is_named_any_more(storage: Storage, clock: FakeClock) -> None:
    training = await begun(storage)
    assert training is not None
    clock.move(5)
    await storage.training_lives(training.training_id, 31)
    over = await ended(storage, training.training_id, TrainingEnd.HELD, "v2")
    assert over is not None
    assert (over.chat_id, over.message_id, over.alive_at) == (ANN, 31, START + 5)
    assert await ended(storage, training.training_id, TrainingEnd.LOST) is None
    (kept,) = await storage.trainings()
    assert (kept.end, kept.version, kept.chat_id, kept.message_id) == (TrainingEnd.HELD, "v2", None, None)
    await storage.training_lives(training.training_id, 32)
    assert await storage.trainings() == [kept]


async def test_it_can_be_asked_to_end_and_be_followed_by_whoever_comes_first(storage: Storage) -> None:
    training = await begun(storage, None)
    assert training is not None
    async with storage.transaction() as turn:
        await turn.follow_training(training.training_id, BOB)
        await turn.follow_training(training.training_id, ANN)
        await turn.break_training(training.training_id)
        await turn.break_training(training.training_id + 1)
    now = await storage.training()
    assert now is not None
    assert (now.chat_id, now.ends) == (BOB, True)


async def test_whoever_is_erased_is_not_told(storage: Storage) -> None:
    training = await begun(storage)
    assert training is not None
    await storage.training_lives(training.training_id, 31)
    async with storage.transaction() as turn:
        await turn.delete_user(ANN)
    now = await storage.training()
    assert now is not None
    assert (now.chat_id, now.message_id) == (None, None)


async def test_only_the_latest_are_remembered(storage: Storage) -> None:
    for number in range(53):
        training = await begun(storage, None)
        assert training is not None
        await ended(storage, training.training_id, TrainingEnd.DONE, f"v{number}")
    assert await begun(storage, None) is not None
    kept = await storage.trainings()
    assert [one.version for one in kept[:2]] == ["v52", "v51"]
    assert len(kept) == 49


async def test_news_are_ratings_that_were_given_changed_or_taken_back(storage: Storage, clock: FakeClock) -> None:
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 4.0)
    clock.move(10)
    assert (await storage.news(START - 1), await storage.news(START)) == (1, 0)
    async with storage.transaction() as turn:
        await turn.add_rating(ANN, HEAT, 5.0)
        await turn.add_rating(ANN, HEAT, 4.5)
        await turn.add_rating(BOB, HEAT, 2.0)
        await turn.add_rating(BOB, ALIEN, 2.0)
    assert await storage.news(START) == 3
    clock.move(10)
    async with storage.transaction() as turn:
        await turn.remove_rating(ANN, HEAT)
        await turn.undo_last(BOB)
    assert await storage.news(START + 10) == 3
