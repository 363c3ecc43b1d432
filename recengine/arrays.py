"""Array types and the history type that the whole library speaks in."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float32]
Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

History: TypeAlias = Mapping[int, float]
"""One user's ratings: item id -> stars (0.5 to 5.0)."""
