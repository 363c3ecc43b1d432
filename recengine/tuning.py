"""What a station is to be around, understood from words: «rainy sunday comfort»."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from recengine.text import fold

LONGEST = 4
"""Words of the longest name that is looked for."""

MOST = 12
"""Words of a text beyond these are not read."""

NEAREST = 0.8
"""How alike spellings have to be for a word to be taken for one that films have (difflib's ratio)."""

KINDS = ("genre", "word", "person")
_IDLE = "a an and but for from i in like me movie movies film films of on or some something the to with"
IDLE = frozenset(_IDLE.split(" "))


@dataclass(frozen=True, slots=True)
class Tuned:
    """The traits that were understood, by key, how each is written, and the words that no film answers to."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def tune(text: str, trait_names: Mapping[str, str]) -> Tuned:
    """Genres, words and people in a text, the longest names first; else the nearest spelling.

    Parameters
    ----------
    trait_names
        Every trait of a catalogue, see `Recommender.trait_names`.
    """
    tokens, keys, unknown = fold(text).split()[:MOST], list[str](), list[str]()
    while tokens:
        length, key = _longest(tokens, trait_names)
        if key is not None:
            keys.append(key)
        elif tokens[0] not in IDLE and (near := _nearest(tokens[0], trait_names)):
            keys.append(near)
        elif tokens[0] not in IDLE:
            unknown.append(tokens[0])
        tokens = tokens[length:]
    found = tuple(dict.fromkeys(keys))
    return Tuned(found, tuple(trait_names[key] for key in found), tuple(unknown))


def _longest(tokens: list[str], trait_names: Mapping[str, str]) -> tuple[int, str | None]:
    for length in range(min(LONGEST, len(tokens)), 0, -1):
        name = " ".join(tokens[:length])
        for kind in KINDS:
            if f"{kind}:{name}" in trait_names:
                return length, f"{kind}:{name}"
    return 1, None


def _nearest(token: str, trait_names: Mapping[str, str]) -> str | None:
    if len(token) < LONGEST:
        return None
    known = [key for key in trait_names if key.startswith(("genre:", "word:"))]
    for kind in ("genre", "word"):
        names = [key.partition(":")[2] for key in known if key.startswith(kind)]
        if near := get_close_matches(token, names, n=1, cutoff=NEAREST):
            return f"{kind}:{near[0]}"
    return None
