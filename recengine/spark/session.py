"""One Spark session: quiet, where it is told or configured to run, and its Java ends with it."""

import logging
import os
import re
import socket
import subprocess
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import IO, TYPE_CHECKING, Any

from recengine.spark.errors import SparkError, first_line, plainly
from recengine.spark.java import need_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

log = logging.getLogger(__name__)

HERE = "local[*]"
"""All cores of this machine."""

CONFIGURED_BY = ("PYSPARK_GATEWAY_PORT", "MASTER", "SPARK_HOME", "SPARK_CONF_DIR")
"""Where one of these variables is set, Spark's own configuration says where to run; the first is spark-submit's."""

MASTER_PORT = 7077
MASTER_SECONDS = 5.0
END_SECONDS = 20.0

_QUIET = {"spark.ui.showConsoleProgress": "false", "spark.log.level": "ERROR"}
_ALONE = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
"""On one machine nothing listens beyond it."""


@contextmanager
def spark_session(master: str | None = None) -> "Iterator[SparkSession]":
    """The session that is open, or a new one that ends, with its Java, when the block does.

    Parameters
    ----------
    master
        Where to run: «local[2]», «spark://host:7077», «yarn», «k8s://…». None leaves it to Spark's configuration, and
        to this machine where there is none.

    Raises
    ------
    SparkError
        Where Spark or Java is missing, or where it is to run cannot be reached.
    """
    need_spark()
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None:
        yield running
        return
    where = master or (None if any(name in os.environ for name in CONFIGURED_BY) else HERE)
    if where is not None:
        need_master(where)
    with ExitStack() as stack:
        said = stack.enter_context(tempfile.TemporaryFile())
        yield _started(where, said, stack)


def _started(master: str | None, said: IO[bytes], stack: ExitStack) -> "SparkSession":
    """A new session; what ends it is put on the stack. Whatever its Java says goes to the file."""
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    conf = SparkConf(loadDefaults=False)
    for name, value in _settings(master).items():
        conf.set(name, value)
    where = "Spark does not start" if master is None else f"Spark does not start with the master «{master}»"
    try:
        gateway = launch_gateway(conf, popen_kwargs={"stdout": said, "stderr": said})
    except (PySparkException, OSError) as error:
        told = _told(said)
        log.debug("%s: %s", where, told, exc_info=True)
        _let_go(error)
        raise SparkError(f"{where}: {_why(told) or type(error).__name__}") from None
    stack.callback(_end_java, gateway)
    with plainly(where), warnings.catch_warnings():
        # It looks at pandas when it starts. Ratings go to and fro as text here, and by pandas nowhere.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        context = SparkContext(conf=conf, gateway=gateway)
    stack.callback(context.stop)
    if context.master.startswith("local"):
        _give_checkpoints(context, stack.enter_context(_folder()))
    return SparkSession(context)


def _settings(master: str | None) -> dict[str, str]:
    common = {"spark.app.name": "matinee", **_QUIET}
    if master is None or not master.startswith("local"):
        return common if master is None else {**common, "spark.master": master}
    cores = re.match(r"local\[(\d+)", master)
    # Data of one machine are not worth the 200 parts that Spark makes by default.
    parts = 2 * (int(cores[1]) if cores else os.cpu_count() or 1)
    return {**common, **_ALONE, "spark.master": master, "spark.sql.shuffle.partitions": str(parts)}


def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="matinee-spark-", ignore_cleanup_errors=True)


def _give_checkpoints(context: Any, folder: str) -> None:
    """Let checkpoints go into a folder that Java removes at its end: this process may be killed before it can."""
    path = context._jvm.org.apache.hadoop.fs.Path(f"file://{folder}")
    path.getFileSystem(context._jsc.hadoopConfiguration()).deleteOnExit(path)
    context.setCheckpointDir(f"file://{folder}")


def _end_java(gateway: Any) -> None:
    """End the Java process that was started with the gateway; one that spark-submit started ends by itself."""
    from pyspark import SparkContext

    gateway.shutdown()
    if gateway.proc is not None:
        gateway.proc.stdin.close()  # which it takes for the end of whoever started it
        try:
            gateway.proc.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            gateway.proc.kill()
            gateway.proc.wait()
    SparkContext._gateway = SparkContext._jvm = None  # PySpark keeps them for good, and would not start again


def need_master(master: str) -> None:
    """Make sure that somebody answers: Spark itself would try for a minute, and say little.

    Raises
    ------
    SparkError
        Where a standalone master does not answer.
    """
    if not master.startswith("spark://"):
        return
    places = master.removeprefix("spark://").split(",")
    if not any(_answers(place) for place in places):
        raise SparkError(f"the Spark master {master} does not answer; is it running, and its address right?")


def _answers(place: str) -> bool:
    host, _, port = place.rpartition(":") if ":" in place else (place, "", str(MASTER_PORT))
    try:
        with socket.create_connection((host, int(port)), MASTER_SECONDS):
            return True
    except (OSError, ValueError, OverflowError):
        return False


def _let_go(error: Exception) -> None:
    """Close the pipe to a Java that did not come up: PySpark has forgotten it, only the traceback holds it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        traceback.clear_frames(error.__traceback__)


def _told(said: IO[bytes]) -> str:
    said.seek(0)
    return said.read().decode("utf-8", "replace")


def _why(told: str) -> str | None:
    """The reason among what a Java that did not come up said."""
    lines = [line for line in told.splitlines() if "Exception" in line or line.startswith("Error")]
    return first_line(lines[0].removeprefix('Exception in thread "main" ')) if lines else None
