"""What the predictor of stars learns from: attributes, film means, tastes, errors of people who were left out."""

import numpy as np
import pytest
from scipy import sparse

from recengine import stars_calibration, stars_fit
from recengine.curves import GRID, KNOWN
from recengine.dataset import Dataset
from recengine.stars_columns import attributes, attributes_of, leading
from recengine.stars_fit import Tastes, learn_tastes

NOTHING = np.zeros(0)


def test_film_means_are_shrunk_towards_what_attributes_let_expect() -> None:
    # Only the constant: ratings of 4.5 (twice) and 4 weigh 2/6 and 1/5, so 2.3 / 0.5333 = 4.3125 is expected.
    assert stars_fit.MEAN_SHRINKAGE == 4
    means = stars_fit._film_means(np.asarray([9.0, 4.0, 0.0]), np.asarray([2.0, 1.0, 0.0]), np.ones((3, 1)))
    np.testing.assert_allclose(means, [(9 + 4 * 4.3125) / 6, (4 + 4 * 4.3125) / 5, 4.3125], atol=1e-6)


def _generous_and_strict(people: int) -> sparse.csr_matrix:
    """Half of the people give a star more than the film's mean of 3, the others one less."""
    above = np.where(np.arange(people) % 2, 1.0, -1.0)
    return sparse.csr_matrix(np.repeat(3.0 + above[:, None], 12, axis=1))


def test_how_generous_people_are_is_learned_as_a_variance() -> None:
    tastes = learn_tastes(_generous_and_strict(60), np.ones((12, 1)))
    np.testing.assert_allclose(tastes.means, 3.0, atol=0.1)
    assert 0.7 < tastes.covariance[0, 0] < 1.1
    # So sure of it that one rating of 5 moves everything by more than a star.
    surprise = 2.0 / (1.0 + tastes.ridge[0, 0])
    assert surprise > 1.0


def test_tastes_are_learned_from_a_sample_and_film_means_from_all(monkeypatch: pytest.MonkeyPatch) -> None:
    ratings = sparse.lil_matrix(_generous_and_strict(60))
    ratings[:, 11] = 0.0
    ratings[7, 11] = 5.0
    whole = learn_tastes(sparse.csr_matrix(ratings), np.ones((12, 1)))
    monkeypatch.setattr(stars_fit, "MAX_USERS", 20)
    monkeypatch.setattr(stars_fit, "BLOCK", 7)
    sampled = learn_tastes(sparse.csr_matrix(ratings), np.ones((12, 1)))
    # Person 7 may not be in the sample, but what they gave the last film counts.
    assert sampled.means[11] > sampled.means[0] + 0.1
    np.testing.assert_allclose(sampled.means, whole.means, atol=0.15)


