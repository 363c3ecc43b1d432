"""The picture of an evaluation: accuracy over the ratings given, one line a model."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from recengine.errors import MatineeError
from recengine.evaluation.protocol import Row
from recengine.evaluation.splitting import Given, given_label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = (".png", ".svg", ".pdf")
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#7f7f7f", "#8c6d31", "#6a51a3")
_STYLES = ("-", "--", ":")
_MARKERS = "osD^vP*X"
_HIGHLIGHT: dict[str, Any] = {"color": "#d55e00", "linewidth": 3.0, "marker": "o", "zorder": 5}


def check_plot(path: Path) -> None:
    """Refuse at once what could not be drawn after minutes of measuring.

    Raises
    ------
    MatineeError
        Where matplotlib is missing, the format is not known, or the folder does not exist.
    """
    try:
        import matplotlib as _  # noqa: F401
    except ImportError:
        raise MatineeError("pictures need matplotlib; install it with: pip install 'matinee[bench]'") from None
    if path.suffix.lower() not in FORMATS:
        raise MatineeError(f"a picture ends in {', '.join(FORMATS)}, not «{path.name}»")
    if not path.absolute().parent.is_dir():
        raise MatineeError(f"there is no folder {path.absolute().parent} to write the picture to")


def plot(rows: Sequence[Row], path: Path, *, title: str, highlight: str = "default") -> None:
    """Write the picture; `highlight` is drawn thick, its 95 % intervals as a band.

    Raises
    ------
    MatineeError
        Where it cannot be drawn or written.
    """
    check_plot(path)
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.5, 5), layout="constrained")
    FigureCanvasAgg(figure)
    # Shares stand apart: with most of a history given, little is left to find, and the figures are on another scale.
    panels = [[k for k in _all_given(rows) if (k >= 1) == whole] for whole in (True, False)]
    panels = [panel for panel in panels if panel]
    axes = figure.subplots(1, len(panels), squeeze=False, width_ratios=[len(panel) + 0.5 for panel in panels])[0]
    # From the best on: the legend then stands in about the order of the lines.
    names = sorted({row.model for row in rows}, key=lambda name: -_mean(rows, name))
    for axis, panel in zip(axes, panels, strict=True):
        _draw(axis, panel, [row for row in rows if row.given in panel], names, highlight)
    axes[0].set_title(title, loc="left")
    axes[0].set_ylabel("NDCG@10")
    figure.legend(*axes[0].get_legend_handles_labels(), loc="outside right upper", frameon=False)
    try:
        figure.savefig(path, dpi=150)
    except OSError as error:
        raise MatineeError(f"the picture {path} cannot be written: {error.strerror or error}") from None


def _draw(axis: "Axes", given: Sequence[Given], rows: Sequence[Row], names: Sequence[str], highlight: str) -> None:
    others = [name for name in names if name != highlight]
    for name in names:
        own = [row for row in rows if row.model == name]
        aside = 0.05 * (names.index(name) - len(names) / 2) if len(given) == 1 else 0.0  # single points side by side
        places = [given.index(row.given) + aside for row in own]
        if name == highlight:
            low, high = ([row.interval[side] for row in own] for side in (0, 1))
            axis.fill_between(places, low, high, color=_HIGHLIGHT["color"], alpha=0.12)
        style = _HIGHLIGHT if name == highlight else _style(others.index(name))
        axis.plot(places, [row.ndcg for row in own], label=name, **style)
    axis.set_xticks(range(len(given)), [given_label(k) for k in given])
    axis.set_xlim(-0.5, len(given) - 0.5)
    axis.set_xlabel("ratings given" if given[0] >= 1 else "of the history")
    axis.grid(axis="y", alpha=0.3)
    axis.spines[["top", "right"]].set_visible(False)


def _all_given(rows: Sequence[Row]) -> list[Given]:
    return sorted({row.given for row in rows})


def _style(number: int) -> dict[str, Any]:
    turn, colour = divmod(number, len(_COLOURS))
    return {
        "color": _COLOURS[colour],
        "linewidth": 1.4,
        "linestyle": _STYLES[turn % len(_STYLES)],
        "marker": _MARKERS[number % len(_MARKERS)],
        "markersize": 4.5,
    }


def _mean(rows: Sequence[Row], name: str) -> float:
    own = [row.ndcg for row in rows if row.model == name]
    return sum(own) / len(own)
