"""A simulated community of raters for the starter catalogue: no person gave these ratings.

People are mixtures of the tastes in `archetypes` with quirks of their own. They mostly watch what is famous
or to their taste, and give stars by taste, general esteem, their own strictness and chance.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import sparse

from recengine.arrays import Ints
from recengine.catalog import Catalog, Movie
from recengine.columns import MAX_STARS, MIN_STARS, Columns
from recengine.datasets.archetypes import ARCHETYPES, Archetype

FEWEST_RATINGS = 20
MOST_RATINGS = 150
MEDIAN_RATINGS = 45
MEAN_STARS = 3.55

# How strongly each thing draws people to a film; chance (a standard Gumbel variable) counts 1.
FAME_DRAW = 1.0
ESTEEM_DRAW = 0.3
TASTE_DRAW = 1.4
# What stars are made of.
TASTE_STARS = 0.62
ESTEEM_STARS = 0.28
STRICTNESS = 0.3
CHANCE = 0.55
QUIRKS = 0.45
"""Weight of a person's own leanings towards people, words and countries beside those of the archetypes."""

_FIRST_DAY = 1_577_836_800  # the start of 2020, UTC
_DAY = 86_400

_Matrix = NDArray[np.float64]


def simulate_community(
    catalog: Catalog,
    *,
    fame: ArrayLike | None = None,
    esteem: ArrayLike | None = None,
    seed: int = 0,
    users: int = 1500,
) -> pd.DataFrame:
    """Draw the ratings of people who do not exist.

    Parameters
    ----------
    catalog
        The films to rate; genres, words, countries, years and directors make their attraction.
    fame, esteem
        Judgements from 1 to 5 aligned with the catalogue; 3 for every film where not given.
    seed
        The same seed gives the same ratings.
    users
        How many people; their ids run from 1.

    Returns
    -------
    DataFrame
        Columns of `Columns`, one row a rating, half-star steps, ordered by user and time.
    """
    rng = np.random.default_rng(seed)
    known = _centred(fame, len(catalog))
    valued = _centred(esteem, len(catalog))
    taste = _tastes(catalog, known, valued, rng, users)
    chosen, person = _choices(taste, FAME_DRAW * known + ESTEEM_DRAW * valued, rng)
    stars = _stars(taste, valued, person, chosen, rng)
    return pd.DataFrame(
        {
            Columns.USER: person + 1,
            Columns.ITEM: catalog.item_ids[chosen],
            Columns.RATING: stars.astype(np.float32),
            Columns.TIMESTAMP: _times(person, rng),
        }
    )


def archetype_affinities(catalog: Catalog, fame: _Matrix, esteem: _Matrix) -> _Matrix:
    """How each film appeals to each archetype, shape (archetypes, films), standardised in each row."""
    traits = [{*movie.genres, *movie.words, *movie.countries} for movie in catalog]
    rows = [_appeal(archetype, catalog, traits, fame, esteem) for archetype in ARCHETYPES]
    return _standardised(np.array(rows).reshape(len(ARCHETYPES), len(catalog)))


def _appeal(
    archetype: Archetype, catalog: Catalog, traits: list[set[str]], fame: _Matrix, esteem: _Matrix
) -> _Matrix:
    weights = {**_weights(archetype.likes, 1.0), **_weights(archetype.loathes, -1.0)}
    matched = np.array([sum(weights.get(trait, 0.0) for trait in own) for own in traits])
    # the third liked trait adds less than the first: nobody is four times as fond of a film
    appeal = np.sign(matched) * np.log1p(np.abs(matched))
    total: _Matrix = appeal + _era(archetype, catalog) + archetype.fame * fame + archetype.esteem * esteem
    return total


def _weights(text: str, sign: float) -> dict[str, float]:
    traits = [part.strip() for part in text.split(",") if part.strip()]
    return {trait.removesuffix("!"): sign * (2.0 if trait.endswith("!") else 1.0) for trait in traits}


def _era(archetype: Archetype, catalog: Catalog) -> _Matrix:
    """0 within the decades of the archetype, then 0.3 less for each decade further away."""
    first, last = archetype.decades
    decades = np.array([last if movie.decade is None else movie.decade for movie in catalog])
    away: _Matrix = np.maximum(np.maximum(first - decades, decades - last), 0) / 10.0
    return -0.3 * away


def _tastes(catalog: Catalog, fame: _Matrix, esteem: _Matrix, rng: np.random.Generator, users: int) -> _Matrix:
    """How each film appeals to each person, shape (users, films), standardised in each row."""
    shared = _mixtures(rng, users) @ archetype_affinities(catalog, fame, esteem)
    traits = _trait_matrix(catalog)
    quirks = (traits @ rng.standard_normal((traits.shape[1], users))).T
    return _standardised(_standardised(shared) + QUIRKS * _standardised(quirks))