def test_blocks_of_people_give_what_all_at_once_give(world: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = attributes(world, seen=2, words=2)
    whole = learn_tastes(world.matrix, columns)
    monkeypatch.setattr(stars_fit, "BLOCK", 9)
    blocks = learn_tastes(world.matrix, columns)
    np.testing.assert_allclose(blocks.means, whole.means, atol=1e-8)
    np.testing.assert_allclose(blocks.covariance, whole.covariance, atol=1e-8)


def test_what_tastes_leave_of_ratings_is_the_same_without_all_else(world: Dataset) -> None:
    columns = attributes(world, seen=2, words=2)
    means = np.full(len(world.catalog), 3.4)
    prior = stars_fit._expect(world.matrix, means, columns, stars_fit._Prior.believed(columns.shape[1])).prior()
    expected = stars_fit._expect(world.matrix, means, columns, prior).left
    np.testing.assert_allclose(stars_fit._left(world.matrix, means, columns, prior), expected, atol=1e-9)


def test_attributes_without_some_people_are_those_of_the_data_without_them(world: Dataset) -> None:
    out = world.user_ids[[0, 7, 30]]
    rest = world.with_ratings(world.ratings[~world.ratings["user_id"].isin(out)].reset_index(drop=True))
    kept = world.matrix[~np.isin(world.user_ids, out)]
    found = attributes_of(world.catalog, kept, seen=3, words=2)
    np.testing.assert_allclose(found, attributes(rest, seen=3, words=2), atol=1e-9)


def test_attributes_are_a_constant_and_columns_of_mean_0_over_the_ratings(world: Dataset) -> None:
    columns = attributes(world, seen=3, words=2)
    counts = np.asarray(world.seen.sum(axis=0)).ravel()
    assert (columns[:, 0] == 1).all()
    np.testing.assert_allclose(counts @ columns[:, 1:], 0.0, atol=1e-6)
    assert np.isfinite(columns).all()
    # Three genres, the decades, the year, fame twice, two directions of words, three of raters.
    decades = len({movie.decade for movie in world.catalog} - {None})
    assert columns.shape == (60, 1 + 3 + decades + 1 + 2 + 2 + 3)


def test_leading_directions_of_a_matrix_of_rank_1() -> None:
    matrix = sparse.csr_matrix(np.outer([3.0, 4.0, 0.0], [1.0, 0.0, 0.0, 0.0]))
    found = leading(matrix, 2)
    np.testing.assert_allclose(np.abs(found[:, 0]), [3.0, 4.0, 0.0], atol=1e-9)
    np.testing.assert_allclose(found[:, 1], 0.0, atol=1e-9)
    assert leading(matrix, 9).shape == (3, 3)
    assert leading(matrix, 0).shape == (3, 0)
    assert leading(sparse.csr_matrix((3, 0)), 2).shape == (3, 0)


def test_without_cases_stars_are_what_a_clipped_normal_lets_expect() -> None:
    stars, match = stars_calibration.corrections(NOTHING, NOTHING, NOTHING)
    assert stars.shape == match.shape == (len(KNOWN), len(GRID))
    corner = {value: place for place, value in enumerate(GRID.tolist())}
    assert stars[0, corner[2.75]] == pytest.approx(2.75, abs=0.01)
    assert 4.5 < stars[0, corner[5.0]] < 4.8  # nobody gives more than 5
    assert match[0, corner[3.75]] == pytest.approx(0.5)


def test_estimates_that_were_too_high_are_lowered() -> None:
    raw, actual = np.full(40_000, 4.0), np.full(40_000, 3.5)
    stars, match = stars_calibration.corrections(raw, actual, np.full(40_000, KNOWN.index(5)))
    corner = GRID.tolist().index(4.0)
    assert stars[KNOWN.index(5), corner] == pytest.approx(3.5, abs=0.05)
    assert match[KNOWN.index(5), corner] < 0.1


def test_nobody_is_known_to_the_fit_that_their_ratings_judge(world: Dataset) -> None:
    fitted: list[sparse.csr_matrix] = []

    def learn(ratings: sparse.csr_matrix, columns: np.ndarray) -> Tastes:
        fitted.append(ratings)
        return learn_tastes(ratings, columns)

    stars_calibration.calibrate(world, learn, seen=1, words=1, seed=0, progress=lambda phase, done: None)
    assert len(fitted) == stars_calibration.FOLDS
    # Each fold leaves a part of the people out, every one of them once.
    assert sum(len(world.user_ids) - ratings.shape[0] for ratings in fitted) == len(world.user_ids)
    assert sum(world.matrix.nnz - ratings.nnz for ratings in fitted) == world.matrix.nnz


@pytest.mark.parametrize(("people", "sizes"), [(3, []), (4, [1] * 4), (610, [153] * 3 + [151]), (90_000, [3000])])
def test_groups_to_leave_out_are_folds_of_few_people_and_a_part_of_many(people: int, sizes: list[int]) -> None:
    groups = stars_calibration._groups(people, np.random.default_rng(0))
    assert [len(group) for group in groups] == sizes
    assert len(np.unique(np.concatenate([NOTHING, *groups]))) == sum(sizes)
