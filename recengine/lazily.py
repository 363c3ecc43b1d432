"""Packages whose names are loaded when they are first used, so that nobody pays for what they do not use."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def loader(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The `__getattr__` of a package.

    Parameters
    ----------
    package
        Its name.
    homes
        Name that the package offers -> module that has it.

    Raises
    ------
    AttributeError
        From the function that is returned, where the package has no such name.
    """

    def load(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(homes[name]), name)

    return load
