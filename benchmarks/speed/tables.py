"""The table as text for a terminal, and as Markdown."""

from collections.abc import Iterator, Sequence

from benchmarks.speed.rows import Row

HEAD = ("path", "against", "ours", "other", "ratio", "quartiles", "goal", "")


def text(rows: Sequence[Row]) -> Iterator[str]:
    """Lines with columns under each other."""
    cells = [HEAD, *map(_cells, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
    yield from (f"{row.path}: {row.note}" for row in rows if row.note)


def markdown(rows: Sequence[Row]) -> Iterator[str]:
    """The same as a table of a README."""
    yield "| path | against | ours | other | ratio (quartiles) | goal |"
    yield "|---|---|---:|---:|---:|---:|"
    for row in rows:
        path, against, ours, other, ratio, quartiles, goal, missed = _cells(row)
        yield f"| {path} | {against} | {ours} | {other} | **{ratio}** ({quartiles}) | {goal} {missed}".rstrip() + " |"


def _cells(row: Row) -> tuple[str, ...]:
    missed = "missed" if row.reached is False else ""
    quartiles = f"{number(row.low)} to {number(row.high)}"
    return (
        *(row.path, row.against, f"{number(row.ours)} {row.unit}", f"{number(row.other)} {row.unit}"),
        *(f"{number(row.ratio)} ×", quartiles, "" if row.goal is None else str(row.goal), missed),
    )


def number(value: float) -> str:
    """Digits that count: 0.0012, 0.5, 1.23, 12.3, 1,234."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if value >= 0.1 else f"{value:.2g}"
