"""Wishes in words: genres, years and how well known, out of what somebody asks for."""

import re

from recengine.query import Constraints, Popularity
from recengine.text import fold

GENRE_WORDS: dict[str, str] = {
    "action": "Action",
    "adventure": "Adventure",
    "animated": "Animation",
    "animation": "Animation",
    "cartoon": "Animation",
    "children": "Children",
    "childrens": "Children",
    "kids": "Children",
    "comedy": "Comedy",
    "funny": "Comedy",
    "crime": "Crime",
    "documentary": "Documentary",
    "drama": "Drama",
    "fantasy": "Fantasy",
    "film noir": "Film-Noir",
    "noir": "Film-Noir",
    "horror": "Horror",
    "scary": "Horror",
    "musical": "Musical",
    "mystery": "Mystery",
    "romance": "Romance",
    "romantic": "Romance",
    "sci fi": "Sci-Fi",
    "scifi": "Sci-Fi",
    "science fiction": "Sci-Fi",
    "thriller": "Thriller",
    "war": "War",
    "western": "Western",
}
"""Everyday words for the genres of MovieLens, folded."""

_POPULAR = ("popular", "blockbuster", "well known", "famous", "everybody knows")
_OBSCURE = ("hidden gem", "underrated", "obscure", "not well known", "little known", "lesser known")
_DECADE = re.compile(r"\b(?:the |from the |in the )?((?:19|20)?\d0)s\b")
_BEFORE = re.compile(r"\b(?:before|older than) (\d{4})\b")
_AFTER = re.compile(r"\b(?:after|newer than) (\d{4})\b")
_SINCE = re.compile(r"\b(?:since|from) (\d{4})\b")
_YEAR = re.compile(r"\b((?:19|20)\d{2})\b")

Years = tuple[int | None, int | None]


def wishes(text: str) -> Constraints:
    """The constraints that a text states; words that state none are passed over."""
    folded = fold(text)
    wanted: list[str] = []
    unwanted: list[str] = []
    for word in sorted(GENRE_WORDS, key=len, reverse=True):
        plural = "|".join(re.escape(form) for form in _forms(word))
        pattern = re.compile(rf"\b(no |not |without |nothing |isnt )?(?:too |a |any )?(?:{plural})\b")
        match = pattern.search(folded)
        if match is not None:
            (unwanted if match[1] else wanted).append(GENRE_WORDS[word])
            folded = folded[: match.start()] + " | " + folded[match.end() :]
    return Constraints(
        genres=tuple(dict.fromkeys(wanted)),
        exclude_genres=tuple(dict.fromkeys(unwanted)),
        years=years(folded),
        popularity=_popularity(folded),
    )


def years(folded: str) -> Years | None:
    """The years that a folded text asks for, both ends inclusive; None where it asks for none."""
    if match := _DECADE.search(folded):
        first = int(match[1])
        first += 0 if first > 99 else 1900 if first >= 30 else 2000
        return first, first + 9
    if match := _BEFORE.search(folded):
        return None, int(match[1]) - 1
    if match := _AFTER.search(folded):
        return int(match[1]) + 1, None
    if match := _SINCE.search(folded):
        return int(match[1]), None
    if match := _YEAR.search(folded):
        return int(match[1]), int(match[1])
    return None


def _popularity(folded: str) -> Popularity | None:
    if any(words in folded for words in _OBSCURE):
        return Popularity.OBSCURE
    return Popularity.POPULAR if any(words in folded for words in _POPULAR) else None


def _forms(word: str) -> tuple[str, ...]:
    """A word with its plural."""
    return (word, word[:-1] + "ies") if word.endswith("y") else (word, word + "s")
