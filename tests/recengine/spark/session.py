"""Spark for tests: one session for all of them, skipped where it cannot run, an error there where CI is set."""

import os
from typing import Any

import pytest

from recengine.spark.java import why_not

Spark = Any
"""A SparkSession; PySpark may not be installed where tests are collected."""

MASTER = "local[1]"

QUICK = (
    "--conf spark.driver.extraJavaOptions='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC' "
    "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN "
    "--conf spark.sql.adaptive.enabled=false --conf spark.default.parallelism=1 pyspark-shell"
)
"""Arguments of spark-submit: for a handful of rows, compiling costs more than it brings."""


def require_spark() -> None:
    """Skip where Spark cannot run, with the reason; fail where CI is set."""
    reason = why_not()
    if reason is None:
        return
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
