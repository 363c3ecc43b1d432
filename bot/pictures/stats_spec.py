"""What a picture of statistics shows, as plain data that an outbox can keep until the picture is drawn."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Literal

LONGEST = 160
"""Letters of any text that is read back."""

MOST_TILES, MOST_COLUMNS, MOST_ROWS, MOST_GROUPS, MOST_NOTES = 3, 16, 8, 4, 6

Accent = Literal["more", "less"]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number to be seen first, and what it is."""

    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Column:
    """A share from 0 to 1 at a place in time, the bounds it is sure to lie in, its number and its date."""

    place: int
    value: float
    low: float
    high: float
    number: str
    date: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Shares over time: `places` there are, some without a column."""

    title: str
    places: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A share as a bar between its label and its number; `told` is marked across it where there is any."""

    label: str
    value: float
    low: float
    high: float
    number: str
    told: float | None = None
    accent: Accent = "more"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a title; what a line says of how to read them may be empty."""

    title: str
    explained: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class StatsPicture:
    """Whether suggestions work for people. Where there is little to show, `notes` alone say so."""

    title: str
    subtitle: str
    tiles: tuple[Tile, ...] = ()
    chart: Chart | None = None
    groups: tuple[Group, ...] = ()
    notes: tuple[str, ...] = ()
    dark: bool = True

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "StatsPicture":
        """The picture of `to_json`.

        Raises
        ------
        ValueError
            Where the data are of another kind.
        """
        try:
            return cls(
                _text(data["title"]),
                _text(data["subtitle"]),
                tuple(Tile(_text(t["number"]), _text(t["label"])) for t in _some(data["tiles"], MOST_TILES)),
                None if data["chart"] is None else _chart(data["chart"]),
                tuple(_group(group) for group in _some(data["groups"], MOST_GROUPS)),
                tuple(_text(note) for note in _some(data["notes"], MOST_NOTES)),
                data["dark"] is not False,
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("this is no picture of statistics") from error


def _chart(data: Mapping[str, Any]) -> Chart:
    places = min(max(1, int(data["places"])), MOST_COLUMNS)
    columns = tuple(
        Column(int(c["place"]), *_bounds(c), _text(c["number"]), _text(c["date"]))
        for c in _some(data["columns"], MOST_COLUMNS)
    )
    if [c.place for c in columns] != sorted({c.place for c in columns if 0 <= c.place < places}):
        raise ValueError("the columns of a picture have no places")
    return Chart(_text(data["title"]), places, columns)


def _group(data: Mapping[str, Any]) -> Group:
    rows = tuple(
        Row(
            _text(row["label"]),
            *_bounds(row),
            _text(row["number"]),
            None if row["told"] is None else _share(row["told"]),
            "less" if row["accent"] == "less" else "more",
        )
        for row in _some(data["rows"], MOST_ROWS)
    )
    return Group(_text(data["title"]), _text(data["explained"]), rows)


def _some(rows: Iterable[Any], most: int) -> list[Any]:
    return list(rows)[:most]


def _bounds(data: Mapping[str, Any]) -> tuple[float, float, float]:
    value = _share(data["value"])
    return value, min(value, _share(data["low"])), max(value, _share(data["high"]))


def _share(value: Any) -> float:
    number = float(value)
    if not isfinite(number):
        raise ValueError("a share of a picture is no number")
    return min(max(number, 0.0), 1.0)


def _text(text: str) -> str:
    return text[:LONGEST]
