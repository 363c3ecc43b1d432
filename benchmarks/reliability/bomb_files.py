"""Files made to exhaust whoever reads them, by what they are; `scale` shrinks the largest of them."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable, Iterable, Mapping

MEGABYTE = 1_000_000
HEADER = b"Date,Name,Year,Letterboxd URI,Rating\n"
ROW = b"2021-03-01,Heat,1995,https://boxd.it/29eA,4.5\n"
LIKE_TELEGRAM = 19_900_000
"""Bytes of the largest plain files: Telegram hands a bot no more than 20 MB."""

Make = Callable[[float], bytes]


def _repeated(what: bytes, size: int) -> Iterable[bytes]:
    block = what * max(1, MEGABYTE // len(what))
    for _ in range(0, size, len(block)):
        yield block


def _zip(entries: Iterable[tuple[str | zipfile.ZipInfo, Iterable[bytes]]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in entries:
            with archive.open(name, "w", force_zip64=True) as file:
                for block in content:
                    file.write(block)
    return packed.getvalue()


def _claiming(data: bytes, size: int) -> bytes:
    """The same zip, whose entries say that they hold so many bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        extra = at + 46 + struct.unpack_from("<H", changed, at + 28)[0]
        changed[at + 24 : at + 28] = struct.pack("<L", size)
        changed[extra : extra + struct.unpack_from("<H", changed, at + 30)[0]] = b""
        changed[at + 30 : at + 32] = b"\0\0"
        at = changed.find(b"PK\x01\x02", at + 4)
    return _with_directory_of(bytes(changed))


def _with_directory_of(data: bytes) -> bytes:
    """The same zip with an end record that fits where its directory begins and ends now."""
    start, end = data.find(b"PK\x01\x02"), data.rfind(b"PK\x05\x06")
    return data[: end + 12] + struct.pack("<LL", end - start, start) + data[end + 20 :]


def _overlapping(entries: int, size: int) -> bytes:
    """Many entries of the directory that all point at the same packed bytes."""
    one = _zip([("ratings.csv", _repeated(b"\0", size))])
    start, end = one.find(b"PK\x01\x02"), one.rfind(b"PK\x05\x06")
    data = one[:start] + one[start:end] * entries + one[end:]
    end = data.rfind(b"PK\x05\x06")
    return _with_directory_of(data[: end + 8] + struct.pack("<HH", entries, entries) + data[end + 12 :])


def _nested(depth: int, size: int) -> bytes:
    data = _zip([("ratings.csv", _repeated(b"\0", size))])
    for level in range(depth):
        data = _zip([(f"{level}.zip", [data]), (f"{level}.csv", [data])])
    return data


def _zip64(size: int) -> bytes:
    """An entry that declares a size of 64 bits."""
    data = bytearray(_zip([("ratings.csv", [HEADER, ROW])]))
    at = data.find(b"PK\x01\x02")
    name, extra = struct.unpack_from("<HH", data, at + 28)
    field = struct.pack("<HHQ", 1, 8, size)
    data[at + 24 : at + 28] = b"\xff\xff\xff\xff"
    data[at + 30 : at + 32] = struct.pack("<H", len(field))
    data[at + 46 + name : at + 46 + name + extra] = field
    return _with_directory_of(bytes(data))


