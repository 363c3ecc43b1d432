"""Alternating least squares: the fold-in by hand, and what training minimises."""

import numpy as np
import pytest
from scipy import sparse

from recengine.errors import MatineeError
from recengine.models import make_model
from recengine.models.als import AlsModel
from recengine.models.als_fit import item_factors, preferences
from recengine.models.base import State
from recengine.progress import silent
from tests.recengine.worlds import crime_ids, romance_ids, tiny_world, two_tastes


def one_factor(**settings: float) -> AlsModel:
    """Three movies with the factors 1, 2 and 0.5; the second counts double where it is scored."""
    arrays = {
        "item_ids": np.asarray([7, 8, 9]),
        "given": np.asarray([[1.0], [2.0], [0.5]], dtype=np.float32),
        "found": np.asarray([[1.0], [4.0], [0.5]], dtype=np.float32),
        "base": np.asarray([0.0, 0.25, 0.0], dtype=np.float32),
        "system": np.asarray([[6.0]]),
    }
    return AlsModel.from_state(State({"rank": 1, "alpha": 2.0, "neutral": 0.5, **settings}, arrays))


def test_everybody_s_system_is_that_of_all_movies_and_a_penalty_of_its_size() -> None:
    model = make_model("als", rank=3, ridge=0.5).fit(two_tastes())
    gram = model._given.astype(float).T @ model._given
    np.testing.assert_allclose(model._system, gram + 0.5 * gram.diagonal().mean() * np.eye(3), rtol=1e-5)


def test_a_like_is_folded_in_by_least_squares() -> None:
    # 6 is everybody's, 2 * 1 is the like's: the person's factor is 3 * 1 / 8.
    np.testing.assert_allclose(one_factor().score({7: 5.0}), [0.375, 0.25 + 2 * 0.75, 0.1875])


def test_a_neutral_rating_counts_by_its_share() -> None:
    # A weight of 0.5 * 2 more than nothing: 2 * 1 / (6 + 1).
    np.testing.assert_allclose(one_factor().score({7: 3.0}), np.asarray([2, 0.25 * 7 + 8, 1]) / 7, rtol=1e-6)


def test_a_dislike_says_nothing_and_no_history_gives_popularity() -> None:
    np.testing.assert_allclose(one_factor().score({7: 1.0}), [0.0, 0.25, 0.0])
    np.testing.assert_allclose(one_factor().score({}), [0.0, 0.25, 0.0])


def test_each_rated_movie_adds_its_own_summand() -> None:
    # Both liked: the system is 6 + 2 * 1 + 2 * 0.25 = 8.5, the sides are 3 * 1 and 3 * 0.5.
    parts = one_factor().contributions({7: 5.0, 9: 4.0, 8: 2.0}, np.asarray([8]))
    np.testing.assert_allclose(parts.by_film, [[4 * 3 / 8.5, 4 * 1.5 / 8.5, 0.0]], rtol=1e-6)
    np.testing.assert_allclose(parts.constant, [0.25])


def test_with_alpha_zero_a_like_is_still_a_like() -> None:
    np.testing.assert_allclose(one_factor(alpha=0.0).score({7: 5.0})[0], 1 / 6, rtol=1e-6)


def loss(preferred: sparse.csr_matrix, movies: np.ndarray, *, alpha: float, regularisation: float) -> float:
    """What alternating least squares minimises, with the best factors of people for these of the movies."""
    wanted, more = (preferred.toarray() > 0).astype(float), alpha * preferred.toarray()
    counts, total = wanted.sum(axis=0), 0.0
    for person, weight in zip(wanted, 1.0 + more, strict=True):
        penalty = regularisation * person.sum() * np.eye(movies.shape[1])
        own = np.linalg.solve((movies * weight[:, None]).T @ movies + penalty, movies.T @ (weight * person))
        total += float((weight * (person - movies @ own) ** 2).sum() + regularisation * person.sum() * own @ own)
    return total + regularisation * float(counts @ (movies**2).sum(axis=1))


def test_each_round_of_training_brings_the_loss_down() -> None:
    preferred = preferences(two_tastes(), neutral=0.2)
    settings = {"regularisation": 0.02, "alpha": 2.0}
    learned = [
        item_factors(preferred, rank=4, iterations=rounds, seed=0, progress=silent, **settings)
        for rounds in (1, 2, 4, 8)
    ]
    losses = [loss(preferred, factors, **settings) for factors in learned]
    assert losses == sorted(losses, reverse=True)
    assert losses[0] > 1.05 * losses[-1]


def test_preferences_are_likes_and_a_share_of_neutral_ratings() -> None:
    dataset = tiny_world()
    found = preferences(dataset, neutral=0.25)
    assert found.nnz == int((dataset.matrix.data > 2.5).sum())
    assert set(found.data.tolist()) == {1.0, 0.25}
    assert preferences(dataset, neutral=0.0).nnz == dataset.liked.nnz


@pytest.mark.parametrize("name", ["als", "als-content"])
def test_what_is_liked_brings_its_own_kind(name: str) -> None:
    world = two_tastes()
    model = make_model(name).fit(world)
    for own, other in ((crime_ids(world), romance_ids(world)), (romance_ids(world), crime_ids(world))):
        scores = dict(zip(model.item_ids.tolist(), model.score(dict.fromkeys(own[:4], 5.0)).tolist(), strict=True))
        assert np.mean([scores[i] for i in own[4:20]]) > np.mean([scores[i] for i in other[4:20]])


def test_with_content_a_film_that_nobody_rated_has_a_score_of_its_own() -> None:
    world = two_tastes()
    romance = [movie.item_id for movie in world.catalog if "Romance" in movie.genres]
    unrated = world.counts.ratings == 0
    model = make_model("als-content").fit(world)
    liked = model.score(dict.fromkeys(romance[:5], 5.0))[unrated]
    assert liked.max() - liked.min() > 0.05


@pytest.mark.parametrize(
    ("setting", "value"),
    [("rank", 0), ("iterations", 0), ("alpha", -1.0), ("neutral", -0.1), ("regularisation", 0.0), ("ridge", 0.0)],
)
def test_settings_that_teach_nothing_are_refused(setting: str, value: float) -> None:
    with pytest.raises(MatineeError, match=f"{setting} has to be"):
        make_model("als", **{setting: value})
