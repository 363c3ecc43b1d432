"""Row 10: people played at random by hypothesis, and the bot compared with a dictionary after each of their steps."""

import asyncio
import sys
import traceback

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.reliability.machine.rules import TALLY, Machine
from benchmarks.reliability.rows import Options, Row

RUNS, STEPS = 500, 50


async def measure(options: Options) -> list[Row]:
    """Play runs until one differs from the model, or all are played."""
    runs = options.sized(RUNS, least=2)
    differs = await asyncio.to_thread(play, runs, seed_number=options.seed)
    kinds = ", ".join(f"{kind} {count}" for kind, count in TALLY.kinds.most_common())
    print(f"  steps by kind: {kinds}", file=sys.stderr, flush=True)
    differences = "1 difference, at which it stopped" if differs else "0 differences"
    figure = f"{TALLY.runs} runs of {STEPS} steps ({TALLY.updates} updates), {differences}"
    what = "state machine: rate, judge, mark, undo, delete, import, export, retrain, restart, crash, repeat"
    return [Row(10, what, figure, f"≥ {runs} runs, equal to the model", ok=not differs and TALLY.runs >= runs)]


def play(runs: int, *, seed_number: int = 0) -> bool:
    """Play so many runs; True where one of them differs from the model, which is told on stderr."""
    TALLY.reset(runs)
    how = settings(
        max_examples=runs,
        stateful_step_count=STEPS,
        deadline=None,
        database=None,
        phases=(Phase.generate,),  # the first run that differs is told as it is: to make it shorter takes minutes
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    try:
        run_state_machine_as_test(seed(seed_number)(Machine), settings=how)
    except Exception:
        traceback.print_exc()
        return True
    return False
