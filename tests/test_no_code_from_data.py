"""Nothing that reads data can run code: a search of the whole source finds no way to."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(path for top in ("bot", "recengine", "benchmarks") for path in (ROOT / top).rglob("*.py"))

MODULES = frozenset({"pickle", "_pickle", "cPickle", "cloudpickle", "dill", "joblib", "marshal", "shelve", "yaml"})
CALLS = frozenset({"eval", "exec", "compile", "__import__"})
"""As functions of their own; `re.compile` is another thing."""


def ways_to_run_data(source: str) -> list[str]:
    """What of a source could run data as code, each with its line."""
    return [f"{line}: {what}" for line, what in _found(ast.parse(source))]


def _found(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, a.name) for a in node.names if a.name.partition(".")[0] in MODULES)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in MODULES:
            yield node.lineno, node.module or ""
        elif isinstance(node, ast.Call):
            yield from _called(node)


def _called(node: ast.Call) -> Iterator[tuple[int, str]]:
    if isinstance(node.func, ast.Name) and node.func.id in CALLS:
        yield node.lineno, node.func.id
    if isinstance(node.func, ast.Attribute):
        named = node.func.attr
        owner = node.func.value.id if isinstance(node.func.value, ast.Name) else ""
        if named in ("read_pickle", "to_pickle") or (owner == "builtins" and named in CALLS):
            yield node.lineno, named
    for keyword in node.keywords:
        plain = isinstance(keyword.value, ast.Constant) and not keyword.value.value
        if (keyword.arg == "allow_pickle" and not plain) or (keyword.arg == "shell" and not plain):
            yield node.lineno, str(keyword.arg)


def test_no_data_can_run_as_code() -> None:
    assert len(SOURCES) > 200
    found = {str(path.relative_to(ROOT)): ways_to_run_data(path.read_text("utf-8")) for path in SOURCES}
    assert {path: ways for path, ways in found.items() if ways} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "import yaml, os",
        "from shelve import open",
        "from pickle import loads as harmless",
        "import marshal.x",
        "eval('1')",
        "exec(text)",
        "compile(text, '', 'exec')",
        "__import__(name)",
        "import builtins\nbuiltins.eval('1')",
        "np.load(path, allow_pickle=True)",
        "np.load(path, allow_pickle=flag)",
        "pd.read_pickle(path)",
        "subprocess.run(text, shell=True)",
    ],
)
def test_the_search_finds_what_it_is_for(source: str) -> None:
    assert len(ways_to_run_data(source)) == 1


@pytest.mark.parametrize(
    "source", ["re.compile('x')", "np.load(path, allow_pickle=False)", "model.eval()", "json.loads(x)"]
)
def test_the_search_leaves_the_rest_alone(source: str) -> None:
    assert ways_to_run_data(source) == []
