"""`matinee stats`: whether suggestions work for people, as tables or JSON."""

import asyncio
import json
import time
from collections.abc import Iterable

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.comparing import trial_lines
from bot.commands.outcomes import comparison_of
from bot.settings import Settings, load_settings
from bot.stats.discretion import FEWEST
from bot.stats.rates import Rate, acceptance, share
from bot.stats.report import Report, liked_rate
from bot.stats.tally import TOP, Sums, Tally, span
from bot.storage.opening import opened
from bot.trying import concerns, tried
from recengine.errors import ModelError
from recengine.persistence import ModelStore
from recengine.persistence.manifest import read_manifest

WIDTH = 110
"""Columns of the tables where the output is no terminal."""


def stats_command(weeks: int, *, as_json: bool) -> None:
    """Print the numbers of the last weeks, or of all (0).

    Raises
    ------
    MatineeError
        Where the settings are wrong or the database cannot be read.
    """
    settings, asked = load_settings(), weeks or None
    report = asyncio.run(_report(settings, asked))
    if as_json:
        typer.echo(json.dumps(report.to_json(), indent=2))
    else:
        _print(report)


async def _report(settings: Settings, weeks: int | None) -> Report:
    now, comparison = int(time.time()), comparison_of(ModelStore(settings.models))
    async with opened(settings.database) as storage:
        tally = Tally(span(now, weeks)) if storage is None else await storage.tally(now, weeks)
        trial = None
        if concerns(comparison, since=tally.span.since):
            trial = await tried(storage, comparison, now=now)
    return Report.of(tally, weeks=weeks, catalogue=_catalogue(settings), trial=trial)


def _catalogue(settings: Settings) -> int | None:
    """How many films the current model knows, if there is one."""
    store = ModelStore(settings.models)
    try:
        version = store.current()
        movies = None if version is None else read_manifest(store.root / version).get("movies")
    except ModelError:
        return None
    return movies if isinstance(movies, int) else None


def _print(report: Report) -> None:
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=WIDTH)
    if report.is_silent:
        console.print(f"{_dates(report)}: nothing to tell yet, as fewer than {FEWEST} people were shown suggestions.")
        return
    for line in _headline(report):
        console.print(line)
    console.print()
    weeks = ((f"{p.first} to {p.last}", p.sums) for p in report.periods)
    console.print(_table("week", weeks))
    others = [] if report.others is None else [("others", report.others)]
    console.print()
    console.print(_table("model version", [*report.versions.items(), *others]))
    if report.bins:
        console.print()
        console.print(_calibration(report))
    if report.trial is not None:
        console.print()
        for line in (f"Comparison since {report.trial.started}:", *trial_lines(report.trial)):
            console.print(line)


def _headline(report: Report) -> list[str]:
    whole, films = report.whole, report.films
    rates = [
        f"{name} {_percent(share(whole, count))}"
        for name, count in (("disliked", whole.disliked), ("seen", whole.seen), ("hidden", whole.hidden))
    ]
    coverage = "" if report.coverage is None else f" of {report.catalogue:,} ({report.coverage:.0%})"
    return [
        f"{_dates(report)}: {whole.shown:,} suggestions to {whole.people:,} people, {whole.answered:,} answered.",
        f"Liked or saved: {_percent(acceptance(whole), bounds=True)} of those answered, "
        f"{whole.accepted / whole.shown:.0%} of those shown; {', '.join(rates)}.",
        f"{films.different:,} films{coverage} were shown; the {TOP} shown most make {films.top / films.shown:.0%} "
        "of all suggestions.",
    ]


def _dates(report: Report) -> str:
    return f"{report.first} to {report.last}"


def _table(what: str, rows: Iterable[tuple[str, Sums]]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(what)
    for name in ("people", "shown", "answered", "liked or saved", "disliked", "seen", "hidden"):
        table.add_column(name, justify="right")
    for name, sums in rows:
        counts = (f"{sums.people:,}", f"{sums.shown:,}", f"{sums.answered:,}")
        rates = (_percent(share(sums, count)) for count in (sums.disliked, sums.seen, sums.hidden))
        table.add_row(name, *counts, _percent(acceptance(sums), bounds=True), *rates)
    return table


def _calibration(report: Report) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    for name in ("match told", "rated since", "told on average", "given 4 stars or more", "stars given"):
        table.add_column(name, justify="left" if name == "match told" else "right")
    for each in report.bins:
        told, stars = each.told / each.rated, each.stars / each.rated
        liked = _percent(liked_rate(each), bounds=True)
        table.add_row(f"{each.low}-{each.high} %", f"{each.rated:,}", f"{told:.0f} %", liked, f"{stars:.1f}")
    return table


def _percent(rate: Rate | None, *, bounds: bool = False) -> str:
    if rate is None:
        return "-"
    return f"{rate.value:.0%}" + (f" ({100 * rate.low:.0f}-{rate.high:.0%})" if bounds else "")
