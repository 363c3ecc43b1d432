"""Where Spark is to run."""

import socket

import pytest

from recengine.spark.errors import SparkError
from recengine.spark.session import need_master, spark_session
from tests.recengine.spark.session import Spark


def test_a_master_that_does_not_answer_is_told_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        need_master(f"spark://127.0.0.1:1,127.0.0.1:{port}")  # one of two is enough
    for master in (f"spark://127.0.0.1:{port}", "spark://127.0.0.1:none", "spark://127.0.0.1:99999"):
        with pytest.raises(SparkError, match=f"the Spark master {master} does not answer"):
            need_master(master)


def test_an_open_session_is_shared_and_stays_open(spark: Spark) -> None:
    with spark_session("local[2]") as same:
        assert same.sparkContext is spark.sparkContext
    assert spark.range(3).count() == 3


def test_on_one_machine_nothing_listens_beyond_it(spark: Spark) -> None:
    conf = spark.sparkContext.getConf()
    assert conf.get("spark.driver.bindAddress") == conf.get("spark.driver.host") == "127.0.0.1"
    assert spark.sparkContext.uiWebUrl is None


def test_checkpoints_have_a_place(spark: Spark) -> None:
    assert "matinee-spark-" in spark.sparkContext.getCheckpointDir()
