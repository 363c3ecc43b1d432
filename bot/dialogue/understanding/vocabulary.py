"""What wishes are made of: everyday words for genres and fame, words and people of the catalogue's films."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.dialogue.understanding.lexicon import (
    EVERYDAY,
    FAME,
    GENRE_NOUNS,
    GENRE_WORDS,
    GENRES,
    MOODS,
    PLACES,
    TOO_PLAIN,
)
from bot.dialogue.understanding.reading import read
from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.query import Popularity
from recengine.text import fold, keyword_key
from recengine.titles.words import TALK

LONGEST = 6
"""Words of the longest keyword that is looked for."""

_KNOWN_PEOPLE, _FAR_AHEAD = 3.0, 2.5


@dataclass(frozen=True, slots=True)
class Wish:
    """What a run of words wishes for: genres, a keyword, or fame."""

    genres: tuple[str, ...] = ()
    keyword: str | None = None
    fame: Popularity | None = None
    loose: bool = False  # a plain word that may be about something else than the film


class Vocabulary:
    """Words that wish for something, in any case, number and spelling of hyphens.

    Parameters
    ----------
    catalog
        Its words, people and genres.
    popularity
        Ratings of each movie, shape (items,): tells whom a surname means.
    """

    def __init__(self, catalog: Catalog, *, popularity: Floats) -> None:
        self._fixed: dict[str, Wish] = {}
        for genres, phrases in GENRES.items():
            self._fixed.update(dict.fromkeys(phrases.split("|"), Wish(genres=genres)))
        for fame, phrases in FAME.items():
            self._fixed.update(dict.fromkeys(phrases.split("|"), Wish(fame=fame)))
        self._keywords = catalog.once(_keywords)
        self._people = catalog.once(_people)
        self._surnames = _surnames(catalog, popularity)
        self.words = self._all_words(catalog)

    def find(self, words: Sequence[str], typed: str) -> Wish | None:
        """The wish of a run of plain words, `typed` so; None where it is none."""
        plain = " ".join(words)
        if wish := self._fixed.get(plain):
            return wish
        key = keyword_key(plain)
        if forms := self._keywords.get(key):
            return _wish_of(_likest(forms, typed, plain), words)
        if len(words) == 1 and (place := next((p for p in PLACES.get(plain, ()) if p in self._keywords), None)):
            return Wish(keyword=self._keywords[place][0], loose=True)
        if person := self._people.get(plain):
            return Wish(keyword=person)
        if len(words) == 1 and (person := self._surnames.get(plain)):
            return Wish(keyword=person)
        return None

    def _all_words(self, catalog: Catalog) -> frozenset[str]:
        phrases = (*self._fixed, *self._people, *self._surnames)
        words = {word for phrase in phrases for word in phrase.split()} | catalog.once(_words_of_keywords)
        plural = {f"{word}s" for word in words if len(word) > 5 and word[-1] not in "sy"}
        return frozenset(words | plural | {f"{word}es" for word in words if word.endswith("o")})


def _wish_of(keyword: str, words: Sequence[str]) -> Wish:
    genre = GENRE_NOUNS.get(words[-1]) if len(words) > 1 else None
    return Wish(genres=(genre,) if genre else (), keyword=keyword, loose=len(words) == 1)


def _likest(forms: Sequence[str], typed: str, plain: str) -> str:
    """The spelling that was typed if the catalogue has it, else the commonest."""
    lower = " ".join(typed.casefold().split())
    same = (form for form in forms if form == lower)
    alike = (form for form in forms if form.replace("-", " ") == plain)
    one_by_one = [keyword_key(word) for word in plain.split()]
    apart = (form for form in forms if [keyword_key(word) for word in fold(form).split()] == one_by_one)
    return next(same, None) or next(alike, None) or next(apart, forms[0])


def _keywords(catalog: Catalog) -> dict[str, list[str]]:
    """Key of a keyword -> its spellings in the catalogue, commonest first."""
    counts = Counter(word for movie in catalog for word in (*movie.words, *movie.more_words))
    found: dict[str, list[str]] = {}
    for text, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        words = [word.plain for word in read(text).words]
        if 0 < len(words) <= LONGEST and not _plain(text, words):
            found.setdefault(keyword_key(" ".join(words)), []).append(text)
    return found


def _words_of_keywords(catalog: Catalog) -> frozenset[str]:
    """The plain words of every spelling of a keyword."""
    forms = (text for forms in catalog.once(_keywords).values() for text in forms)
    return frozenset(part for text in forms for word in read(text).words for part in word.plain.split())


def _plain(text: str, words: Sequence[str]) -> bool:
    return (
        text in TOO_PLAIN
        or all(w in GENRE_WORDS for w in words)
        or (all(w in TALK and w not in MOODS for w in words) and "-" not in text)
        or not any(w.isalpha() for w in words)
    )


def _people(catalog: Catalog) -> dict[str, str]:
    found: dict[str, str] = {}
    for movie in catalog:
        for person in _credited(movie):
            plain = " ".join(word.plain for word in read(person).words)
            if " " in plain:
                found.setdefault(plain, person.casefold())
    return found


def _credited(movie: Movie) -> Iterator[str]:
    yield from dict.fromkeys((*movie.directors, *movie.actors))


def _named(catalog: Catalog) -> list[list[list[Any]]]:
    """Of each movie, the credited people who may be meant by their surname: their place, surname and whole name."""
    return [
        [
            [place, name[-1], person.casefold()]
            for place, person in enumerate(_credited(movie))
            if len(name := [word.plain for word in read(person).words]) > 1
            and len(name[-1]) > 3
            and name[-1] not in TALK | EVERYDAY
        ]
        for movie in catalog
    ]


def _surnames(catalog: Catalog, popularity: Floats) -> dict[str, str]:
    """Surname -> the one person whom people mean by it: far better known than namesakes, and no everyday word."""
    weights = np.log1p(np.maximum(popularity, 0)) / np.log1p(max(float(popularity.max(initial=0)), 1.0))
    known: dict[str, Counter[str]] = {}
    for weight, people in zip(weights.tolist(), catalog.once(_named), strict=True):
        for place, surname, person in people:
            known.setdefault(surname, Counter())[person] += weight / (1 + place / 4)
    found = {}
    for surname, meant in known.items():
        (person, best), *others = meant.most_common(2)
        if best >= _KNOWN_PEOPLE / 2 and (not others or best >= _FAR_AHEAD * others[0][1]):
            found[surname] = person
    return found
