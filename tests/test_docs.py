"""The documents say what the code does: commands, settings, the map, the numbering of decisions."""

import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from bot.cli import app
from bot.dialogue.commands import Command
from bot.settings import Settings
from recengine.models import MODEL_NAMES

ROOT = Path(__file__).resolve().parents[1]
MAP = "docs/architecture.md"
LOCK_FILES = {"uv.lock", "pylock.toml", "poetry.lock", "pdm.lock", "Pipfile.lock", "conda-lock.yml"}
PICTURES = {".png", ".jpg", ".webp", ".ico"}


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@cache
def project_files() -> tuple[Path, ...]:
    """Files that a clone has or would have: tracked ones and new ones that are not ignored, relative to the root."""
    git = shutil.which("git")
    listing = None
    if git is not None and (ROOT / ".git").exists():
        command = [git, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listing is not None and listing.returncode == 0:
        names = [Path(name) for name in listing.stdout.decode().split("\0") if name]
        return tuple(name for name in names if (ROOT / name).is_file())
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return tuple(name for name in found if not _is_made(name))


def _is_made(name: Path) -> bool:
    made = {"__pycache__", "build", "dist", "out"}
    hidden = {part for part in name.parts[:-1] if part.startswith(".") and part != ".ci"}
    return bool(hidden or made & set(name.parts)) or any(p.endswith(".egg-info") for p in name.parts)


def shell_commands() -> list[str]:
    single = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    return [*single, *(group.name for group in app.registered_groups if group.name)]


@pytest.mark.parametrize("command", shell_commands())
def test_every_shell_command_stands_in_the_readme(command: str) -> None:
    assert f"| `matinee {command}" in read("README.md")


@pytest.mark.parametrize("command", list(Command))
def test_every_chat_command_stands_in_the_readme(command: Command) -> None:
    assert re.search(rf"^\| `/{command}[` ]", read("README.md"), re.MULTILINE)


def test_the_readme_knows_no_command_that_does_not_exist() -> None:
    readme = read("README.md")
    assert set(re.findall(r"^\| `matinee ([a-z-]+)", readme, re.MULTILINE)) <= set(shell_commands())
    assert set(re.findall(r"^\| `/([a-z]+)", readme, re.MULTILINE)) <= {command.value for command in Command}


@pytest.mark.parametrize("setting", [name.upper() for name in Settings.model_fields])
def test_every_setting_stands_in_the_example_with_a_line_that_explains_it(setting: str) -> None:
    lines = read(".env.example").splitlines()
    places = [at for at, line in enumerate(lines) if re.match(rf"# {setting}=", line)]
    assert len(places) == 1
    assert re.match(r"# [A-Z]", lines[places[0] - 1])


def test_the_example_sets_nothing_and_names_no_setting_that_does_not_exist() -> None:
    lines = [line for line in read(".env.example").splitlines() if line]
    assert all(line.startswith("# ") for line in lines)
    named = {match[1] for line in lines if (match := re.match(r"# ([A-Z_]+)=", line))}
    assert named == {name.upper() for name in Settings.model_fields}


def test_the_models_that_the_readme_offers_exist() -> None:
    line = next(line for line in read("README.md").splitlines() if 'make_model("default"' in line)
    assert set(re.findall(r'"([a-z-]+)"', line)) <= set(MODEL_NAMES)


@cache
def map_paths() -> frozenset[str]:
    """Paths that the map names in backticks."""
    roots = "bot|recengine|benchmarks|tests|docs"
    return frozenset(re.findall(rf"`((?:{roots})/[\w./-]*)`", read(MAP)))


def test_every_path_in_the_map_exists() -> None:
    assert len(map_paths()) > 100
    assert sorted(path for path in map_paths() if not (ROOT / path).exists()) == []


def test_every_path_has_one_line_of_its_own_in_the_map() -> None:
    _, the_map = read(MAP).split("## The map\n")
    lined = re.findall(r"^ *- `([\w./-]+)`", the_map, re.MULTILINE)
    assert sorted(path for path, count in Counter(lined).items() if count > 1) == []


def test_every_module_stands_in_the_map_or_in_a_folder_that_does() -> None:
    modules = [p.as_posix() for p in project_files() if p.suffix == ".py" and p.parts[0] in ("bot", "recengine")]
    missing = [m for m in modules if m not in map_paths() and f"{Path(m).parent.as_posix()}/" not in map_paths()]
    assert [name for name in missing if not name.endswith("__init__.py")] == []


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", MAP])
def test_links_inside_the_project_lead_somewhere(document: str) -> None:
    text = read(document)
    targets = re.findall(r"\]\(([^)#]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    own = [target for target in targets if "://" not in target]
    assert [target for target in own if not (ROOT / document).parent.joinpath(target).exists()] == []


def test_the_tests_that_hold_what_security_claims_exist() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", read("SECURITY.md"))
    assert len(named) > 25
    assert [f"{path}::{name}" for path, name in named if f"def {name}(" not in read(path)] == []


def test_decisions_are_numbered_without_gaps_and_carry_their_number() -> None:
    files = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [file.name[:5] for file in files] == [f"{number:04}-" for number in range(1, len(files) + 1)]
    for number, file in enumerate(files, 1):
        text = file.read_text("utf-8")
        assert text.startswith(f"# {number}. "), file.name
        assert "**Decision.**" in text, file.name
        assert "**Rejected.**" in text, file.name


def test_the_changelog_speaks_of_what_is_being_made() -> None:
    version = re.search(r'^version = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    assert version is not None
    headings = re.findall(r"^## \[(.+?)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert {"Unreleased", version[1]} & set(headings)


def test_the_data_licence_is_acknowledged() -> None:
    readme = read("README.md")
    for words in ("GroupLens", "F. Maxwell Harper and Joseph A. Konstan", "commercial", "simulated", "MIT"):
        assert words in readme


def test_pictures_are_small_and_used() -> None:
    documents = "".join(p.read_text("utf-8") for p in map(ROOT.joinpath, project_files()) if p.suffix == ".md")
    for picture in (ROOT / "docs" / "pictures").iterdir():
        assert picture.stat().st_size < 250_000, picture.name
        assert picture.name in documents, picture.name


def test_no_file_tells_where_it_was_written() -> None:
    # Put together here, so that this file does not name it.
    telling = "/" + "work" + "/"
    texts = [p for p in project_files() if p.suffix not in PICTURES]
    assert [str(p) for p in texts if telling in (ROOT / p).read_text("utf-8", errors="replace")] == []


def test_no_lock_file_is_kept() -> None:
    assert [str(path) for path in project_files() if path.name in LOCK_FILES] == []
