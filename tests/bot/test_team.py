"""Workers are kept at their number, and end in order with whoever began them."""

import asyncio
import logging
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import pytest

from bot import team as teams
from bot.team import TeamError, team

STEADY = "import sys; print('ready', flush=True); sys.stdin.read()"
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('ready', flush=True); time.sleep(60)"
)


class Office:
    """Launches programs, and knows whom it launched for which place."""

    def __init__(self, program: str) -> None:
        self.program = program
        self.launched: list[tuple[int, Process]] = []

    async def launch(self, number: int) -> Process:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", self.program, stdin=PIPE, stdout=PIPE, stderr=asyncio.subprocess.DEVNULL
        )
        self.launched.append((number, process))
        return process

    @property
    def alive(self) -> list[int]:
        return sorted(number for number, process in self.launched if process.returncode is None)


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teams, "FIRST_PAUSE", 0.01)


def pauses(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was said of pauses; a busy machine makes others log, too."""
    return re.findall(r"follows in ([\d.]+ s)", caplog.text)


async def until(office: Office, count: int) -> None:
    async with asyncio.timeout(10):
        while len(office.launched) < count or len(office.alive) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_who_dies_gets_a_successor_in_its_place_and_all_end_together(caplog: pytest.LogCaptureFixture) -> None:
    office = Office(STEADY)
    with caplog.at_level(logging.ERROR):
        async with team(office.launch, 2):
            assert office.alive == [0, 1]
            for count in (3, 4):
                next(process for number, process in reversed(office.launched) if number == 1).kill()
                await until(office, count)
            assert [number for number, _ in office.launched[2:]] == [1, 1]
    assert office.alive == []
    assert [record.getMessage() for record in caplog.records] == [
        "worker 2 ended with SIGKILL; another one follows in 0.0 s",
        "worker 2 ended with SIGKILL; another one follows in 0.0 s",
    ]


async def test_a_worker_that_does_not_even_start_ends_it_all() -> None:
    office = Office("raise SystemExit(1)")
    with pytest.raises(TeamError, match="does not start"):
        async with team(office.launch, 2):
            raise AssertionError("nobody is ready")
    assert office.alive == []


async def test_pauses_grow_while_workers_die_young(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    office = Office("print('ready', flush=True)")
    monkeypatch.setattr(teams, "LONGEST_PAUSE", 0.15)
    async with team(office.launch, 1), asyncio.timeout(10):
        while len(told := pauses(caplog)) < 5:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    assert told[:5] == ["0.0 s", "0.0 s", "0.0 s", "0.1 s", "0.1 s"]


async def test_who_does_not_end_by_itself_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teams, "END_SECONDS", 0.05)
    office = Office(STUBBORN)
    async with team(office.launch, 1):
        pass
    assert [process.returncode for _, process in office.launched] == [-signal.SIGKILL]


async def test_workers_end_though_whoever_began_them_is_killed(tmp_path: Path) -> None:
    parent = f"""
import asyncio, sys
from asyncio.subprocess import PIPE
from bot.team import team
async def launch(number):
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", {STEADY!r}, stdin=PIPE, stdout=PIPE)
    print(process.pid, flush=True)
    return process
async def main():
    async with team(launch, 1):
        await asyncio.sleep(60)
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", parent, stdout=PIPE)
    assert process.stdout is not None
    worker = int(await process.stdout.readline())
    process.kill()
    await process.wait()
    async with asyncio.timeout(10):
        while _state(worker) != "Z":  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return "Z"
