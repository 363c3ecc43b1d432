"""Forms sent and answers read over connections that are kept, by aiohttp.

httpx, through which the library calls Telegram, takes six times as much of the processor for a call as aiohttp, and
a bot makes one or two of them an update: that was most of what an update cost.
"""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

import aiohttp
import httpx
from yarl import URL

IDLE_SECONDS = 4.0
"""A connection that was of no use for so long is not taken again: the other side may be about to close it."""

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@cache
def trusting() -> ssl.SSLContext:
    """Whom the library trusts, for all connections: a small system has no certificates of its own.

    Reading them takes a while, and some memory.
    """
    return httpx.create_ssl_context()


class Cut(Exception):
    """The connection ended, or what came over it is no HTTP."""


class Crowded(Exception):
    """No connection became free in time; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to wait for a connection, for each part that is read, and for a place among others.

    None is for ever.
    """

    connect: float | None
    read: float | None
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
        self._session: aiohttp.ClientSession | None = None

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
            return await self._exchange(url, form, patience)
        except (aiohttp.ClientError, ValueError) as error:
            if isinstance(error, TimeoutError):
                raise TimeoutError from None
            raise Cut(type(error).__name__) from None  # its text may hold the address, and so the token
        finally:
            self._places.release()

    async def close(self) -> None:
        """Let go of the connections; whatever is called afterwards makes new ones."""
        if self._session is not None:
            session, self._session = self._session, None
            await session.close()

    async def _place(self, patience: float | None) -> None:
        if not self._places.locked():
            await self._places.acquire()
            return
        try:
            async with asyncio.timeout(patience):
                await self._places.acquire()
        except TimeoutError:
            raise Crowded from None

    async def _exchange(self, url: str, form: Mapping[str, str], patience: Patience) -> tuple[int, bytes]:
        timeout = aiohttp.ClientTimeout(connect=patience.connect, sock_read=patience.read)
        # The library has quoted what has to be; a redirect would send the form to whom it is not meant for.
        address = URL(url, encoded=True)
        async with self._connections().post(
            address,
            data=urlencode(form).encode(),
            headers=_FORM,
            timeout=timeout,
            allow_redirects=False,
            ssl=trusting() if address.scheme == "https" else True,
        ) as answer:
            return answer.status, await answer.read()

    def _connections(self) -> aiohttp.ClientSession:
        if self._session is None:
            # Places are counted here: aiohttp does not tell waiting for one from a connection that is not made.
            connector = aiohttp.TCPConnector(limit=0, keepalive_timeout=IDLE_SECONDS)
            self._session = aiohttp.ClientSession(
                connector=connector, headers={"User-Agent": self._agent}, cookie_jar=aiohttp.DummyCookieJar()
            )
        return self._session
