"""Bots and stand-ins, each in a process of its own: stand-ins share one processor, and bots another one."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.reliability.stage import ADMIN, TOKEN

END_SECONDS = 20


class StandIn:
    """A stand-in for Telegram, and the people at it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.url = str(self._answer()["url"])

    def do(self, what: str, **how: object) -> Mapping[str, Any]:
        """Have its people do something; what came of it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"do": what, **how}) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> Mapping[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the stand-in ended")
        found: Mapping[str, Any] = json.loads(line)
        return found


@contextmanager
def stand_in(people: int) -> Iterator[StandIn]:
    """A stand-in with so many people."""
    with _process(["benchmarks.speed.stand_in", str(people)], first=True) as process:
        yield StandIn(process)


@contextmanager
def matinee(url: str, home: Path) -> Iterator[None]:
    """The bot with the models of a home and a database of its own."""
    with tempfile.TemporaryDirectory(prefix="matinee-speed-") as folder:
        shutil.copytree(home / "models", Path(folder) / "models")
        ours = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": url,
            "MATINEE_HOME": folder,
            "ADMIN_IDS": str(ADMIN),
            "DATABASE_URL": "",
            "WEBHOOK_URL": "",
            "MATINEE_DATASET": "",
            "LOG_LEVEL": "warning",
        }
        with _process(["benchmarks.speed.unhurried_bot"], ours) as process:
            _wait_until_up(process)
            yield


@contextmanager
def echo(url: str, variant: str = "default") -> Iterator[None]:
    """A bare bot that says what it is told."""
    with _process(["benchmarks.speed.echo_bot", url, TOKEN, variant]) as process:
        _wait_until_up(process)
        yield


def _wait_until_up(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    if "running" not in process.stdout.readline():
        raise RuntimeError("a bot does not start")


@contextmanager
def _process(
    module: Sequence[str], environment: Mapping[str, str] | None = None, *, first: bool = False
) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, "-m", *module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    _pin(process.pid, first=first)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=END_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def _pin(pid: int, *, first: bool) -> None:
    """To the first of our processors, or to the last."""
    if sys.platform == "linux":
        processors = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(pid, {processors[0 if first else -1]})
