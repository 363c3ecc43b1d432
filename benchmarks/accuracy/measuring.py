"""Fitting everything once a seed and measuring it on every split."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from benchmarks.accuracy.peers import PEERS, Settings
from benchmarks.accuracy.tuning import Tuned
from recengine.dataset import Dataset
from recengine.evaluation.protocol import DISLIKES_GIVEN, SPLITS, Measured, Row, joined, measure
from recengine.evaluation.splitting import Given, HoldOut, given_label
from recengine.models import make_model

GIVEN: tuple[Given, ...] = (1, 3, 5, 10, 20, 0.8)

GIVEN_IN: Mapping[str, Sequence[Given]] = {"random": GIVEN, "temporal": GIVEN, "dislikes": (DISLIKES_GIVEN,)}
"""What is given in each split; a temporal split takes the settings tuned on the random one."""

Rows = dict[str, list[Row]]


def run(
    dataset: Dataset, ours: Sequence[str], tuned: Tuned, *, seeds: Sequence[int], say: Callable[[str], None]
) -> Rows:
    """Rows of each split: the peers in their order, then our own models, each over all seeds."""
    parts: dict[str, dict[tuple[str, Given], list[Row]]] = {split: {} for split in GIVEN_IN}
    for seed in seeds:
        hold_outs = {split: SPLITS[split](dataset, seed) for split in GIVEN_IN}
        train = hold_outs["random"].train
        hold_outs = {split: replace(hold_out, train=train) for split, hold_out in hold_outs.items()}
        for name in (*PEERS, *ours):
            started = time.monotonic()
            for model, given in _fitted(name, tuned, hold_outs["random"], seed):
                for split, hold_out in hold_outs.items():
                    wanted = [k for k in GIVEN_IN[split] if k in given]
                    for row in measure(model, hold_out, given=wanted, name=name):
                        parts[split].setdefault((name, row.given), []).append(row)
            say(f"seed {seed}: {name}, {time.monotonic() - started:.1f} s")
    return {
        split: [joined(own[name, k]) for name in (*PEERS, *ours) for k in GIVEN_IN[split] if (name, k) in own]
        for split, own in parts.items()
    }


def _fitted(name: str, tuned: Tuned, hold_out: HoldOut, seed: int) -> Iterator[tuple[Measured, list[Given]]]:
    """Fitted models of a name, each with what it is to be measured at; a peer may have other settings at each."""
    if name not in PEERS:
        yield make_model(name, seed=seed).fit(hold_out.train), list(GIVEN)
        return
    chosen: list[tuple[Settings, list[Given]]] = []
    for k in GIVEN:
        settings = tuned[name][given_label(k)]
        same = next((given for other, given in chosen if other == settings), None)
        if same is None:
            chosen.append((settings, [k]))
        else:
            same.append(k)
    for settings, given in chosen:
        yield PEERS[name].make(seed=seed, **settings).fit(hold_out.train), given
