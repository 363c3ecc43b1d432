"""Generated ratings of any number, as MovieLens lays them out: they tell how long training takes, and no more."""

from pathlib import Path

import numpy as np

PEOPLE_A_RATING, MOVIES = 1 / 165, 3_700
"""As in ml-1m: 165 ratings a person."""

TASTES = 8
GENRES = ("Action", "Comedy", "Drama", "Horror", "Romance", "Sci-Fi", "Thriller", "War")


def write(folder: Path, ratings: int, *, seed: int = 0) -> Path:
    """Write movies.csv and ratings.csv; some movies are rated a thousand times as often as others."""
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True)
    taste_of = rng.integers(TASTES, size=MOVIES)
    movies = (f"{i + 1},Film {i + 1} ({1950 + i % 70}),{GENRES[taste]}" for i, taste in enumerate(taste_of.tolist()))
    (folder / "movies.csv").write_text("\n".join(["movieId,title,genres", *movies]) + "\n", encoding="utf-8")
    people = max(1, round(ratings * PEOPLE_A_RATING))
    fame = 1.0 / (10.0 + np.arange(MOVIES))
    lengths = rng.multinomial(ratings, rng.dirichlet(np.full(people, 1.5)))
    with (folder / "ratings.csv").open("w", encoding="utf-8") as file:
        file.write("userId,movieId,rating,timestamp\n")
        for person, length in enumerate(np.minimum(lengths, MOVIES).tolist(), start=1):
            file.writelines(_history(rng, person, length, taste_of, fame))
    return folder


def _history(rng: np.random.Generator, person: int, length: int, taste_of: np.ndarray, fame: np.ndarray) -> list[str]:
    own = rng.permutation(TASTES)[:2]
    is_own = np.isin(taste_of, own)
    appeal = fame * np.where(is_own, 5.0, 1.0)
    # The largest of these are a draw without replacement in proportion to appeal.
    seen = np.argsort(-(np.log(appeal) + rng.gumbel(size=MOVIES)))[:length]
    stars = np.clip(np.round(2 * rng.normal(np.where(is_own[seen], 4.1, 3.1), 0.8)) / 2, 0.5, 5.0)
    rows = enumerate(zip(seen.tolist(), stars.tolist(), strict=True))
    return [f"{person},{movie + 1},{given},{1_000_000_000 + n}\n" for n, (movie, given) in rows]
