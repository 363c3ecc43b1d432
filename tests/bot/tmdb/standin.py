"""A stand-in for TMDB that can go wrong in every way: in memory, or on this machine.

To look at posters in the sandbox without a key of TMDB's::

    python -m tests.bot.tmdb.standin --catalog ~/.local/share/matinee/models/VERSION/catalog.json
    TMDB_API_KEY=0123456789abcdef0123456789abcdef TMDB_API_URL=http://127.0.0.1:8799/3 matinee sandbox
"""

import argparse
import asyncio
import colorsys
import json
import re
import zlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import httpx
from PIL import Image, ImageDraw
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import web
from bot.pictures.lettering import font

KEY = "0123456789abcdef0123456789abcdef"
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJhdWQiOiJtYXRpbmVlIn0.c2lnbmF0dXJl"
PLOT = "Two people who should never have met do. What begins as a joke turns into the longest night of their lives."

Answer = Callable[[httpx.Request], httpx.Response]


@lru_cache(maxsize=64)
def poster(title: str, *, size: tuple[int, int] = (500, 750), form: str = "JPEG") -> bytes:
    """A plausible poster: colours that follow from the title, a skyline, and the title."""
    seed = zlib.crc32(title.encode())
    hue = seed % 360 / 360
    image = Image.new("RGB", size)
    pen = ImageDraw.Draw(image)
    width, height = size
    for y in range(height):
        pen.line([(0, y), (width, y)], fill=_colour(hue + 0.12 * y / height, 0.55, 0.25 + 0.55 * (1 - y / height)))
    radius = width // 5
    centre = radius + seed // 7 % max(1, width - 2 * radius)
    top = height // 4 - radius
    pen.ellipse([centre - radius, top, centre + radius, top + 2 * radius], fill=_colour(hue + 0.5, 0.4, 0.95))
    for place in range(9):
        tall = height // 6 + (seed >> place) % (height // 5)
        left, right = place * width // 9, (place + 1) * width // 9 - 3
        pen.rectangle([left, height - tall, right, height], fill=_colour(hue, 0.7, 0.13))
    letters = font(max(10, width // 11), bold=True)
    for row, line in enumerate(_wrapped(title, letters, width - 40)[:4]):
        pen.text((width / 2, height * 0.5 + row * width / 8), line.upper(), font=letters, fill="white", anchor="mm")
    file = BytesIO()
    image.save(file, form, quality=82)
    return file.getvalue()


def _colour(hue: float, saturation: float, value: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hsv_to_rgb(hue % 1, saturation, value)
    return round(255 * red), round(255 * green), round(255 * blue)


def _wrapped(title: str, letters: object, room: float) -> list[str]:
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if letters.getlength(longer.upper()) > room and lines[-1]:  # type: ignore[attr-defined]
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@dataclass
class StandIn:
    """TMDB as far as Matinee asks it.

    Attributes
    ----------
    titles
        Of films, by id; others are called by their id.
    plots
        By (id, language); `PLOT` where nothing is said.
    unknown
        Ids that TMDB does not have.
    faults
        What answers in place of TMDB, by kind of call («film», «poster», «configuration»), until taken away.
    delay
        Seconds before each answer.
    asked
        Kind and what was asked for, call by call.
    """

    titles: dict[int, str] = field(default_factory=dict)
    plots: dict[tuple[int, str], str] = field(default_factory=dict)
    unknown: set[int] = field(default_factory=set)
    bare: set[int] = field(default_factory=set)
    faults: dict[str, Answer] = field(default_factory=dict)
    delay: float = 0.0
    gate: asyncio.Event | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)
    most_at_once: int = 0
    _now: int = 0

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self._now += 1
        self.most_at_once = max(self.most_at_once, self._now)
        try:
            if self.delay:
                await asyncio.sleep(self.delay)
            if self.gate is not None:
                await self.gate.wait()
            return self._answer(request)
        finally:
            self._now -= 1

    def _answer(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path
        kind = "film" if path.startswith("/3/movie/") else "poster" if path.startswith("/t/p/") else "configuration"
        asked = path.rpartition("/")[2]
        self.asked.append((kind, f"{asked} {request.url.params.get('language', '')}".strip()))
        if kind in self.faults:
            return self.faults[kind](request)
        if kind == "poster":
            return self._poster(asked)
        if request.url.params.get("api_key") != KEY and request.headers.get("Authorization") != f"Bearer {TOKEN}":
            told = {"status_code": 7, "status_message": "Invalid API key: You must be granted a valid key."}
            return httpx.Response(401, json=told)
        if kind == "film":
            return self._film(int(asked), request.url.params["language"])
        return httpx.Response(200, json={})

    def _film(self, number: int, language: str) -> httpx.Response:
        if number in self.unknown:
            return httpx.Response(404, json={"status_code": 34, "status_message": "The resource could not be found."})
        told = {
            "id": number,
            "overview": self.plots.get((number, language), PLOT),
            "poster_path": None if number in self.bare else f"/p{number}.jpg",
        }
        return httpx.Response(200, json=told)

    def _poster(self, name: str) -> httpx.Response:
        number = int(re.sub(r"\D", "", name) or 0)
        return httpx.Response(200, content=poster(self.titles.get(number, f"Film {number}")))

    @property
    def transport(self) -> httpx.AsyncBaseTransport:
        """In place of the network."""
        return _Wire(self)

    @asynccontextmanager
    async def served(self, port: int = 0) -> AsyncIterator[str]:
        """On this machine; yields the address of the API."""

        async def answer(request: Request) -> Response:
            told = await self(httpx.Request(request.method, str(request.url), headers=dict(request.headers)))
            return Response(told.content, told.status_code, dict(told.headers))

        async with web.serve(Starlette(routes=[Route("/{path:path}", answer)]), port=port) as address:
            yield f"{address}/3"


@dataclass
class _Wire(httpx.AsyncBaseTransport):
    """Brings answers piece by piece, as a network does."""

    tmdb: StandIn

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        told = await self.tmdb(request)
        return httpx.Response(told.status_code, headers=told.headers, stream=_Pieces(told.content))


@dataclass
class _Pieces(httpx.AsyncByteStream):
    content: bytes

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for at in range(0, len(self.content), 65_536):
            yield self.content[at : at + 65_536]


def _titles(catalog: Path | None) -> dict[int, str]:
    films = json.loads(catalog.read_text("utf-8")) if catalog else []
    return {film["tmdb_id"]: film["title"] for film in films if film.get("tmdb_id")}


async def _serve(titles: dict[int, str], port: int) -> None:
    async with StandIn(titles).served(port) as address:
        print(f"TMDB_API_KEY={KEY} TMDB_API_URL={address}")  # noqa: T201
        await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="A stand-in for TMDB on this machine.")
    parser.add_argument("--catalog", type=Path, help="catalog.json of a model, for the titles")
    parser.add_argument("--port", type=int, default=8799)
    arguments = parser.parse_args()
    asyncio.run(_serve(_titles(arguments.catalog), arguments.port))
