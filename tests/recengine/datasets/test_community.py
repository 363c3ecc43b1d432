"""The simulated community: realistic marginals, and tastes that a model can learn."""

import numpy as np
import pytest

from recengine.catalog import Catalog, Movie
from recengine.columns import LIKE, Columns
from recengine.dataset import Dataset
from recengine.datasets import load_starter
from recengine.datasets.archetypes import ARCHETYPES
from recengine.datasets.community import (
    FEWEST_RATINGS,
    MOST_RATINGS,
    archetype_affinities,
    simulate_community,
)
from recengine.datasets.starter import starter_films
from recengine.evaluation.splitting import hold_out_users


@pytest.fixture(scope="module")
def starter() -> Dataset:
    return load_starter()


def test_the_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    catalog = starter_films().catalog
    first, again, other = (simulate_community(catalog, seed=seed, users=20) for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.equals(other)


def test_stars_look_like_those_of_people(starter: Dataset) -> None:
    stars = starter.ratings[Columns.RATING].to_numpy()
    assert 3.45 <= stars.mean() <= 3.65
    assert 0.8 <= stars.std() <= 1.15
    assert set(np.unique(stars * 2)) == set(range(1, 11))
    assert 0.4 <= (stars >= LIKE).mean() <= 0.6


def test_counts_have_a_long_tail(starter: Dataset) -> None:
    by_user = starter.ratings.groupby(Columns.USER).size()
    by_item = starter.ratings.groupby(Columns.ITEM).size().sort_values(ascending=False)
    assert len(by_user) == 1500
    assert by_user.between(FEWEST_RATINGS, MOST_RATINGS).all()
    assert by_user.mean() > by_user.median()
    assert by_item.head(len(by_item) // 10).sum() > 2 * by_item.tail(len(by_item) // 10).sum()


def test_nobody_rates_a_film_twice_and_times_rise(starter: Dataset) -> None:
    ratings = simulate_community(starter.catalog, users=50)
    assert not ratings.duplicated([Columns.USER, Columns.ITEM]).any()
    assert (ratings.groupby(Columns.USER)[Columns.TIMESTAMP].diff().dropna() > 0).all()


def test_famous_films_are_rated_more_and_esteemed_films_better(starter: Dataset) -> None:
    films = starter_films()
    by_item = starter.ratings.groupby(Columns.ITEM)[Columns.RATING]
    counts = by_item.size().reindex(films.catalog.item_ids, fill_value=0).to_numpy()
    means = by_item.mean().reindex(films.catalog.item_ids).to_numpy()
    assert counts[films.fame == 5].mean() > 2 * counts[films.fame <= 2].mean()
    assert np.nanmean(means[films.esteem == 5]) > np.nanmean(means[films.esteem <= 3]) + 0.3


def test_every_archetype_finds_films_of_its_kind() -> None:
    films = starter_films()
    affinities = archetype_affinities(
        films.catalog, films.fame.astype(np.float64) - 3.0, films.esteem.astype(np.float64) - 3.0
    )
    traits = [{*m.genres, *m.words, *m.countries} for m in films.catalog]
    for archetype, appeal in zip(ARCHETYPES, affinities, strict=True):
        liked = {part.strip(" !") for part in archetype.likes.split(",")}
        best = np.argsort(-appeal)[:10]
        assert all(traits[film] & liked for film in best), archetype.name


def test_a_simple_item_to_item_model_beats_popularity_clearly(starter: Dataset) -> None:
    split = hold_out_users(starter, seed=5)
    liked = split.train.liked
    popularity = np.asarray(liked.sum(axis=0)).ravel()
    both = (liked.T @ liked).toarray()
    np.fill_diagonal(both, 0.0)
    cosine = both / (np.sqrt(np.outer(popularity, popularity)) + 20.0)
    gains = {"popular": 0.0, "item-item": 0.0}
    for user in split.users:
        given = starter.catalog.indices_of(user.given(5))
        weights = np.array([stars - 3.25 for stars in user.given(5).values()])
        relevant = set(starter.catalog.indices_of(user.relevant(5)).tolist())
        for name, scores in (("popular", popularity), ("item-item", weights @ cosine[given])):
            gains[name] += _hits(scores, given, relevant)
    assert gains["item-item"] > 1.15 * gains["popular"]


def _hits(scores: np.ndarray, given: np.ndarray, relevant: set[int]) -> int:
    open_scores = scores.astype(np.float64).copy()
    open_scores[given] = -np.inf
    return sum(film in relevant for film in np.argsort(-open_scores)[:10].tolist())


def test_a_catalogue_without_judgements_or_with_few_films_works() -> None:
    tiny = Catalog(Movie(i, f"Film {i}", 1990 + i, genres=("Drama",)) for i in range(5))
    ratings = simulate_community(tiny, users=3)
    assert ratings.groupby(Columns.USER).size().tolist() == [5, 5, 5]
    assert simulate_community(Catalog([]), users=3).empty
    assert simulate_community(tiny, users=0).empty


def test_judgements_must_fit_the_catalogue() -> None:
    with pytest.raises(ValueError, match="judgements"):
        simulate_community(Catalog([Movie(1, "A")]), fame=[1, 2])
