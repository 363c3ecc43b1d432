"""`matinee evaluate`."""

import json
import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from bot.preparing import load, progress_bars
from bot.settings import Settings, load_settings
from recengine.evaluation.comparing import Comparison, differences
from recengine.evaluation.introduction import INTRODUCTION
from recengine.evaluation.picture import check_plot, plot
from recengine.evaluation.protocol import Row, evaluate_splits, named_makers
from recengine.evaluation.splitting import Given, given_label
from recengine.models import ALIASES, MODEL_NAMES, SPARK_NAMES

YARDSTICK = "default"
"""Other models are compared with this one, or with the first where it is not asked for."""

MOST_GIVEN = 1000

PIPED_WIDTH = 160
"""Columns for the tables where they do not go to a terminal."""


def evaluate_command(
    dataset: str | None,
    *,
    models: str,
    given: str,
    seeds: int,
    as_json: bool,
    temporal: bool = False,
    picture: str | None = None,
) -> None:
    """Run the accuracy protocol; print accuracy, paired differences and what is beyond accuracy.

    Raises
    ------
    typer.BadParameter
        Where the numbers of given ratings or the models cannot be read.
    MatineeError
        Where a model or the data set is not usable, or the picture cannot be drawn.
    """
    settings = load_settings()
    names = _names(models)
    makers = named_makers([name for name in names if ALIASES.get(name) not in names])
    amounts = _amounts(given)
    if picture is not None:
        check_plot(Path(picture))
    splits = ["random", "temporal"] if temporal else ["random"]
    with _spark(settings, names), progress_bars() as bars:
        data = load(settings, bars, dataset=dataset)
        found = evaluate_splits(
            data, makers, given=dict.fromkeys(splits, amounts), seeds=range(seeds), progress=bars.progress
        )
    found = {split: _with_aliases(rows, names) for split, rows in found.items()}
    if picture is not None:
        plot(found["random"], Path(picture), title=f"Accuracy for held-out people, {data.name}")
    if as_json:
        rows = [row for split, own in found.items() for row in _plain_rows(own, split)]
        typer.echo(json.dumps({"dataset": data.name, "simulated": data.simulated, "rows": rows}))
        return
    console = Console(width=None if sys.stdout.isatty() else PIPED_WIDTH)
    if data.simulated:
        console.print("These ratings are simulated: the figures tell nothing about people.")
    _show(console, found, amounts, f"{data.name}, {seeds} seeds")


def _spark(settings: Settings, names: Sequence[str]) -> AbstractContextManager[object]:
    """One session of Spark for all models that are trained in it; nothing where there is none."""
    if not set(names) & set(SPARK_NAMES):
        return nullcontext()
    from recengine.spark.session import spark_session

    return spark_session(settings.spark_master)


def _names(models: str) -> list[str]:
    if models.strip() == "all":
        return [*MODEL_NAMES, *ALIASES, INTRODUCTION]
    names = list(dict.fromkeys(name.strip() for name in models.split(",") if name.strip()))
    if not names:
        raise typer.BadParameter("--models takes names with commas between, or all")
    return names


def _amounts(given: str) -> list[Given]:
    parts = list(dict.fromkeys(part.strip() for part in given.split(",") if part.strip()))
    amounts = [_amount(part) for part in parts]
    if not amounts or None in amounts:
        raise typer.BadParameter(
            f"--given takes whole numbers from 1 up, or shares such as 80%, with commas between, not «{given}»"
        )
    return [amount for amount in amounts if amount is not None]


def _amount(text: str) -> Given | None:
    number = text.removesuffix("%").strip()
    if not (number.isascii() and number.isdigit()):
        return None
    value = int(number)
    if text.endswith("%"):
        return value / 100 if 0 < value < 100 else None
    return value if 0 < value <= MOST_GIVEN else None


def _with_aliases(rows: list[Row], names: Sequence[str]) -> list[Row]:
    """The rows, and those of models that were asked for by two names once more under the other."""
    doubled = [(alias, name) for alias, name in ALIASES.items() if alias in names and name in names]
    return rows + [replace(row, model=alias) for alias, name in doubled for row in rows if row.model == name]


def _show(console: Console, found: Mapping[str, list[Row]], amounts: Sequence[Given], what: str) -> None:
    first_given = {"random": "given at random", "temporal": "the earliest given"}
    for split, rows in found.items():
        console.print(_table(rows, amounts, f"NDCG@10, held-out people, {first_given[split]}: {what}"))
        against = _yardstick(rows)
        if gaps := differences(rows, against=against):
            console.print(_gaps(gaps, amounts, f"Minus {against}, person by person, with 95 % intervals"))
    console.print(_beyond(found["random"], amounts))


def _yardstick(rows: Sequence[Row]) -> str:
    names = [row.model for row in rows]
    return YARDSTICK if YARDSTICK in names or not names else names[0]


def _table(rows: Sequence[Row], amounts: Sequence[Given], title: str) -> Table:
    best = {k: max((row.ndcg for row in rows if row.given == k), default=0.0) for k in amounts}

    def cell(row: Row) -> str:
        low, high = row.interval
        figure = f"{row.ndcg:.4f}"
        return f"{f'[bold]{figure}[/bold]' if row.ndcg == best[row.given] else figure} ±{(high - low) / 2:.3f}"

    cells = {(row.model, row.given): cell(row) for row in rows}
    return _grid(cells, amounts, title)


def _gaps(gaps: Sequence[Comparison], amounts: Sequence[Given], title: str) -> Table:
    def cell(gap: Comparison) -> str:
        low, high = gap.interval
        return f"{gap.value:+.4f} ±{(high - low) / 2:.3f}"

    return _grid({(gap.model, gap.given): cell(gap) for gap in gaps}, amounts, title)


def _grid(cells: Mapping[tuple[str, Given], str], amounts: Sequence[Given], title: str) -> Table:
    table = Table(title=title)
    table.add_column("model", no_wrap=True)
    for k in amounts:
        table.add_column(f"k={given_label(k)}", justify="right")
    for name in dict.fromkeys(name for name, _ in cells):
        table.add_row(name, *(cells.get((name, k), "–") for k in amounts))
    return table


def _beyond(rows: Sequence[Row], amounts: Sequence[Given]) -> Table:
    middle = amounts[len(amounts) // 2]
    table = Table(title=f"Beyond accuracy, k={given_label(middle)}")
    for heading in ("model", "Recall@20", "coverage", "novelty (bits)", "variety in a list", "among the top 100"):
        table.add_column(heading, justify="left" if heading == "model" else "right")
    for row in rows:
        if row.given == middle:
            figures = (row.recall, row.coverage, row.novelty, row.diversity, row.popular_share)
            table.add_row(row.model, *(f"{figure:.3f}" for figure in figures))
    return table


def _plain_rows(rows: Sequence[Row], split: str) -> list[dict[str, Any]]:
    gaps = {(gap.model, gap.given): gap for gap in differences(rows, against=_yardstick(rows))}
    return [_plain(row, split, gaps.get((row.model, row.given))) for row in rows]


def _plain(row: Row, split: str, gap: Comparison | None) -> dict[str, Any]:
    against = gap and {"model": gap.against, "mean": gap.value, "interval": list(gap.interval)}
    return {
        "model": row.model,
        "given": row.given,
        "split": split,
        "ndcg10": row.ndcg,
        "ndcg10_interval": list(row.interval),
        "ndcg10_minus": against,
        "recall20": row.recall,
        "coverage": row.coverage,
        "novelty": row.novelty,
        "intra_list_diversity": row.diversity,
        "top100_share": row.popular_share,
        "users": len(row.ndcg_users),
    }
