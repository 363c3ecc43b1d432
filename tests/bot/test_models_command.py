"""`matinee models` and `matinee rollback`: which versions there are, and another one served."""

import asyncio
import json
from pathlib import Path

import pytest

from bot.cli import main
from bot.serving import Serving
from recengine.models.popular import PopularModel
from recengine.persistence import MANIFEST, POINTER, ModelStore
from recengine.persistence.manifest import sealed
from recengine.persistence.pointers import HISTORY
from recengine.statistics import ItemStatistics
from tests.bot.small import dataset


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MATINEE_HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def publish(store: ModelStore, **info: object) -> str:
    data = dataset()
    held = str(info.get("held_back") or "")
    return store.publish(
        PopularModel().fit(data),
        catalog=data.catalog,
        statistics=ItemStatistics.of(data),
        info=info,
        judge=lambda folder: {"held_back": held},
    )


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["matinee", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_versions_are_listed_with_what_became_of_them(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = {"ndcg10_given5": 0.4648, "ndcg10_given5_popular": 0.3753}
    first = publish(store, dataset="small", trained_at=0, own_ratings=3, metrics=metrics)
    second = publish(store, dataset="small", trained_at=60)
    held = publish(store, dataset="small", held_back="NDCG@10 0.1 instead of 0.4")
    code, out, _ = run(capsys, monkeypatch, "models")
    assert code == 0
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert rows[first].split()[4:8] == ["3", "0.465", "0.375", rows[first].split()[7]]
    assert rows[first].split()[-1] == "before"
    assert rows[second].split()[-1] == "served"
    assert f"{held}: NDCG@10 0.1 instead of 0.4" in out
    code, out, _ = run(capsys, monkeypatch, "models", "--json")
    told = {one["version"]: one for one in json.loads(out)}
    assert [told[name]["state"] for name in (first, second, held)] == ["before", "served", "held back"]
    assert (told[first]["ndcg10_given5"], told[held]["why"]) == (0.4648, "NDCG@10 0.1 instead of 0.4")


def test_a_store_without_versions_says_how_to_make_one(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "make one with: matinee train" in run(capsys, monkeypatch, "models")[1]
    assert run(capsys, monkeypatch, "models", "--json")[1] == "[]\n"
    code, _, err = run(capsys, monkeypatch, "rollback")
    assert (code, err) == (
        1,
        "matinee: it is not known which version was served before the current one; there is none yet; "
        "make one with `matinee train`\n",
    )


def test_a_rollback_is_to_what_was_served_before_and_back_again(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = publish(store), publish(store)
    code, out, _ = run(capsys, monkeypatch, "rollback")
    assert (code, out) == (0, f"Version {first} is served from now on, in place of {second}.\n")
    assert store.current() == first
    assert run(capsys, monkeypatch, "rollback", first)[1] == f"Version {first} is served already.\n"
    run(capsys, monkeypatch, "rollback")
    assert store.current() == second


def test_a_version_that_was_held_back_can_be_served_with_a_word_on_why_it_was(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(store)
    held = publish(store, held_back="NDCG@10 0.1\ninstead of 0.4")
    out = run(capsys, monkeypatch, "rollback", held)[1]
    assert store.current() == held
    assert out.splitlines()[-1] == "Mind why it was held back: NDCG@10 0.1?instead of 0.4."


@pytest.mark.parametrize("name", ["nope", "../..", "", "a" * 5000, "a\x1b[2Jb", "CURRENT"])
def test_an_unknown_version_is_refused_in_one_line_that_names_what_there_is(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    only = publish(store)
    code, out, err = run(capsys, monkeypatch, "rollback", name)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.endswith(f"there are: {only}\n")
    assert "\x1b" not in err
    assert store.current() == only


def test_a_damaged_version_is_refused_before_the_pointer_moves(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = publish(store), publish(store)
    (store.root / first / "model.npz").write_bytes(b"PK")
    code, _, err = run(capsys, monkeypatch, "rollback", first)
    assert (code, err.count("\n")) == (1, 1)
    assert "is damaged" in err
    assert store.current() == second
    assert store.before() == first


def test_a_rollback_mends_a_damaged_pointer(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = publish(store), publish(store)
    (store.root / POINTER).write_text("cut sh")
    code, out, _ = run(capsys, monkeypatch, "rollback", first)
    assert (code, out) == (0, f"Version {first} is served from now on.\n")
    assert store.current() == first


@pytest.mark.parametrize(
    "odd",
    [
        {"trained_at": 10**30, "metrics": [], "dataset": "\x1b[31mred\n[bold]"},
        {"trained_at": -1e300, "metrics": {"ndcg10_given5": "high"}, "own_ratings": -7, "held_back": ["x"] * 9000},
        {"trained_at": True, "own_ratings": 1e308, "seconds": None, "dataset": {"a": 1}, "note": "\u202e"},
    ],
)
def test_whatever_a_manifest_tells_the_list_is_a_list(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, odd: dict[str, object]
) -> None:
    first, second = publish(store), publish(store)
    path = store.root / first / MANIFEST
    path.write_text(sealed({**json.loads(path.read_text()), **odd}))
    (store.root / second / MANIFEST).write_text("[" * 100_000)
    code, out, err = run(capsys, monkeypatch, "models")
    assert (code, err) == (0, "")
    assert "\x1b" not in out
    assert "damaged" in out
    assert run(capsys, monkeypatch, "models", "--json")[0] == 0


def test_a_second_training_is_refused_in_one_line_before_anything_is_loaded(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.training():
        code, out, err = run(capsys, monkeypatch, "train", "--dataset", "/no/such/folder")
    assert (code, out, err) == (1, "", "matinee: another training is under way; wait for it to end\n")


async def test_a_running_bot_serves_it_at_once(
    store: ModelStore, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = publish(store), publish(store)
    serving = Serving(store)
    await serving.load()
    assert serving.current.version == second
    monkeypatch.setattr("bot.serving.LOOK_EVERY", 0.01)
    watching = asyncio.create_task(serving.watch())
    try:
        await asyncio.to_thread(run, capsys, monkeypatch, "rollback")
        async with asyncio.timeout(5):
            while serving.current.version != first:  # noqa: ASYNC110 - it happens in another process
                await asyncio.sleep(0.01)
    finally:
        watching.cancel()
    assert (store.root / HISTORY).read_text().split() == [first, second, first]
