"""Files made to hurt are refused quickly, in little memory, and with a reason."""

import io
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exchange.reading import read_file
from bot.exchange.records import Problem, Unreadable
from bot.exchange.tables import Budget, rows
from tests.bot.exchange import exports

MEGABYTE = 1_000_000
HEADER = b"Date,Name,Year,Letterboxd URI,Rating\n"
CLIMBING = ("../../ratings.csv", "/etc/ratings.csv", "a/../../ratings.csv", "..\\ratings.csv")
ROW = b"2021-03-01,Heat,1995,https://boxd.it/29eA,4.5\n"


def bomb(size: int, *, entries: int = 1, name: str = "ratings.csv") -> bytes:
    """Zeros, packed small."""
    content = HEADER + bytes(size)
    return exports.zipped({f"{number}/{name}": content for number in range(entries)})


def lying_bomb(size: int) -> bytes:
    """A bomb that declares to be small."""
    packed = bytearray(bomb(size))
    true = struct.pack("<L", len(HEADER) + size)
    at = packed.rfind(b"PK\x01\x02")
    return bytes(packed[:at].replace(true, struct.pack("<L", 99)) + packed[at:].replace(true, struct.pack("<L", 99)))


def with_many_entries(entries: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(entries):
            archive.writestr(f"{number}.csv", b"")
    return packed.getvalue()


def with_a_short_count(entries: int) -> bytes:
    """Many entries, and an end record that tells of one."""
    packed = bytearray(with_many_entries(entries))
    packed[-14:-10] = struct.pack("<HH", 1, 1)
    return bytes(packed)


def encrypted() -> bytes:
    packed = bytearray(exports.zipped({"ratings.csv": HEADER + ROW}))
    packed[6] |= 1
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 8] |= 1
    return bytes(packed)


def squeezed_otherwise() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("ratings.csv", HEADER + ROW)
    return packed.getvalue()


