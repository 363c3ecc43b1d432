"""What trains: this machine, or Spark; each gives a data set and the name of the model to fit to it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from bot.overall import READING
from bot.preparing import Bars, load
from bot.settings import Settings

if TYPE_CHECKING:
    from recengine.dataset import Dataset

Engine = Literal["local", "spark"]

SPARK_MODEL = "spark-als-content"


@dataclass(frozen=True, slots=True)
class Choices:
    """What was chosen for one training; what was not follows the settings.

    Attributes
    ----------
    engine
        What trains.
    master
        Where Spark runs.
    settings
        Arguments of the model, by name.
    """

    engine: Engine | None = None
    master: str | None = None
    settings: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """What to learn from, and how.

    Attributes
    ----------
    dataset
        The data; of a large one, a sample is here and the rest in Spark.
    model_name
        Whom to fit to it.
    engine
        What the manifest is to tell of the engine, as plain data.
    """

    dataset: "Dataset"
    model_name: str = "default"
    engine: Mapping[str, Any] = field(default_factory=lambda: {"name": "local"})


@contextmanager
def source(
    settings: Settings, bars: Bars, *, dataset: str | None = None, choices: Choices | None = None
) -> Iterator[Source]:
    """What to learn from; while the block lasts, it can be.

    Parameters
    ----------
    dataset
        In place of the one of the settings.

    Raises
    ------
    MatineeError
        Where the data cannot be loaded, or Spark cannot be started.
    """
    choices = choices or Choices()
    if (choices.engine or settings.matinee_engine) != "spark":
        yield Source(load(settings, bars, dataset=dataset))
        return
    from recengine.spark.session import spark_session

    with spark_session(choices.master or settings.spark_master) as spark:
        bars.progress(READING, 0.0)
        data = _in_spark(spark, settings, bars, dataset or settings.matinee_dataset)
        bars.progress(READING, 1.0)
        engine_told = {"name": "spark", "version": spark.version, "master": spark.sparkContext.master}
        yield Source(data, SPARK_MODEL, engine_told)


def _in_spark(spark: Any, settings: Settings, bars: Bars, setting: str | None) -> "Dataset":
    """What Spark can read stays where it is; names, zips and MovieLens's older layouts are loaded as ever."""
    from recengine.spark.large import load_large
    from recengine.spark.tables import is_for_spark

    return load_large(spark, setting) if setting and is_for_spark(setting) else load(settings, bars, dataset=setting)
