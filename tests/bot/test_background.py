"""Work beside the main line ends with whoever began it."""

import asyncio

import pytest

from bot.background import Tasks, alongside


class Work:
    """Does something until it is broken off."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.ended = False

    async def __call__(self) -> None:
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True


async def test_what_is_done_alongside_ends_with_the_block() -> None:
    work = Work()
    async with alongside(work(), name="work"):
        await work.begun.wait()
        assert not work.ended
    assert work.ended


async def test_a_mistake_beside_a_block_is_raised_at_its_end() -> None:
    async def fail() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        async with alongside(fail(), name="failing"):
            await asyncio.sleep(0)


async def test_tasks_are_waited_for_and_then_broken_off() -> None:
    done, work, tasks = asyncio.Event(), Work(), Tasks()

    async def soon() -> None:
        done.set()

    tasks.start(soon(), name="soon")
    await tasks.wait(patience=5.0)
    assert done.is_set()
    tasks.start(work(), name="long")
    await work.begun.wait()
    await tasks.wait(patience=0.0)
    assert not work.ended
    await tasks.cancel()
    assert work.ended


async def test_tasks_may_be_waited_for_where_there_are_none() -> None:
    await Tasks().wait(patience=5.0)
    await Tasks().cancel()
