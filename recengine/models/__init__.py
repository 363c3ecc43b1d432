"""Recommendation methods by name."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from recengine.errors import MatineeError
from recengine.models.base import Contributions, Scorer, State

_HOMES = {
    "default": ("recengine.models.blend", "BlendModel"),
    "popular": ("recengine.models.popular", "PopularModel"),
    "content": ("recengine.models.content", "ContentModel"),
    "item-item": ("recengine.models.item_item", "ItemItemModel"),
    "hybrid": ("recengine.models.hybrid", "HybridModel"),
    "multinomial": ("recengine.models.multinomial", "MultinomialModel"),
    "ease": ("recengine.models.ease", "EaseModel"),
    "item-knn": ("recengine.models.item_knn", "ItemKnnModel"),
    "als": ("recengine.models.als", "AlsModel"),
    "als-content": ("recengine.models.als_content", "AlsContentModel"),
    "matrix-factorisation": ("recengine.models.matrix_factorisation", "FactorModel"),
    "separate": ("recengine.models.separate", "SeparateModel"),
    "content-into-collaborative": (
        "recengine.models.content_into_collaborative",
        "ContentIntoCollaborativeModel",
    ),
    "collaborative-into-content": (
        "recengine.models.collaborative_into_content",
        "CollaborativeIntoContentModel",
    ),
}

MODEL_NAMES = tuple(_HOMES)

_TRAINED_IN_SPARK = {
    "spark-als": ("recengine.spark.als", "SparkAlsModel"),
    "spark-als-content": ("recengine.spark.als", "SparkAlsContentModel"),
}

SPARK_NAMES = tuple(_TRAINED_IN_SPARK)
"""Names to train «als» and «als-content» by in Spark, where there is one; they are saved and served as these."""

ALIASES = {"unified": "hybrid"}
"""Other names of methods: the four hybrids of the literature are separate, content into collaborative, collaborative
into content, and unified."""

__all__ = ["ALIASES", "MODEL_NAMES", "SPARK_NAMES", "Contributions", "Scorer", "State", "make_model", "model_class"]


def model_class(name: str) -> type[Scorer]:
    """The class of a method.

    Raises
    ------
    MatineeError
        Where no method has this name.
    """
    home = (_HOMES | _TRAINED_IN_SPARK).get(ALIASES.get(name, name))
    if home is None:
        names = [*MODEL_NAMES, *ALIASES, *SPARK_NAMES]
        raise MatineeError(f"no model is called «{name}»; there are: {', '.join(names)}")
    module, attribute = home
    found: type[Scorer] = getattr(import_module(module), attribute)
    return found


def make_model(name: str = "default", *, seed: int = 0, **settings: Any) -> Scorer:
    """An unfitted model by name; methods without anything random ignore the seed.

    Raises
    ------
    MatineeError
        Where no method has this name or the method has no such setting.
    """
    make: Callable[..., Scorer] = model_class(name)
    try:
        return make(seed=seed, **settings)
    except TypeError as error:
        raise MatineeError(f"the model «{name}» does not take that setting: {error}") from None
