"""`matinee train`."""

import json
import sys
from contextlib import nullcontext
from pathlib import Path

import typer

from bot.commands.outcomes import compared, comparison_ended, megabytes
from bot.dialogue import wording
from bot.engines import Choices, source
from bot.overall import Step
from bot.preparing import Bars, progress_bars
from bot.settings import load_settings
from bot.training import Trained, added_films, own_ratings, train
from recengine.persistence import ModelStore


def train_command(
    dataset: str | None,
    out: str | None,
    *,
    seed: int,
    how: str,
    choices: Choices | None = None,
    anyway: bool = False,
) -> None:
    """Train, measure, publish; say what came out.

    Raises
    ------
    typer.BadParameter
        Where there is no such way of showing progress.
    MatineeError
        Where the data or the settings are wrong.
    """
    if how not in ("bar", "json", "none"):
        raise typer.BadParameter(f"--progress is bar, json or none, not «{how}»")
    settings, choices = load_settings(), choices or Choices()
    store = ModelStore(Path(out).expanduser().absolute() if out else settings.models)
    shown = progress_bars(training=True) if how == "bar" else nullcontext(_plain(how))
    with (
        store.training(),
        shown as bars,
        source(settings, bars, dataset=dataset, choices=choices) as learned,
    ):
        bars.say(learned.dataset.note if how == "bar" else "")
        trained = train(
            learned.dataset,
            store,
            own=own_ratings(settings),
            added=added_films(settings),
            setting=dataset or settings.matinee_dataset,
            seed=seed,
            model_name=learned.model_name,
            model_settings=choices.settings,
            engine=learned.engine,
            anyway=anyway,
            progress=bars.progress,
        )
    if how == "json":
        typer.echo(json.dumps(trained.to_json()))
    else:
        typer.echo("\n".join([_report(trained), *comparison_ended(store, trained.version)]))


def _plain(how: str) -> Bars:
    """Progress as JSON lines on stdout, or none."""
    return Bars(_Lines() if how == "json" else lambda step: None, lambda note: None)


class _Lines:
    """A line for each whole percent of a phase."""

    def __init__(self) -> None:
        self._told: tuple[str, int] | None = None

    def __call__(self, step: Step) -> None:
        now = step.phase, int(100 * step.done)
        if now != self._told:
            self._told = now
            sys.stdout.write(json.dumps(step.to_json()) + "\n")
            sys.stdout.flush()


def _report(trained: Trained) -> str:
    lines = _outcome(trained)
    if trained.ratings:
        lines.append(wording.own_ratings(trained.ratings, trained.people))
    if trained.ndcg is not None and trained.popular_ndcg is not None:
        lines.append(
            f"NDCG@10 for people it was not trained on, 5 ratings given: {trained.ndcg:.3f} "
            f"(popularity {trained.popular_ndcg:.3f})."
        )
    lines += compared(trained.figures)
    if trained.removed:
        lines.append(f"Removed as old: {', '.join(trained.removed)} ({megabytes(sum(trained.removed.values()))}).")
    return "\n".join(lines)


def _outcome(trained: Trained) -> list[str]:
    if trained.published:
        return [f"Version {trained.version} is published, trained on {trained.dataset} in {trained.seconds:.0f} s."]
    stays = f"version {trained.before} stays" if trained.before else "nothing is served in its place"
    return [
        f"Version {trained.version}, trained on {trained.dataset} in {trained.seconds:.0f} s, is NOT published; "
        f"{stays}.",
        f"Why: {trained.held_back}.",
        f"It is kept. To serve it all the same: matinee rollback {trained.version}",
    ]
