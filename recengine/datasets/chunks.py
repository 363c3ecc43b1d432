"""Ratings read from a file some rows at a time, in few bytes each."""

from collections.abc import Callable, Iterator
from typing import IO, Any, TypeAlias

import numpy as np
import pandas as pd

from recengine.columns import Columns
from recengine.datasets.sources import Source

ROWS = 2**20
"""So many rows are text and numbers of full size at once."""

Told: TypeAlias = Callable[[float], None]
"""Called with the share that is read, 0.0 to 1.0."""


def unheard(done: float) -> None:
    """For nobody who waits."""


def read_in_chunks(source: Source, name: str, *, told: Told = unheard, **layout: Any) -> pd.DataFrame:
    """A table of ratings; numbers are in 32 bits where that holds them, whatever is no number stays as it is.

    Parameters
    ----------
    told
        Called with the share of the file that is read.
    layout
        Further arguments of `pandas.read_csv`.
    """
    whole = max(source.size(name), 1)
    with source.open(name) as file, pd.read_csv(file, chunksize=ROWS, **layout) as chunks:
        parts = list(_small(chunks, file, lambda at: told(min(at / whole, 1.0))))
    columns: dict[str, pd.Series] = {}
    for column in map(str, parts[0]):  # one after the other, so that never all of it is there twice
        columns[column] = pd.concat([part.pop(column) for part in parts], ignore_index=True)
    told(1.0)
    return pd.DataFrame(columns, copy=False)


def _small(chunks: Any, file: IO[bytes], told: Callable[[int], None]) -> Iterator[pd.DataFrame]:
    for chunk in chunks:
        yield chunk.astype({column: kind for column in chunk if (kind := _kind(chunk[column])) is not None})
        told(file.tell())


def _kind(values: pd.Series) -> type[np.generic] | None:
    if values.dtype == np.int64 and len(values) and values.min() >= -(2**31) and values.max() < 2**31:
        return np.int32
    return np.float32 if values.dtype == np.float64 and values.name == Columns.RATING else None
