"""How light, funny and scary a film is, from its genres and words by a table that anybody can read.

Weights were set by what the genres and words mean, not learned. A film's value is the sum of the weights of what it
has, cut at -1 and 1; a film of which nothing in the table is known stands at 0.
"""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.entries import Entries, entries


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


def moods(catalog: Catalog, mood: Mood) -> Floats:
    """How much of a mood every movie has, from -1 to 1, shape (items,)."""
    genres, (words, _) = catalog.once(entries, "genres").once_a_film(), catalog.once(entries, "words").by(str.lower)
    parts = [_weights(genres, "genre", mood), _weights(words, "word", mood)]
    films = np.concatenate([genres.films, words.films])
    sums = np.bincount(films, np.concatenate(parts), minlength=len(catalog))
    return np.clip(sums, -1.0, 1.0).astype(np.float32)


def _weights(own: Entries, kind: str, mood: Mood) -> NDArray[np.float64]:
    """The weight of each entry, shape (entries,)."""
    weights = [ATTRIBUTES[mood].get(f"{kind}:{name}", 0.0) for name in own.names]
    return np.asarray(weights, dtype=np.float64)[own.texts]
