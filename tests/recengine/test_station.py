"""Stations: what is played, how judgements steer, what can be told."""

import json

import numpy as np
import pytest

from recengine.dataset import Dataset
from recengine.query import Query
from recengine.recommender import Recommender
from recengine.station import InvalidStation, Station, next_on_station
from recengine.statistics import ItemStatistics
from recengine.tuning import tune
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    BASE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    UNKNOWN,
    UNSEEN,
    TableScorer,
)


@pytest.fixture(scope="module")
def table(tiny: Dataset) -> Recommender:
    return Recommender(TableScorer(BASE | {UNSEEN: 1.0}), tiny.catalog, ItemStatistics.of(tiny))


@pytest.fixture(scope="module", params=["default", "content", "popular"])
def recommender(request: pytest.FixtureRequest, fitted: Fitted, world: Dataset) -> Recommender:
    return Recommender(fitted(request.param), world.catalog, ItemStatistics.of(world))


def _next(recommender: Recommender, station: Station, count: int, query: Query | None = None) -> list[int]:
    """The next films with nothing said about them."""
    found = []
    for _ in range(count):
        item = next_on_station(recommender, station, query or Query())
        if item is None:
            break
        found.append(item.movie.item_id)
        station = station.with_played(found[-1])
    return found


def test_leanings_are_worked_out_by_hand(table: Recommender) -> None:
    # The seed has action, crime, 1990s, heist, los angeles and Michael Mann: these stay as they are.
    station = Station(seeds=(HEAT,)).with_judgement(NOTTING_HILL, True).with_judgement(LOVE_ACTUALLY, True)
    found = dict(station.with_judgement(ALIEN, False).leanings(table))
    assert found["Comedy"] == found["Romance"] == found["london"] == 2 / 4
    assert found["christmas"] == found["2000"] == 1 / 3
    assert found["Horror"] == found["space"] == found["1970"] == -1 / 3
    assert not {"1990", "heist", "Crime"} & {*found}
    values = [abs(value) for _, value in station.leanings(table)]
    assert values == sorted(values, reverse=True)
    assert dict(station.with_judgement(AMELIE, False).leanings(table))["Comedy"] == (2 - 1) / 5
    assert Station(seeds=(HEAT,)).leanings(table) == ()


def test_a_second_judgement_takes_the_place_of_the_first(table: Recommender) -> None:
    station = Station().with_judgement(ALIEN, True).with_judgement(ALIEN, False)
    assert dict(station.leanings(table))["Horror"] == -1 / 3
    assert station.judged == ((ALIEN, False),)


def test_nothing_is_played_twice_and_it_ends(recommender: Recommender) -> None:
    ids = recommender.catalog.item_ids.tolist()
    station = Station(seeds=(ids[0],)).with_judgement(ids[1], True)
    query = Query({ids[2]: 5.0}, exclude=frozenset({ids[3]}))
    played = _next(recommender, station, 100, query)
    assert sorted(played) == sorted({*ids} - {*ids[:4]})


def test_likes_raise_and_dislikes_lower_what_the_films_share(recommender: Recommender) -> None:
    seed = next(m.item_id for m in recommender.catalog if "Crime" in m.genres and "slow" not in m.words)
    slow = recommender.having("word:slow")
    having = [int(i) for i in recommender.catalog.item_ids[slow > 0] if i != seed][:3]

    def share(station: Station) -> float:
        return float(slow[recommender.catalog.indices_of(_next(recommender, station, 8))].mean())

    plain = liked = disliked = Station(seeds=(seed,), played=tuple(having))
    for item_id in having:
        liked, disliked = liked.with_judgement(item_id, True), disliked.with_judgement(item_id, False)
    assert share(disliked) <= share(plain) <= share(liked)
    assert share(disliked) < share(liked)


def test_words_of_a_seed_lead_and_reasons_are_exact_sums(table: Recommender) -> None:
    station = Station(words=("word:london",)).with_judgement(ALIEN, False)
    assert _next(table, station, 2) == [NOTTING_HILL, LOVE_ACTUALLY]
    item = next_on_station(table, station, Query())
    assert item is not None
    assert "station:word:london" in {part.key for part in item.reason.adjustments}
    parts = sum(part.contribution for part in item.reason.adjustments)
    assert item.reason.score == pytest.approx(item.reason.constant + parts, abs=1e-4)
    assert item.score == pytest.approx(item.reason.score, abs=1e-4)


def test_a_station_survives_json_and_bad_data_are_refused() -> None:
    station = Station((1, 2), ("word:heist",), (3,), ((3, True), (4, False)))
    assert Station.from_json(json.loads(json.dumps(station.to_json()))) == station
    good = station.to_json()
    for bad in (
        {},
        good | {"seeds": None},
        good | {"played": ["x"]},
        good | {"judged": [[1]]},
        good | {"seeds": [True]},
    ):
        with pytest.raises(InvalidStation):
            Station.from_json(bad)


def test_unknown_films_and_words_do_no_harm(table: Recommender) -> None:
    station = Station((UNKNOWN,), ("word:nothing",), (UNKNOWN,)).with_judgement(UNKNOWN, True)
    assert _next(table, station, 3) == [HEAT, RONIN, COLLATERAL]
    assert station.leanings(table) == ()
    assert np.isfinite(table.having("nonsense")).all()


def test_words_are_understood_and_what_is_not_is_told(table: Recommender) -> None:
    tuned = tune("a Los Angeles hiest with Michael Mann, and zebras", table.trait_names)
    assert tuned.words == ("word:los angeles", "word:heist", "person:michael mann")
    assert tuned.names == ("los angeles", "heist", "Michael Mann")
    assert tuned.unknown == ("zebras",)
    assert tune("", table.trait_names).words == ()
    assert tune("comedy", table.trait_names).words == ("genre:comedy",)
