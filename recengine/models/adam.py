"""Adam, a gradient method with a step size of its own for every number."""

from collections.abc import Sequence

import numpy as np

from recengine.arrays import Floats

MEAN_KEPT, SQUARE_KEPT, TINY = 0.9, 0.999, 1e-8


class Adam:
    """Steps down some gradients, in place.

    Source: D. Kingma and J. Ba, «Adam: a method for stochastic optimization» (ICLR 2015).

    Parameters
    ----------
    parameters
        Arrays to be changed.
    """

    def __init__(self, parameters: Sequence[Floats]) -> None:
        self._parameters = parameters
        self._means = [np.zeros_like(array) for array in parameters]
        self._squares = [np.zeros_like(array) for array in parameters]
        self._steps = 0

    def step(self, gradients: Sequence[Floats], rate: float) -> None:
        """One step of at most about `rate` in every number."""
        self._steps += 1
        unbiased = np.float32(1.0 - MEAN_KEPT**self._steps), np.float32(1.0 - SQUARE_KEPT**self._steps)
        state = zip(self._parameters, gradients, self._means, self._squares, strict=True)
        for parameter, gradient, mean, square in state:
            mean += np.float32(1.0 - MEAN_KEPT) * (gradient - mean)
            square += np.float32(1.0 - SQUARE_KEPT) * (gradient * gradient - square)
            parameter -= np.float32(rate) * (mean / unbiased[0]) / (np.sqrt(square / unbiased[1]) + np.float32(TINY))
