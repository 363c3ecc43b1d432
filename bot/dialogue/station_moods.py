"""Moods, genres and decades in everyday words that no film has as words of its own."""

import re
from collections.abc import Container

from recengine.text import fold

_COMFORT = "genre:comedy|genre:romance|word:feel good|word:heartwarming"
_TRAITS: dict[str, str] = {
    _COMFORT: "comfort|comforting|rainy sunday|rainy day|lazy sunday|sunday|cosy|cozy|feelgood|domingo"
    "|domingo de lluvia|domingo lluvioso|dia de lluvia|reconfortante|acogedora|acogedor",
    "genre:romance|genre:comedy": "date night|romcom|romcoms|rom com|rom coms|cita|comedia romantica",
    "genre:comedy": "funny|laugh|laughs|comedies|comedia|comedias|divertida|divertido|graciosa|risa|risas|reir",
    "genre:romance": "romantic|romances|love story|love stories|romantica|romantico|amor",
    "genre:horror": "scary|spooky|creepy|gore|gory|terror|miedo",
    "genre:thriller": "suspense|tense|nail biter|thrillers|intriga",
    "genre:drama": "dramas|tearjerker|tear jerker|sad|triste|llorar",
    "genre:film noir": "noir|film noir|cine negro",
    "genre:sci fi": "science fiction|scifi|ciencia ficcion",
    "genre:action": "accion",
    "genre:adventure": "aventura|aventuras",
    "genre:animation|genre:children": "family|kids|cartoons|familia|ninos|infantil",
    "genre:animation": "animated|cartoon|animacion",
    "genre:crime": "gangster|gangsters|crimen|policiaca",
    "genre:documentary": "documentaries|docu|documental|documentales",
    "genre:fantasy": "fantasia",
    "genre:mystery": "whodunit|misterio",
    "genre:musical": "musicals|musicales",
    "genre:war": "guerra|belica",
    "genre:western": "westerns|del oeste|oeste",
}
_BY_WORDS = {phrase: traits.split("|") for traits, phrases in _TRAITS.items() for phrase in phrases.split("|")}
_EMPTY = frozenset(
    [
        "de",
        "del",
        "el",
        "la",
        "los",
        "las",
        "un",
        "una",
        "unas",
        "unos",
        "con",
        "para",
        "que",
        "algo",
        "pelicula",
        "peliculas",
        "anos",
        "noche",
    ]
)
_DECADE_WRITTEN = re.compile(r"\b(?:los|anos) (\d0)\b")
_DECADE = re.compile(r"(?:19|20)?\d0s|(?:19|20)\d0")
_LONGEST = max(len(phrase.split()) for phrase in _BY_WORDS)


def everyday(text: str, known: Container[str]) -> tuple[tuple[str, ...], str]:
    """Traits that everyday words of a text stand for, of those that films have, and the folded words left over."""
    tokens = _DECADE_WRITTEN.sub(r"\1s", fold(text)).split()
    traits, left = dict[str, None](), list[str]()
    while tokens:
        length, meant = _meant(tokens)
        here = [trait for trait in meant if trait in known]
        traits |= dict.fromkeys(here)
        left += [] if here or tokens[0] in _EMPTY else tokens[:length]
        tokens = tokens[length:]
    return tuple(traits), " ".join(left)


def _meant(tokens: list[str]) -> tuple[int, list[str]]:
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        if traits := _BY_WORDS.get(" ".join(tokens[:length])):
            return length, traits
    if _DECADE.fullmatch(tokens[0]):
        digits = tokens[0].removesuffix("s")
        century = "" if len(digits) == 4 else "20" if digits < "30" else "19"
        return 1, [f"decade:{century}{digits}"]
    return 1, []
