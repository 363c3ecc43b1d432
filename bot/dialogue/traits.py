"""Traits of films, such as «genre:Comedy», by their names in the language that is spoken."""

import re

from bot.dialogue.language import has_phrase, words

_OTHER = re.compile(r"[^a-z0-9]+")


def trait_name(key: str) -> str:
    """What people call a trait; words and people without a message of their own are named as the catalogue does."""
    kind, _, name = key.partition(":")
    if kind == "decade":
        return words("decade", **{"from": name})
    if kind == "genre":
        return genre_name(name)
    return _named(f"word-{_slug(name)}", name) if kind == "word" else name


def genre_name(genre: str) -> str:
    """A genre of the catalogue in the language that is spoken."""
    return _named(f"genre-{_slug(genre)}", genre)


def decade_label(key: str) -> str:
    """The trait of a decade where there is little room."""
    return words("decade-short", **{"from": key.partition(":")[2]})


def _named(message: str, otherwise: str) -> str:
    return words(message) if has_phrase(message) else otherwise


def _slug(name: str) -> str:
    return _OTHER.sub("-", name.lower()).strip("-")
