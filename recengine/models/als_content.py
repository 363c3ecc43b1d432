"""Alternating least squares with content beside it, so that a film that nobody rated yet can be suggested, too."""

from collections.abc import Mapping
from typing import ClassVar

from recengine.models.als import AlsModel
from recengine.models.base import Scorer
from recengine.models.content import ContentModel
from recengine.models.weighted import WeightedHybrid

CONTENT_SHARE = 0.3


class AlsContentModel(WeightedHybrid):
    """Factors and attributes, standardised and added: what `matinee train --engine spark` publishes.

    Parameters
    ----------
    rank, iterations, regularisation, alpha
        As in `AlsModel`.
    content_share
        Share of the attributes in the score.
    seed
        Passed to the factors.
    """

    name = "als-content"
    parts: ClassVar[Mapping[str, type[Scorer]]] = {"als": AlsModel, "content": ContentModel}
    trained_by: ClassVar[type[AlsModel]] = AlsModel
    _settings: ClassVar[tuple[str, ...]] = ("rank", "iterations", "regularisation", "alpha", "content_share", "seed")

    def __init__(
        self,
        *,
        rank: int = 32,
        iterations: int = 10,
        regularisation: float = 0.02,
        alpha: float = 2.0,
        content_share: float = CONTENT_SHARE,
        seed: int = 0,
    ) -> None:
        self.rank = rank
        self.iterations = iterations
        self.regularisation = regularisation
        self.alpha = alpha
        self.content_share = content_share
        self.seed = seed
        factors = self.trained_by(
            rank=rank, iterations=iterations, regularisation=regularisation, alpha=alpha, seed=seed
        )
        self._models = {"als": factors, "content": ContentModel()}

    def shares(self, known: int) -> dict[str, float]:
        return {"als": 1.0 - self.content_share, "content": self.content_share}