def _linked() -> bytes:
    link = zipfile.ZipInfo("ratings.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return _zip([(link, [b"/etc/passwd"])])


def _locked() -> bytes:
    data = bytearray(_zip([("ratings.csv", [HEADER, ROW])]))
    for at in (6, data.find(b"PK\x01\x02") + 8):
        data[at] |= 1
    return bytes(data)


def _many(entries: int) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(entries):
            archive.writestr(f"{number}.csv", b"")
    return packed.getvalue()


def _stored(content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ratings.csv", content)
    return packed.getvalue()


def _long_titles(files: int, rows: int) -> bytes:
    """Too many rows, but in none of the files; every title is another one, and as long as is kept."""
    title = "é" * 290
    return _zip(
        (f"{n}/ratings.csv", [HEADER, *(f"2021-03-01,{n} {row} {title},1995,,4\n".encode() for row in range(rows))])
        for n in range(files)
    )


def _dated(elements: int) -> bytes:
    one = '{"movie":{"title":"Ж%d"},"rating":7,"rated_at":"31 Feb 2021"}'
    return b"[" + ",".join(one % number for number in range(elements)).encode() + b"]"


def _plain(head: bytes, what: bytes, tail: bytes = b"") -> Make:
    return lambda scale: head + what * ((LIKE_TELEGRAM - len(head) - len(tail)) // len(what)) + tail


def _million(scale: float) -> int:
    return max(100_000, round(1_000_000 * scale))


def _gigabyte(scale: float) -> int:
    return max(60 * MEGABYTE, round(1000 * MEGABYTE * scale))


BOMBS: Mapping[str, Make] = {
    "zip of 1 GB": lambda s: _zip([("ratings.csv", _repeated(b"\0", _gigabyte(s)))]),
    "zip of 1 GB that claims 99 bytes": lambda s: _claiming(
        _zip([("ratings.csv", _repeated(b"\0", _gigabyte(s)))]), 99
    ),
    "zip of 1 GB in 60 files": lambda s: _zip(
        (f"{n}/watched.csv", _repeated(b"\0", _gigabyte(s) // 60)) for n in range(60)
    ),
    "1 GB in 60 files that claim 99 bytes": lambda s: _claiming(
        _zip((f"{n}/watched.csv", _repeated(b"\0", _gigabyte(s) // 60)) for n in range(60)), 99
    ),
    "10 M rows in a zip": lambda s: _zip([("ratings.csv", [HEADER, *_repeated(ROW, len(ROW) * 10 * _million(s))])]),
    "10 M rows that claim 99 bytes": lambda s: _claiming(
        _zip([("ratings.csv", [HEADER, *_repeated(ROW, len(ROW) * 10 * _million(s))])]), 99
    ),
    "20 MB that are not packed": lambda s: _stored(HEADER + ROW * (LIKE_TELEGRAM // len(ROW))),
    "long titles over many files": lambda s: _long_titles(60, 850),
    "odd dates": lambda s: HEADER + b"31 Feb 2021 10:10:10,Heat,1995,,4\n" * 50_001,
    "short rows in a zip": lambda s: _zip([("ratings.csv", [HEADER, *_repeated(b"a\n", 18 * MEGABYTE)])]),
    "20 MB of empty rows": _plain(HEADER, b"\n"),
    "20 MB of rows": _plain(HEADER, ROW),
    "rows in the encoding of Windows": _plain(HEADER + b"\xe9\n", ROW),
    "rows in UTF-16": lambda s: (HEADER + ROW * (9 * MEGABYTE // len(ROW))).decode().encode("utf-16"),
    "field of 10 MB": lambda s: HEADER + b"2021-03-01," + b"x" * 10 * MEGABYTE + b",1995,,4\n" + ROW,
    "quoted field of 10 MB": lambda s: HEADER + b'2021-03-01,"' + b"x\n" * 5 * MEGABYTE + b'",1995,,4\n' + ROW,
    "field of 10 MB in a zip": lambda s: _zip([("ratings.csv", [HEADER, *_repeated(b"x", 10 * MEGABYTE)])]),
    "a million columns": lambda s: b"a," * _million(s) + b"\n" + b"1," * _million(s),
    "rows of a million cells": lambda s: HEADER + (b"1," * _million(s) + b"\n") * 5,
    "quotes alone": _plain(HEADER, b'"'),
    "zip in a zip in a zip": lambda s: _nested(10, _gigabyte(s) // 10),
    "paths out of the zip": lambda s: _zip(
        (name, [HEADER, ROW])
        for name in ("../ratings.csv", "/etc/ratings.csv", "a/../../ratings.csv", "..\\ratings.csv", ".ratings.csv")
    ),
    "link in a zip": lambda s: _linked(),
    "65,535 empty files": lambda s: _many(max(3000, round(65_535 * s))),
    "files that overlap": lambda s: _overlapping(150, 19 * MEGABYTE),
    "files that overlap and claim nothing": lambda s: _claiming(_overlapping(150, 19 * MEGABYTE), 1),
    "size of 64 bits": lambda s: _zip64(2**62),
    "locked zip": lambda s: _locked(),
    "half a zip": lambda s: _zip([("ratings.csv", [HEADER, ROW * 1000])])[:-50],
    "nesting of 20 M": _plain(b"", b"["),
    "nesting in an element": _plain(b'[{"movie":', b"["),
    "nesting of objects": _plain(b"[", b'{"movie":'),
    "number of 10 MB": lambda s: b'[{"movie":{"title":"Heat","year":' + b"9" * 10 * MEGABYTE + b"}}]",
    "string of 10 MB": lambda s: b'[{"movie":{"title":"' + b"x" * 10 * MEGABYTE + b'"}}]',
    "an element a byte": _plain(b"[", b"1,", b"1]"),
    "elements without end": _plain(b"[", b'{"movie":{}},'),
    "elements of odd dates": lambda s: _dated(50_001),
    "elements of many bytes in other scripts": _plain(
        b"[", b'{"movie":{"title":"' + "電".encode() * 5000 + b'"}},'
    ),
    "settings nested deeply": lambda s: b'{"matinee": 1, "dialogue": ' + b'{"a":' * 200_000,
    "settings of 1 MB": lambda s: b'{"matinee": 1, "language": "en", "known_since": 1, "dialogue": {}, "stations": ['
    + b'{"code":"a"},' * 70_000 + b"{}]}",
    "text of nothing": _plain(b"", b"\0"),
    "bytes of no encoding": _plain(HEADER, b"\xff"),
    "tar in gzip": lambda s: b"\x1f\x8b\x08" + bytes(MEGABYTE),
}  # fmt: skip
"""What a person may send; each is refused."""
