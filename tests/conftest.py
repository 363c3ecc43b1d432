"""What tests of several folders stand on."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logs import hide
from bot.logs.setup import NETWORK, OURS, TELLING
from bot.training import train
from recengine import load_dataset
from recengine.persistence import ModelStore
from tests.end_to_end.world import write_dataset
from tests.recengine.spark.session import MASTER, QUICK, Spark, require_spark


def pytest_configure() -> None:
    """As `matinee` does first of all: tokens that tests give to a library are no more to be seen than real ones."""
    hide()
    os.environ.pop("TMDB_API_KEY", None)  # of whoever runs the tests: they leave TMDB alone


@pytest.fixture(autouse=True)
def _own_logs() -> Iterator[None]:
    """What a test sets up of logs and hooks ends with it."""
    loggers = [logging.getLogger(name) for name in (None, *OURS, *NETWORK, *TELLING)]
    levels, handlers = [logger.level for logger in loggers], list(loggers[0].handlers)
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    loggers[0].handlers[:] = handlers
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
    logging.captureWarnings(False)


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a data set and a model trained on it; copied for each test."""
    home = tmp_path_factory.mktemp("trained")
    dataset = load_dataset(write_dataset(home / "films"), enrich=False)
    train(dataset, ModelStore(home / "models"), setting=str(home / "films"), model_name="item-item")
    return home


@pytest.fixture(scope="session")
def spark() -> Iterator[Spark]:
    """The one session of Spark; whatever asks for a session meanwhile gets this one."""
    require_spark()
    from recengine.spark.session import spark_session

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_SUBMIT_ARGS", QUICK)
        with spark_session(MASTER) as session:
            yield session
