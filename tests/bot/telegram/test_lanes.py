"""One lane a person: nobody is overtaken, and nobody waits for somebody else."""

import asyncio
import random

import pytest

from bot.telegram.lanes import Lanes
from tests.bot.telegram.updates import parsed, said


async def test_updates_of_one_person_stay_in_order_while_200_run_side_by_side() -> None:
    lanes, chance = Lanes(), random.Random(3)
    seen: dict[int, list[int]] = {}
    at_once, most = 0, 0

    async def work(person: int, number: int) -> None:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        for _ in range(chance.randint(0, 5)):
            await asyncio.sleep(0)
        seen.setdefault(person, []).append(number)
        at_once -= 1

    numbers = [(person, number) for number in range(10) for person in range(20)]
    tasks = [
        asyncio.create_task(lanes.process_update(parsed(said(i, "x", sender=p + 1)), work(p, n)))
        for i, (p, n) in enumerate(numbers)
    ]
    await asyncio.gather(*tasks)
    assert seen == {person: list(range(10)) for person in range(20)}
    assert most > 5
    assert lanes._locks == {}


async def test_nobody_waits_for_somebody_slow() -> None:
    lanes, slow_may_end = Lanes(workers=2), asyncio.Event()
    done: list[str] = []

    async def work(name: str, *, slow: bool = False) -> None:
        if slow:
            await slow_may_end.wait()
        done.append(name)

    first = asyncio.create_task(lanes.process_update(parsed(said(1, "x", sender=1)), work("slow", slow=True)))
    behind = asyncio.create_task(lanes.process_update(parsed(said(2, "x", sender=1)), work("behind")))
    await asyncio.gather(
        *(lanes.process_update(parsed(said(n, "x", sender=n)), work(f"other {n}")) for n in range(3, 9))
    )
    assert sorted(done) == [f"other {n}" for n in range(3, 9)]
    slow_may_end.set()
    await asyncio.gather(first, behind)
    assert done[-2:] == ["slow", "behind"]


async def test_a_turn_that_fails_lets_the_next_one_in() -> None:
    lanes = Lanes()
    done: list[str] = []

    async def fail() -> None:
        raise RuntimeError("broken")

    async def work() -> None:
        done.append("next")

    with pytest.raises(RuntimeError, match="broken"):
        await lanes.process_update(parsed(said(1, "x")), fail())
    await lanes.process_update(parsed(said(2, "x")), work())
    assert done == ["next"]
    assert lanes._locks == {}


async def test_closed_lanes_finish_the_turn_under_way_and_begin_no_other() -> None:
    lanes, gate, done = Lanes(), asyncio.Event(), list[int]()

    async def turn(number: int) -> None:
        await gate.wait()
        done.append(number)

    tasks = [asyncio.create_task(lanes.process_update(said_by(7), turn(number))) for number in (1, 2)]
    await asyncio.sleep(0)
    closing = asyncio.create_task(lanes.close(patience=5.0))
    await asyncio.sleep(0)
    gate.set()
    await asyncio.gather(closing, *tasks)
    assert done == [1]


async def test_closed_lanes_break_off_a_turn_that_takes_too_long() -> None:
    lanes = Lanes()
    task = asyncio.create_task(lanes.process_update(said_by(7), asyncio.Event().wait()))
    await asyncio.sleep(0)
    await lanes.close(patience=0.01)
    with pytest.raises(asyncio.CancelledError):
        await task


def said_by(sender: int) -> object:
    return parsed(said(1, "heat", sender=sender))
