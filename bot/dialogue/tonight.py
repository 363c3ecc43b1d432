"""What somebody wants to watch tonight: the wishes in force in one chat, and each of them as a chip."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from recengine.critiques import Critique, Direction, in_force
from recengine.query import Constraints, Popularity
from recengine.text import fold

MOST = 8
"""So many genres, words, films or critiques are kept of each kind, the latest ones."""

LONGEST_WORD = 60
"""A word or name of more characters is no wish that a film could meet."""

YEARS = range(1870, 2101)


class Kind(StrEnum):
    """What a wish is about; the values are the names of the fields of `Constraints`, as dropped wishes are told."""

    LIKE = "like"
    CRITIQUE = "critiques"
    GENRE = "genres"
    NO_GENRE = "exclude_genres"
    YEARS = "years"
    WORD = "keywords"
    NO_WORD = "exclude_keywords"
    POPULARITY = "popularity"


@dataclass(frozen=True, slots=True)
class Chip:
    """One wish: what it is about, and its value in writing: a genre, a film's key, a direction, «1990-1999»."""

    kind: Kind
    value: str

    @property
    def code(self) -> str:
        """Eight letters and digits that stand for the wish on a button, whatever else is wished for."""
        return hashlib.blake2b(f"{self.kind}|{self.value}".encode(), digest_size=4).hexdigest()


@dataclass(frozen=True, slots=True)
class Steer:
    """A critique as it is kept: where to go, and the key of the film it was said of."""

    direction: Direction
    film: str | None = None


