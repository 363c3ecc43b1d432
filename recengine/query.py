"""What is asked of the recommender: a history, films to leave out, and wishes for tonight."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from recengine.arrays import History
from recengine.critiques import Critique
from recengine.traits import TraitSetting


class Popularity(StrEnum):
    """How well known the films should be."""

    POPULAR = "popular"
    OBSCURE = "obscure"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Wishes that a film has to meet; an empty one asks for nothing.

    `genres` and `keywords` have to be there all, excluded ones not at all. Genres are written as the catalogue writes
    them; keywords are words or people, in any case, number and spelling of hyphens. A name that no film has is met by
    none, and so gets dropped and told. `years` is inclusive on both ends, None is open; which of two comes first does
    not matter.
    """

    genres: tuple[str, ...] = ()
    exclude_genres: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None
    keywords: tuple[str, ...] = ()
    exclude_keywords: tuple[str, ...] = ()
    popularity: Popularity | None = None

    def __bool__(self) -> bool:
        return self != Constraints()


@dataclass(frozen=True, slots=True)
class Query:
    """One question to the recommender.

    Attributes
    ----------
    history
        Item id -> stars; what is in it is never suggested.
    exclude
        Ids never to be suggested besides: seen, hidden, shown and passed over.
    constraints
        Wishes for tonight.
    like
        Ids of films that the answers should resemble, as in «something like Heat».
    shown
        Ids of the films that were shown just before, the latest last: the answer goes on where they end, with other
        films as a list would. They are not excluded by that.
    critiques
        Wishes relative to what was shown, the latest last; of contradicting ones the later counts. Films that they
        name are not suggested.
    traits
        What the person set about genres, decades, words and people: «genre:Comedy», «decade:1990»,
        «word:time travel», «person:Tom Hanks», in any spelling that folds to the same. A trait that no film has does
        nothing.
    """

    history: History = field(default_factory=dict)
    exclude: frozenset[int] = frozenset()
    constraints: Constraints = Constraints()
    like: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()
    critiques: tuple[Critique, ...] = ()
    traits: Mapping[str, TraitSetting] = field(default_factory=dict)
