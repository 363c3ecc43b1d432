"""What trains: this machine, or Spark; and what is said where Spark cannot."""

import json
import sys
from pathlib import Path

import pytest
import typer

from bot import cli
from bot.checking import checked
from bot.commands.engines import read_choices
from bot.commands.evaluation import evaluate_command
from bot.engines import Choices, source
from bot.films import film_of
from bot.preparing import Bars
from bot.settings import Settings
from bot.storage.kept import UserRating
from bot.training import train
from recengine.persistence import ModelStore
from recengine.spark import java
from tests.bot.test_cli import matinee
from tests.end_to_end.world import titles_of, write_dataset
from tests.recengine.spark.session import MASTER, QUICK, Spark, require_spark

QUIET = Bars(lambda step: None, lambda note: None)


def settings(home: Path, **chosen: str) -> Settings:
    return Settings(matinee_home=home, database_url=None, _env_file=None, **chosen)


def test_choices_are_read_strictly() -> None:
    chosen = read_choices("spark", "local[2]", ["rank=64", "regularisation=0.05", "alpha=1e-3"])
    assert chosen == Choices("spark", "local[2]", {"rank": 64, "regularisation": 0.05, "alpha": 0.001})
    assert read_choices(None, None, ()) == Choices()


@pytest.mark.parametrize("setting", ["rank", "rank=", "rank=many", "=3", "rank=1;import os", "rank=inf", "__class__"])
def test_what_is_no_setting_is_refused(setting: str) -> None:
    with pytest.raises(typer.BadParameter, match="--set takes NAME=NUMBER, such as rank=64, not"):
        read_choices(None, None, [setting])


def test_there_is_no_third_engine() -> None:
    with pytest.raises(typer.BadParameter, match="--engine is local or spark, not «steam»"):
        read_choices("steam", None, ())


def test_this_machine_trains_the_default_unless_told_otherwise(tmp_path: Path) -> None:
    with source(settings(tmp_path), QUIET, dataset=str(write_dataset(tmp_path / "films"))) as learned:
        assert (learned.model_name, learned.engine) == ("default", {"name": "local"})
        assert learned.dataset.size == (120, 3600)


def test_without_java_nothing_is_published_and_one_line_says_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(java, "find_spec", lambda name: object())
    monkeypatch.setattr(java.shutil, "which", lambda name, path=None: None)
    monkeypatch.delenv("PYSPARK_GATEWAY_PORT", raising=False)
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path))
    films = str(write_dataset(tmp_path / "films"))
    for arguments in (["train", "--engine", "spark"], ["evaluate", "--models", "als,spark-als"]):
        monkeypatch.setattr(sys, "argv", ["matinee", *arguments, "--dataset", films])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        assert (ended.value.code, out) == (1, "")
        assert err.startswith("matinee: Spark needs Java 17 or later, and there is none")
        assert err.count("\n") == 1
    assert ModelStore(tmp_path / "models").versions() == []


def test_a_check_looks_for_spark_where_it_is_to_train(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(java, "find_spec", lambda name: None)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path))
    assert "engine" not in {one.name for one in checked()}
    monkeypatch.setenv("MATINEE_ENGINE", "spark")
    (found,) = (one for one in checked() if one.name == "engine")
    assert not found.ok
    assert found.said.startswith("Spark needs PySpark, which is not installed")


def test_a_version_trained_by_spark_is_like_any_other(spark: Spark, tmp_path: Path) -> None:
    films = str(write_dataset(tmp_path / "films", people=210))
    chosen = Choices("spark", None, {"rank": 4, "iterations": 3})
    store = ModelStore(tmp_path / "models")
    with source(settings(tmp_path), QUIET, dataset=films, choices=chosen) as learned:
        film = film_of(learned.dataset.catalog.at(0))
        trained = train(
            learned.dataset,
            store,
            own=[UserRating(7, film, 5.0, 1)],
            model_name=learned.model_name,
            model_settings=chosen.settings,
            engine=learned.engine,
        )
    manifest = store.load().manifest
    people = 210 - len(manifest["left_out"]) + 1
    assert len(manifest["left_out"]) > 10
    assert (manifest["model"], manifest["users"], manifest["ratings"]) == ("als-content", people, 30 * people - 29)
    assert manifest["engine"] == {"name": "spark", "version": spark.version, "master": MASTER}
    assert manifest["settings"]["rank"] == 4
    assert trained.published
    assert trained.ndcg is not None
    assert trained.popular_ndcg is not None
    assert trained.ndcg > trained.popular_ndcg


def test_models_trained_in_spark_are_measured_beside_the_others(
    spark: Spark, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path))
    films = str(write_dataset(tmp_path / "films"))
    evaluate_command(films, models="als,spark-als,popular", given="5", seeds=1, as_json=True)
    found = {row["model"]: row["ndcg10"] for row in json.loads(capsys.readouterr().out)["rows"]}
    assert list(found) == ["als", "spark-als", "popular"]
    assert found["spark-als"] == pytest.approx(found["als"], abs=0.1)
    assert found["spark-als"] > found["popular"]


async def test_the_command_trains_in_spark_and_the_bot_serves_it_without(tmp_path: Path) -> None:
    require_spark()
    films, home = str(write_dataset(tmp_path / "films")), tmp_path / "home"
    arguments = ("train", "--engine", "spark", "--master", MASTER, "--dataset", films, "--progress", "json")
    home.mkdir()
    small = ("--set", "rank=4", "--set", "iterations=3")
    code, out, err = await matinee(*arguments, *small, home=home, patience=200.0, PYSPARK_SUBMIT_ARGS=QUICK)
    assert (code, err) == (0, "")
    lines = [json.loads(line) for line in out.splitlines()]
    assert "reading the ratings" in {line.get("phase") for line in lines}
    assert ModelStore(home / "models").current() == lines[-1]["version"]
    rated = [f"--rated={title}=5" for title in sorted(titles_of(0))[:3]]
    code, out, err = await matinee("recommend", *rated, "-n", "4", "--json", home=home, PATH="", JAVA_HOME="")
    assert code == 0, err
    shown = json.loads(out)["suggestions"]
    assert {one["title"] for one in shown} <= {title[:-7] for title in titles_of(0)}
    assert all(one["reason"] for one in shown)
