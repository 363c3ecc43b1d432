"""Hybrid «separate»: content-based and collaborative predictions, each made alone, then combined."""

from collections.abc import Mapping
from typing import ClassVar

from recengine.models.base import Scorer
from recengine.models.content import ContentModel
from recengine.models.item_knn import ItemKnnModel
from recengine.models.weighted import WeightedHybrid


class SeparateModel(WeightedHybrid):
    """Content-based scores and item-kNN scores, standardised over the catalogue and added with two shares.

    What a film is says much while little is known about a person, and less with every rating: the content share
    is `content_share` for a stranger and half of it after `half_life` ratings. Shares and scales are the same for
    all movies of a query, so the sum stays linear in the contributions of the rated movies.

    Source: R. Burke, «Hybrid recommender systems: survey and experiments» (UMUAI 2002), weighted hybrid; a share
    that follows what is known after M. Claypool et al., «Combining content-based and collaborative filters in an
    online newspaper» (SIGIR workshop 1999).

    Parameters
    ----------
    content_share
        Share of the content-based part for a person of whom nothing is known; item-kNN has the rest.
    half_life
        Number of ratings after which the content-based part has half of that share.
    """

    name = "separate"
    parts: ClassVar[Mapping[str, type[Scorer]]] = {"content": ContentModel, "item-knn": ItemKnnModel}

    _settings = ("content_share", "half_life")

    def __init__(self, *, content_share: float = 0.4, half_life: float = 20.0, seed: int = 0) -> None:
        self.content_share = content_share
        self.half_life = half_life
        self._models = {name: part() for name, part in self.parts.items()}

    def shares(self, known: int) -> dict[str, float]:
        content = self.content_share / (1.0 + known / self.half_life)
        return {"content": content, "item-knn": 1.0 - content}
