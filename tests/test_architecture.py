"""The walls of the house: who may import whom. Most contracts stand in pyproject.toml, for `lint-imports` too."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("bot", "recengine")


@cache
def modules() -> tuple[tuple[str, Path], ...]:
    """Name and file of each module of the two packages."""
    return tuple((_name(path), path) for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def imports(path: Path, *, top_only: bool = False) -> frozenset[str]:
    """What a file imports, by full name; with `top_only`, only what runs when the module is imported."""
    tree = ast.parse(path.read_text("utf-8"))
    found: set[str] = set()
    for node in _top_nodes(tree) if top_only else ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {str(node.module)} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(found)


def _top_nodes(tree: ast.Module) -> Iterator[ast.stmt]:
    return (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))


def importers(name: str) -> set[str]:
    """The modules that import a module, a package or anything in it."""
    return {
        module
        for module, path in modules()
        if any(found == name or found.startswith(f"{name}.") for found in imports(path))
    }


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def outside(found: set[str], *packages: str) -> set[str]:
    return {module for module in found if not within(module, *packages)}


def test_the_contracts_of_pyproject_are_kept() -> None:
    # In a process of its own: the linter switches off the loggers of whatever process it runs in.
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_recommender_knows_no_chat_no_sql_and_no_web() -> None:
    for name in ("bot", "telegram", "sqlite3", "aiosqlite", "starlette", "uvicorn", "typer", "rich"):
        assert outside(importers(name), "bot") == set(), name


def test_only_the_telegram_package_imports_telegram() -> None:
    assert importers("telegram")
    assert outside(importers("telegram"), "bot.telegram") == set()


def test_the_dialogue_is_pure() -> None:
    for name in ("telegram", "bot.storage", "asyncio", "sqlite3", "aiosqlite", "httpx", "logging", "os", "pathlib"):
        assert not [module for module in importers(name) if within(module, "bot.dialogue")], name


def test_only_those_who_wire_and_train_know_which_database_it_is() -> None:
    allowed = ("bot.bootstrap", "bot.training", "bot.storage")
    assert outside(importers("bot.storage.sqlite"), *allowed) == set()


def test_sql_stays_in_storage() -> None:
    for name in ("sqlite3", "aiosqlite"):
        assert outside(importers(name), "bot.storage") == set()


def test_the_sandbox_stands_alone() -> None:
    for module, path in modules():
        if within(module, "bot.sandbox"):
            own = {found for found in imports(path) if within(found, "bot", "recengine", "telegram")}
            assert outside(own - {"bot"}, "bot.sandbox", "bot.web") == set(), module


def test_serving_needs_neither_pandas_nor_lightfm_when_it_starts() -> None:
    reached, waiting = set[str](), ["bot.bootstrap"]
    files = dict(modules())
    while waiting:
        module = waiting.pop()
        if module in reached or module not in files:
            continue
        reached.add(module)
        top = imports(files[module], top_only=True)
        assert not {found for found in top if within(found, "pandas", "lightfm")}, module
        waiting += top
    assert "recengine.recommender" in reached


def test_spark_is_for_training_alone_and_imported_when_it_is_used() -> None:
    for name in ("pyspark", "py4j"):
        assert outside(importers(name), "recengine.spark") == set()
        assert not [
            module for module, path in modules() if any(within(i, name) for i in imports(path, top_only=True))
        ]
    served = {module for module in importers("recengine.spark") if not within(module, "recengine.spark")}
    assert served == {"bot.engines", "bot.checking", "bot.commands.evaluation"}


@pytest.mark.parametrize("name", ["pickle", "joblib", "dill", "shelve", "marshal"])
def test_nothing_reads_or_writes_pickles(name: str) -> None:
    assert importers(name) == set()
