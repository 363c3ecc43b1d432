"""Calls of TMDB."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import httpx
import pytest

from bot.tmdb import client as client_module
from bot.tmdb.client import API, LONGEST_WAIT, MOST_ANSWER, USUAL_WAIT, Busy, Client, Failed, Missing, Refused
from bot.tmdb.images import MOST_BYTES
from tests.bot.tmdb.standin import KEY, PLOT, TOKEN, Answer, StandIn


@pytest.fixture
def tmdb() -> StandIn:
    return StandIn(unknown={404})


@pytest.fixture
async def client(tmdb: StandIn) -> AsyncIterator[Client]:
    made = Client(KEY, "http://tmdb.test:81/3", transport=tmdb.transport)
    yield made
    await made.close()


@pytest.mark.parametrize("key", [KEY, TOKEN])
async def test_a_film_is_asked_for_by_its_id_with_either_kind_of_key(tmdb: StandIn, key: str) -> None:
    client = Client(key, API, transport=tmdb.transport)
    assert json.loads(await client.film(949, "es"))["overview"] == PLOT
    await client.greet()
    await client.close()
    assert tmdb.asked == [("film", "949 es"), ("configuration", "configuration")]


@pytest.mark.parametrize(
    ("api", "address"),
    [
        (API, "https://image.tmdb.org/t/p/w500/p949.jpg"),
        ("http://own.test:81/3", "http://own.test:81/t/p/w500/p949.jpg"),
    ],
)
async def test_posters_come_from_tmdb_s_own_server_or_from_that_of_the_setting(api: str, address: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"picture")

    client = Client(KEY, api, transport=StandIn(faults={"poster": answer}).transport)
    assert await client.poster("/p949.jpg") == b"picture"
    await client.close()
    assert str(seen[0].url) == address  # without the key
    assert "Authorization" not in seen[0].headers


async def test_a_wrong_key_is_refused_and_an_unknown_film_missing(tmdb: StandIn, client: Client) -> None:
    with pytest.raises(Missing):
        await client.film(404, "en")
    stranger = Client("f" * 32, API, transport=tmdb.transport)
    for call in (stranger.film(949, "en"), stranger.greet()):
        with pytest.raises(Refused):
            await call
    await stranger.close()


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("99999", LONGEST_WAIT),
        ("", USUAL_WAIT),
        ("soon", USUAL_WAIT),
        ("-5", USUAL_WAIT),
    ],
)
async def test_who_is_busy_says_for_how_long(tmdb: StandIn, client: Client, told: str, seconds: float) -> None:
    tmdb.faults["film"] = lambda _: httpx.Response(429, headers={"Retry-After": told})
    with pytest.raises(Busy) as caught:
        await client.film(949, "en")
    assert caught.value.seconds == seconds


def broken(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError(f"cannot connect to {request.url}")


@pytest.mark.parametrize(
    "answer",
    [
        lambda _: httpx.Response(500),
        lambda _: httpx.Response(302, headers={"Location": "http://127.0.0.1:9/secret"}),
        lambda _: httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b"{}")),
        lambda _: httpx.Response(204),
        broken,
    ],
    ids=["500", "redirect", "packed", "204", "network"],
)
async def test_whatever_breaks_is_a_failure_that_does_not_tell_the_key(
    tmdb: StandIn, client: Client, answer: Answer
) -> None:
    tmdb.faults["film"] = answer
    with pytest.raises(Failed) as caught:
        await client.film(949, "en")
    assert KEY not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert len(tmdb.asked) == 1  # a redirect is not followed


async def test_an_answer_larger_than_any_of_tmdb_s_is_not_read_to_its_end(tmdb: StandIn, client: Client) -> None:
    tmdb.faults["film"] = lambda _: httpx.Response(200, content=bytes(MOST_ANSWER + 1))
    tmdb.faults["poster"] = lambda _: httpx.Response(200, content=bytes(MOST_BYTES + 1))
    for call in (client.film(949, "en"), client.poster("/p949.jpg")):
        with pytest.raises(Missing):
            await call


async def test_a_call_ends_in_bounded_time(tmdb: StandIn, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "WHOLE_SECONDS", 0.02)
    tmdb.gate = asyncio.Event()
    with pytest.raises(Failed):
        await client.film(949, "en")


async def test_a_server_of_pictures_that_refuses_says_nothing_of_the_key(tmdb: StandIn, client: Client) -> None:
    tmdb.faults["poster"] = lambda _: httpx.Response(403)
    with pytest.raises(Missing):
        await client.poster("/p949.jpg")
