"""Retraining asked for in a chat: in a process of its own, watched from here, with progress for whoever asked."""

import asyncio
import contextlib
import json
import logging
import os
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from bot.background import cancelled
from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.logs import clean
from bot.serving import Serving

log = logging.getLogger(__name__)

TELL_EVERY = 1.5
"""Seconds between two changes of the progress message: Telegram allows about one a second and chat."""

ERROR_TAIL = 4000
"""So many characters of the trainer's error output are kept."""


LEAST_PRIORITY = 19
"""The niceness of a trainer: the lowest priority there is."""


class Announcer(Protocol):
    """Says things that no person asked for in this very turn."""

    async def progress(self, chat_id: int, message_id: int | None, text: Text) -> int | None:
        """Show a passing state, in place of the message with this id; returns the id of the message. May be lost."""

    async def announce(self, chat_id: int, text: Text) -> None:
        """Say something that must arrive, through the outbox."""


class Retraining:
    """One training at a time.

    Parameters
    ----------
    serving
        Takes over the new version.
    command
        The trainer's command line; it prints JSON lines, see `bot.cli`.
    environment
        Environment of the trainer.
    """

    def __init__(
        self,
        serving: Serving,
        *,
        command: Sequence[str] = (sys.executable, "-m", "bot", "train", "--progress", "json"),
        environment: dict[str, str] | None = None,
    ) -> None:
        self._serving = serving
        self._command = tuple(command)
        self._environment = environment
        self._task: asyncio.Task[None] | None = None
        self._announcer: Announcer | None = None

    def through(self, announcer: Announcer) -> None:
        """Say progress and results through this announcer."""
        self._announcer = announcer

    @property
    def running(self) -> bool:
        """Whether a training is under way."""
        return self._task is not None and not self._task.done()

    def start(self, chat_id: int) -> bool:
        """Begin a training and tell this chat about it; False where one is running."""
        if self.running:
            return False
        self._task = asyncio.create_task(self._run(chat_id), name="retraining")
        return True

    async def stop(self) -> None:
        """End a running training; the model that is served stays."""
        if self._task is not None:
            await cancelled(self._task)

    async def _run(self, chat_id: int) -> None:
        teller = _Teller(self._announcer, chat_id)
        started = time.monotonic()
        try:
            await teller.begin()
            result, why = await self._train(teller.tell)
            if result is None:
                await self._finally(chat_id, phrase("retraining-failed", why=why))
                return
            if not await self._serving.takes_over(str(result["version"])):
                await self._finally(chat_id, phrase("retraining-failed", why=words("retraining-not-loaded")))
                return
            seconds = round(time.monotonic() - started)
            await self._finally(
                chat_id,
                wording.retraining_done(
                    result["version"], result.get("people", 0), result.get("ratings", 0), seconds
                ),
            )
        except Exception as error:
            log.exception("retraining failed")
            await self._finally(chat_id, phrase("retraining-failed", why=type(error).__name__))

    async def _finally(self, chat_id: int, text: Text) -> None:
        if self._announcer is not None:
            await self._announcer.announce(chat_id, text)

    async def _train(self, tell: Callable[[str, float], Awaitable[None]]) -> tuple[dict[str, Any] | None, str]:
        """Run the trainer; its result, or None and one plain line on what went wrong."""
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._environment,
        )
        _give_way(process.pid)
        assert process.stdout is not None
        assert process.stderr is not None
        result: dict[str, Any] | None = None
        errors = asyncio.create_task(process.stderr.read())
        try:
            async for line in process.stdout:
                message = _parsed(line)
                if "version" in message:
                    result = message
                elif isinstance(done := message.get("done"), int | float):
                    await tell(str(message.get("phase", "")), done)
            code = await process.wait()
            why = (await errors)[-ERROR_TAIL:].decode(errors="replace").strip()
        except BaseException:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
            errors.cancel()
            raise
        if code == 0 and result is not None:
            return result, ""
        last = why.splitlines()[-1] if why else f"the trainer ended with exit code {code}"
        log.error("the trainer failed: %s", why or last)
        return None, clean(last)


class _Teller:
    """Keeps one progress message up to date, no more often than Telegram likes."""

    def __init__(self, announcer: Announcer | None, chat_id: int) -> None:
        self._announcer, self._chat_id = announcer, chat_id
        self._message_id: int | None = None
        self._told = -TELL_EVERY

    async def begin(self) -> None:
        """The first state; whoever asked need not wait for the trainer to come up."""
        if self._announcer is not None:
            text = phrase("retraining-started")
            self._message_id = await self._announcer.progress(self._chat_id, None, text)

    async def tell(self, phase: str, done: float) -> None:
        """A state, unless the last one is too fresh."""
        now = time.monotonic()
        if self._announcer is None or now - self._told < TELL_EVERY:
            return
        self._told = now
        text = wording.retraining_progress(phase, min(max(done, 0.0), 1.0))
        self._message_id = await self._announcer.progress(self._chat_id, self._message_id, text)


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
