"""The gate: what is worse, broken or halved is held back, and the figures say why."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.gating import LEAST_OWN, MARGIN, OWN_MARGIN, Gap, Gate
from bot.gating.rival import PEOPLE, left_out_before
from bot.latest import put_aside
from bot.material import material_of
from recengine.catalog import Catalog
from recengine.dataset import Dataset
from recengine.evaluation.left_out import people_of
from recengine.models.base import Scorer
from recengine.models.item_item import ItemItemModel
from recengine.models.popular import PopularModel
from recengine.persistence import ModelStore
from recengine.statistics import ItemStatistics
from tests.bot.gating.world import CATALOG, own_people, shuffled, world

Publish = Callable[..., Gate]


class Broken(PopularModel):
    """Scores that are no numbers."""

    def fit(self, dataset: Dataset, **more: object) -> "Broken":  # type: ignore[override]
        super().fit(dataset)
        self._likes[3] = np.nan
        return self


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


@pytest.fixture
def publish(store: ModelStore) -> Publish:
    """Publish a model of some data through the gate, as a training does; the gate tells what came of it."""

    def publish(
        model: Scorer | None = None, *, data: Dataset | None = None, own: int = 0, anyway: bool = False
    ) -> Gate:
        data = data or world()
        also = left_out_before(store, data.name, data.catalog)
        material = material_of(data, own_people(own, ratings=40), also=also)
        learned = material.learned
        gate = Gate(
            store,
            data.name,
            people=people_of(data, material.left_out),
            left_out=material.left_out,
            own=material.aside,
            popular=PopularModel().fit(learned),
            anyway=anyway,
        )
        fitted = (model or ItemItemModel(dropout=0.5)).fit(learned)
        info = {**material.info(), "trained_at": 5}
        statistics = ItemStatistics.of(learned)
        store.publish(
            fitted,
            catalog=learned.catalog,
            statistics=statistics,
            info=info,
            beside=material.beside(),
            judge=gate,
        )
        return gate

    return publish


def test_the_first_version_is_published_and_measured(store: ModelStore, publish: Publish) -> None:
    (verdict,) = publish().verdicts
    assert verdict.held_back == ""
    assert verdict.figures == {"not_compared": "there is no version yet to compare it with"}
    assert verdict.metrics["ndcg10_given5"] > verdict.metrics["ndcg10_given5_popular"] + 0.2
    assert store.load().manifest["metrics"] == verdict.metrics


def test_one_as_good_is_published_with_the_figures_of_both(store: ModelStore, publish: Publish) -> None:
    publish()
    first = store.current()
    (verdict,) = publish().verdicts
    assert store.current() != first
    gap = verdict.figures["held_out"]
    assert (verdict.held_back, verdict.figures["against"], verdict.figures["own"]) == ("", first, None)
    assert (gap["people"], gap["difference"], gap["margin"]) == (30, 0.0, MARGIN)
    assert gap["new"] == gap["current"]
    assert verdict.figures["not_compared"] == ""


def test_shuffled_labels_are_held_back_and_the_figures_say_why(store: ModelStore, publish: Publish) -> None:
    publish()
    first = store.current()
    gate = publish(data=shuffled(world()))  # the labels of those who are left out are shuffled, too
    assert store.current() == first
    (verdict,) = gate.verdicts
    gap = verdict.figures["held_out"]
    assert gap["high"] < 0
    assert verdict.held_back == (
        f"it finds less of what people like: NDCG@10 {gap['new']:.3f} instead of {gap['current']:.3f} for 30 people "
        f"whom neither learned from ({gap['difference']:+.3f}, surely between {gap['low']:+.3f} and "
        f"{gap['high']:+.3f}; -0.01 would pass)"
    )
    newest = store.described()[0]
    assert (newest.held_back, newest.is_current) == (verdict.held_back, False)


def test_it_is_published_all_the_same_where_that_is_asked_for_and_its_manifest_says_so(
    store: ModelStore, publish: Publish
) -> None:
    publish()
    (verdict,) = publish(PopularModel(), anyway=True).verdicts
    manifest = store.load().manifest
    assert (manifest["model"], manifest["held_back"], verdict.held_back) == ("popular", "", "")
    assert manifest["published_anyway"].startswith("it finds less of what people like")


def test_own_people_s_latest_ratings_decide_as_well(store: ModelStore, publish: Publish) -> None:
    own = LEAST_OWN + 2
    publish(own=own)
    (verdict,) = publish(PopularModel(), own=own).verdicts
    assert "of the bot's own people by their latest ratings" in verdict.held_back
    gap = verdict.figures["own"]
    assert (gap["people"], gap["margin"], gap["decides"]) == (own, OWN_MARGIN, True)
    assert gap["new"] < gap["current"]


def test_of_few_own_people_the_figures_are_told_and_decide_nothing(publish: Publish) -> None:
    publish(own=2)
    (verdict,) = publish(PopularModel(), own=2).verdicts
    assert verdict.figures["own"]["decides"] is False
    assert "own people" not in verdict.held_back


def test_a_version_of_another_data_set_is_compared_with_nothing(store: ModelStore, publish: Publish) -> None:
    publish()
    data = world(name="another")
    films = Catalog([replace(movie, title=f"Another {movie.title}") for movie in CATALOG])
    (verdict,) = publish(PopularModel(), data=replace(data, catalog=films)).verdicts
    assert verdict.held_back == ""
    assert "was trained on two tastes, not on another" in verdict.figures["not_compared"]


def test_data_of_another_name_with_the_same_films_are_compared(store: ModelStore, publish: Publish) -> None:
    publish()
    (verdict,) = publish(data=shuffled(world(name="two tastes, copied"))).verdicts
    assert verdict.figures["held_out"]["people"] == 30
    assert verdict.held_back != ""


@pytest.mark.parametrize("what", ["half of the people lost", "stars upside down", "hardly any likes"])
def test_data_that_have_changed_beyond_recognition_are_compared_for_the_same_people(
    publish: Publish, what: str
) -> None:
    data = world()
    stars, users = data.ratings["rating"], data.ratings["user_id"]
    changed = {
        "half of the people lost": data.ratings[users > 150],
        "stars upside down": data.ratings.assign(rating=5.5 - stars),
        "hardly any likes": data.ratings.assign(rating=stars.where(users % 2 == 0, stars.clip(upper=3.0))),
    }[what]
    publish()
    (verdict,) = publish(data=data.with_ratings(changed.reset_index(drop=True))).verdicts
    assert verdict.figures["held_out"]["people"] == 30


def test_people_kept_with_a_version_that_are_damaged_are_compared_with_nothing(
    store: ModelStore, publish: Publish
) -> None:
    publish()
    (store.root / str(store.current()) / PEOPLE).write_bytes(b"PK")
    (verdict,) = publish(PopularModel()).verdicts
    assert (verdict.held_back, verdict.figures["held_out"]) == ("", None)
    assert "cannot be read" in verdict.figures["not_compared"]


def test_a_damaged_current_version_is_compared_with_nothing(store: ModelStore, publish: Publish) -> None:
    publish()
    (store.root / str(store.current()) / "model.npz").write_bytes(b"")
    (verdict,) = publish().verdicts
    assert verdict.held_back == ""
    assert "cannot be read" in verdict.figures["not_compared"]


@pytest.mark.parametrize("told", [None, "all", [], ["1", None], {"users": [1]}, [True, 2.5]])
def test_whatever_the_current_manifest_tells_of_people_nobody_is_taken_for_new_who_may_not_be(
    store: ModelStore, publish: Publish, told: object
) -> None:
    data = world()
    fitted = PopularModel().fit(data)
    info = {"dataset": data.name, "left_out": told, "trained_at": "soon"}
    store.publish(fitted, catalog=CATALOG, statistics=ItemStatistics.of(data), info=info)
    (verdict,) = publish().verdicts
    assert (verdict.held_back, verdict.figures["held_out"]) == ("", None)
    assert verdict.figures["not_compared"]


def test_a_version_of_a_time_without_left_out_people_is_compared_by_ratings_given_since(
    store: ModelStore, publish: Publish
) -> None:
    data = world()
    fitted = PopularModel().fit(data)
    info = {"dataset": data.name, "trained_at": 38}
    store.publish(fitted, catalog=CATALOG, statistics=ItemStatistics.of(data), info=info)
    (verdict,) = publish(own=20).verdicts
    assert verdict.figures["held_out"] is None
    assert "of a time when nobody was left out" in verdict.figures["not_compared"]
    gap = verdict.figures["own"]
    assert gap["people"] == 20  # films 39 and 40 are rated since, and everybody likes one of them
    assert gap["new"] > gap["current"]


def test_scores_that_are_no_numbers_are_held_back_before_anything_is_measured(
    store: ModelStore, publish: Publish
) -> None:
    publish()
    first = store.current()
    (verdict,) = publish(Broken()).verdicts
    assert verdict.held_back == "its scores are no numbers"
    assert store.current() == first


def test_a_version_that_cannot_be_loaded_is_held_back_even_where_it_is_to_be_published_anyway(
    store: ModelStore, publish: Publish, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish()
    first = store.current()
    monkeypatch.setattr(PopularModel, "from_state", lambda state: 1 / 0)
    (verdict,) = publish(PopularModel(), anyway=True).verdicts
    assert verdict.held_back.startswith("it cannot be loaded")
    assert store.current() == first


def test_a_catalogue_of_less_than_half_is_held_back(store: ModelStore, publish: Publish) -> None:
    publish()
    data = world()
    few = Catalog([movie for movie in CATALOG if movie.item_id <= 19])
    kept = data.ratings[data.ratings["item_id"] <= 19].reset_index(drop=True)
    (verdict,) = publish(data=replace(data, ratings=kept, catalog=few)).verdicts
    assert "it knows only 19 films, the current version 40" in verdict.held_back


@pytest.mark.parametrize(
    ("new", "worse"),
    [
        ([0.5] * 30, False),
        ([0.495] * 30, False),  # surely lower, within the margin
        ([0.48] * 30, True),
        ([0.0, *[0.51] * 29], False),  # lower by more, but by one person alone
    ],
)
def test_worse_is_lower_by_more_than_the_margin_and_surely_lower(new: list[float], worse: bool) -> None:
    gap = Gap.of(np.asarray(new), np.full(30, 0.5), margin=0.01, least=30)
    assert gap.is_worse is worse
    assert Gap.of(np.asarray(new), np.full(30, 0.5), margin=0.01, least=31).is_worse is False


def test_nothing_put_aside_was_learned_from() -> None:
    own = own_people(3)
    material = material_of(world(), own)
    split = put_aside(own, {rating.film.key for rating in own})
    assert (material.own_people, material.own_ratings, material.info()["own_aside"]) == (3, 45, 15)
    assert material.aside == split.people
    assert len(material.learned.ratings) == 270 * 30 + 45
    assert "7000" not in str(material.info())
