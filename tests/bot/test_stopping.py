"""Signals end what runs, and a start that hangs; a second one changes nothing."""

import asyncio
import os
import signal

import pytest

from bot.stopping import told_to_stop

SIGNALS = (signal.SIGINT, signal.SIGTERM)


@pytest.mark.parametrize("number", SIGNALS)
async def test_a_signal_ends_the_waiting_and_a_second_one_changes_nothing(number: signal.Signals) -> None:
    with told_to_stop(patience=0.0) as stop:
        waiting = asyncio.create_task(stop.wait())
        await asyncio.sleep(0)
        os.kill(os.getpid(), number)
        async with asyncio.timeout(5):
            await waiting
        os.kill(os.getpid(), number)
        await asyncio.sleep(0.01)  # an orderly end goes on
    os.kill(os.getpid(), number)
    await asyncio.sleep(0.01)


async def test_a_start_that_hangs_is_given_up_in_order() -> None:
    ended = []
    with told_to_stop(patience=0.01) as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(stop.is_set())
    assert ended == [True]
    await asyncio.sleep(0)  # nothing of the cancellation is left


async def test_a_start_that_is_told_to_stop_and_gets_through_is_not_broken_off() -> None:
    with told_to_stop(patience=0.01) as stop:
        os.kill(os.getpid(), signal.SIGTERM)
        await stop.wait()
        await asyncio.sleep(0.05)  # the orderly end takes longer than the start may
        ended = True
    assert ended


async def test_a_cancellation_that_no_signal_caused_goes_on() -> None:
    async def block() -> None:
        with told_to_stop():
            await asyncio.Event().wait()

    task = asyncio.create_task(block())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
