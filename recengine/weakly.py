"""Methods handed to a part of the object that they are of, which would never be freed by itself else."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar
from weakref import WeakMethod

P = ParamSpec("P")
R = TypeVar("R")


def weakly(method: Callable[P, R]) -> Callable[P, R]:
    """The same method, without holding on to its object; a part that calls it lives no longer than that."""
    reference = WeakMethod(method)

    def call(*arguments: P.args, **named: P.kwargs) -> R:
        found = reference()
        assert found is not None
        return found(*arguments, **named)

    return call
