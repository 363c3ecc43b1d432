"""Data sets: MovieLens in all its layouts, and the bundled starter catalogue.

Names are loaded when first used: who only takes a title apart needs no pandas.
"""

from typing import TYPE_CHECKING

from recengine.lazily import loader

if TYPE_CHECKING:
    from recengine.datasets.download import Progress as Progress
    from recengine.datasets.registry import NAMES as NAMES
    from recengine.datasets.registry import load_dataset as load_dataset
    from recengine.datasets.registry import load_default_dataset as load_default_dataset
    from recengine.datasets.split import Split as Split
    from recengine.datasets.split import train_test_split as train_test_split
    from recengine.datasets.starter import STARTER as STARTER
    from recengine.datasets.starter import load_starter as load_starter
    from recengine.datasets.starter import starter_catalog as starter_catalog
    from recengine.home import default_home as default_home

_HOMES = {
    "NAMES": "recengine.datasets.registry",
    "STARTER": "recengine.datasets.starter",
    "Progress": "recengine.datasets.download",
    "Split": "recengine.datasets.split",
    "default_home": "recengine.home",
    "load_dataset": "recengine.datasets.registry",
    "load_default_dataset": "recengine.datasets.registry",
    "load_starter": "recengine.datasets.starter",
    "starter_catalog": "recengine.datasets.starter",
    "train_test_split": "recengine.datasets.split",
}

__all__ = sorted(_HOMES)

__getattr__ = loader(__name__, _HOMES)


def __dir__() -> list[str]:
    return __all__
