"""What measurements need, made once and kept: generated data, and models trained on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from benchmarks.data import DEFAULT_DATASET
from benchmarks.generated import Size, World, write
from recengine.dataset import Dataset
from recengine.datasets import load_dataset
from recengine.home import default_home


@dataclass(frozen=True)
class Stage:
    """Where a run takes its things from.

    Attributes
    ----------
    cache
        Folder of what is made once and kept.
    quick
        Few and small measurements, to see that all works; figures mean little then.
    """

    cache: Path
    quick: bool = False

    def rounds(self, full: int) -> int:
        """Measurements of each way."""
        return min(full, 3) if self.quick else full

    @cached_property
    def small(self) -> Dataset:
        """The data set of MovieLens that benchmarks run on."""
        return load_dataset(DEFAULT_DATASET)

    def folder(self, ratings: int, *, movies: int | None = None, people: int | None = None) -> Path:
        """A folder of generated data of this size."""
        size = Size.of(ratings, movies=movies, people=people)
        folder = self.cache / f"generated-{size.ratings}-{size.movies}-{size.people}"
        if not folder.exists():
            write(folder, World(size))
        return folder

    def generated(self, ratings: int, *, movies: int | None = None, people: int | None = None) -> Dataset:
        """The data set of `folder`."""
        return load_dataset(str(self.folder(ratings, movies=movies, people=people)))


def default_cache() -> Path:
    """Where it is kept unless told otherwise."""
    return default_home() / "benchmarks"


SIZES: Mapping[str, int] = {"films": 62_000, "few films": 600}
"""Numbers of films that serving is measured with."""
