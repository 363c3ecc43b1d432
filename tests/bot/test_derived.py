"""What is kept beside a version is what would be worked out of its films."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot import derived as derived_module
from bot.derived import DERIVED, derived, take_over
from bot.serving import Served, Serving
from bot.training import train
from recengine.catalog import Catalog
from recengine.persistence import ModelStore, SavedModel
from recengine.query import Constraints, Query
from recengine.recommender import Recommender
from recengine.titles import TitleIndex
from tests.bot.small import CATALOG, dataset, publish

MESSAGES = ("I loved Heat", "90s sci-fi with al pacino, no horror", "halloween 2007", "mtrix 4 stars", "not romatic")


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    made = ModelStore(tmp_path / "models")
    train(dataset(), made, model_name="popular", measured=False)
    return made


def afresh(saved: SavedModel) -> SavedModel:
    """The same model, with a catalogue that nothing was worked out of."""
    known = saved.recommender
    made = Recommender(known.model, Catalog(known.catalog), known.statistics, stars=known.stars)
    return replace(saved, recommender=made)


def test_a_training_keeps_it_and_it_is_equal_to_what_is_worked_out(store: ModelStore) -> None:
    saved = store.load()
    built, known = Served.of(afresh(saved)), store.beside(saved, DERIVED)
    loaded = Served.of(afresh(saved), known=known)
    mine, theirs = (served.recommender.catalog.keep() for served in (built, loaded))
    assert mine.keys() == theirs.keys()
    for name, array in mine.items():
        np.testing.assert_array_equal(array, theirs[name], err_msg=name)
    for text in MESSAGES:
        assert built.understanding.meaning(text) == loaded.understanding.meaning(text)
        assert built.titles.search(text) == loaded.titles.search(text)
    wish = Query({1: 5.0}, constraints=Constraints(keywords=("al pacino",)))
    assert built.recommender.suggest(wish) == loaded.recommender.suggest(wish)


async def test_a_version_that_has_it_is_served_without_working_it_out(
    store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(*_: object, **__: object) -> None:
        raise AssertionError("worked out though it was kept")

    monkeypatch.setattr(TitleIndex, "__init__", built)
    monkeypatch.setattr("recengine.entries.Entries.__init__", built)
    monkeypatch.setattr("bot.films.title_key", built)
    served = await Serving(store).load()
    assert served.titles.search("heat").confident
    assert served.films.by_key("nothing") is None


async def test_a_version_of_before_is_served_by_working_it_out(tmp_path: Path) -> None:
    version = publish(tmp_path)
    store = ModelStore(tmp_path / "models")
    assert DERIVED not in store.manifest(version)["files"]
    assert (await Serving(store).load()).titles.search("heat").confident


def test_what_other_code_made_is_left_alone(store: ModelStore, monkeypatch: pytest.MonkeyPatch) -> None:
    saved = store.load()
    arrays = store.beside(saved, DERIVED)
    monkeypatch.setattr(derived_module, "mark", lambda: "of another release")
    assert take_over(saved.recommender, arrays) is None
    assert saved.recommender.catalog.keep() == {}
    assert Served.of(saved, known=arrays).titles.search("heat").confident


async def test_where_it_is_damaged_the_version_is_refused(store: ModelStore) -> None:
    serving = Serving(store)
    first = (await serving.load()).version
    second = train(dataset(), store, model_name="item-item", measured=False).version
    content = bytearray((store.root / second / DERIVED).read_bytes())
    content[len(content) // 2] ^= 1
    (store.root / second / DERIVED).write_bytes(content)
    with pytest.raises(Exception, match="damaged"):
        await Serving(store).load()
    assert serving.current.version == first


def test_nothing_of_a_training_is_in_it() -> None:
    data = dataset()
    data.catalog.once(_secret)
    from recengine.models.popular import PopularModel
    from recengine.statistics import ItemStatistics

    made = derived(Recommender(PopularModel().fit(data), data.catalog, ItemStatistics.of(data)))
    assert not [name for name in made if "secret" in name]
    assert CATALOG is data.catalog


def _secret(catalog: Catalog) -> list[int]:
    return [len(catalog)]
