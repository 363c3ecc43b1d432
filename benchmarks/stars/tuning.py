"""Settings of the peers: the best of a grid at each number of ratings given, on seeds that no table is about."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.stars.measuring import GIVEN, Tuned, measure
from benchmarks.stars.peers import GRIDS, KNN, MAKERS, ItemKnn, Predicts, Settings
from recengine.dataset import Dataset
from recengine.evaluation.splitting import hold_out_users

SEEDS = (200, 201)
FILE = Path(__file__).with_name("tuned.json")
_SERVED = ("doubt", "neighbours")
"""Settings of item-kNN that only serving uses."""


def tune(dataset: Dataset, *, say: Callable[[str], None]) -> dict[str, dict[int, Settings]]:
    """Measure every peer's whole grid and take the settings of least squared error over all cases."""
    tuned: dict[str, dict[int, Settings]] = {}
    hold_outs = {seed: hold_out_users(dataset, seed=seed) for seed in SEEDS}
    for name, grid in GRIDS.items():
        errors: dict[int, list[tuple[float, int]]] = {k: [] for k in GIVEN}
        fitted: dict[tuple[str, int], Predicts] = {}
        for number, settings in enumerate(grid):
            for k in GIVEN:
                total = 0.0
                for seed, hold_out in hold_outs.items():
                    model = _model(name, settings, seed, hold_out.train, fitted)
                    total += measure(model, hold_out.users, k, seed=seed).rmse ** 2
                errors[k].append((total, number))
        tuned[name] = {k: grid[min(tried)[1]] for k, tried in errors.items()}
        say(f"{name}: {tuned[name]}")
    return tuned


def _model(
    name: str, settings: Settings, seed: int, train: Dataset, fitted: dict[tuple[str, int], Predicts]
) -> Predicts:
    if name != KNN:
        key = (str(settings), seed)
        if key not in fitted:
            fitted[key] = MAKERS[name](**settings).fit(train)
        return fitted[key]
    key = (str({s: v for s, v in settings.items() if s not in _SERVED}), seed)
    if key not in fitted:
        fitted[key] = ItemKnn(**settings).fit(train)
    for setting in _SERVED:
        setattr(fitted[key], setting, settings[setting])
    return fitted[key]


def save(dataset: str, tuned: Tuned) -> None:
    """Write the settings chosen for a data set beside those of others."""
    FILE.write_text(json.dumps(_read() | {dataset: tuned}, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load() -> tuple[Tuned, str]:
    """The settings, and the name of the data set that they were chosen on."""
    (name, kept), *_ = _read().items()
    return {peer: {int(k): settings for k, settings in by_given.items()} for peer, by_given in kept.items()}, name


def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return found
