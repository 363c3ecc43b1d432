"""Work that is killed half-way: by kill -9 after some time, or right before a certain step.

A step is what Python reports as an audit event (a file opened, linked, renamed, removed ...) or a statement given to
SQLite. Only for processes of one thread: each piece of work runs in a fork.
"""

import os
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from typing import Any

Work = Callable[[], object]

_STEPS = ("open", "os.", "shutil.", "sqlite3.", "tempfile.", "fcntl.")


def killed_after(work: Work, *, seconds: float) -> bool:
    """Whether some work was killed after so long, before it came to its end."""
    child = _forked(work)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return _killed(child)


def killed_before(work: Work, *, step: int) -> bool:
    """Whether some work was killed right before a step, counted from 0; False where it has fewer steps."""
    return _killed(_forked(lambda: _dying_at(step, work)))


def seconds_of(work: Work) -> float:
    """How long some work takes in a fork."""
    began = time.monotonic()
    if _killed(_forked(work)):
        raise RuntimeError("it was killed by somebody else")
    return time.monotonic() - began


def _forked(work: Work) -> int:
    child = os.fork()
    if child:
        return child
    try:
        work()
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
        os._exit(1)
    os._exit(0)


def _killed(child: int) -> bool:
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError("the work failed")
    return os.WIFSIGNALED(status)


def _dying_at(step: int, work: Work) -> None:
    numbers = count()

    def stepped() -> None:
        if next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(_STEPS):
            stepped()

    sqlite3.connect = partial(sqlite3.connect, factory=_stepping(stepped))  # type: ignore[assignment, misc]
    sys.addaudithook(heard)
    work()


def _stepping(stepped: Callable[[], None]) -> type[sqlite3.Connection]:
    class Stepping(sqlite3.Connection):
        """Tells of each statement before it is run, and of the end."""

        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            stepped()
            return super().execute(*arguments)

        def backup(self, *arguments: Any, **more: Any) -> None:
            stepped()
            super().backup(*arguments, **more)

        def close(self) -> None:
            stepped()
            super().close()

    return Stepping
