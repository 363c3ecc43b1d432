"""Ctrl-C and SIGTERM: the bot ends in order, and does so from a start that hangs, too."""

import asyncio
import contextlib
import signal
from collections.abc import Iterator

START_PATIENCE = 1.5
"""Seconds that a start gets to come to its end once it is told to stop."""

SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop(asyncio.Event):
    """Set by a signal; whoever waits for it has started up and ends by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.awaited = False

    async def wait(self) -> bool:  # type: ignore[override]  # the base promises Literal[True]
        """Wait for the signal."""
        self.awaited = True
        return await super().wait()


@contextlib.contextmanager
def told_to_stop(*, patience: float = START_PATIENCE) -> Iterator[Stop]:
    """What Ctrl-C or SIGTERM sets while the block runs; further ones change nothing.

    A block that does not come to wait for it within `patience` seconds of the signal, because Telegram hangs, is
    cancelled, and ends here.
    """
    stop = Stop()
    loop = asyncio.get_running_loop()
    block = asyncio.current_task()
    assert block is not None

    def give_up() -> None:
        if not stop.awaited:
            block.cancel()

    def tell() -> None:
        if not stop.is_set():
            stop.set()
            pending.append(loop.call_later(patience, give_up))

    pending: list[asyncio.TimerHandle] = []
    for number in SIGNALS:
        loop.add_signal_handler(number, tell)
    try:
        yield stop
    except asyncio.CancelledError:
        if not stop.is_set() or stop.awaited:
            raise
        block.uncancel()
    finally:
        for timer in pending:
            timer.cancel()
        if not stop.is_set():
            for number in SIGNALS:
                loop.remove_signal_handler(number)
        # Else they stay until the loop closes: a second signal in the last moments must not break them off.