def _mixtures(rng: np.random.Generator, users: int) -> _Matrix:
    """Weights of one to three archetypes for each person, shape (users, archetypes), rows adding up to 1."""
    shares = np.array([archetype.share for archetype in ARCHETYPES])
    # the largest of share-weighted Gumbel draws is a draw by share, without replacement
    draws = np.log(shares) + rng.gumbel(size=(users, len(shares)))
    drawn = np.argsort(-draws, axis=1)[:, :3]
    how_many = rng.choice([1, 2, 3], size=users, p=[0.3, 0.45, 0.25])
    weights = rng.dirichlet([3.0, 2.0, 1.0], size=users) * (np.arange(3) < how_many[:, None])
    mixtures = np.zeros((users, len(shares)))
    np.put_along_axis(mixtures, drawn, weights / weights.sum(axis=1, keepdims=True), axis=1)
    return mixtures


def _trait_matrix(catalog: Catalog) -> sparse.csr_matrix:
    """Films by traits, rows of length 1; a trait that few films share counts more."""
    per_film = [_quirk_traits(movie) for movie in catalog]
    columns = {trait: i for i, trait in enumerate(dict.fromkeys(trait for own in per_film for trait in own))}
    indices = np.array([columns[trait] for own in per_film for trait in own], dtype=np.int64)
    starts = np.cumsum([0, *(len(own) for own in per_film)])
    rarity = 1.0 / np.sqrt(np.bincount(indices, minlength=len(columns)))
    film = np.repeat(np.arange(len(catalog)), np.diff(starts))
    lengths = np.sqrt(np.bincount(film, weights=rarity[indices] ** 2, minlength=len(catalog)))
    data = rarity[indices] / lengths[film]
    return sparse.csr_matrix((data, indices, starts), shape=(len(catalog), len(columns)))


def _quirk_traits(movie: Movie) -> list[str]:
    return list(dict.fromkeys((*movie.genres, *movie.words, *movie.countries, *movie.directors, *movie.actors)))


def _choices(taste: _Matrix, renown: _Matrix, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Who rated what: film indices in the order of watching, and the dense index of the person of each."""
    users, films = taste.shape
    draws = renown + TASTE_DRAW * taste + rng.gumbel(size=taste.shape)
    counts = np.exp(rng.normal(np.log(MEDIAN_RATINGS), 0.55, size=users)).astype(np.int64)
    counts = np.minimum(np.clip(counts, FEWEST_RATINGS, MOST_RATINGS), films)
    order = np.argsort(-draws, axis=1, kind="stable")
    kept = np.arange(films) < counts[:, None]
    return order[kept].astype(np.int64), np.repeat(np.arange(users), counts)


def _stars(
    taste: _Matrix, esteem: _Matrix, person: Ints, chosen: Ints, rng: np.random.Generator
) -> NDArray[np.float64]:
    strictness = rng.normal(0.0, STRICTNESS, size=len(taste))
    spread = np.exp(rng.normal(0.0, 0.2, size=len(taste)))
    felt = TASTE_STARS * taste[person, chosen] + ESTEEM_STARS * esteem[chosen]
    felt += rng.normal(0.0, CHANCE, size=len(felt))
    # people see what they expect to like: without centring, nearly every rating would be a like
    stars = MEAN_STARS + (felt - felt.mean() if len(felt) else felt) * spread[person] + strictness[person]
    whole_stars = (rng.random(len(taste)) < 0.35)[person]  # some people never give half stars
    rounded = np.where(whole_stars, np.round(stars), np.round(stars * 2) / 2)
    return np.clip(rounded, np.where(whole_stars, 1.0, MIN_STARS), MAX_STARS)


def _times(person: Ints, rng: np.random.Generator) -> Ints:
    """Seconds since 1970, rising for each person from a first evening in 2020 to 2023."""
    users = int(person.max()) + 1 if len(person) else 0
    start = _FIRST_DAY + rng.integers(0, 4 * 365 * _DAY, size=users)
    steps = np.cumsum(rng.exponential(3.0 * _DAY, size=len(person)) + 60.0)
    first = np.searchsorted(person, np.arange(users))
    since = steps - steps[first][person] if users else steps
    return (start[person] + since).astype(np.int64)


def _centred(judgements: ArrayLike | None, films: int) -> _Matrix:
    if judgements is None:
        return np.zeros(films)
    values = np.asarray(judgements, dtype=np.float64)
    if values.shape != (films,):
        raise ValueError(f"{films} films need {films} judgements of fame and esteem")
    return values - 3.0


def _standardised(matrix: _Matrix) -> _Matrix:
    if matrix.size == 0:
        return matrix
    centred: _Matrix = matrix - matrix.mean(axis=1, keepdims=True)
    spread: _Matrix = np.maximum(centred.std(axis=1, keepdims=True), 1e-9)
    return centred / spread
