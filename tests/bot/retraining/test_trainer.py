"""The trainer's process: it gives way, ends with all that it has started, and with whoever started it."""

import asyncio
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.retraining.trainer import LEAST_PRIORITY, Advance, Result, TrainerFailed, run_trainer
from tests.bot.retraining.lab import prints

SECONDS = 20


def written(folder: Path, script: str) -> tuple[str, ...]:
    path = folder / "trainer.py"
    path.write_text(script)
    return sys.executable, "-S", str(path)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(SECONDS):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


def is_gone(pid: int) -> bool:
    """Whether there is no such process any more, or only its exit code waits to be fetched."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


async def test_a_trainer_takes_only_what_time_those_who_chat_leave_over(tmp_path: Path) -> None:
    nice = tmp_path / "nice"
    script = f"""import os, time
while os.nice(0) < {LEAST_PRIORITY}:
    time.sleep(0.01)
open({str(nice)!r}, "w").write(str(os.nice(0)))
"""
    with pytest.raises(TrainerFailed, match="exit code 0"):
        await run_trainer(written(tmp_path, script), tell=lambda advance: None)
    assert nice.read_text() == str(LEAST_PRIORITY)


@pytest.mark.parametrize(
    ("told", "advance"),
    [
        ({"phase": "learning tastes", "done": 0.3}, Advance("learning tastes", 0.3)),
        (
            {"phase": "learning tastes", "done": 0.3, "overall": 0.61, "left": 42},
            Advance("learning tastes", 0.61, 42),
        ),
        ({"phase": "x", "done": 7, "overall": -3, "left": None}, Advance("x", 0.0)),
        ({"phase": None, "done": 0.5, "overall": "much", "left": "long"}, Advance("None", 0.0)),
        ({"phase": "x", "done": 0.5, "left": -8}, Advance("x", 0.5, 0.0)),
        ({"phase": "x", "done": 0.5, "left": 10**400}, Advance("x", 0.5)),
        ({"phase": "x", "done": float("nan")}, Advance("x", 0.0)),
        ({"phase": "x", "done": 0.5, "left": float("inf")}, Advance("x", 0.5)),
    ],
)
async def test_lines_of_progress_are_taken_with_care(
    tmp_path: Path, told: dict[str, object], advance: Advance
) -> None:
    heard: list[Advance] = []
    script = f"nan, inf = float('nan'), float('inf')\n{prints(**told)}"
    with pytest.raises(TrainerFailed):
        await run_trainer(written(tmp_path, script), tell=heard.append)
    assert heard == [advance]


async def test_the_last_line_is_the_result_and_strange_values_in_it_do_no_harm(tmp_path: Path) -> None:
    line = prints(
        version="v2", people=2, ratings=7, published=False, held_back="0.4 → 0.3", before="v1", figures={"a": 1}
    )
    result = await run_trainer(written(tmp_path, line), tell=lambda advance: None)
    assert result == Result("v2", False, "0.4 → 0.3", {"a": 1}, "v1", 2, 7)
    odd = prints(version="v2", people=-2, ratings="many", held_back=None, before=7, figures=[1])
    assert await run_trainer(written(tmp_path, odd), tell=lambda advance: None) == Result("v2")


CHILD = """import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-S", "-c", "import time; time.sleep(60)"])
open({path!r}, "w").write(str(child.pid))
"""


async def test_whoever_ends_a_trainer_ends_what_it_has_started_too(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    script = CHILD.format(path=str(pid)) + "time.sleep(60)"
    running = asyncio.create_task(run_trainer(written(tmp_path, script), tell=lambda advance: None))
    await until(lambda: pid.exists() and pid.read_text() != "")
    assert not is_gone(int(pid.read_text()))
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await until(lambda: is_gone(int(pid.read_text())))


async def test_nothing_is_left_of_a_trainer_that_ended_by_itself(tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    script = CHILD.format(path=str(pid)).replace("])", "], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)")
    await run_trainer(written(tmp_path, script + prints(version="v2")), tell=lambda advance: None)
    await until(lambda: is_gone(int(pid.read_text())))


BOT = """import asyncio, sys
from bot.retraining.trainer import run_trainer
asyncio.run(run_trainer((sys.executable, "-S", sys.argv[1]), tell=lambda advance: None))
"""
ORPHAN = """import json, os, time
open({pid!r}, "w").write(str(os.getpid()))
for percent in range(6000):
    print(json.dumps({{"phase": "learning", "done": percent / 6000}}), flush=True)
    time.sleep(0.01)
open({published!r}, "w").write("v2")
"""


async def test_a_trainer_whose_bot_is_killed_dies_at_its_next_word_and_publishes_nothing(tmp_path: Path) -> None:
    pid, published = tmp_path / "pid", tmp_path / "published"
    script = tmp_path / "trainer.py"
    script.write_text(ORPHAN.format(pid=str(pid), published=str(published)))
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", BOT, str(script))
    await until(lambda: pid.exists() and pid.read_text() != "")
    bot.send_signal(signal.SIGKILL)
    await bot.wait()
    began = time.monotonic()
    await until(lambda: is_gone(int(pid.read_text())))
    assert time.monotonic() - began < 10
    assert not published.exists()
