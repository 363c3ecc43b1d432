"""The state machine of the reliability benchmark, a few short runs of it, the same ones each time."""

from hypothesis import HealthCheck, settings

from benchmarks.reliability.machine.rules import Machine

TestMachine = Machine.TestCase
TestMachine.settings = settings(
    max_examples=8,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
