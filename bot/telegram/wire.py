"""Calls over connections that are kept: one written form, one answer read, and nothing in between.

httpx does the same for whatever HTTP can be. A call of the Bot API is a small form over HTTP/1.1, and a bot makes
one or two of them an update, so that what httpx takes for each is most of what an update costs.
"""

import asyncio
import contextlib
import ipaddress
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlencode, urlsplit

import h11
import httpx

IDLE_SECONDS = 4.0
"""A connection that was of no use for so long is not taken again: the other side may be about to close it."""

CHUNK = 1 << 16
"""Bytes read at once."""

EYEBALLS_SECONDS = 0.25
"""After so long without a connection the next address of a host is tried as well (RFC 8305)."""


class Cut(Exception):
    """The connection ended, or what came over it is no HTTP."""


class Crowded(Exception):
    """No connection became free in time; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection, for each part that is read or written, and for a place among others.

    None is for ever.
    """

    connect: float | None
    read: float | None
    write: float | None
    place: float | None


class Wire:
    """Connections to hosts, made when they are needed and kept for what comes next.

    Parameters
    ----------
    most
        Connections at once, and so calls.
    agent
        What the calls say they come from.
    """

    def __init__(self, *, most: int, agent: str) -> None:
        self._places = asyncio.Semaphore(most)
        self._agent = agent
        self._idle: dict[tuple[str, str], list[_Connection]] = {}
        self._open: set[_Connection] = set()
        self._ssl: ssl.SSLContext | None = None

    async def post(self, url: str, form: Mapping[str, str], patience: Patience) -> tuple[int, bytes]:
        """Send a form; returns the status and the body of the answer.

        Raises
        ------
        TimeoutError
            Where something took too long.
        Crowded
            Where no connection became free in time.
        Cut, OSError
            Where no connection could be made, or it ended before the answer did.
        """
        await self._place(patience.place)
        try:
            where = urlsplit(url)
            connection = self._kept(where) or await self._made(where, patience.connect)
            try:
                answer = await connection.exchange(self._head(where), urlencode(form).encode(), patience)
            except BaseException:
                connection.close()
                raise
            self._keep(where, connection)
            return answer
        finally:
            self._places.release()

    async def close(self) -> None:
        """End all connections, those in use as well, and wait until they are gone."""
        self._idle.clear()
        for connection in self._open:
            connection.close()
        await asyncio.gather(*(connection.closed() for connection in self._open), return_exceptions=True)
        self._open.clear()

    async def _place(self, patience: float | None) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        try:
            async with asyncio.timeout(patience):
                await self._places.acquire()
        except TimeoutError:
            raise Crowded from None

    def _head(self, where: SplitResult) -> list[tuple[str, str]]:
        return [
            ("Host", where.netloc.rpartition("@")[2]),
            ("User-Agent", self._agent),
            ("Accept", "*/*"),
            ("Content-Type", "application/x-www-form-urlencoded"),
            (":target", where.path or "/"),
        ]

    def _kept(self, where: SplitResult) -> "_Connection | None":
        """The connection that was used last, if it can be used again; older ones end by and by."""
        kept, now = self._idle.get((where.scheme, where.netloc), []), time.monotonic()
        while kept and not kept[0].is_fresh(now):
            kept.pop(0).close()
        while kept:
            connection = kept.pop()
            if connection.is_fresh(now):
                return connection
            connection.close()
        return None

    def _keep(self, where: SplitResult, connection: "_Connection") -> None:
        if connection.begin_anew():
            self._idle.setdefault((where.scheme, where.netloc), []).append(connection)
        else:
            connection.close()

    async def _made(self, where: SplitResult, patience: float | None) -> "_Connection":
        secure = where.scheme == "https"
        if secure and self._ssl is None:
            self._ssl = httpx.create_ssl_context()
        async with asyncio.timeout(patience):
            reader, writer = await asyncio.open_connection(
                where.hostname,
                where.port or (443 if secure else 80),
                ssl=self._ssl if secure else None,
                # Cancelled in this race, asyncio leaves a socket to the garbage collector.
                happy_eyeballs_delay=None if _is_address(where.hostname) else EYEBALLS_SECONDS,
            )
        self._open -= {connection for connection in self._open if connection.is_over}
        made = _Connection(reader, writer)
        self._open.add(made)
        return made


def _is_address(host: str | None) -> bool:
    with contextlib.suppress(ValueError):
        return bool(ipaddress.ip_address(host or ""))
    return False


class _Connection:
    """One connection, for one exchange at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT)
        self._used = time.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether either side has ended it."""
        return self._reader.at_eof() or self._writer.is_closing()

    def is_fresh(self, now: float) -> bool:
        """Whether it can be used."""
        return now - self._used < IDLE_SECONDS and not self.is_over

    def begin_anew(self) -> bool:
        """Get ready for the next exchange; False where the other side wants none."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        self._used = time.monotonic()
        return True

    def close(self) -> None:
        """End it at once; the other side is told nothing that it would have to answer."""
        self._writer.transport.abort()

    async def closed(self) -> None:
        """Wait until it is gone."""
        await self._writer.wait_closed()

    async def exchange(self, head: list[tuple[str, str]], body: bytes, patience: Patience) -> tuple[int, bytes]:
        """Send a form and read the answer."""
        *headers, (_, target) = head
        try:
            asked = h11.Request(method="POST", target=target, headers=[*headers, ("Content-Length", str(len(body)))])
            sent = [self._http.send(part) or b"" for part in (asked, h11.Data(data=body), h11.EndOfMessage())]
            self._writer.write(b"".join(sent))
            async with asyncio.timeout(patience.write):
                await self._writer.drain()
            return await self._answer(patience.read)
        except h11.ProtocolError as error:
            raise Cut(str(error)) from None

    async def _answer(self, patience: float | None) -> tuple[int, bytes]:
        status, parts = 0, list[bytes]()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                async with asyncio.timeout(patience):
                    self._http.receive_data(await self._reader.read(CHUNK))
            elif isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                parts.append(bytes(event.data))
            elif isinstance(event, h11.EndOfMessage):
                return status, b"".join(parts)
            elif isinstance(event, h11.ConnectionClosed):
                raise Cut("the connection ended without an answer")
