"""Hybrid «collaborative into content»: latent factors join the attributes that the content profile is made of."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import Encoded
from recengine.joining import Joining, longer
from recengine.models.base import Contributions, Scorer, State, require
from recengine.models.content import ContentModel
from recengine.models.liking import liking
from recengine.progress import Progress, silent

if TYPE_CHECKING:
    from recengine.dataset import Dataset


class CollaborativeIntoContentModel(Scorer):
    """A content-based profile over attributes and latent factors side by side.

    Each movie's vector is its attributes (length 1) beside its factors from the likes of all users (length
    `factor_weight`, less for movies that few liked: the more is known of a movie, the more its audience describes
    it). The profile is the weighted sum of the rated movies' vectors, and a score is the product of profile and
    movie, as in content-based filtering; ratings move factors by how much they say «more like this».

    Source: R. Burke, «Hybrid recommender systems: survey and experiments» (UMUAI 2002), feature augmentation.

    Parameters
    ----------
    factors
        Number of latent factors.
    factor_weight
        Length of the factors beside the attributes' 1.
    trust_likes
        A movie with so many likes has half of the factors' weight.
    neutral, dislike
        What such ratings count in the factors beside a like's 1.
    popularity_share
        As in the content-based method.
    seed
        Start of the iterative decomposition.
    """

    name = "collaborative-into-content"

    def __init__(
        self,
        *,
        factors: int = 32,
        factor_weight: float = 1.4,
        trust_likes: float = 10.0,
        neutral: float = 0.3,
        dislike: float = -0.2,
        popularity_share: float = 4.0,
        seed: int = 0,
    ) -> None:
        self.factors = factors
        self.factor_weight = factor_weight
        self.trust_likes = trust_likes
        self.neutral = neutral
        self.dislike = dislike
        self.popularity_share = popularity_share
        self.seed = seed
        self._content = ContentModel(popularity_share=popularity_share)

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.models.factors import item_factors

        self._learns(dataset)
        self._content.fit(dataset, progress=progress)
        progress("factorising", 0.0)
        factors = item_factors(dataset, count=self.factors, user_power=0.25, popularity_power=0.25, seed=self.seed)
        likes = np.asarray(dataset.liked.sum(axis=0), dtype=np.float32).ravel()
        trust = likes / (likes + np.float32(self.trust_likes))
        length = np.maximum(np.linalg.norm(factors, axis=1), 1e-9)
        scale = self.factor_weight * np.sqrt(trust) / length
        self._factors: Floats = np.asarray(factors * scale[:, None], dtype=np.float32)
        progress("factorising", 1.0)
        return self

    def score_encoded(self, rated: Encoded) -> Floats:
        scores = self._content.score_encoded(rated)
        scores += self._factors @ self._profile(rated)
        return scores

    def score_each_encoded(self, rated: Sequence[Encoded]) -> Iterator[Floats]:
        by_factors = np.stack([self._profile(one) for one in rated]) @ self._factors.T
        for scores, more in zip(self._content.score_each_encoded(rated), by_factors, strict=True):
            scores += more
            yield scores

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        content = self._content.contributions_encoded(rated, targets)
        profile = self._factors[rated.indices] * self._weights(rated)[:, None]
        by_film = np.asarray(content.by_film + self._factors[targets] @ profile.T, dtype=np.float32)
        return Contributions(content.constant, by_film, content.rated_ids)

    def _join(self, joining: Joining) -> None:
        self._content = self._content.extended(joining)
        self._factors = longer(self._factors, joining.as_given(self._factors))

    def _profile(self, rated: Encoded) -> Floats:
        return np.asarray(self._weights(rated) @ self._factors[rated.indices], dtype=np.float32)

    def _weights(self, rated: Encoded) -> Floats:
        """How far each rating moves the profile's factors; over the root of their number, as attributes are."""
        weights = liking(rated, neutral=self.neutral, dislike=self.dislike)
        return np.asarray(weights / np.sqrt(np.float32(max(len(rated), 1))), dtype=np.float32)

    def state(self) -> State:
        content = {f"content/{name}": array for name, array in self._content.state().arrays.items()}
        content["item_ids"] = content.pop("content/item_ids")
        settings = {name: getattr(self, name) for name in _SETTINGS}
        return State(settings, {**content, "factors": self._factors})

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = cls(**state.settings)
        model.item_ids, model._factors = require(state, "item_ids", "factors")
        own = {k.removeprefix("content/"): v for k, v in state.arrays.items() if k.startswith("content/")}
        settings = {"popularity_share": model.popularity_share}
        model._content = ContentModel.from_state(State(settings, {"item_ids": model.item_ids, **own}))
        return model


_SETTINGS = ("factors", "factor_weight", "trust_likes", "neutral", "dislike", "popularity_share", "seed")
