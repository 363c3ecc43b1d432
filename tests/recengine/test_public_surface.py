"""What the library offers, and what it does without."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import bot
import recengine
from recengine.dataset import Dataset
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.models import MODEL_NAMES
from recengine.persistence import save_model
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics
from tests.recengine.conftest import Fitted

PACKAGES = [Path(str(package.__file__)).parent for package in (recengine, bot)]
SOURCES = [path for package in PACKAGES for path in sorted(package.rglob("*.py"))]

NOT_FOR_DATA = {"pickle", "cPickle", "_pickle", "marshal", "shelve", "joblib", "dill", "cloudpickle"}
ONLY_FOR_TRAINING = ("pandas", "lightfm", "scipy")


def test_the_public_names_are_these() -> None:
    assert recengine.__all__ == [
        "Catalog",
        "Dataset",
        "Movie",
        "Query",
        "Recommender",
        "Scorer",
        "Suggestion",
        "TitleIndex",
        "load_dataset",
        "load_model",
        "make_model",
        "save_model",
        "__version__",
    ]
    assert dir(recengine) == sorted(recengine.__all__)


def test_every_public_name_can_be_had_and_no_other() -> None:
    for name in recengine.__all__:
        assert getattr(recengine, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'magic'"):
        recengine.magic  # noqa: B018


def _imported(source: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add(str(node.module).partition(".")[0])
    return found


def test_nothing_imports_pickle_or_its_kin() -> None:
    assert len(SOURCES) > 60
    assert {str(path): _imported(path) & NOT_FOR_DATA for path in SOURCES if _imported(path) & NOT_FOR_DATA} == {}


def test_nothing_allows_numpy_or_pandas_to_unpickle() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert isinstance(node.value, ast.Constant), path
                assert node.value.value is False, path
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"read_pickle", "to_pickle"}, path


def test_the_library_imports_nothing_of_the_bot() -> None:
    package = PACKAGES[0]
    assert [path for path in SOURCES if package in path.parents and "bot" in _imported(path)] == []


def test_serving_a_saved_model_needs_numpy_alone(fitted: Fitted, world: Dataset, tmp_path: Path) -> None:
    statistics, stars = ItemStatistics.of(world), StarPredictor().fit(world)
    for name in MODEL_NAMES:
        save_model(
            fitted(name),
            tmp_path / name,
            catalog=world.catalog,
            statistics=statistics,
            stars=stars,
            elicitation=learn_elicitation(fitted("item-item"), world),
        )
    first, second = world.catalog.item_ids[:2].tolist()
    script = f"""
import sys
from pathlib import Path
import recengine
import recengine.persistence
from recengine import Query, TitleIndex, load_model
from recengine.elicitation import films_to_ask
for name in {MODEL_NAMES}:
    recommender = load_model(Path({str(tmp_path)!r}) / name).recommender
    query = Query({{{first}: 5.0}})
    found = recommender.suggest(query)
    assert found.items
    recommender.without(query, found.items[0].movie.item_id, film={first})
    recommender.similar([{second}])
    assert recommender.stars is not None
    recommender.predicted_stars(query.history), recommender.match(query.history)
    recommender.suggest_group([query.history, {{{second}: 2.0}}])
    films_to_ask(recommender.catalog, recommender.statistics, learned=recommender.elicitation)
TitleIndex(recommender.catalog)
print([name for name in sys.modules if name.partition(".")[0] in {ONLY_FOR_TRAINING}])
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stderr, done.stdout.strip()) == ("", "[]")
