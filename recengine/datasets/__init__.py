"""Data sets: MovieLens in all its layouts, and the bundled starter catalogue."""

from recengine.datasets.download import Progress
from recengine.datasets.registry import NAMES, load_dataset, load_default_dataset
from recengine.datasets.split import Split, train_test_split
from recengine.datasets.starter import STARTER, load_starter, starter_catalog
from recengine.home import default_home

__all__ = [
    "NAMES",
    "STARTER",
    "Progress",
    "Split",
    "default_home",
    "load_dataset",
    "load_default_dataset",
    "load_starter",
    "starter_catalog",
    "train_test_split",
]
