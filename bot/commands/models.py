"""`matinee models` and `matinee rollback`."""

import json
import sys
import time
from typing import Any

import typer

from bot.commands.outcomes import megabytes
from bot.gating import OURS, POPULAR
from bot.settings import load_settings
from recengine.errors import ModelError
from recengine.persistence import Described, ModelStore
from recengine.persistence.describing import printable

PIPED_WIDTH = 150
"""Columns of the table where no terminal tells its own."""

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
    described = store.described()
    if as_json:
        typer.echo(json.dumps([plain(one) for one in described]))
    elif not described:
        typer.echo(f"There is no model in {store.root} yet; make one with: matinee train")
    else:
        _show(described)


def rollback_command(version: str | None) -> None:
    """Have another version served, once it is known to be whole.

    Raises
    ------
    MatineeError
        Where there is no such version, it cannot be read, or nobody knows which one was served before.
    """
    store = ModelStore(load_settings().models)
    name = version or store.before()
    if name is None:
        raise ModelError(f"it is not known which version was served before the current one; {_named(store)}")
    if name not in store.versions():
        raise ModelError(f"there is no model version «{printable(name[:100])}»; {_named(store)}")
    served = next((one.version for one in store.described() if one.is_current), None)
    if name == served:
        typer.echo(f"Version {printable(name)} is served already.")
        return
    saved = store.load(name)
    store.point_to(name)
    typer.echo(f"Version {printable(name)} is served from now on{f', in place of {served}' if served else ''}.")
    if why := saved.manifest.get("held_back"):
        typer.echo(f"Mind why it was held back: {printable(str(why))}.")


def plain(one: Described) -> dict[str, Any]:
    """A version as plain data."""
    return {
        "version": one.version,
        "state": one.state,
        "trained_at": one.trained_at,
        "dataset": one.dataset,
        "ndcg10_given5": one.number("metrics", OURS),
        "ndcg10_given5_popular": one.number("metrics", POPULAR),
        "own_people": one.number("own_people"),
        "own_ratings": one.number("own_ratings"),
        "bytes": one.size,
        "held_back": one.held_back,
        "trouble": one.trouble,
    }


def _named(store: ModelStore) -> str:
    names = [printable(name) for name in reversed(store.versions())]
    if not names:
        return "there is none yet; make one with `matinee train`"
    more = f" and {len(names) - NAMED} older ones" if len(names) > NAMED else ""
    return f"there are: {', '.join(names[:NAMED])}{more}"


def _show(described: list[Described]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("version", "trained", "on", "own ratings", "NDCG@10", "popularity", "size", "state"):
        table.add_column(heading, justify="right" if heading in RIGHT else "left")
    for one in described:
        table.add_row(*map(Text, _cells(one)), style="bold" if one.is_current else None)
    console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
    console.print(table)
    for one in described:
        if why := one.trouble or one.held_back:
            console.print(Text(f"{printable(one.version)}: {why}"), soft_wrap=True)


RIGHT = ("own ratings", "NDCG@10", "popularity", "size")


def _cells(one: Described) -> list[str]:
    trained = one.trained_at
    own = one.number("own_ratings")
    return [
        printable(one.version),
        "" if trained is None else time.strftime("%Y-%m-%d %H:%M", time.localtime(trained)),
        one.dataset,
        "" if own is None else f"{own:.0f}",
        *(_figure(one.number("metrics", name)) for name in (OURS, POPULAR)),
        megabytes(one.size),
        one.state,
    ]


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
