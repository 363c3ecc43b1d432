"""A generated world as the files of MovieLens: movies.csv, ratings.csv, tags.csv, links.csv."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.generated.drawing import Ratings, drawn
from benchmarks.generated.titles import titles
from benchmarks.generated.world import GENRES, World

WORDS = (
    *("atmospheric", "twist ending", "dark comedy", "based on a book", "space", "robots", "time travel", "heist"),
    *("road trip", "small town", "revenge", "friendship", "family", "music", "school", "murder", "detective"),
    *("zombies", "vampires", "superhero", "courtroom", "prison", "submarine", "war", "love triangle", "wedding"),
    *("coming of age", "dystopia", "aliens", "magic", "dragons", "pirates", "boxing", "chess", "cooking", "dance"),
)
TAGGED = 16
"""A tag for every so many ratings."""


def write(folder: Path, world: World, *, told: Callable[[float], None] = lambda done: None) -> Path:
    """Write the folder whole or not at all.

    Parameters
    ----------
    told
        Called with the share that is done.
    """
    part = folder.with_name(f"{folder.name}.part")
    part.mkdir(parents=True)
    names = titles(world.size.movies, seed=world.seed)
    _movies(world, names).to_csv(part / "movies.csv", index=False)
    _links(world).to_csv(part / "links.csv", index=False)
    done = 0
    for ratings in drawn(world):
        _append(part / "ratings.csv", _ratings(ratings))
        _append(part / "tags.csv", _tags(world, ratings))
        done += len(ratings.user)
        told(min(done / world.size.ratings, 1.0))
    return part.rename(folder)


def _append(path: Path, frame: pd.DataFrame) -> None:
    frame.to_csv(path, mode="a", header=not path.exists(), index=False)


def _movies(world: World, names: Sequence[str]) -> pd.DataFrame:
    labels = [f"{name} ({year})" for name, year in zip(names, world.years.tolist(), strict=True)]
    genres = ["|".join(GENRES[genre] for genre in row if genre >= 0) for row in world.genres.tolist()]
    return pd.DataFrame({"movieId": _ids(range(len(labels))), "title": labels, "genres": genres})


def _links(world: World) -> pd.DataFrame:
    ids = _ids(range(world.size.movies))
    return pd.DataFrame({"movieId": ids, "imdbId": ids + 1_000_000, "tmdbId": ids + 2_000_000})


def _ratings(ratings: Ratings) -> pd.DataFrame:
    columns = {
        "userId": ratings.user,
        "movieId": _ids(ratings.movie),
        "rating": ratings.stars,
        "timestamp": ratings.timestamp,
    }
    return pd.DataFrame(columns)


def _tags(world: World, ratings: Ratings) -> pd.DataFrame:
    """Words that go with a film's first genre more than with others."""
    some = slice(None, None, TAGGED)
    movie, user = ratings.movie[some], ratings.user[some]
    # Some of a film's five words, by its number: the same film is given the same words again.
    word = (world.genres[movie, 0] * 7 + (movie * 31 + (user % 5) * 17) % 11) % len(WORDS)
    named = np.asarray(WORDS, dtype=object)[word]
    columns = {"userId": user, "movieId": _ids(movie), "tag": named, "timestamp": ratings.timestamp[some]}
    return pd.DataFrame(columns)


def _ids(places: Iterable[int]) -> np.ndarray:
    """Movie ids: 1, 4, 7, ... as ids of data sets have gaps."""
    return 1 + 3 * np.fromiter(places, np.int64)
