"""Whether Spark can run here: PySpark, and a Java that is new enough."""

import os
import re
import shutil
import subprocess
from importlib.util import find_spec

from recengine.spark.errors import SparkError

OLDEST_JAVA = 17

_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


def need_spark() -> None:
    """Make sure that Spark can be started.

    Raises
    ------
    SparkError
        Where PySpark or Java is missing, or Java is too old; the line says what to do.
    """
    why = why_not()
    if why is not None:
        raise SparkError(why)


def why_not() -> str | None:
    """Why Spark cannot run here and what to do, or None where it can."""
    if find_spec("pyspark") is None:
        return "Spark needs PySpark, which is not installed: `make spark`, or pip install 'matinee[spark]'"
    if "PYSPARK_GATEWAY_PORT" in os.environ:
        return None  # started by spark-submit: its Java runs already
    java = _java()
    if java is None:
        return f"Spark needs Java {OLDEST_JAVA} or later, and there is none: {_HOW}"
    version = _version_of(java)
    if version is None:
        return f"Spark needs Java {OLDEST_JAVA} or later, and {java} does not run: {_HOW}"
    if version < OLDEST_JAVA:
        return f"Spark needs Java {OLDEST_JAVA} or later, and {java} is Java {version}: {_HOW}"
    return None


_HOW = "install it (on Debian: apt install default-jre-headless) or set JAVA_HOME to where it is"


def _java() -> str | None:
    """The program that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=os.path.join(home, "bin")) if home else shutil.which("java")  # noqa: PTH118


def _version_of(java: str) -> int | None:
    try:
        done = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=60, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(done.stderr + done.stdout)
    return int(found[1]) if found and done.returncode == 0 else None
