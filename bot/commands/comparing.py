"""`matinee compare`: two versions that serve half of the people each, and what came of it."""

import asyncio
import time

import typer

from bot.halves import check_films, megabytes
from bot.settings import Settings, load_settings
from bot.stats.comparing import FEWEST_A_HALF, Verdict
from bot.stats.discretion import FEWEST
from bot.stats.rates import Rate
from bot.stats.report import Trial
from bot.stats.tally import Sums
from bot.storage.opening import opened
from bot.trying import tried
from recengine.persistence import ModelStore
from recengine.persistence.comparison import STOPPED, Comparison, comparison_in, start, stop

_VERDICTS = {
    Verdict.EARLY: "Too early to tell which is liked more.",
    Verdict.BETTER: "The other version is liked more.",
    Verdict.WORSE: "The other version is liked less.",
    Verdict.ALIKE: "Both are liked alike.",
}


def compare_command(version: str | None, *, ends: bool) -> None:
    """Start, end, or show a comparison.

    Raises
    ------
    typer.BadParameter
        Where it is to start and to end.
    MatineeError
        Where the version cannot serve beside the current one, or the store or the database cannot be used.
    """
    if version is not None and ends:
        raise typer.BadParameter("name a version, or --stop, not both")
    settings = load_settings()
    store = ModelStore(settings.models)
    if version is not None:
        typer.echo("\n".join(_started(store, version)))
    elif ends:
        over = stop(store.root, now=int(time.time()))
        typer.echo("\n".join(_shown(settings, over)) if over else "There is no comparison to end.")
    else:
        found = comparison_in(store.root)
        typer.echo("\n".join(_shown(settings, found)) if found else _none(store))


def _started(store: ModelStore, version: str) -> list[str]:
    current = store.load()
    other = store.load(version, like=current)
    check_films(current.recommender.catalog, other.recommender.catalog, version=other.version)
    made = start(store.root, other.version, now=int(time.time()))
    return [
        f"From now on {made.other} serves one half of the people, and {made.current} the other.",
        f"A running bot takes it over within a second or two, with about {megabytes(store.root, made.other)} MB "
        "more memory.",
        "See how it goes with `matinee compare` or /stats. A newly published version ends it; so does "
        "`matinee compare --stop`.",
    ]


def _none(store: ModelStore) -> str:
    current = store.current()
    if current is None:
        return "There is no model yet; make one with `matinee train`."
    others = [version for version in reversed(store.versions()) if version != current]
    known = f" Others: {', '.join(others[:5])}." if others else " It is the only one."
    return f"Nothing is being compared: {current} serves everybody.{known}"


def _shown(settings: Settings, comparison: Comparison) -> list[str]:
    trial = asyncio.run(_trial(settings, comparison))
    lines = [_state(trial, comparison), *trial_lines(trial)]
    if comparison.runs and trial.result.verdict is Verdict.BETTER:
        lines.append(f"To serve it to everybody: matinee rollback {comparison.other}")
    return lines


async def _trial(settings: Settings, comparison: Comparison) -> Trial:
    async with opened(settings.database) as storage:
        return await tried(storage, comparison, now=int(time.time()))


def _state(trial: Trial, comparison: Comparison) -> str:
    both = f"{comparison.other} beside {comparison.current}"
    if trial.ended is None:
        return f"Compared since {trial.started}: {both}, one half of the people each."
    why = "it was stopped" if comparison.why == STOPPED else f"{comparison.why or 'no version'} took over"
    return f"Compared from {trial.started} to {trial.ended}, when {why}: {both}."


def trial_lines(trial: Trial) -> list[str]:
    """Both halves and what they tell, a line each."""
    halves, result = trial.halves, trial.result
    left_out = f"{halves.both} {'person' if halves.both == 1 else 'people'} saw both and count for neither."
    return [
        f"  {trial.current} (current): {_half(halves.current, result.current)}",
        f"  {trial.other} (other): {_half(halves.other, result.other)}",
        *([left_out] if halves.both else []),
        _verdict(trial),
    ]


def _half(sums: Sums, rate: Rate | None) -> str:
    if sums.people < FEWEST:
        return f"fewer than {FEWEST} people yet"
    if rate is None:
        return f"{sums.shown:,} shown to {sums.people:,} people, none answered"
    return (
        f"{rate.value:.0%} liked or saved ({100 * rate.low:.0f}-{rate.high:.0%}) "
        f"of {sums.answered:,} answered by {sums.answering:,} people"
    )


def _verdict(trial: Trial) -> str:
    found = trial.result.difference
    if found is None:
        return f"Too early to tell: each half needs {FEWEST_A_HALF} people who answered."
    points = f"{100 * found.value:+.1f} points ({100 * found.low:+.1f} to {100 * found.high:+.1f}, 95% sure)"
    return f"{_VERDICTS[trial.result.verdict]} Other less current: {points}."