@dataclass(frozen=True, slots=True)
class Tonight:
    """The wishes in force.

    Attributes
    ----------
    constraints
        What films have to meet.
    like
        Keys of the films that suggestions should resemble.
    steers
        Critiques, oldest first.
    """

    constraints: Constraints = field(default_factory=Constraints)
    like: tuple[str, ...] = ()
    steers: tuple[Steer, ...] = ()

    def __bool__(self) -> bool:
        return self != Tonight()

    def wishing(self, more: Constraints) -> "Tonight":
        """With further constraints: years and renown replace, the rest joins; of what contradicts, the later wins."""
        old = self.constraints
        genres, no_genres = _join((old.genres, old.exclude_genres), (more.genres, more.exclude_genres))
        words, no_words = _join((old.keywords, old.exclude_keywords), (more.keywords, more.exclude_keywords))
        joined = Constraints(
            genres=genres,
            exclude_genres=no_genres,
            years=more.years or old.years,
            keywords=words,
            exclude_keywords=no_words,
            popularity=more.popularity or old.popularity,
        )
        return replace(self, constraints=joined)

    def resembling(self, keys: Iterable[str]) -> "Tonight":
        """With films to resemble, in place of those before."""
        return replace(self, like=tuple(dict.fromkeys(keys))[:MOST])

    def steered(self, direction: Direction, film: str | None) -> "Tonight":
        """With one more critique; earlier ones that it contradicts are gone, and so is the same one said before."""
        other = [steer for steer in self.steers if steer.direction is not direction]
        kept = in_force([Critique(steer.direction) for steer in (*other, Steer(direction))])
        directions = {critique.direction for critique in kept}
        steers = [steer for steer in (*other, Steer(direction, film)) if steer.direction in directions]
        return replace(self, steers=tuple(steers[-MOST:]))

    def dropping(self, names: Iterable[str]) -> "Tonight":
        """Without the wishes of some kinds, by the names of `Kind`."""
        dropped = self
        for name in names:
            for chip in self.chips:
                dropped = dropped.without(chip) if chip.kind == name else dropped
        return dropped

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Each wish for itself, what is most special first."""
        wishes = self.constraints
        fame = (wishes.popularity.value,) if wishes.popularity is not None else ()
        return tuple(
            Chip(kind, value)
            for kind, values in (
                (Kind.LIKE, self.like),
                (Kind.CRITIQUE, tuple(steer.direction.value for steer in self.steers)),
                (Kind.YEARS, () if wishes.years is None else (_written(wishes.years),)),
                (Kind.GENRE, wishes.genres),
                (Kind.WORD, wishes.keywords),
                (Kind.NO_GENRE, wishes.exclude_genres),
                (Kind.NO_WORD, wishes.exclude_keywords),
                (Kind.POPULARITY, fame),
            )
            for value in values
        )

    def without(self, chip: Chip) -> "Tonight":
        """Without one wish."""
        if chip.kind is Kind.LIKE:
            return replace(self, like=tuple(key for key in self.like if key != chip.value))
        if chip.kind is Kind.CRITIQUE:
            return replace(self, steers=tuple(steer for steer in self.steers if steer.direction != chip.value))
        if chip.kind in (Kind.YEARS, Kind.POPULARITY):
            return self._constrained(chip.kind, None)
        left = tuple(value for value in getattr(self.constraints, chip.kind.value) if value != chip.value)
        return self._constrained(chip.kind, left)

    def _constrained(self, kind: Kind, value: Any) -> "Tonight":
        return replace(self, constraints=replace(self.constraints, **{kind.value: value}))

    def left_out(self, dropped: Iterable[str]) -> tuple[Chip, ...]:
        """The wishes that a list of suggestions could not meet, given as names of constraints and directions."""
        names = set(dropped)
        return tuple(c for c in self.chips if c.kind in names or (c.kind is Kind.CRITIQUE and c.value in names))

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        wishes = self.constraints
        plain: dict[str, Any] = {
            name: list(getattr(wishes, name)) for name in ("genres", "exclude_genres", "keywords", "exclude_keywords")
        }
        plain["years"] = None if wishes.years is None else list(wishes.years)
        plain["popularity"] = None if wishes.popularity is None else wishes.popularity.value
        plain["like"] = list(self.like)
        plain["steers"] = [[steer.direction.value, steer.film] for steer in self.steers]
        return {name: value for name, value in plain.items() if value}

    @classmethod
    def from_json(cls, data: object) -> "Tonight":
        """The wishes of `to_json`; what is of another kind or size is left out."""
        if not isinstance(data, Mapping):
            return cls()
        wishes = Constraints(
            genres=_texts(data.get("genres")),
            exclude_genres=_texts(data.get("exclude_genres")),
            years=_years(data.get("years")),
            keywords=_texts(data.get("keywords")),
            exclude_keywords=_texts(data.get("exclude_keywords")),
            popularity=next((p for p in Popularity if p.value == data.get("popularity")), None),
        )
        made = cls(wishes, _texts(data.get("like")))
        for pair in _list(data.get("steers")):
            direction = next(
                (d for d in Direction if isinstance(pair, list | tuple) and [*pair][:1] == [d.value]), None
            )
            if direction is not None and len(pair) == 2:
                made = made.steered(direction, pair[1] if isinstance(pair[1], str) else None)
        return made


Sides = tuple[tuple[str, ...], tuple[str, ...]]


def _join(old: Sides, new: Sides) -> Sides:
    """Wanted and unwanted values; what is new on one side leaves the other."""
    wanted, unwanted = (_joined(was, more) for was, more in zip(old, new, strict=True))
    out, back = ({fold(value) for value in side} for side in (new[1], new[0]))
    return tuple(v for v in wanted if fold(v) not in out), tuple(v for v in unwanted if fold(v) not in back - out)


def _joined(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Both, one that is said again moved to the end, the latest ones kept."""
    merged: dict[str, str] = {}
    for value in (*old, *(v for v in new if 0 < len(v) <= LONGEST_WORD)):
        merged.pop(fold(value), None)
        merged[fold(value)] = value
    return tuple(merged.values())[-MOST:]


def _written(years: tuple[int | None, int | None]) -> str:
    return "-".join("" if year is None else str(year) for year in years)


def _list(value: object) -> list[Any]:
    return list(value)[:MOST] if isinstance(value, list | tuple) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in _list(value) if isinstance(text, str) and 0 < len(text) <= LONGEST_WORD)


def _years(value: object) -> tuple[int | None, int | None] | None:
    ends = _list(value)
    if len(ends) != 2 or not all(end is None or (type(end) is int and end in YEARS) for end in ends):
        return None
    return None if ends == [None, None] else (ends[0], ends[1])
