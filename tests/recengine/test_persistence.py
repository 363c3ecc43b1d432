"""Models on disk: read back as they were written, refused when damaged."""

import json
import os
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.elicitation import Elicitation
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.errors import ModelError
from recengine.models import MODEL_NAMES
from recengine.persistence import ARRAYS, CATALOG, MANIFEST, load_model, save_model
from recengine.stars import StarPredictor
from recengine.statistics import ItemStatistics
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import ALIEN, HEAT, small_model


@pytest.fixture(scope="module")
def folder(tiny: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A saved model that no test changes."""
    folder = tmp_path_factory.mktemp("saved") / "model"
    stars = StarPredictor().fit(tiny)
    _save(tiny, folder, stars=stars, info={"note": "Amélie", "ndcg": {5: 0.43, 10: 0.5}, "users": [1, 2]})
    return folder


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    """A copy of it, to be damaged."""
    return Path(shutil.copytree(folder, tmp_path / "model"))


def _save(dataset: Dataset, folder: Path, **extras: Any) -> None:
    model = small_model("item-item").fit(dataset)
    save_model(model, folder, catalog=dataset.catalog, statistics=ItemStatistics.of(dataset), **extras)


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_every_model_is_read_back_as_it_was(name: str, fitted: Fitted, world: Dataset, tmp_path: Path) -> None:
    model = fitted(name)
    statistics = ItemStatistics.of(world)
    save_model(model, tmp_path / "m", catalog=world.catalog, statistics=statistics)
    saved = load_model(tmp_path / "m")
    assert saved.recommender.model.name == name
    for history in ({}, {int(world.catalog.item_ids[3]): 4.5, int(world.catalog.item_ids[8]): 1.0}):
        scores = saved.recommender.model.score(history)
        assert scores.dtype == np.float32
        np.testing.assert_array_equal(scores, model.score(history))
    assert list(saved.recommender.catalog) == list(world.catalog)
    for key, array in statistics.arrays().items():
        np.testing.assert_array_equal(getattr(saved.recommender.statistics, key), array)


def test_the_predictor_of_stars_is_read_back_as_it_was(folder: Path, tiny: Dataset) -> None:
    stars = StarPredictor().fit(tiny)
    recommender = load_model(folder).recommender
    for history in ({}, {HEAT: 4.5}, {HEAT: 5.0, ALIEN: 1.0}):
        np.testing.assert_array_equal(recommender.predicted_stars(history), stars.predict(history))
        np.testing.assert_array_equal(recommender.match(history), 100 * stars.match(history))


def test_a_folder_of_before_there_were_predicted_stars_is_read(tiny: Dataset, tmp_path: Path) -> None:
    _save(tiny, tmp_path / "m")
    manifest = json.loads((tmp_path / "m" / MANIFEST).read_text("utf-8"))
    assert manifest["stars"] is None
    _rewrite(tmp_path / "m", without="stars")
    recommender = load_model(tmp_path / "m").recommender
    assert recommender.stars is None
    assert recommender.predicted_stars({HEAT: 5.0}).tolist() == recommender.statistics.mean_stars.tolist()


def test_a_predictor_of_another_catalogue_is_refused(world: Dataset, tiny: Dataset, tmp_path: Path) -> None:
    _save(tiny, tmp_path / "m", stars=StarPredictor().fit(world))
    with pytest.raises(ModelError, match="of another catalogue"):
        load_model(tmp_path / "m")


def test_a_manifest_tells_what_was_saved(folder: Path) -> None:
    saved = load_model(folder)
    manifest = dict(saved.manifest)
    assert (manifest["format"], manifest["model"], manifest["movies"]) == (1, "item-item", 8)
    assert (manifest["note"], manifest["users"]) == ("Amélie", [1, 2])
    assert manifest["ndcg"] == {"5": 0.43, "10": 0.5}
    assert set(manifest["files"]) == {ARRAYS, CATALOG}
    assert saved.version == "unpublished"
    assert sorted(path.name for path in folder.iterdir()) == sorted([ARRAYS, CATALOG, MANIFEST])


def test_an_existing_folder_is_not_overwritten(copy: Path, tiny: Dataset) -> None:
    before = (copy / MANIFEST).read_bytes()
    with pytest.raises(ModelError, match="exists already"):
        _save(tiny, copy)
    assert (copy / MANIFEST).read_bytes() == before


@pytest.mark.parametrize("name", [ARRAYS, CATALOG, MANIFEST])
def test_one_flipped_byte_anywhere_is_refused(copy: Path, name: str) -> None:
    rng = np.random.default_rng(len(name))
    whole = (copy / name).read_bytes()
    for place in rng.integers(len(whole), size=60).tolist():
        damaged = bytearray(whole)
        damaged[place] ^= int(rng.integers(1, 256))
        (copy / name).write_bytes(damaged)
        with pytest.raises(ModelError):
            load_model(copy)
    (copy / name).write_bytes(whole)
    load_model(copy)


def test_one_flipped_bit_in_every_byte_of_the_manifest_is_refused(copy: Path) -> None:
    whole = (copy / MANIFEST).read_bytes()
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 1
        (copy / MANIFEST).write_bytes(damaged)
        with pytest.raises(ModelError):
            load_model(copy)


@pytest.mark.parametrize("name", [ARRAYS, CATALOG, MANIFEST])
def test_a_file_cut_short_or_grown_is_refused(copy: Path, name: str) -> None:
    whole = (copy / name).read_bytes()
    lengths = {0, 1, len(whole) - 1, *np.random.default_rng(1).integers(len(whole), size=20).tolist()}
    for other in [*(whole[:length] for length in sorted(lengths)), whole + b"\n", whole + b"\0", whole * 2]:
        (copy / name).write_bytes(other)
        with pytest.raises(ModelError):
            load_model(copy)


@pytest.mark.parametrize("name", [ARRAYS, CATALOG, MANIFEST])
def test_a_missing_file_is_refused_and_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(ModelError, match="matinee train"):
        load_model(copy)


@pytest.mark.parametrize("name", [ARRAYS, CATALOG, MANIFEST])
def test_a_folder_in_the_place_of_a_file_is_refused(copy: Path, name: str) -> None:
    (copy / name).unlink()
    (copy / name).mkdir()
    with pytest.raises(ModelError):
        load_model(copy)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="there is no model in"):
        load_model(tmp_path / "nowhere")


@pytest.mark.parametrize("text", ["[]", "null", "3", '"x"', "{}", '{"files": []}', '{"files": {}}', "nonsense"])
def test_a_manifest_of_another_shape_is_refused(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_text(text)
    with pytest.raises(ModelError):
        load_model(copy)


def test_a_newer_format_is_refused_by_its_number(copy: Path) -> None:
    _rewrite(copy, format=2)
    with pytest.raises(ModelError, match="has format 2, this Matinee reads 1"):
        load_model(copy)


@pytest.mark.parametrize(
    "change",
    [
        {"model": "magic"},
        {"model": 3},
        {"settings": {"magic": 1}},
        {"settings": None},
        {"settings": []},
        {"stars": {"magic": 1}},
        {"stars": []},
        {"stars": 3},
    ],
    ids=str,
)
def test_a_well_sealed_manifest_of_an_unknown_model_is_refused(copy: Path, change: dict[str, Any]) -> None:
    _rewrite(copy, **change)
    with pytest.raises(ModelError):
        load_model(copy)


@pytest.mark.parametrize("text", ["[3]", "{}", '{"a": 1}', '[{"title": "x"}]', "null", '["x"]', "nonsense"])
def test_a_well_sealed_catalogue_that_is_none_is_refused(copy: Path, text: str) -> None:
    (copy / CATALOG).write_text(text)
    _rewrite(copy)
    with pytest.raises(ModelError):
        load_model(copy)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04nonsense", b"\x80\x04N."], ids=repr)
def test_well_sealed_arrays_that_are_none_are_refused(copy: Path, content: bytes) -> None:
    (copy / ARRAYS).write_bytes(content)
    _rewrite(copy)
    with pytest.raises(ModelError):
        load_model(copy)


def test_a_well_sealed_model_without_one_array_is_refused(copy: Path) -> None:
    with np.load(copy / ARRAYS, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    for name in arrays:
        np.savez(copy / ARRAYS, **{other: array for other, array in arrays.items() if other != name})
        _rewrite(copy)
        with pytest.raises(ModelError):
            load_model(copy)


class _Bomb:
    """Makes a folder when it is unpickled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return os.mkdir, (str(self.folder),)


def test_a_pickle_among_the_arrays_is_refused_and_not_run(copy: Path, tmp_path: Path) -> None:
    with np.load(copy / ARRAYS, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in stored.files}
    bomb = np.empty(1, dtype=object)
    bomb[0] = _Bomb(tmp_path / "went off")
    np.savez(copy / ARRAYS, **(arrays | {"weights": bomb}))
    _rewrite(copy)
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(copy)
    assert not (tmp_path / "went off").exists()


def _rewrite(folder: Path, *, without: str = "", **changes: Any) -> None:
    """Write a manifest with right checksums, as someone who knows the format would."""
    manifest = json.loads((folder / MANIFEST).read_text("utf-8")) | changes
    del manifest["checksum"]
    manifest.pop(without, None)
    manifest["files"] = {name: sha256((folder / name).read_bytes()).hexdigest() for name in (ARRAYS, CATALOG)}
    manifest["checksum"] = sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
    text = json.dumps(manifest, indent=2, ensure_ascii=False, sort_keys=True)
    (folder / MANIFEST).write_text(text, "utf-8")


def test_the_rewritten_manifest_of_these_tests_is_a_right_one(copy: Path) -> None:
    _rewrite(copy)
    assert load_model(copy).recommender.model.score({HEAT: 5.0}).any()


@pytest.fixture(scope="module")
def asking(tiny: Dataset) -> Elicitation:
    return learn_elicitation(small_model("item-item").fit(tiny), tiny)


def test_what_was_learned_about_asking_is_read_back_as_it_was(
    tiny: Dataset, asking: Elicitation, tmp_path: Path
) -> None:
    _save(tiny, tmp_path / "m", elicitation=asking)
    read = load_model(tmp_path / "m").recommender.elicitation
    assert read is not None
    for name, array in asking.arrays().items():
        np.testing.assert_array_equal(getattr(read, name), array)


def test_a_folder_of_before_asking_was_learned_still_loads(folder: Path) -> None:
    assert load_model(folder).recommender.elicitation is None


@pytest.mark.parametrize("name", ["item_ids", "seen", "value"])
def test_a_well_sealed_part_of_what_was_learned_about_asking_is_refused(
    tiny: Dataset, asking: Elicitation, tmp_path: Path, name: str
) -> None:
    _save(tiny, tmp_path / "m", elicitation=asking)
    with np.load(tmp_path / "m" / ARRAYS, allow_pickle=False) as stored:
        arrays = {key: stored[key] for key in stored.files if key != f"elicitation/{name}"}
    np.savez(tmp_path / "m" / ARRAYS, **arrays)
    _rewrite(tmp_path / "m")
    with pytest.raises(ModelError, match="cannot be read"):
        load_model(tmp_path / "m")


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"files": ' * 50_000, '{"files": {}, "format": ' + "9" * 5000 + "}", " " * 2_000_000],
    ids=["brackets", "objects", "a long number", "too long"],
)
def test_a_manifest_made_to_harm_is_refused_in_one_short_line(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_text(text)
    with pytest.raises(ModelError) as refused:
        load_model(copy)
    assert len(str(refused.value)) < 400
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        *("", "[", "[,]", "[{}", "[{},]", "[]]", "[] ", "{", "[" * 100_000),
        *('[{"item_id": 1, "title": "x"} {"item_id": 2, "title": "x"}]', '[{"item_id": 1e999, "title": "x"}]'),
        '[{"item_id": 99999999999999999999, "title": "x"}]',
        '[{"item_id": 1, "title": "a\\nb' + "x" * 5000 + '", "no\\nfield": 1}]',
    ],
    ids=lambda text: text[:30],
)
def test_a_well_sealed_catalogue_made_to_harm_is_refused_in_one_short_line(copy: Path, text: str) -> None:
    (copy / CATALOG).write_text(text)
    _rewrite(copy)
    with pytest.raises(ModelError) as refused:
        load_model(copy)
    assert len(str(refused.value)) < 600
    assert "\n" not in str(refused.value)
