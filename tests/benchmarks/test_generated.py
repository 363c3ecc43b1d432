"""Generated data: laid out as MovieLens is, in the numbers asked for, the same for the same seed."""

from pathlib import Path

import numpy as np
import pytest

from benchmarks.generated import Size, World, write
from benchmarks.generated.drawing import drawn
from benchmarks.generated.titles import titles
from recengine.datasets import load_dataset

SIZE = Size(12_000, movies=900, people=150)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("generated") / "data", World(SIZE))


def test_a_data_set_of_the_size_asked_for_is_loaded_as_any_other(folder: Path) -> None:
    dataset = load_dataset(str(folder))
    assert len(dataset.catalog) == 900
    assert len(dataset.user_ids) == 150
    assert len(dataset.ratings) == pytest.approx(12_000, rel=0.12)  # nobody rates more than a third of all films
    assert dataset.ratings["rating"].isin(np.arange(0.5, 5.5, 0.5)).all()
    assert sum(bool(movie.words) for movie in dataset.catalog) > 5


def test_some_films_are_far_better_known_and_some_people_rate_far_more(folder: Path) -> None:
    dataset = load_dataset(str(folder))
    films = np.sort(dataset.counts.ratings)[::-1]
    assert films[:90].sum() > 2 * films[450:].sum()
    lengths = np.diff(dataset.matrix.indptr)
    assert lengths.min() >= 18
    assert lengths.max() > 3 * np.median(lengths)


def test_the_same_seed_gives_the_same_ratings_and_another_one_others() -> None:
    first, again, other = (next(drawn(World(SIZE, seed=seed))) for seed in (1, 1, 2))
    assert np.array_equal(first.movie, again.movie)
    assert np.array_equal(first.stars, again.stars)
    assert not np.array_equal(first.movie[:500], other.movie[:500])


def test_nobody_rates_a_film_twice_and_time_goes_on() -> None:
    ratings = next(drawn(World(SIZE)))
    assert len(np.unique(ratings.user * 10_000 + ratings.movie)) == len(ratings.user)
    same = np.diff(ratings.user) == 0
    assert (np.diff(ratings.timestamp)[same] > 0).all()


def test_titles_are_different_and_made_of_words_of_titles() -> None:
    made = titles(3_000, seed=3)
    assert len(set(made)) == 3_000
    assert made == titles(3_000, seed=3)
    assert any(title.endswith(", The") for title in made)


def test_nothing_is_left_where_there_is_something_already(folder: Path) -> None:
    with pytest.raises(OSError, match="data"):
        write(folder, World(SIZE))


@pytest.mark.parametrize(("ratings", "movies", "people"), [(1_000, 100, 100), (10_000, 20, 100)])
def test_numbers_that_do_not_go_together_are_refused(ratings: int, movies: int, people: int) -> None:
    with pytest.raises(ValueError, match="do not go with"):
        Size.of(ratings, movies=movies, people=people)
