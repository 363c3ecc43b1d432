"""Adam, a gradient method with a step size of its own for every number."""

from collections.abc import Sequence
from math import sqrt

import numpy as np

from recengine.arrays import Floats

MEAN_KEPT, SQUARE_KEPT, TINY = 0.9, 0.999, 1e-8

BLOCK = 2**16
"""So many numbers go through all of a step before the next ones: what is needed of them stays in the cache."""


class Adam:
    """Steps down some gradients, in place.

    Source: D. Kingma and J. Ba, «Adam: a method for stochastic optimization» (ICLR 2015).

    Parameters
    ----------
    parameters
        Contiguous arrays to be changed.
    decays
        For each array, what to add to its gradient in proportion to itself: an L2 penalty. None where not given.
    """

    def __init__(self, parameters: Sequence[Floats], *, decays: Sequence[float] | None = None) -> None:
        self._parameters = [array.reshape(-1) for array in parameters]
        self._decays = decays or [0.0] * len(parameters)
        self._means = [np.zeros_like(array) for array in self._parameters]
        self._squares = [np.zeros_like(array) for array in self._parameters]
        self._steps = 0
        self._spare = np.empty(BLOCK, dtype=np.float32)

    def step(self, gradients: Sequence[Floats], rate: float) -> None:
        """One step of at most about `rate` in every number; the gradients are used up."""
        self._steps += 1
        state = zip(self._parameters, gradients, self._means, self._squares, self._decays, strict=True)
        for parameter, gradient, mean, square, decay in state:
            flat = gradient.reshape(-1)
            for first in range(0, len(parameter), BLOCK):
                own = slice(first, first + BLOCK)
                self._move(parameter[own], flat[own], mean[own], square[own], decay, rate)

    def _move(
        self, parameter: Floats, gradient: Floats, mean: Floats, square: Floats, decay: float, rate: float
    ) -> None:
        spare = self._spare[: len(parameter)]
        if decay:
            gradient += np.multiply(parameter, np.float32(decay), out=spare)
        mean *= np.float32(MEAN_KEPT)
        mean += gradient
        gradient *= gradient
        square *= np.float32(SQUARE_KEPT)
        square += gradient
        # Both sums lack the factor that would make them means; it is part of what the root is multiplied by.
        unbiased = (1.0 - MEAN_KEPT**self._steps) / (1.0 - MEAN_KEPT) / rate
        root = unbiased * sqrt((1.0 - SQUARE_KEPT) / (1.0 - SQUARE_KEPT**self._steps))
        np.sqrt(square, out=spare)
        spare *= np.float32(root)
        spare += np.float32(unbiased * TINY)
        parameter -= np.divide(mean, spare, out=spare)
