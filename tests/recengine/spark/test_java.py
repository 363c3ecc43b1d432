"""Spark is not there: one line says what to do."""

import os
from pathlib import Path

import pytest

from recengine.spark import java
from recengine.spark.errors import SparkError
from recengine.spark.java import need_spark


@pytest.fixture(autouse=True)
def _pyspark_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "find_spec", lambda name: object())
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("PYSPARK_GATEWAY_PORT", raising=False)


def pretend_java(folder: Path, says: str, code: int = 0) -> Path:
    (folder / "bin").mkdir(parents=True)
    program = folder / "bin" / "java"
    program.write_text(f"#!/bin/sh\necho '{says}' >&2\nexit {code}\n")
    program.chmod(0o755)
    return folder


def test_without_pyspark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(java, "find_spec", lambda name: None)
    with pytest.raises(SparkError, match=r"^Spark needs PySpark, which is not installed: `make spark`"):
        need_spark()


def test_without_java(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SparkError, match=r"needs Java 17 or later, and there is none: install it"):
        need_spark()


@pytest.mark.parametrize(
    ("says", "code", "why"),
    [
        ('java version "1.8.0_402"', 0, "is Java 8"),
        ('openjdk version "11.0.2" 2019-01-15', 0, "is Java 11"),
        ("no such thing", 0, "does not run"),
        ('openjdk version "17.0.1"', 1, "does not run"),
    ],
)
def test_with_a_java_that_will_not_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str, code: int, why: str
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(pretend_java(tmp_path / "jdk", says, code)))
    with pytest.raises(SparkError, match=f"{why}: install it"):
        need_spark()


@pytest.mark.parametrize("says", ['openjdk version "17.0.15" 2025-04-15', 'openjdk version "21" 2023-09-19'])
def test_with_a_java_that_will_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, says: str) -> None:
    monkeypatch.setenv("PATH", f"{pretend_java(tmp_path / 'jdk', says) / 'bin'}{os.pathsep}{os.environ['PATH']}")
    need_spark()


def test_under_spark_submit_its_own_java_runs_already(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYSPARK_GATEWAY_PORT", "1")
    need_spark()
