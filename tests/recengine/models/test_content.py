"""Content-based scores: attributes that a like raises and a dislike lowers."""

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.contents import content_of, content_vocabulary
from recengine.dataset import Dataset
from recengine.models.content import ContentModel
from recengine.models.item_features import content_matrix, item_features
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    UNSEEN,
    tiny_catalog,
    world_of,
)


@pytest.fixture(scope="module")
def model(tiny: Dataset) -> ContentModel:
    return ContentModel().fit(tiny)


def _moved(model: ContentModel, history: dict[int, float]) -> dict[int, float]:
    change = model.score(history) - model.score({})
    return dict(zip(model.item_ids.tolist(), change.tolist(), strict=True))


def test_a_like_raises_films_that_share_attributes_and_no_others(model: ContentModel) -> None:
    moved = _moved(model, {HEAT: 5.0})
    assert moved[RONIN] > moved[COLLATERAL] > 0  # Ronin shares two genres and the decade, Collateral one genre
    assert moved[LOVE_ACTUALLY] == moved[ALIEN] == moved[UNSEEN] == 0


def test_a_dislike_lowers_films_that_share_attributes_and_no_others(model: ContentModel) -> None:
    moved = _moved(model, {NOTTING_HILL: 0.5})
    assert moved[AMELIE] < 0 > moved[LOVE_ACTUALLY]
    assert moved[COLLATERAL] == moved[ALIEN] == moved[UNSEEN] == 0


def test_the_middle_rating_says_nothing_and_the_ends_weigh_alike(model: ContentModel) -> None:
    loved, hated = _moved(model, {HEAT: 5.0}), _moved(model, {HEAT: 0.5})
    assert loved[RONIN] == pytest.approx(-hated[RONIN], abs=1e-6)
    assert 0 < _moved(model, {HEAT: 4.0})[RONIN] < loved[RONIN]
    assert _moved(model, {HEAT: 3.0})[RONIN] < 0


def test_a_film_itself_moves_by_one_for_five_stars(model: ContentModel) -> None:
    # Its own attribute vector has length 1, and five stars weigh 1.
    assert _moved(model, {HEAT: 5.0})[HEAT] == pytest.approx(1.0, abs=1e-6)
    assert _moved(model, {HEAT: 5.0, ALIEN: 5.0})[HEAT] == pytest.approx(1 / np.sqrt(2), abs=1e-6)


def test_without_a_history_films_stand_by_their_likes(model: ContentModel, tiny: Dataset) -> None:
    likes = np.asarray([3, 2, 1, 2, 1, 2, 0, 0])
    np.testing.assert_allclose(model.score({}), 0.3 * np.log1p(likes) / np.log(4), atol=1e-6)


def test_the_likeness_of_two_films_is_worked_out_by_hand() -> None:
    # Of three films two share «A» (rarity log(4/3)), each has a genre of its own (rarity log(4/2)).
    catalog = Catalog([Movie(1, "x", None, ("A", "B")), Movie(2, "y", None, ("A", "C")), Movie(3, "z", None, ("D",))])
    model = ContentModel(popularity_share=0.0).fit(world_of(catalog, {1: {1: 5.0}}))
    shared, own = np.log(4 / 3), np.log(4 / 2)
    cosine = shared**2 / (shared**2 + own**2)
    np.testing.assert_allclose(model.score({1: 5.0}), [1.0, cosine, 0.0], atol=1e-6)


def test_the_profile_names_what_was_raised(model: ContentModel) -> None:
    profile = dict(zip(model.vocabulary, model.profile(model.encode({HEAT: 5.0, AMELIE: 1.0})).tolist(), strict=True))
    assert profile["genre:Crime"] > 0 > profile["genre:Romance"]
    assert profile["genre:Horror"] == 0


def test_words_and_people_need_three_films_but_genres_and_decades_one() -> None:
    vocabulary = content_vocabulary(tiny_catalog())
    assert vocabulary == (
        *("decade:1970", "decade:1990", "decade:2000"),
        *("genre:Action", "genre:Comedy", "genre:Crime", "genre:Horror", "genre:Romance"),
    )
    assert {"word:heist", "person:Michael Mann"} <= set(content_vocabulary(tiny_catalog(), min_movies=2))


def test_a_director_who_also_acts_is_one_feature() -> None:
    movie = Movie(1, "x", 1973, ("A",), directors=("P",), actors=("P", "Q"), words=("w",))
    assert list(content_of(movie)) == ["genre:A", "decade:1970", "word:w", "person:P", "person:Q"]


def test_content_rows_hold_one_for_each_feature_even_if_it_is_named_twice() -> None:
    catalog = Catalog([Movie(1, "x", None, ("A", "A")), Movie(2, "y")])
    assert content_matrix(catalog, ("genre:A",)).toarray().tolist() == [[1.0], [0.0]]


def test_item_features_are_identity_and_content_side_by_side(tiny: Dataset) -> None:
    features = item_features(tiny.catalog).toarray()
    np.testing.assert_array_equal(features[:, :8], np.eye(8))
    assert features.shape == (8, 8 + 8)
    assert features[tiny.catalog.index_of(UNSEEN), 8:].sum() == 0
