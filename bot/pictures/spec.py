"""What a picture of a taste shows, as plain data that an outbox can keep until the picture is drawn."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from math import isnan
from typing import Any

LONGEST_LABEL = 120
MOST_BARS = 12
"""Bounds of what is read back; a picture has room for less, and shows the first of it."""


class Turned(StrEnum):
    """What the person asked of a trait themselves."""

    NOT = ""
    UP = "up"
    DOWN = "down"
    MUTED = "muted"


@dataclass(frozen=True, slots=True)
class Bar:
    """One trait.

    Attributes
    ----------
    label
        Its name in the person's language.
    leaning
        From -1 (liked far less than by most people) over 0 (like most people) to 1 (far more).
    sureness
        From 0 (a guess) to 1 (sure).
    turned
        What the person asked of it.
    """

    label: str
    leaning: float
    sureness: float
    turned: Turned = Turned.NOT


@dataclass(frozen=True, slots=True)
class Wording:
    """The words around the traits, in the person's language; `sureness` from the least sure."""

    title: str
    subtitle: str
    less: str
    middle: str
    more: str
    decades: str
    liked: str
    disliked: str
    sureness: tuple[str, str, str]
    turned: str


@dataclass(frozen=True, slots=True)
class TastePicture:
    """A taste against that of most people.

    Attributes
    ----------
    words
        What stands around the traits.
    genres, decades
        Traits with a bar each; genres are shown from the most to the least liked, decades in the order given.
    liked, disliked
        Words and people that are liked more, or less, than by most people; the strongest first.
    dark
        Light on dark, or dark on light.
    """

    words: Wording
    genres: tuple[Bar, ...] = ()
    decades: tuple[Bar, ...] = ()
    liked: tuple[Bar, ...] = ()
    disliked: tuple[Bar, ...] = ()
    dark: bool = True

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "TastePicture":
        """The picture of `to_json`.

        Raises
        ------
        ValueError
            Where the data are of another kind.
        """
        try:
            bars = {name: _bars(data[name]) for name in ("genres", "decades", "liked", "disliked")}
            return cls(_wording(data["words"]), **bars, dark=data["dark"] is not False)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("this is no picture of a taste") from error


def _bars(rows: Any) -> tuple[Bar, ...]:
    return tuple(
        Bar(
            _label(row["label"]),
            _between(row["leaning"], -1.0, 1.0),
            _between(row["sureness"], 0.0, 1.0),
            Turned(row["turned"]),
        )
        for row in list(rows)[:MOST_BARS]
    )


def _between(value: Any, least: float, most: float) -> float:
    number = float(value)
    if isnan(number):
        raise ValueError("a trait of a picture has no number")
    return min(max(number, least), most)


def _wording(data: Mapping[str, Any]) -> Wording:
    first, second, third = (_label(word) for word in data["sureness"])
    plain = {field.name: _label(data[field.name]) for field in fields(Wording) if field.name != "sureness"}
    return Wording(**plain, sureness=(first, second, third))


def _label(text: str) -> str:
    return text[:LONGEST_LABEL]
