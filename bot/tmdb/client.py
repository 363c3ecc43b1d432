"""Calls of TMDB's API: what comes back is bounded in size and time, and no error tells the key."""

import asyncio
from urllib.parse import urlsplit

import httpx

from bot.tmdb.images import MOST_BYTES
from bot.tmdb.key import headers, parameters

API = "https://api.themoviedb.org/3"
"""TMDB's own, the default of TMDB_API_URL."""

IMAGES = "https://image.tmdb.org/t/p"
SIZE = "w500"
"""Of posters: 500 pixels wide, sharp on a phone, some 60 kB."""

WHOLE_SECONDS, STEP_SECONDS = 8.0, 4.0
"""So long a call may take in all, and each of its steps."""

MOST_ANSWER = 256_000
"""Bytes of an answer that is not a picture."""

LONGEST_WAIT, USUAL_WAIT = 600.0, 10.0
"""Seconds that TMDB can ask to wait for; and where it does not say."""


class TmdbError(Exception):
    """Nothing came of a call."""


class Refused(TmdbError):
    """TMDB does not take the key."""


class Missing(TmdbError):
    """TMDB does not have it, or not in a form that is taken."""


class Busy(TmdbError):
    """TMDB asks to wait for some seconds."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait for {seconds:.0f} s")
        self.seconds = seconds


class Failed(TmdbError):
    """TMDB or the way to it is broken just now."""


class Client:
    """TMDB's API with a key.

    Parameters
    ----------
    url
        Address of the API. Pictures of another API than TMDB's own are fetched from the same server.
    transport
        What carries requests, in place of the network.
    """

    def __init__(self, key: str, url: str = API, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._key, self._url, self._images = key, url, _images(url)
        self._http = httpx.AsyncClient(
            timeout=STEP_SECONDS,
            follow_redirects=False,
            headers={"Accept-Encoding": "identity"},  # what is small on the way and huge here is refused
            transport=transport,
        )

    async def film(self, tmdb_id: int, language: str) -> bytes:
        """What TMDB says of a film, as JSON.

        Raises
        ------
        TmdbError
            Where nothing came of it.
        """
        return await self._ask(f"movie/{tmdb_id}", language=language)

    async def poster(self, path: str) -> bytes:
        """The bytes of a poster, whatever they are; `path` is that of an `Entry`.

        Raises
        ------
        TmdbError
            Where nothing came of it.
        """
        try:  # the servers of pictures know no key
            return await self._get(f"{self._images}/{SIZE}{path}", most=MOST_BYTES)
        except Refused:
            raise Missing("not for us") from None

    async def greet(self) -> None:
        """Find out whether TMDB takes the key.

        Raises
        ------
        TmdbError
            Where it does not, or cannot be asked.
        """
        await self._ask("configuration")

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _ask(self, path: str, **query: str) -> bytes:
        parts = {**query, **parameters(self._key)}
        return await self._get(f"{self._url}/{path}", query=parts, head=headers(self._key), most=MOST_ANSWER)

    async def _get(
        self, url: str, *, most: int, query: dict[str, str] | None = None, head: dict[str, str] | None = None
    ) -> bytes:
        try:
            async with (
                asyncio.timeout(WHOLE_SECONDS),
                self._http.stream("GET", url, params=query, headers=head) as got,
            ):
                _check(got)
                return await _body(got, most)
        except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL, OSError, TimeoutError) as error:
            raise Failed(type(error).__name__) from None  # what it says may hold the address, and so the key


def _images(url: str) -> str:
    if url == API:
        return IMAGES
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/t/p"


def _check(response: httpx.Response) -> None:
    status = response.status_code
    if status in (401, 403):
        raise Refused("the key is not taken")
    if status in (404, 410):
        raise Missing("not there")
    if status == 429:
        raise Busy(_wait(response.headers.get("Retry-After", "")))
    if status != 200:
        raise Failed(f"status {status}")
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise Failed("packed, though that was not wanted")


def _wait(told: str) -> float:
    seconds = float(told) if told.isascii() and told.isdigit() and len(told) < 10 else USUAL_WAIT
    return min(max(seconds, 1.0), LONGEST_WAIT)


async def _body(response: httpx.Response, most: int) -> bytes:
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > most:
            raise Missing("too large")
    return bytes(content)
