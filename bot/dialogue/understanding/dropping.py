"""Wishes taken back: «forget the 90s», «any genre again», «start over»."""

import re
from dataclasses import fields

from recengine.query import Constraints

ALL = tuple(field.name for field in fields(Constraints))
_KINDS = {
    "genres": r"genres?|kinds?|types?|sorts?",
    "years": r"years?|decades?|eras?|ages?|times?|periods?|dates?|release dates?",
    "keywords": r"keywords?|topics?|themes?|subjects?|actors?|directors?|people|cast|tags?",
    "popularity": r"popularity|fame",
}
_FORGET = (
    r"(?:forget|drop|ignore|remove|lift|clear|scrap|lose|nevermind|never mind|reset|cancel|stop|"
    r"no more|enough|disregard|discard|undo|"
    r"do not care|does not matter|do not mind|doesnt matter)(?: (?:about|the|that|my|this|with|of|"
    r"wish|for|all|what|which|thing|filter|to))*"
)
_EVERYTHING = re.compile(
    r"(?<= )(?:start (?:over|again|afresh|fresh|from scratch)|from scratch|forget (?:all|"
    r"everything)(?: of)?(?: that| this| i said)?"
    r"|(?:clear|reset|drop|remove|lift|scrap|ignore) (?:all|everything|(?:all )?(?:my |the "
    r")?(?:filters?|wishes|constraints?|criteria))(?: of)?(?: that| this| my| the)?"
    r"|anything (?:goes|at all|is fine)|no (?:filters?|constraints?|restrictions|limits|criteria)|clean slate)(?= )"
)
_ANY = {
    kind: re.compile(
        rf"(?<= )(?:(?:any|all|whatever|whichever|every|no particular|no specific) (?:{names})(?: "
        rf"(?:again|is|are|will|goes|do|does|works?|you|please|now|ok|fine|,|\.))"
        rf"|{_FORGET} (?:{names})|(?:the )?(?:{names}) (?:does|do|is|are) (?:not )?(?:matter|important|"
        rf"irrelevant|open))"
    )
    for kind, names in _KINDS.items()
}
_FORGETS = re.compile(
    r"(?<= )(?:forget|drop|ignore|lift|scrap|lose|never mind|nevermind|disregard|clear|remove)(?: "
    r"(?:about|the|that|my|this|with|wish|for|all|thing|filter))* $"
)


def dropped(plain: str) -> tuple[str, ...]:
    """The fields of `Constraints` that a plain sentence takes back as such."""
    if _EVERYTHING.search(plain):
        return ALL
    return tuple(kind for kind in ALL if kind in _ANY and _ANY[kind].search(plain))


def is_forgotten(before: str) -> bool:
    """Whether the words before a wish take it back: «forget the …»."""
    return _FORGETS.search(before) is not None
