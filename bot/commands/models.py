"""`matinee models` and `matinee rollback`."""

import json
import sys
import time
from typing import Any

import typer

from bot.commands.outcomes import comparison_ended, comparison_of, megabytes
from bot.settings import load_settings
from bot.versions import State, Version, version_of
from recengine.errors import ModelError
from recengine.persistence import ModelStore
from recengine.persistence.describing import printable

PIPED_WIDTH = 150
"""Columns of the table where no terminal tells its own."""

FIGURES = ("own ratings", "NDCG@10", "popularity", "size")

STATES = {
    State.SERVED: "served",
    State.BEFORE: "before",
    State.HELD: "held back",
    State.DAMAGED: "damaged",
    State.OTHER: "kept",
}

NAMED = 8
"""So many versions are named where one was asked for that is not there."""


def models_command(*, as_json: bool) -> None:
    """List the versions, newest first.

    Raises
    ------
    MatineeError
        Where the settings are wrong.
    """
    store = ModelStore(load_settings().models)
    versions = [version_of(one) for one in store.described()]
    if as_json:
        typer.echo(json.dumps([plain(version) for version in versions]))
    elif not versions:
        typer.echo(f"There is no model in {store.root} yet; make one with: matinee train")
    else:
        _show(versions)


def rollback_command(version: str | None) -> None:
    """Have another version served, once it is known to be whole.

    Raises
    ------
    MatineeError
        Where there is no such version, it cannot be read, or nobody knows which one was served before.
    """
    store = ModelStore(load_settings().models)
    name = store.before() if version is None else version
    if name is None:
        raise ModelError(f"it is not known which version was served before the current one; {_named(store)}")
    if name not in store.versions():
        raise ModelError(f"there is no model version «{printable(name[:100])}»; {_named(store)}")
    served = next((one.version for one in store.described() if one.is_current), None)
    if name == served:
        typer.echo(f"Version {printable(name)} is served already.")
        return
    saved, comparison = store.load(name), comparison_of(store)
    store.point_to(name)
    typer.echo(f"Version {printable(name)} is served from now on{f', in place of {served}' if served else ''}.")
    if comparison is not None and comparison.runs:
        typer.echo("\n".join(comparison_ended(store, name)))
    if why := saved.manifest.get("held_back"):
        typer.echo(f"Mind why it was held back: {printable(str(why))}.")


def plain(version: Version) -> dict[str, Any]:
    """A version as plain data."""
    return {
        "version": version.name,
        "state": STATES[version.state],
        "trained_at": version.trained_at,
        "dataset": version.dataset,
        "users": version.users,
        "ratings": version.ratings,
        "own_people": version.own_people,
        "own_ratings": version.own_ratings,
        "ndcg10_given5": version.accuracy,
        "ndcg10_given5_popular": version.popular,
        "seconds": version.seconds,
        "seed": version.seed,
        "bytes": version.size,
        "why": version.why,
    }


def _named(store: ModelStore) -> str:
    names = [printable(name) for name in reversed(store.versions())]
    if not names:
        return "there is none yet; make one with `matinee train`"
    more = f" and {len(names) - NAMED} older ones" if len(names) > NAMED else ""
    return f"there are: {', '.join(names[:NAMED])}{more}"


def _show(versions: list[Version]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("version", "trained", "on", *FIGURES, "state"):
        table.add_column(heading, justify="right" if heading in FIGURES else "left")
    for version in versions:
        table.add_row(*map(Text, _cells(version)), style="bold" if version.state is State.SERVED else None)
    console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
    console.print(table)
    for version in versions:
        if version.why:
            console.print(Text(printable(f"{version.name}: {version.why}")), soft_wrap=True)


def _cells(version: Version) -> list[str]:
    return [
        printable(version.name),
        _when(version.trained_at),
        printable(version.dataset),
        f"{version.own_ratings}",
        *("" if figure is None else f"{figure:.3f}" for figure in (version.accuracy, version.popular)),
        megabytes(version.size),
        STATES[version.state],
    ]


def _when(seconds: int | None) -> str:
    try:
        return "" if seconds is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))
    except (OverflowError, ValueError, OSError):  # whatever a file tells
        return ""
