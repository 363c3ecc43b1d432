"""The benchmark of the gate on a small world, and trainings killed at each of its steps."""

from pathlib import Path

import pytest

from benchmarks.gate import tables
from benchmarks.gate.dying import kill_trainings
from benchmarks.gate.measuring import judged, served_store, with_model
from benchmarks.gate.recipes import BAD, DAMAGES, good, without
from benchmarks.gate.serving import MOST_GROWTH, measure
from tests.bot.gating.world import world


def test_good_retrainings_pass_and_bad_ones_do_not(capsys: pytest.CaptureFixture[str]) -> None:
    data = world()
    with served_store(data, "item-item") as store:
        first = store.current()
        fine = judged(store, data, with_model(good(4), "item-item"), lambda name: None)
        (bad,) = judged(store, data, with_model([BAD], "item-item"), lambda name: None)
        assert (store.current(), store.versions()) == (first, [first])
    assert tables.counted(fine) == "0 of 4"
    assert not bad.served
    tables.show("Both", [*fine, bad])
    rows = capsys.readouterr().out.splitlines()
    assert rows[5].startswith("| seed 1 | ")
    assert rows[5].endswith("| published |")
    assert rows[-1].endswith("| held back |")


def test_recipes_do_as_they_are_called() -> None:
    data = world()
    assert len(without(0.05)(data.ratings, None)) == pytest.approx(0.95 * len(data.ratings), rel=0.02)  # type: ignore[arg-type]
    kept = {len(recipe.applied(data).ratings) for recipe in good(10)}
    assert max(kept) == len(data.ratings)
    assert sorted(BAD.applied(data).ratings["rating"]) == sorted(data.ratings["rating"])
    for recipe in (BAD, *DAMAGES):
        changed = not recipe.applied(data).ratings.equals(data.ratings)
        assert changed or recipe.settings or recipe.model != "default", recipe.name


@pytest.mark.parametrize("bad", [False, True])
def test_a_training_killed_before_any_step_of_the_gate_leaves_the_old_version_or_the_whole_new_one(bad: bool) -> None:
    found = kill_trainings(bad=bad, every=41)
    assert (found.wrong, found.litter) == ([], 0)
    assert found.old > 0
    assert (found.new > 0) is not bad


async def test_a_training_in_the_chat_costs_the_bot_no_memory_and_a_rollback_no_restart(trained: Path) -> None:
    figures = await measure(trained, environment={"MATINEE_DATASET": str(trained / "films")})
    assert figures.growth < MOST_GROWTH
    assert figures.samples > 5
    assert not figures.restarted
