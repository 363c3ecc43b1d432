"""MovieLens titles taken apart: «Matrix, The (1999)» is «The Matrix» of 1999."""

import re
from typing import NamedTuple

_YEAR = re.compile(r"\s*\((\d{4})(?:\s*[-–]\s*\d{0,4})?\s*\)$")
_MEDIUM = re.compile(r"\s*\((?:V|TV|VG|Video)\)$")
_TRAILING_GROUP = re.compile(r"^(.*\S)\s+\(([^()]+)\)$")
_ALSO_KNOWN_AS = re.compile(r"(?:^|\s+)(?:a\.\s?k\.\s?a\.?|aka)\s+", re.IGNORECASE)
_SLASHED = re.compile(r"\s+/\s+")
_UNFINISHED = re.compile(r"[:,]\s+or$", re.IGNORECASE)
"""«Birdman: Or (The Unexpected Virtue of Ignorance)»: here the parentheses belong to the title."""

_ARTICLE_WORDS = (
    "the a an da le la les l' un une der die das ein eine el los las una il lo gli i uno o os as den det de het en"
)
_ARTICLES = frozenset(_ARTICLE_WORDS.split())


class ParsedTitle(NamedTuple):
    """What a raw title says: the main title in natural order, the year, and other titles in their order."""

    title: str
    year: int | None
    alt_titles: tuple[str, ...]


def parse_title(raw: str) -> ParsedTitle:
    """Take a raw title apart.

    Parameters
    ----------
    raw
        As the data set writes it, e.g. «City of Lost Children, The (Cité des enfants perdus, La) (1995)».

    Returns
    -------
    ParsedTitle
        («The City of Lost Children», 1995, («La Cité des enfants perdus»,)). A range of years gives its
        first; an empty title stays empty.
    """
    text = _MEDIUM.sub("", " ".join(raw.split()))
    year: int | None = None
    if found := _YEAR.search(text):
        year, text = int(found[1]), text[: found.start()]
    groups: list[str] = []
    while (group := _TRAILING_GROUP.match(text)) and not _UNFINISHED.search(group[1]):
        groups.insert(0, group[2])
        text = group[1]
    title, *others = [article_first(part) for part in _also_known(text)] or [""]
    others += [article_first(part) for group in groups for part in _also_known(group)]
    return ParsedTitle(title, year, tuple(t for t in dict.fromkeys(others) if t != title))


def article_first(title: str) -> str:
    """«Matrix, The» as «The Matrix», «Appartement, L'» as «L'Appartement»; other titles as they are."""
    head, comma, article = title.rpartition(", ")
    if not comma or article.replace("’", "'").lower() not in _ARTICLES:
        return title.strip()
    return f"{article}{head}" if article.endswith(("'", "’")) else f"{article} {head}"


def _also_known(text: str) -> list[str]:
    parts = (part for piece in _SLASHED.split(text) for part in _ALSO_KNOWN_AS.split(piece))
    return [part.strip() for part in parts if part.strip()]
