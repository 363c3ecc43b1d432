"""Rows of a CSV, one at a time, however it is encoded and whatever is done to it."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.exchange.limits import CHUNK, LONGEST_HEADER, LONGEST_LINE, LONGEST_ROW, MOST_LETTERS, MOST_ROWS
from bot.exchange.records import Problem, Unreadable

Row = Mapping[str, str]

_DELIMITERS = (",", ";", "\t")


@dataclass(slots=True)
class Budget:
    """Rows and letters of titles that may still be read, of all files of a zip together."""

    rows: int = MOST_ROWS
    letters: int = MOST_LETTERS

    def spend(self) -> None:
        """Count one row.

        Raises
        ------
        Unreadable
            Where there are too many.
        """
        self.rows -= 1
        if self.rows < 0:
            raise Unreadable(Problem.TOO_MANY_ROWS)

    def spell(self, title: str) -> None:
        """Count a title: looking one up takes the longer, the longer it is.

        Raises
        ------
        Unreadable
            Where they are longer than those of any export.
        """
        self.letters -= len(title)
        if self.letters < 0:
            raise Unreadable(Problem.DAMAGED)


def columns(data: bytes) -> tuple[str, ...]:
    """The names in the first row, in lower case; empty where it is no table."""
    line = _first_line(data)
    if len(line) > LONGEST_HEADER:
        return ()
    try:
        names = next(csv.reader([line], delimiter=_delimiter(line)), [])
    except csv.Error:
        return ()
    return tuple(name.strip().lower() for name in names)


def rows(data: bytes, budget: Budget, *, as_they_are: bool = False) -> Iterator[Row]:
    """Each row by the lower-case names of its columns; cells that are missing are empty.

    Parameters
    ----------
    data
        The file.
    budget
        Rows that may still be read.
    as_they_are
        Whether spaces around the words of a cell are kept.

    Raises
    ------
    Unreadable
        Where a line or a row is longer than any real one, the quoting is broken, or there are too many rows.
    """
    for _, row in numbered_rows(data, budget, as_they_are=as_they_are):
        yield row


def numbered_rows(data: bytes, budget: Budget, *, as_they_are: bool = False) -> Iterator[tuple[int, Row]]:
    """The same with the number that a spreadsheet gives each row: the names stand in row 1, empty rows count."""
    names = columns(data)
    if _most_rows(data) > budget.rows:
        _count(data, replace(budget))  # before any work is done on rows that are refused in the end
    for number, cells in enumerate(_cells(data, budget), start=2):
        if any(cells):
            kept = cells if as_they_are else [cell.strip() for cell in cells]
            yield number, dict.fromkeys(names, "") | dict(zip(names, kept, strict=False))


def _most_rows(data: bytes) -> int:
    """So many rows at most: each ends with a line, though not every line ends a row."""
    return data.count(b"\n") + data.count(b"\r")


def _count(data: bytes, budget: Budget) -> None:
    for _ in _cells(data, budget):
        pass


def _cells(data: bytes, budget: Budget) -> Iterator[list[str]]:
    """The cells of each row below the header."""
    source = _Lines(data)
    reader = csv.reader(source, delimiter=_delimiter(_first_line(data)))
    try:
        next(reader, None)
        for cells in reader:
            source.of_this_row = 0
            budget.spend()
            yield cells
    except (csv.Error, UnicodeError) as error:
        raise Unreadable(Problem.DAMAGED) from error


def encoding_of(data: bytes) -> str:
    """UTF-8 or UTF-16 where the bytes are that, else Windows' superset of Latin-1."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for start in range(0, len(data), CHUNK):
            decoder.decode(data[start : start + CHUNK])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


class _Lines:
    """Lines with their ends; a row over several lines may not grow without end either."""

    def __init__(self, data: bytes) -> None:
        self._text = io.TextIOWrapper(io.BytesIO(data), encoding_of(data), errors="replace", newline="")
        self.of_this_row = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._text.readline(LONGEST_LINE + 1)
        self.of_this_row += len(line)
        if len(line) > LONGEST_LINE or self.of_this_row > LONGEST_ROW:
            raise Unreadable(Problem.DAMAGED)
        if not line:
            raise StopIteration
        return line


def _first_line(data: bytes) -> str:
    head = data[:LONGEST_LINE]
    return head.decode(encoding_of(data[:CHUNK]), errors="replace").lstrip("\ufeff").split("\n", 1)[0].rstrip("\r")


def _delimiter(line: str) -> str:
    return max(_DELIMITERS, key=line.count)
