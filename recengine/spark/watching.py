"""How far work in Spark is, by the jobs that it has begun."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from recengine.progress import Progress

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOOK_SECONDS = 0.5
ALMOST = 0.99


@contextmanager
def watched(spark: "SparkSession", progress: Progress, phase: str, *, jobs: int) -> Iterator[None]:
    """Tell the progress of what the block does in Spark, from a thread of its own.

    Parameters
    ----------
    jobs
        About how many jobs the block will have begun at its end.
    """
    context, group = spark.sparkContext, f"matinee-{uuid4()}"
    context.setJobGroup(group, phase)
    ended = threading.Event()

    def look() -> None:
        tracker = context.statusTracker()
        while not ended.wait(LOOK_SECONDS):
            progress(phase, min(ALMOST, len(tracker.getJobIdsForGroup(group)) / jobs))

    watcher = threading.Thread(target=look, daemon=True)
    progress(phase, 0.0)
    watcher.start()
    try:
        yield
    finally:
        ended.set()
        watcher.join()
    progress(phase, 1.0)
