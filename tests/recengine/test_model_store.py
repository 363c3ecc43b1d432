"""Published versions: the old one stays current whatever goes wrong with the new one."""

import itertools
import os
import resource
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.errors import ModelError
from recengine.models.base import Scorer, State
from recengine.models.popular import PopularModel
from recengine.persistence import MANIFEST, POINTER, ModelStore
from recengine.persistence.pointers import HISTORY
from recengine.persistence.staging import POINTED, STAGED, held
from recengine.statistics import ItemStatistics


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture(scope="module")
def model(tiny: Dataset) -> PopularModel:
    return PopularModel().fit(tiny)


def _publish(store: ModelStore, model: Scorer, tiny: Dataset, **extras: Any) -> str:
    return store.publish(model, catalog=tiny.catalog, statistics=ItemStatistics.of(tiny), **extras)


def _tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_published_version_is_the_current_one(store: ModelStore, model: PopularModel, tiny: Dataset) -> None:
    version = _publish(store, model, tiny, info={"note": "first"})
    saved = store.load()
    assert (saved.version, saved.manifest["note"]) == (version, "first")
    assert (store.current(), store.versions()) == (version, [version])
    np.testing.assert_array_equal(saved.recommender.model.score({}), model.score({}))


def test_the_newest_is_current_and_older_ones_can_be_gone_back_to(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    first, second = _publish(store, model, tiny), _publish(store, model, tiny)
    assert store.current() == second != first
    assert set(store.versions()) == {first, second}
    store.point_to(first)
    assert store.current() == store.load().version == first
    assert store.load(second).version == second


def test_an_empty_store_has_nothing_to_load(store: ModelStore) -> None:
    assert (store.current(), store.versions()) == (None, [])
    with pytest.raises(ModelError, match="matinee train"):
        store.load()
    assert not store.root.exists()


@pytest.mark.parametrize("version", ["nothing", "", "..", "../models", ".", POINTER, "*", "/"])
def test_pointing_to_an_unknown_version_is_refused_and_changes_nothing(
    store: ModelStore, model: PopularModel, tiny: Dataset, version: str
) -> None:
    current = _publish(store, model, tiny)
    before = _tree(store.root)
    with pytest.raises(ModelError, match="no model version"):
        store.point_to(version)
    assert store.current() == current
    assert _tree(store.root) == before


@pytest.mark.parametrize("version", ["nothing", "..", "../models"])
def test_loading_an_unknown_version_is_refused(
    store: ModelStore, model: PopularModel, tiny: Dataset, version: str
) -> None:
    _publish(store, model, tiny)
    with pytest.raises(ModelError, match="no model version"):
        store.load(version)


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"nothing\n", b"a\nb\n", b"\xff\xfe", b"../../etc\n", b"../elsewhere", b"x" * 100_000]
)
def test_a_damaged_pointer_is_refused(store: ModelStore, model: PopularModel, tiny: Dataset, content: bytes) -> None:
    version = _publish(store, model, tiny)
    (store.root / POINTER).write_bytes(content)
    with pytest.raises(ModelError) as refused:
        store.load()
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400
    store.point_to(version)
    assert store.load().version == version


def test_a_whole_model_elsewhere_is_not_reached_through_the_pointer(
    store: ModelStore, model: PopularModel, tiny: Dataset, tmp_path: Path
) -> None:
    version = _publish(store, model, tiny)
    shutil.copytree(store.root / version, tmp_path / "elsewhere")
    (store.root / POINTER).write_text("../elsewhere\n")
    with pytest.raises(ModelError, match="no model version"):
        store.load()


@pytest.mark.parametrize("name", [POINTER, MANIFEST, "model.npz", "catalog.json"])
def test_a_pipe_in_the_place_of_a_file_is_refused_and_not_waited_for(
    store: ModelStore, model: PopularModel, tiny: Dataset, name: str
) -> None:
    path = store.root / ("" if name == POINTER else _publish(store, model, tiny)) / name
    store.root.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    with pytest.raises(ModelError):
        store.load()


def test_a_link_to_what_has_no_end_is_refused(store: ModelStore, model: PopularModel, tiny: Dataset) -> None:
    path = store.root / _publish(store, model, tiny) / "model.npz"
    path.unlink()
    path.symlink_to("/dev/zero")
    with pytest.raises(ModelError):
        store.load()


def test_on_a_full_disk_nothing_changes_and_one_line_says_so(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    current, before = _publish(store, model, tiny), _tree(store.root)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))  # no file may be longer
    try:
        with pytest.raises(ModelError, match="cannot be written to"):
            _publish(store, model, tiny)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.current() == current
    assert _tree(store.root) == before
    assert not list(store.root.glob(".*"))


def test_what_a_killed_training_left_goes_at_the_next_publishing_and_what_is_under_way_stays(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    kept = _publish(store, model, tiny)
    dead, alive = store.root / f"{STAGED}dead", store.root / f"{STAGED}alive"
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "model.npz").write_bytes(b"half")
    (store.root / f"{POINTED}dead").write_text("half")
    with held(alive) as ours:
        assert ours
        newest = _publish(store, model, tiny)
        assert alive.exists()
        assert sorted(path.name for path in store.root.iterdir()) == sorted(
            [POINTER, HISTORY, kept, newest, alive.name]
        )
    _publish(store, model, tiny)
    assert not list(store.root.glob(".*"))


