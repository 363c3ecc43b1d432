"""Whatever Spark and Java say becomes one line."""

import logging

import pytest

from recengine.errors import DatasetError
from recengine.spark.errors import LONGEST, SparkError, first_line, plainly


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("[PATH_NOT_FOUND] No such path: file:/nowhere. SQLSTATE: 42K03", "No such path: file:/nowhere"),
        ("java.io.IOException: disk is full\n\tat java.base/x.y(Z.java:1)", "disk is full"),
        ("org.apache.spark.SparkException: [INTERNAL_ERROR] it broke", "it broke"),
        ("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found", "Class S3AFileSystem not found"),
        ("\n  plain \n", "plain"),
        ("", "no reason was given"),
        ("x" * 1000, "x" * LONGEST + "…"),
    ],
)
def test_the_first_line_says_why(said: str, told: str) -> None:
    assert first_line(said) == told


def test_a_connection_that_broke_off_is_told_as_that(caplog: pytest.LogCaptureFixture) -> None:
    with (
        caplog.at_level(logging.DEBUG, logger="recengine.spark"),
        pytest.raises(SparkError, match=r"^Spark cannot count: the connection to Java broke off"),
        plainly("Spark cannot count"),
    ):
        raise ConnectionRefusedError(111, "Connection refused")
    assert [record.levelname for record in caplog.records] == ["DEBUG"]


@pytest.mark.parametrize("error", [DatasetError("no ratings"), ValueError("a mistake"), KeyboardInterrupt()])
def test_what_is_not_spark_s_is_left_alone(error: BaseException) -> None:
    with pytest.raises(type(error)), plainly("Spark cannot count"):
        raise error
