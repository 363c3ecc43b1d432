"""How much a rating says «more like this», for methods that learn from likes."""

import numpy as np

from recengine.arrays import Floats
from recengine.history import Encoded


def liking(rated: Encoded, *, neutral: float, dislike: float = 0.0) -> Floats:
    """1 for a like, `neutral` for a neutral rating, `dislike` for a dislike, shape (rated,)."""
    return np.asarray([1.0, neutral, dislike], dtype=np.float32)[rated.levels]
