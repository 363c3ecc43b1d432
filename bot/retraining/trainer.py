"""The trainer: `matinee train` in a process of its own, which gives way to those who chat."""

import asyncio
import contextlib
import json
import logging
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.logs import clean
from recengine.errors import MatineeError

log = logging.getLogger(__name__)

LEAST_PRIORITY = 19
"""The niceness of a trainer: the lowest priority there is."""

ERROR_TAIL = 4000
"""So many characters of the trainer's error output are kept."""

MOST_SECONDS = 1e9
"""Longer times are nonsense."""

LONGEST_LINE = 1 << 20
"""Bytes of a line that the trainer may print."""


class TrainerFailed(MatineeError):
    """The trainer came to no result; the message is one plain line."""


@dataclass(frozen=True, slots=True)
class Advance:
    """How far a training is: the phase as the trainer names it, the share done of all, and seconds left if known."""

    phase: str = ""
    done: float = 0.0
    left: float | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What the trainer tells at its end.

    Attributes
    ----------
    version
        The version that it made.
    published
        Whether that is the current one now.
    held_back
        Else one plain line that says why not.
    figures
        What was measured of it and of the one before.
    before
        The version that was the current one.
    people, ratings
        How many of the bot's own users, and of their ratings, it learned from.
    """

    version: str
    published: bool = True
    held_back: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    before: str | None = None
    people: int = 0
    ratings: int = 0


async def run_trainer(
    command: Sequence[str], *, environment: Mapping[str, str] | None = None, tell: Callable[[Advance], None]
) -> Result:
    """Run the trainer to its end. Whoever cancels this ends the trainer and whatever it has started.

    Should this process be killed, the trainer finds nobody to tell how far it is, and dies of that before it
    publishes anything.

    Raises
    ------
    TrainerFailed
        Where it comes to no result.
    OSError
        Where it cannot be started.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
        start_new_session=True,  # so that it is ended with all that it has started, and by nobody's Ctrl-C
        limit=LONGEST_LINE,
    )
    _give_way(process.pid)
    assert process.stderr is not None
    errors = asyncio.create_task(_tail(process.stderr))
    try:
        result = await _read(process, tell)
        code = await process.wait()
        why = (await errors).strip()
    finally:
        _kill(process.pid)
        await process.wait()
        errors.cancel()
    if code == 0 and result is not None:
        return result
    last = why.splitlines()[-1] if why else f"the trainer ended with exit code {code}"
    log.error("the trainer failed: %s", why or last)
    raise TrainerFailed(clean(last))


async def _read(process: asyncio.subprocess.Process, tell: Callable[[Advance], None]) -> Result | None:
    assert process.stdout is not None
    result = None
    async for line in process.stdout:
        message = _parsed(line)
        if "version" in message:
            result = _result(message)
        elif isinstance(message.get("done"), int | float):
            tell(_advance(message))
    return result


async def _tail(stream: asyncio.StreamReader) -> str:
    """The end of what comes, however much that is."""
    kept = b""
    while piece := await stream.read(ERROR_TAIL):
        kept = (kept + piece)[-ERROR_TAIL:]
    return kept.decode(errors="replace")


def _kill(pid: int) -> None:
    """End a trainer and what it has started; what has ended is no trouble."""
    with contextlib.suppress(OSError):
        os.killpg(pid, signal.SIGKILL)


def _give_way(pid: int) -> None:
    """Let a trainer compute with what those who chat leave over."""
    with contextlib.suppress(OSError, AttributeError):  # gone already, or a system without priorities
        os.setpriority(os.PRIO_PROCESS, pid, LEAST_PRIORITY)
    with contextlib.suppress(OSError, AttributeError):  # of Linux alone: whoever else wakes goes on at once
        os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line)
    except ValueError:
        return {}
    return message if isinstance(message, dict) else {}


def _advance(message: Mapping[str, Any]) -> Advance:
    """A line of progress; the share of all that is done, where it is told, goes before that of the phase."""
    done, left = _number(message.get("overall", message["done"])), _number(message.get("left"))
    return Advance(
        str(message.get("phase", "")), min(max(done or 0.0, 0.0), 1.0), None if left is None else max(left, 0.0)
    )


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and -MOST_SECONDS <= value <= MOST_SECONDS else None


def _result(message: Mapping[str, Any]) -> Result:
    figures, before = message.get("figures"), message.get("before")
    return Result(
        version=str(message["version"]),
        published=bool(message.get("published", True)),
        held_back=clean(str(message.get("held_back") or "")),
        figures=figures if isinstance(figures, dict) else {},
        before=before if isinstance(before, str) else None,
        people=_count(message.get("people")),
        ratings=_count(message.get("ratings")),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
