"""Matinee's recommender as a library of its own: data sets, models, explanations, evaluation.

    from recengine import load_dataset, make_model

    dataset = load_dataset("ml-latest-small")
    model = make_model("default", seed=0).fit(dataset)
    model.score({6: 5.0, 1721: 2.0})

Names are loaded when first used, so that a process that only serves never imports pandas or LightFM.
"""

from typing import TYPE_CHECKING

from recengine.lazily import loader

if TYPE_CHECKING:
    from recengine.catalog import Catalog as Catalog
    from recengine.catalog import Movie as Movie
    from recengine.dataset import Dataset as Dataset
    from recengine.datasets import load_dataset as load_dataset
    from recengine.models import make_model as make_model
    from recengine.models.base import Scorer as Scorer
    from recengine.persistence import load_model as load_model
    from recengine.persistence import save_model as save_model
    from recengine.query import Query as Query
    from recengine.recommender import Recommender as Recommender
    from recengine.recommender import Suggestion as Suggestion
    from recengine.titles import TitleIndex as TitleIndex

__version__ = "0.1.0"

_HOMES = {
    "Catalog": "recengine.catalog",
    "Movie": "recengine.catalog",
    "Dataset": "recengine.dataset",
    "load_dataset": "recengine.datasets",
    "make_model": "recengine.models",
    "Scorer": "recengine.models.base",
    "load_model": "recengine.persistence",
    "save_model": "recengine.persistence",
    "Query": "recengine.query",
    "Recommender": "recengine.recommender",
    "Suggestion": "recengine.recommender",
    "TitleIndex": "recengine.titles",
}

__all__ = [*sorted(_HOMES), "__version__"]

__getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
