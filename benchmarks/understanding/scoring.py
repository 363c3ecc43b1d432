"""Intent accuracy and micro-F1 of slots, exact matches only."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.dialogue.understanding import Meaning
from recengine.catalog import Catalog

Row = dict[str, Any]
LISTS = ("titles", "genres", "exclude_genres", "keywords")
SINGLES = ("years", "rating", "popularity")
_NAMES = {"genre": "genres", "no-genre": "exclude_genres", "word": "keywords", "no-word": "exclude_keywords"}


@dataclass(slots=True)
class Counts:
    """Slot items that were right, made up, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find."""
        wrong = self.extra + self.missed
        return 2 * self.right / (2 * self.right + wrong) if self.right + wrong else 1.0


@dataclass(slots=True)
class Score:
    """What became of the rows."""

    intents: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))
    slots: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    misses: list[str] = field(default_factory=list)

    @property
    def intent_accuracy(self) -> float:
        """Share of rows whose intent was right."""
        right = [one for rows in self.intents.values() for one in rows]
        return sum(right) / max(len(right), 1)

    @property
    def micro_f1(self) -> float:
        """F1 over the items of all slots."""
        parts = self.slots.values()
        total = Counts(sum(p.right for p in parts), sum(p.extra for p in parts), sum(p.missed for p in parts))
        return total.f1


def score(rows: Iterable[Row], meaning: Callable[[str], Meaning]) -> Score:
    """Compare what messages mean with their labels."""
    found = Score()
    for row in rows:
        got = meaning(row["text"]).to_json()
        wanted, said = set(_items(row)), set(_items(got))
        for slot in (*LISTS, *SINGLES):
            counts, a, b = found.slots[slot], {i for i in wanted if i[0] == slot}, {i for i in said if i[0] == slot}
            counts.right, counts.extra, counts.missed = (
                counts.right + len(a & b), counts.extra + len(b - a), counts.missed + len(a - b)
            )  # fmt: skip
        right = got["intent"] == row["intent"]
        found.intents[row["intent"]].append(right)
        if not right or wanted != said:
            found.misses.append(_miss(row, got, wanted, said))
    return found


def _miss(row: Row, got: Row, wanted: set[tuple[str, str]], said: set[tuple[str, str]]) -> str:
    intent = row["intent"] if got["intent"] == row["intent"] else f"{row['intent']}, not {got['intent']}"
    return f"{row['text']}: {intent}; missed {sorted(wanted - said)}, extra {sorted(said - wanted)}"


def _items(row: Row) -> Iterator[tuple[str, str]]:
    yield from ((slot, str(item)) for slot in LISTS for item in row[slot])
    yield from ((slot, str(row[slot])) for slot in ("years", "popularity") if row[slot] is not None)
    if row["rating"] is not None:
        yield "rating", str(float(row["rating"]))


def read_table(text: str, catalog: Catalog) -> Iterator[Row]:
    """Rows of our own tables: «text => intent; slot:value; …», titles as «Heat (1995)», years as «1990..1999».

    Raises
    ------
    ValueError
        Where a slot is unknown or a film is not in the catalogue.
    """
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield _row(line, catalog)


def _row(line: str, catalog: Catalog) -> Row:
    message, _, labels = line.rpartition(" => ")
    intent, *slots = (part.strip() for part in labels.split(";"))
    row: Row = {slot: [] for slot in (*LISTS, "exclude_keywords")} | dict.fromkeys(SINGLES)
    for slot in slots:
        name, _, value = slot.partition(":")
        if name == "title":
            row["titles"].append(_film(value, catalog))
        elif name == "rating":
            row["rating"] = float(value)
        elif name == "years":
            row["years"] = [int(end) if end else None for end in value.split("..")]
        elif name == "fame":
            row["popularity"] = value
        else:
            row[_NAMES[name]].append(value)
    return row | {"text": message, "intent": intent}


def _film(label: str, catalog: Catalog) -> int:
    match = re.fullmatch(r"(.*) \((\d{4})\)", label)
    film = catalog.find(match[1], int(match[2])) if match else None
    if film is None:
        raise ValueError(f"no film {label} in the catalogue")
    return film.item_id
