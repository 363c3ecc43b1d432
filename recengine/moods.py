"""How light, funny and scary a film is, from its genres and words by a table that anybody can read.

Weights were set by what the genres and words mean, not learned. A film's value is the sum of the weights of what it
has, cut at -1 and 1; a film of which nothing in the table is known stands at 0.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

import numpy as np

from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie


class Mood(StrEnum):
    """What the table is about; the dark is what is little light."""

    LIGHT = "light"
    FUNNY = "funny"
    SCARY = "scary"


_LIGHT_GENRES = {
    "Comedy": 0.5,
    "Children": 0.5,
    "Musical": 0.4,
    "Romance": 0.3,
    "Animation": 0.3,
    "Adventure": 0.1,
    "Fantasy": 0.1,
    "Drama": -0.3,
    "Mystery": -0.3,
    "Crime": -0.4,
    "Thriller": -0.5,
    "War": -0.6,
    "Film-Noir": -0.6,
    "Horror": -0.8,
}


def _each(weight: float, words: str) -> dict[str, float]:
    return {f"word:{word.strip()}": weight for word in words.split(",")}


def _genres(weights: Mapping[str, float]) -> dict[str, float]:
    return {f"genre:{genre}": weight for genre, weight in weights.items()}


ATTRIBUTES: Mapping[Mood, Mapping[str, float]] = {
    Mood.LIGHT: {
        **_genres(_LIGHT_GENRES),
        **_each(0.5, "feel-good, heartwarming, cheerful, cozy, lighthearted, uplifting, family night, silly"),
        **_each(
            0.3, "funny, hilarious, fun, charming, whimsical, sweet, gentle, witty, slapstick, humorous, romantic"
        ),
        **_each(
            -0.3, "violent, gritty, tense, intense, suspenseful, tragic, grief, melancholy, revenge, murder, sad"
        ),
        **_each(-0.3, "mental illness, dystopia, drugs, serial killer, paranoia, corruption, creepy, eerie, scary"),
        **_each(-0.5, "dark, bleak, disturbing, harrowing, unsettling, depressing, heartbreaking, holocaust, gory"),
    },
    Mood.FUNNY: {
        **_genres({"Comedy": 0.6, "Horror": -0.3, "War": -0.3, "Thriller": -0.2}),
        **_each(0.4, "funny, hilarious, humorous, comedy, slapstick, screwball, parody, spoof, raunchy, crude humor"),
        **_each(0.2, "witty, satire, silly, quirky, absurd, british humour, dark comedy, black comedy, buddy comedy"),
        **_each(0.2, "dark humor, off-beat comedy, british comedy, mockumentary, outrageous, goofy, fun"),
        **_each(-0.3, "tragic, harrowing, bleak, depressing, heartbreaking, disturbing, grief, tearjerker"),
    },
    Mood.SCARY: {
        **_genres(
            {"Horror": 0.6, "Thriller": 0.4, "Mystery": 0.1, "Comedy": -0.3, "Children": -0.4, "Musical": -0.3}
        ),
        **_each(
            0.4, "scary, creepy, disturbing, unsettling, eerie, horror, gory, slasher, haunted house, body horror"
        ),
        **_each(0.2, "tense, suspenseful, suspense, serial killer, ghosts, demons, zombies, vampires, possession"),
        **_each(0.2, "claustrophobic, paranoia, monsters, haunting, iconic villain, thriller, evil children"),
        **_each(-0.3, "feel-good, heartwarming, cheerful, cozy, family night, funny, charming, sweet, whimsical"),
    },
}
"""For each mood the weights of genres and words, by the keys of traits."""


def mood_of(movie: Movie, mood: Mood) -> float:
    """How much of a mood a movie has, from -1 to 1."""
    weights = ATTRIBUTES[mood]
    return min(max(sum(weights.get(key, 0.0) for key in _keys(movie)), -1.0), 1.0)


def moods(catalog: Catalog, mood: Mood) -> Floats:
    """The mood of every movie, shape (items,)."""
    return np.fromiter((mood_of(movie, mood) for movie in catalog), np.float32, len(catalog))


def _keys(movie: Movie) -> Iterable[str]:
    yield from (f"genre:{genre}" for genre in dict.fromkeys(movie.genres))
    yield from (f"word:{word}" for word in dict.fromkeys(word.lower() for word in movie.words))
