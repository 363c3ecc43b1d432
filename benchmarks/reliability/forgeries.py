"""Calls of the webhook that Telegram never makes, as raw HTTP, each with the answers that it may get."""

import asyncio
import contextlib
import json
import random
import string
from collections.abc import Iterator
from dataclasses import dataclass

from bot.telegram.webhook import HEADER, MOST_BYTES, PATH

FORGED = frozenset({403})
REFUSED = frozenset({400, 404, 405, 413, 431})
PATIENCE = 15.0
UPDATE = json.dumps(
    {
        "update_id": 4_000_000_001,
        "message": {
            "message_id": 1, "date": 1, "chat": {"id": 10_000, "type": "private", "first_name": "F"},
            "from": {"id": 10_000, "is_bot": False, "first_name": "F"}, "text": "/delete",
        },
    }
).encode()  # fmt: skip
"""What a forger would like to have taken."""


@dataclass(frozen=True, slots=True)
class Call:
    """A request as its bytes, and the statuses that are right; without any, none has to come."""

    name: str
    request: bytes
    right: frozenset[int] = FORGED


def http(
    body: bytes = UPDATE, *, headers: tuple[tuple[str, str], ...] = (), method: str = "POST", path: str = PATH,
    length: int | None = None,
) -> bytes:  # fmt: skip
    """A request; `length` is what it says of its body, in place of the truth."""
    told = (("Host", "bot.example.org"), ("Content-Type", "application/json"), *headers)
    size = () if length == -1 else (("Content-Length", str(len(body) if length is None else length)),)
    head = "".join(f"{name}: {value}\r\n" for name, value in (*told, *size))
    return f"{method} {path} HTTP/1.1\r\n{head}Connection: close\r\n\r\n".encode("utf-8", "surrogateescape") + body


def forged(secret: str, chance: random.Random, count: int) -> Iterator[Call]:
    """Without the secret, in every way; `count` guesses at random besides."""
    other = (secret[:1], secret[:-1], secret[1:], f"{secret}x", f"{secret} {secret}", secret.upper(), secret[::-1])
    yield Call("no secret", http())
    for guess in (*other, "", " ", "null", "é", "%00", "\udcff\udcfe", "a" * 4000):
        yield Call(f"another secret {guess[:8]!r}", http(headers=((HEADER, guess),)))
    yield Call("two wrong ones", http(headers=((HEADER, "a"), (HEADER, "b"))))
    yield Call("a wrong one before", http(headers=((HEADER, "a"), (HEADER, secret))))
    yield Call("a wrong one after", http(headers=((HEADER, secret), (HEADER, "a"))))
    yield Call("secret in the address", http(path=f"{PATH}?secret_token={secret}"))
    yield Call("secret in a cookie", http(headers=(("Cookie", f"{HEADER}={secret}"),)))
    yield Call("secret as a password", http(headers=(("Authorization", f"Bearer {secret}"),)))
    yield Call("2 MB", http(b" " * (2 << 20)))
    yield Call("2 MB in pieces", http(_pieces(b" " * (2 << 20)), headers=_PIECES, length=-1))
    yield Call("body that never comes", http(b"{", length=1000))
    yield Call("10 GB announced", http(b"{", length=10**10))
    yield Call("another type", http(b"update_id=1", headers=(("Content-Type", "application/x-www-form-urlencoded"),)))
    yield Call("nesting", http(b"[" * 100_000))
    for _ in range(count):
        guess = "".join(chance.choices(string.ascii_letters + string.digits + "_-", k=chance.randrange(1, 64)))
        yield Call("a guess", http(headers=((HEADER, guess),)))


def malformed(secret: str) -> Iterator[Call]:
    """With the secret, and yet no update."""
    right = ((HEADER, secret),)
    for method in ("GET", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"):
        yield Call(method, http(headers=right, method=method), REFUSED)
    for path in ("/", "/webhook2", "/webhookx/..", "//webhook", "/WEBHOOK", "/webhook%00", "/../webhook", "*"):
        yield Call(path, http(headers=right, path=path), REFUSED)
    for name, body in _BODIES.items():
        yield Call(name, http(body, headers=right), REFUSED)
    yield Call("too long in pieces", http(_pieces(b" " * (2 << 20)), headers=(*right, *_PIECES), length=-1), REFUSED)
    yield Call("broken pieces", http(b"zz\r\n{}\r\n", headers=(*right, *_PIECES), length=-1), REFUSED)
    yield Call("packed", http(b"\x1f\x8b\x08\0", headers=(*right, ("Content-Encoding", "gzip"))), REFUSED)
    yield Call("no HTTP", b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + bytes(200) + b"\r\n\r\n", REFUSED)
    yield Call("headers of 1 MB", http(headers=(*right, ("X", "a" * (1 << 20)))), REFUSED | FORGED)
    yield Call("body that never comes", http(b"{", headers=right, length=1000), frozenset())


_PIECES = (("Transfer-Encoding", "chunked"),)
_BODIES = {
    "nothing": b"", "half": UPDATE[:-5], "no text": b"\xff\xfe", "nesting": b"[" * 100_000, "null": b"null",
    "objects": b'{"update_id":1,"message":' * 5000, "list": b"[]", "object": b"{}",
    "too long": b" " * (MOST_BYTES + 1),
    "text as id": b'{"update_id": "1"}', "endless id": b'{"update_id": 1e999}', "no number": b'{"update_id": NaN}',
    "fraction": b'{"update_id": 1.5}', "truth": b'{"update_id": true}', "null id": b'{"update_id": null}',
    "id of 64 bits": b'{"update_id": 9223372036854775808}',
    "id of 5,000 digits": b'{"update_id": ' + b"9" * 5000 + b"}", "list as id": b'{"update_id": [1]}',
}  # fmt: skip


def _pieces(body: bytes, *, size: int = 1 << 16) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


async def status_of(host: str, port: int, call: Call) -> int | None:
    """The status that a call is answered with, or None where the connection is closed without one.

    A call whose body never comes and that need not be answered is given up after a moment.
    """
    reader, writer = await asyncio.open_connection(host, port)
    try:
        writer.write(call.request)  # without waiting: it may be refused before all of it is sent
        async with asyncio.timeout(PATIENCE if call.right else 0.2):
            line = await reader.readline()
        return int(line.split()[1]) if line else None
    except (ConnectionError, TimeoutError):
        return None
    finally:
        writer.transport.abort()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