def test_what_is_published_while_leftovers_are_looked_at_is_no_trouble(
    store: ModelStore, model: PopularModel, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    _publish(store, model, tiny)
    (store.root / f"{STAGED}under-way").mkdir()
    opened = os.open

    def slow(path: Path, *how: int) -> int:
        if str(path).endswith("under-way"):
            path.rename(store.root / "published")
        return opened(path, *how)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", slow)
        _publish(store, model, tiny)
    assert (store.root / "published").is_dir()


def test_a_link_among_the_leftovers_is_not_followed(
    store: ModelStore, model: PopularModel, tiny: Dataset, tmp_path: Path
) -> None:
    _publish(store, model, tiny)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "dear").write_text("to somebody")
    (store.root / f"{STAGED}link").symlink_to(elsewhere, target_is_directory=True)
    _publish(store, model, tiny)
    assert (elsewhere / "dear").read_text() == "to somebody"


def test_trainings_that_publish_at_once_all_leave_whole_versions(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: _publish(store, model, tiny), range(12)))
    assert len(made) == 12
    assert set(store.versions()) == made
    assert store.current() in made
    for version in made:
        assert store.load(version).version == version
    assert not list(store.root.glob(".*"))


class _Unsaveable(PopularModel):
    """Breaks when it is asked for its state, or gives one that is no plain data."""

    def __init__(self, fault: object) -> None:
        self.fault = fault

    def state(self) -> State:
        if isinstance(self.fault, BaseException):
            raise self.fault
        return State({}, {"item_ids": np.asarray([self.fault], dtype=object)})


@pytest.mark.parametrize(
    "fault",
    [MemoryError(), KeyboardInterrupt(), OSError("disk full"), object()],
    ids=lambda fault: type(fault).__name__,
)
def test_an_exception_while_saving_leaves_the_store_as_it_was(
    store: ModelStore, model: PopularModel, tiny: Dataset, fault: object
) -> None:
    current = _publish(store, model, tiny)
    before = _tree(store.root)
    with pytest.raises(BaseException):  # noqa: B017
        _publish(store, _Unsaveable(fault), tiny)
    assert _tree(store.root) == before
    assert store.load().version == current
    assert sorted(path.name for path in store.root.iterdir()) == sorted([POINTER, HISTORY, current])


def test_a_failure_at_any_step_leaves_a_whole_version_current_and_no_litter(
    store: ModelStore, model: PopularModel, tiny: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    current = _publish(store, model, tiny)
    failures = 0
    while True:
        with monkeypatch.context() as patch:
            _fail_at(failures, patch)
            known = set(store.versions())
            try:
                newer = _publish(store, model, tiny)
            except ModelError:
                failures += 1
            else:
                break
        # The pointer moves last: only a failure after that leaves the new version current, and it is whole then.
        loaded = store.load().version
        assert loaded == current or (loaded not in known and failures >= LAST_FLUSH)
        assert not list(store.root.glob(".*"))
        current = loaded
    assert failures >= LAST_FLUSH
    assert store.load().version == newer


LAST_FLUSH = 7
"""Three files, their folder, the folder of versions, the history, the pointer, and the folder of versions again."""


def _fail_at(step: int, patch: pytest.MonkeyPatch) -> None:
    """Let the disk fail when it is flushed for the `step`-th time."""
    calls = iter(range(1000))
    flush = os.fsync

    def failing(descriptor: int) -> None:
        if next(calls) == step:
            raise OSError("disk full")
        flush(descriptor)

    patch.setattr(os, "fsync", failing)


def test_half_written_folders_are_no_versions(store: ModelStore, model: PopularModel, tiny: Dataset) -> None:
    version = _publish(store, model, tiny)
    (store.root / ".staged-20200101").mkdir()
    (store.root / ".staged-20200101" / MANIFEST).write_text("{}")
    (store.root / "without manifest").mkdir()
    assert store.versions() == [version]


def test_a_damaged_version_is_refused_and_the_older_one_can_be_served(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    first, second = _publish(store, model, tiny), _publish(store, model, tiny)
    (store.root / second / "model.npz").write_bytes(b"")
    with pytest.raises(ModelError, match="damaged"):
        store.load()
    store.point_to(first)
    assert store.load().version == first


def test_one_flipped_bit_anywhere_in_the_pointer_is_refused(
    store: ModelStore, model: PopularModel, tiny: Dataset
) -> None:
    _publish(store, model, tiny)
    whole = (store.root / POINTER).read_bytes()
    for place, bit in itertools.product(range(len(whole)), range(8)):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << bit
        (store.root / POINTER).write_bytes(damaged)
        with pytest.raises(ModelError) as refused:
            store.load()
        assert str(refused.value).isprintable()


def test_a_pointer_cut_short_anywhere_is_refused(store: ModelStore, model: PopularModel, tiny: Dataset) -> None:
    whole = f"{_publish(store, model, tiny)}\n".encode()
    for length in range(len(whole)):
        (store.root / POINTER).write_bytes(whole[:length])
        with pytest.raises(ModelError, match="CURRENT is damaged"):
            store.load()


def test_a_renamed_version_goes_by_its_new_name(store: ModelStore, model: PopularModel, tiny: Dataset) -> None:
    version = _publish(store, model, tiny)
    (store.root / version).rename(store.root / "favourite")
    store.point_to("favourite")
    assert store.load().version == store.current() == "favourite"
