"""The small worlds, and models fitted to them once for all tests."""

from collections.abc import Callable
from functools import cache

import pytest

from recengine.dataset import Dataset
from recengine.models.base import Scorer
from tests.recengine.worlds import small_model, tiny_world, two_tastes

Fitted = Callable[[str], Scorer]


@pytest.fixture(scope="session")
def tiny() -> Dataset:
    return tiny_world()


@pytest.fixture(scope="session")
def world() -> Dataset:
    return two_tastes()


@pytest.fixture(scope="session")
def fitted(world: Dataset) -> Fitted:
    """Models by name, fitted to the generated world; nobody fits them again."""
    return cache(lambda name: small_model(name).fit(world))
