"""Training of the masked-history LightFM; apart, because only training needs LightFM and scipy."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
from lightfm import LightFM
from scipy import sparse

from recengine.dataset import Dataset
from recengine.models.item_features import item_features
from recengine.models.masking import Ratings, draw_masked_rows
from recengine.progress import Progress

if TYPE_CHECKING:
    from recengine.models.hybrid import HybridModel

PARALLEL_RUNS = 2
"""Runs trained at once: LightFM lets go of the interpreter lock while it learns."""


def train_runs(
    model: "HybridModel", dataset: Dataset, *, progress: Progress
) -> tuple[sparse.csr_matrix, list[LightFM]]:
    """Train `model.runs` LightFM models on masked histories.

    Returns
    -------
    The item features (items, item features) and the trained models, one a run.
    """
    features = item_features(dataset.catalog)
    ratings = Ratings.of(dataset)
    epochs_done = EpochCounter(model.runs * model.epochs, progress, "learning tastes")

    def one(run: int) -> LightFM:
        return _train(model, ratings, features, seed=[model.seed, run], epochs_done=epochs_done)

    with ThreadPoolExecutor(PARALLEL_RUNS) as pool:
        return features, list(pool.map(one, range(model.runs)))


class EpochCounter:
    """Epochs done over all runs, told to a progress."""

    def __init__(self, total: int, progress: Progress, phase: str) -> None:
        self._total, self._done, self._progress, self._phase = total, 0, progress, phase
        self._lock = threading.Lock()

    def step(self) -> None:
        """One epoch of one run is done."""
        with self._lock:
            self._done += 1
            self._progress(self._phase, self._done / self._total)


def _train(
    model: "HybridModel",
    ratings: Ratings,
    features: sparse.csr_matrix,
    *,
    seed: Sequence[int],
    epochs_done: EpochCounter,
) -> LightFM:
    rng = np.random.default_rng(seed)
    lightfm = LightFM(
        no_components=model.components,
        loss="warp",
        learning_rate=model.learning_rate,
        item_alpha=model.alpha,
        user_alpha=model.alpha,
        max_sampled=model.max_sampled,
        random_state=int(rng.integers(2**31)),
    )
    for _ in range(model.epochs):
        rows = draw_masked_rows(
            ratings,
            rng,
            rows_per_user=model.rows_per_user,
            longest=model.longest,
            targets_per_row=model.targets_per_row,
            most=model.rows_per_epoch,
        )
        lightfm.fit_partial(
            rows.targets, user_features=rows.features, item_features=features, epochs=1, num_threads=1
        )
        epochs_done.step()
    return lightfm


def joined(runs: Sequence[LightFM]) -> LightFM:
    """One LightFM whose score is the mean of the runs' scores.

    Components are concatenated; the users' side is divided by the number of runs, so that products average.
    It is made to predict, not to be trained on.
    """
    count = len(runs)
    whole = LightFM(no_components=sum(run.no_components for run in runs), loss="warp")
    whole.item_embeddings = np.hstack([run.item_embeddings for run in runs])
    whole.user_embeddings = np.hstack([run.user_embeddings for run in runs]) / np.float32(count)
    whole.item_biases = np.mean([run.item_biases for run in runs], axis=0, dtype=np.float32)
    whole.user_biases = np.mean([run.user_biases for run in runs], axis=0, dtype=np.float32)
    _without_training_state(whole)
    return whole


def _without_training_state(lightfm: LightFM) -> None:
    """Zeros for the state of the optimiser, without which LightFM refuses to predict."""
    for side in ("item", "user"):
        for kind, like in (("embedding", f"{side}_embeddings"), ("bias", f"{side}_biases")):
            for what in ("gradients", "momentum"):
                # Plain zeros take no memory until they are written to, which prediction never does.
                setattr(lightfm, f"{side}_{kind}_{what}", np.zeros(getattr(lightfm, like).shape, dtype=np.float32))
