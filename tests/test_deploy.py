"""What is deployed names only what there is: settings, commands, files, ports."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import typer.main
import yaml

from bot.cli import app
from bot.settings import Settings

HERE = Path(__file__).resolve().parents[1]
DEPLOY = HERE / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
HOSTING = (HERE / "docs/hosting.md").read_text("utf-8")
UNITS = sorted(DEPLOY.glob("matinee*.*"))


def settings() -> set[str]:
    return {name.upper() for name in Settings.model_fields}


def options(command: str) -> set[str]:
    group = typer.main.get_command(app)
    return {option for parameter in group.commands[command].params for option in parameter.opts}  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", [HOSTING, *(unit.read_text("utf-8") for unit in UNITS)])
def test_every_command_that_is_named_exists(text: str) -> None:
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    named = re.findall(r"(?:^ *|`|exec bot |bin/|sudo )matinee ([a-z-]+)", text, re.MULTILINE)
    assert set(named) - known == set()


def test_compose_sets_what_can_be_set_and_nothing_else() -> None:
    assert set(COMPOSE["services"]["bot"]["environment"]) <= settings()


def test_the_image_sets_what_can_be_set_and_nothing_else() -> None:
    (line,) = re.findall(r"^ENV (.+)$", DOCKERFILE, re.MULTILINE)
    assert {pair.partition("=")[0] for pair in line.split()} - {"PATH"} <= settings()


def test_the_services_set_what_can_be_set_and_nothing_else() -> None:
    named = {name for unit in UNITS for name in re.findall(r"^Environment=(\w+)=", unit.read_text("utf-8"), re.M)}
    assert named == {"MATINEE_HOME"}
    assert named <= settings()


def test_the_images_command_is_one_that_the_bot_takes() -> None:
    (words,) = re.findall(r"^CMD \[(.+)\]$", DOCKERFILE, re.MULTILINE)
    command, *rest = re.findall(r'"([^"]+)"', words)
    assert {word for word in rest if word.startswith("--")} <= options(command)


def test_ports_are_those_of_the_bot() -> None:
    defaults = {p.name: p.default for p in typer.main.get_command(app).commands["run"].params}  # type: ignore[attr-defined]
    port = str(defaults["port"])
    assert f"EXPOSE {port}" in DOCKERFILE
    assert COMPOSE["services"]["bot"]["ports"] == [f"127.0.0.1:{port}:{port}"]
    (health,) = re.findall(r"HEALTH_PORT=(\d+)", DOCKERFILE)
    assert f"127.0.0.1:{health}/healthz" in DOCKERFILE


def test_everything_that_is_copied_into_the_image_is_let_in() -> None:
    let_in = set(re.findall(r"^!(\S+)$", (HERE / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    copied = [
        word for line in re.findall(r"^COPY (?!--)(.+)$", DOCKERFILE, re.MULTILINE) for word in line.split()[:-1]
    ]
    assert copied
    assert set(copied) == let_in
    assert all((HERE / name).exists() for name in copied)


def test_extras_that_the_image_installs_exist() -> None:
    extras = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (named,) = re.findall(r"'\.\[([a-z,]+)\]'", DOCKERFILE)
    assert set(named.split(",")) <= set(extras)


def test_images_are_pinned() -> None:
    images = [*re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE), COMPOSE["services"]["database"]["image"]]
    assert all(re.fullmatch(r"[a-z]+:\d+\.\d+[-\w]*", image) for image in images)


def test_no_secret_is_written_down() -> None:
    secret = [COMPOSE["services"]["bot"]["environment"][name] for name in ("TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET")]
    assert all(value.startswith("${") for value in secret)
    assert COMPOSE["services"]["database"]["environment"]["POSTGRES_PASSWORD"] == "${POSTGRES_PASSWORD}"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_finds_no_fault_with_the_units(unit: Path, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("systemd is not installed")
    for each in UNITS:  # a timer asks for its service
        text = each.read_text("utf-8")
        (tmp_path / each.name).write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE))
    command = [analyze, "verify", "--recursive-errors=no", str(tmp_path / unit.name)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
