"""`matinee evaluate`."""

import json
from typing import Any

import typer
from rich.console import Console
from rich.table import Table

from bot.preparing import load, progress_bars
from bot.settings import load_settings
from recengine.errors import MatineeError
from recengine.evaluation.protocol import Row, evaluate, named_makers
from recengine.models import MODEL_NAMES


def evaluate_command(dataset: str | None, *, models: str, given: str, seeds: int, as_json: bool) -> None:
    """Run the accuracy protocol and print one table.

    Raises
    ------
    MatineeError
        Where a model, a number of given ratings or the data set is not usable.
    """
    settings = load_settings()
    names = list(MODEL_NAMES) if models == "all" else [name.strip() for name in models.split(",") if name.strip()]
    makers = named_makers(names)
    amounts = _amounts(given)
    with progress_bars() as bars:
        data = load(settings, bars, dataset=dataset)
        rows = evaluate(data, makers, given=amounts, seeds=range(seeds), progress=bars.progress)
    if as_json:
        typer.echo(json.dumps({"dataset": data.name, "simulated": data.simulated, "rows": [_plain(r) for r in rows]}))
        return
    console = Console()
    if data.simulated:
        console.print("These ratings are simulated: the figures tell nothing about people.")
    console.print(_table(rows, amounts, f"{data.name}: NDCG@10, held-out people, {seeds} seeds"))
    console.print(_beyond(rows, amounts))


def _amounts(given: str) -> list[int]:
    parts = [part.strip() for part in given.split(",") if part.strip()]
    if not parts or not all(part.isdigit() and 0 < int(part) <= 1000 for part in parts):
        raise MatineeError(f"--given takes whole numbers from 1 up with commas between, not «{given}»")
    return [int(part) for part in parts]


def _table(rows: list[Row], amounts: list[int], title: str) -> Table:
    table = Table(title=title)
    table.add_column("model")
    for k in amounts:
        table.add_column(f"k={k}", justify="right")
    best = {k: max((row.ndcg for row in rows if row.given == k), default=0.0) for k in amounts}
    for name in dict.fromkeys(row.model for row in rows):
        cells = []
        for k in amounts:
            row = next((r for r in rows if r.model == name and r.given == k), None)
            if row is None:
                cells.append("–")
                continue
            low, high = row.interval
            figure = f"{row.ndcg:.4f}"
            cells.append(f"{f'[bold]{figure}[/bold]' if row.ndcg == best[k] else figure} ±{(high - low) / 2:.3f}")
        table.add_row(name, *cells)
    return table


def _beyond(rows: list[Row], amounts: list[int]) -> Table:
    middle = amounts[len(amounts) // 2]
    table = Table(title=f"Beyond accuracy, k={middle}")
    for heading in ("model", "Recall@20", "coverage", "novelty (bits)", "variety in a list", "among the top 100"):
        table.add_column(heading, justify="left" if heading == "model" else "right")
    for row in rows:
        if row.given == middle:
            figures = (row.recall, row.coverage, row.novelty, row.diversity, row.popular_share)
            table.add_row(row.model, *(f"{figure:.3f}" for figure in figures))
    return table


def _plain(row: Row) -> dict[str, Any]:
    return {
        "model": row.model,
        "given": row.given,
        "ndcg10": row.ndcg,
        "ndcg10_interval": list(row.interval),
        "recall20": row.recall,
        "coverage": row.coverage,
        "novelty": row.novelty,
        "intra_list_diversity": row.diversity,
        "top100_share": row.popular_share,
        "users": len(row.ndcg_users),
    }