CASES: dict[str, tuple[Callable[[], bytes], set[Problem]]] = {
    "nothing": (lambda: b"", {Problem.EMPTY}),
    "blanks": (lambda: b" \r\n" * 1000, {Problem.EMPTY}),
    "zeros": (lambda: bytes(20 * MEGABYTE), {Problem.EMPTY}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), {Problem.PICTURE}),
    "a photo": (lambda: b"\xff\xd8\xff\xe0" + bytes(1000), {Problem.PICTURE}),
    "a film": (lambda: b"\0\0\0\x18ftypmp42" + bytes(1000), {Problem.PICTURE}),
    "a pdf": (lambda: b"%PDF-1.7\n" + bytes(1000), {Problem.DOCUMENT}),
    "a workbook": (
        lambda: exports.zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
        {Problem.SPREADSHEET},
    ),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000), {Problem.SPREADSHEET}),
    "a tarball": (lambda: b"\x1f\x8b\x08" + bytes(1000), {Problem.UNKNOWN}),
    "noise": (lambda: bytes(range(256)) * 1000, {Problem.UNKNOWN}),
    "a letter": (lambda: b"Dear bot,\nI liked Heat.\n", {Problem.UNKNOWN}),
    "an object": (lambda: b'{"ratings": []}', {Problem.UNKNOWN}),
    "an empty zip": (lambda: exports.zipped({}), {Problem.EMPTY}),
    "a zip of pictures": (lambda: exports.zipped({"a.png": b"\x89PNG"}), {Problem.UNKNOWN}),
    "half a zip": (lambda: exports.zipped(exports.LETTERBOXD)[:-40], {Problem.DAMAGED}),
    "a zip in a zip": (lambda: exports.zipped({"inner.zip": bomb(1), "inner.csv": bomb(1)}), {Problem.UNKNOWN}),
    "a climbing path": (
        lambda: exports.zipped({"../../ratings.csv": HEADER + ROW, "/ratings.csv": HEADER + ROW}),
        {Problem.UNKNOWN},
    ),
    "one bomb": (lambda: bomb(60 * MEGABYTE), {Problem.TOO_LARGE}),
    "one large part": (lambda: bomb(30 * MEGABYTE), {Problem.TOO_LARGE}),
    "several bombs": (lambda: bomb(15 * MEGABYTE, entries=4, name="watched.csv"), {Problem.TOO_LARGE}),
    "a lying bomb": (lambda: lying_bomb(60 * MEGABYTE), {Problem.TOO_LARGE, Problem.DAMAGED, Problem.UNKNOWN}),
    "too many entries": (lambda: with_many_entries(201), {Problem.TOO_LARGE}),
    "a long directory": (lambda: with_many_entries(30_000), {Problem.TOO_LARGE}),
    "a miscounted directory": (lambda: with_a_short_count(30_000), {Problem.TOO_LARGE}),
    "a locked zip": (encrypted, {Problem.LOCKED}),
    "another packing": (squeezed_otherwise, {Problem.DAMAGED}),
    "too many rows": (lambda: HEADER + ROW * 50_001, {Problem.TOO_MANY_ROWS}),
    "too many blank rows": (lambda: HEADER + b"\n" * 19 * MEGABYTE, {Problem.TOO_MANY_ROWS}),
    "a line without end": (lambda: HEADER + b"x" * 19 * MEGABYTE, {Problem.DAMAGED}),
    "a row of commas": (lambda: HEADER + b"," * 19 * MEGABYTE, {Problem.DAMAGED}),
    "a quote without end": (lambda: HEADER + b'"' + b"x\n" * 9 * MEGABYTE, {Problem.DAMAGED}),
    "a row over many lines": (lambda: HEADER + b'"\n",' * 4 * MEGABYTE, {Problem.DAMAGED}),
    "a header without end": (lambda: b"Date,Name,Year,Letterboxd URI," * 600_000, {Problem.DAMAGED, Problem.UNKNOWN}),
    "too many elements": (lambda: b"[" + b'{"movie":{}},' * 60_000 + b"]", {Problem.TOO_MANY_ROWS}),
    "an element without end": (lambda: b'[{"movie": [' + b"[]," * 6 * MEGABYTE, {Problem.DAMAGED}),
    "nesting": (lambda: b"[" * 19 * MEGABYTE, {Problem.DAMAGED}),
    "half an array": (lambda: exports.TRAKT["watched-movies.json"].encode()[:-20], {Problem.DAMAGED}),
    "broken text": (lambda: b'[{"movie": {"title": "\xff\xfe"}}]', {Problem.DAMAGED}),
    "more than telegram sends": (lambda: HEADER + b"\n" * 21 * MEGABYTE, {Problem.TOO_LARGE}),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_a_reason_in_time(case: str) -> None:
    make, expected = CASES[case]
    data = make()
    started = time.process_time()
    with pytest.raises(Unreadable) as refused:
        read_file("ratings.csv", data)
    assert refused.value.problem in expected
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "case",
    [
        "one bomb",
        "several bombs",
        "a lying bomb",
        "a long directory",
        "a row of commas",
        "a quote without end",
        "an element without end",
        "nesting",
        "a line without end",
    ],
)
def test_it_is_refused_in_little_memory(case: str) -> None:
    data = CASES[case][0]()
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable):
            read_file("ratings.csv", data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50 * MEGABYTE


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([exports.zipped(exports.LETTERBOXD), exports.zipped(exports.TRAKT), exports.IMDB_NEW.encode()]),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=4)), max_size=6),
    st.integers(0, 5000),
)
def test_a_damaged_file_is_read_or_refused_and_never_raises_anything_else(
    data: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    damaged = bytearray(data)
    for at, junk in changes:
        damaged[at % len(data) : at % len(data) + len(junk)] = junk
    kept = max(1, len(data) - cut) if cut % 3 == 0 else len(data)
    with suppress(Unreadable):
        read_file("ratings.csv", bytes(damaged[:kept]))


def test_too_many_rows_are_refused_before_the_first_one_is_read() -> None:
    with pytest.raises(Unreadable) as refused:
        next(rows(HEADER + ROW * 50_001, Budget()))
    assert refused.value.problem is Problem.TOO_MANY_ROWS


def test_lines_within_a_row_are_not_taken_for_rows() -> None:
    review = b'2021-03-01,"Heat' + b"\n" * 1000 + b'",1995,https://boxd.it/29eA,4.5\n'
    assert len(list(rows(HEADER + review * 60, Budget()))) == 60


def test_titles_longer_than_those_of_any_export_are_refused_however_few_the_rows() -> None:
    row = f"2021-03-01,{'é' * 250},1995,https://boxd.it/29eA,4.5\n".encode()
    with pytest.raises(Unreadable) as refused:
        read_file("ratings.csv", HEADER + row * 17_000)
    assert refused.value.problem is Problem.DAMAGED


def test_a_large_honest_file_is_read_in_time() -> None:
    rows = b"".join(
        b"2021-03-01,Film number %d,%d,https://boxd.it/29eA,4.5\n" % (n, 1950 + n % 70) for n in range(50_000)
    )
    started = time.process_time()
    assert len(read_file("ratings.csv", HEADER + rows).records) == 50_000
    assert time.process_time() - started < 5
