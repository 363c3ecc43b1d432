"""The tables, in Markdown, as the README shows them."""

from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.stars.measuring import GIVEN, Cases, joined, ours
from benchmarks.stars.peers import MAKERS, OURS

DRAWS = 2000
BUCKET = 0.25
TENTH = 0.1
ENOUGH = 200
"""Buckets of fewer cases are shown, and nothing is concluded from them."""

ALLOWED = 0.15
"""Calibration errors in stars up to this are fine."""

Found = Mapping[tuple[str, int], Cases]


def show(found: Found, *, title: str, tuned_on: str) -> bool:
    """Print everything; whether what is required of ours holds."""
    print(f"# Predicted stars for people who were not trained on: {title}\n")
    print(f"Peers' settings: best of a grid at each number of ratings given, on {tuned_on}, seeds 200 and 201.")
    print("± is half of a 95 % bootstrap interval over people.")
    _errors(found, "RMSE over all cases", "rmse")
    _differences(found)
    _errors(found, "MAE over all cases", "mae")
    _errors(found, "RMSE of each person, then the mean over people", "rmse_of_people")
    own = ours(found)
    fine = [_calibration(own[5], "Calibration, k=5"), _calibration(joined(list(own.values())), "Calibration, all k")]
    _reliability(own[5], "Match, k=5")
    _reliability(joined(list(own.values())), "Match, all k")
    return all(fine) and all(found[OURS, 5].rmse < found[name, 5].rmse for name in MAKERS if name != OURS)


def _errors(found: Found, title: str, figure: str) -> None:
    print(f"\n## {title}\n")
    _head(["", *(f"k={k}" for k in GIVEN)])
    for name in MAKERS:
        cells = [f"{getattr(found[name, k], figure):.4f}" for k in GIVEN]
        if figure == "rmse":
            cells = [f"{cell} ±{_half_interval(found[name, k]):.3f}" for cell, k in zip(cells, GIVEN, strict=True)]
        _line([name, *cells])


def _differences(found: Found) -> None:
    print(f"\n## RMSE of {OURS} minus RMSE of the peer, the same people drawn for both\n")
    _head(["", *(f"k={k}" for k in GIVEN)])
    for name in MAKERS:
        if name != OURS:
            _line([name, *(_difference(found[OURS, k], found[name, k]) for k in GIVEN)])


def _half_interval(cases: Cases) -> float:
    low, high = np.quantile(_resampled(cases), [0.025, 0.975])
    return float(high - low) / 2


def _difference(cases: Cases, peer: Cases) -> str:
    low, high = np.quantile(_resampled(cases) - _resampled(peer), [0.025, 0.975])
    return f"{cases.rmse - peer.rmse:+.4f} ({low:+.3f} to {high:+.3f})"


def _resampled(cases: Cases) -> np.ndarray:
    """RMSE over people drawn with replacement; the same people for every model."""
    people, total, count = cases.by_person()
    drawn = np.random.default_rng(0).integers(len(people), size=(DRAWS, len(people)))
    return np.asarray(np.sqrt(total[drawn].sum(axis=1) / count[drawn].sum(axis=1)))


def _calibration(cases: Cases, title: str) -> bool:
    """Print how right each range of predicted stars is; whether every range with enough cases is right enough."""
    print(f"\n## {title}\n")
    _head(["predicted", "cases", "people", "mean predicted", "mean given", "error", "people alike"])
    worst, weights = 0.0, cases.weights
    bucket = np.floor(cases.predicted / BUCKET + 1e-6).astype(np.int64)
    for number in np.unique(bucket):
        own = bucket == number
        predicted, given = cases.predicted[own].mean(), cases.actual[own].mean()
        people = len(np.unique(cases.person[own]))
        limits = f"{number * BUCKET:.2f} to {(number + 1) * BUCKET:.2f}"
        alike = np.average(cases.predicted[own] - cases.actual[own], weights=weights[own])
        figures = (f"{predicted:.2f}", f"{given:.2f}", f"{predicted - given:+.3f}", f"{alike:+.3f}")
        _line([limits, f"{own.sum()}", f"{people}", *figures])
        if own.sum() >= ENOUGH:
            worst = max(worst, abs(float(predicted - given)))
    print(f"\nLargest error in a range of {ENOUGH} cases or more: {worst:.3f} (allowed: {ALLOWED})")
    return worst <= ALLOWED


def _reliability(cases: Cases, title: str) -> None:
    print(f"\n## {title}\n")
    _head(["match", "cases", "mean match", "liked", "liked, people alike"])
    weights = cases.weights
    tenth = np.minimum(np.floor(cases.match / TENTH + 1e-6), 9).astype(np.int64)
    for number in np.unique(tenth):
        own = tenth == number
        limits = f"{10 * number} to {10 * number + 10} %"
        shares = (
            cases.match[own].mean(),
            cases.liked[own].mean(),
            np.average(cases.liked[own], weights=weights[own]),
        )
        _line([limits, f"{own.sum()}", *(f"{100 * share:.1f} %" for share in shares)])
    brier = float(((cases.match - cases.liked) ** 2).mean())
    rate = float(cases.liked.mean())
    print(f"\nBrier score {brier:.4f}; saying {100 * rate:.0f} % of everything scores {rate * (1 - rate):.4f}")


def _head(cells: Sequence[str]) -> None:
    _line(cells)
    _line(["---", *("---:" for _ in cells[1:])])


def _line(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |")
