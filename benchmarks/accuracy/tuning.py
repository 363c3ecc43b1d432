"""Choosing each peer's settings, by NDCG@10 on validation seeds, apart for every number of ratings given."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.accuracy.peers import PEERS, Peer, Settings
from recengine.dataset import Dataset
from recengine.evaluation.protocol import Measured, measure
from recengine.evaluation.splitting import Given, given_label, hold_out_users

SEEDS = (100, 101)
"""Seeds of validation; no reported figure is from them."""

FILE = Path(__file__).with_name("tuned.json")
FALLBACK = "ml-latest-small"
"""Settings of this data set serve where a data set was not tuned for."""

Tuned = dict[str, dict[str, Settings]]
"""Peer -> label of the ratings given -> settings."""


def tune(dataset: Dataset, given: Sequence[Given], *, say: Callable[[str], None]) -> Tuned:
    """Measure every peer's whole grid and take the best settings at each number of ratings given."""
    hold_outs = [hold_out_users(dataset, seed=seed) for seed in SEEDS]
    tuned: Tuned = {}
    for name, peer in PEERS.items():
        totals: dict[str, list[tuple[float, Settings]]] = {given_label(k): [] for k in given}
        for fitted in peer.fitted:
            found: dict[tuple[str, float | None], float] = {}
            for seed, hold_out in zip(SEEDS, hold_outs, strict=True):
                model = peer.make(seed=seed, **fitted).fit(hold_out.train)
                for scale in _scales(peer, model):
                    for row in measure(model, hold_out, given=given):
                        key = (given_label(row.given), scale)
                        found[key] = found.get(key, 0.0) + row.ndcg / len(SEEDS)
            for (label, scale), ndcg in found.items():
                totals[label].append((ndcg, fitted if scale is None else {**fitted, "scale": scale}))
        best = {label: max(tried, key=lambda one: one[0]) for label, tried in totals.items() if tried}
        tuned[name] = {label: settings for label, (_, settings) in best.items()}
        say(f"{name}: " + "  ".join(f"k={label} {ndcg:.4f} {settings}" for label, (ndcg, settings) in best.items()))
    return tuned


def _scales(peer: Peer, model: Measured) -> Iterator[float | None]:
    if not peer.served:
        yield None
    for scale in peer.served:
        vars(model)["scale"] = scale
        yield scale


def save(dataset: str, tuned: Tuned) -> None:
    """Write the settings chosen for a data set beside those of others."""
    kept = _read() | {dataset: {"seeds": list(SEEDS), "peers": tuned}}
    FILE.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def load(dataset: str) -> tuple[Tuned, str]:
    """Settings for a data set, and the name of the one they were chosen on."""
    kept = _read()
    chosen_on = dataset if dataset in kept else FALLBACK
    return kept[chosen_on]["peers"], chosen_on


def _read() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return found
