"""One update that cannot be parsed does not hold up the others."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.telegram.inbox import Arrival
from bot.telegram.request import NOTHING, UpdatesRequest
from tests.bot.telegram.updates import said

URL = "https://api.telegram.org/bot1:a-token/getUpdates"


class Aside:
    """Remembers what was quarantined."""

    def __init__(self) -> None:
        self.ids: list[int] = []

    async def __call__(self, update_id: int, payload: str, reason: str) -> None:
        assert re.search(r'"update_id": *(-?[0-9]+)', payload)[1] == str(update_id)  # type: ignore[index]
        self.ids.append(update_id)


def request_for(result: Any, aside: Aside, *, code: int = 200) -> UpdatesRequest:
    """A request whose network answers with this result."""
    body = result if isinstance(result, bytes) else json.dumps({"ok": True, "result": result}).encode()
    transport = httpx.MockTransport(lambda request: httpx.Response(code, content=body))
    return UpdatesRequest(aside, httpx_kwargs={"transport": transport})


async def fetched(result: Any, aside: Aside, *, url: str = URL, code: int = 200) -> bytes:
    request = request_for(result, aside, code=code)
    await request.initialize()
    try:
        _, body = await request.do_request(url, "POST")
        return body
    finally:
        await request.shutdown()


BAD: tuple[dict[str, Any], ...] = (
    {"update_id": 2, "message": {"text": "no id, no chat"}},
    {"update_id": 2, "message": 7},
    {"update_id": 2, "callback_query": {"id": "q"}},
    {"update_id": 2, "message": {"message_id": 1, "date": "yesterday", "chat": {"id": 1, "type": "private"}}},
)


@pytest.mark.parametrize("bad", BAD)
async def test_a_bad_update_is_set_aside_and_its_id_moves_the_offset_on(bad: dict[str, Any]) -> None:
    aside = Aside()
    good = [said(1, "one"), said(3, "three")]
    body = await fetched([good[0], bad, good[1]], aside)
    assert json.loads(body)["result"] == [good[0], {"update_id": 2}, good[1]]
    assert aside.ids == [2]


async def test_the_library_parses_what_is_left() -> None:
    aside = Aside()
    updates = request_for([said(1, "one"), BAD[0], said(3, "three")], aside)
    me = {"ok": True, "result": {"id": 9000, "is_bot": True, "first_name": "Matinee", "username": "matinee_bot"}}
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json=me))
    others = HTTPXRequest(httpx_kwargs={"transport": transport})
    async with Bot("1:a-token", get_updates_request=updates, request=others) as bot:
        assert [update.update_id for update in await bot.get_updates()] == [1, 2, 3]


async def handed_on(result: Any, aside: Aside, *, wait: str) -> tuple[list[Arrival], Any]:
    """What is handed on of an answer, and what the library is told."""
    taken: list[Arrival] = []

    async def take(arrivals: Sequence[Arrival]) -> None:
        taken.extend(arrivals)

    request, bot = request_for(result, aside), Bot("1:a-token")
    request.handing_on(take, bot)
    async with request:
        _, body = await request.do_request(URL, "POST", request_data=FakeData({"timeout": wait}))
    assert all(arrival.update.get_bot() is bot for arrival in taken)
    return taken, json.loads(body)["result"]


async def test_updates_are_handed_on_parsed_and_the_library_is_told_the_last_id_alone() -> None:
    aside, good = Aside(), [said(1, "one"), said(3, "three")]
    taken, told = await handed_on([good[0], BAD[0], good[1], {"update_id": 4, "message": 7}], aside, wait="3")
    assert [(one.update.update_id, json.loads(one.payload)) for one in taken] == [(1, good[0]), (3, good[1])]
    assert (told, aside.ids) == ([{"update_id": 4}], [2, 4])


async def test_where_nothing_came_nothing_is_handed_on() -> None:
    assert await handed_on([], Aside(), wait="3") == ([], [])


async def test_a_look_takes_nothing() -> None:
    taken, told = await handed_on([said(1, "one")], Aside(), wait="0")
    assert (taken, told) == ([], [said(1, "one")])


async def test_what_has_no_id_is_left_out() -> None:
    aside = Aside()
    body = await fetched([None, "x", {"message": {}}, {"update_id": "7"}, said(1, "one")], aside)
    assert [update["update_id"] for update in json.loads(body)["result"]] == [1]
    assert aside.ids == []


async def test_good_updates_pass_untouched() -> None:
    assert json.loads(await fetched([said(1, "one")], Aside())) == {"ok": True, "result": [said(1, "one")]}


@dataclass
class Shaky:
    """A network that fails as it is told, one failure a fetch, and then has nothing new."""

    failures: list[httpx.Response | Exception]
    fetches: int = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.fetches += 1
        if not self.failures:
            return httpx.Response(200, content=NOTHING)
        failure = self.failures.pop(0)
        if isinstance(failure, Exception):
            raise failure
        return failure


async def fetched_over(shaky: Shaky, *, wait: str = "3") -> tuple[int, bytes]:
    async with UpdatesRequest(Aside(), httpx_kwargs={"transport": httpx.MockTransport(shaky)}) as request:
        return await request.do_request(URL, "POST", request_data=FakeData({"timeout": wait}))


@dataclass
class FakeData:
    """What of the library's RequestData is looked at."""

    parameters: dict[str, str]
    json_parameters: dict[str, str] = field(default_factory=dict)
    multipart_data: None = None


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"ok": true}', b"\xff"])
async def test_a_fetch_that_brings_no_answer_is_made_again(body: bytes, pauses: list[float]) -> None:
    shaky = Shaky([httpx.Response(200, content=body)])
    assert await fetched_over(shaky) == (200, NOTHING)
    assert pauses == [0.25]


async def test_pauses_between_fetches_grow_to_two_seconds_and_one_line_tells_of_it(
    pauses: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    html = httpx.Response(502, content=b"<html>")
    await fetched_over(Shaky([html, html, httpx.ReadError("gone"), httpx.Response(403), httpx.Response(500)]))
    assert pauses == [0.25, 0.5, 1.0, 2.0, 2.0]
    assert [record.levelname for record in caplog.records] == ["WARNING"]


async def test_what_timed_out_has_waited_and_a_429_says_how_long(
    pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    flood = httpx.Response(429, json={"ok": False, "error_code": 429, "parameters": {"retry_after": 7}})
    await fetched_over(Shaky([httpx.ReadTimeout("slow")] * 3 + [flood, httpx.Response(429, content=b"?")]))
    assert pauses == [0.25, 0.25, 0.25, 7.0, 1.0]


async def test_refusals_in_earnest_are_passed_on(pauses: list[float]) -> None:
    for code in (401, 404, 409):
        assert (await fetched_over(Shaky([httpx.Response(code, json={"ok": False})])))[0] == code
    assert pauses == []


async def test_the_last_fetch_before_the_end_is_made_once(pauses: list[float]) -> None:
    shaky = Shaky([httpx.ConnectError("down")])
    assert await fetched_over(shaky, wait="0") == (200, NOTHING)
    assert (shaky.fetches, pauses) == (1, [])


async def test_other_calls_and_refusals_are_left_alone() -> None:
    aside = Aside()
    await fetched([BAD[0]], aside, url=URL.replace("getUpdates", "getMe"))
    await fetched([BAD[0]], aside, code=401)
    assert aside.ids == []


async def test_an_update_nested_too_deep_for_any_parser_is_set_aside() -> None:
    aside, good = Aside(), [said(1, 'on]e }"'), said(3, "three")]
    deep = '{"update_id": 2, "message": {"text": "a\\"]", "x": ' + "[" * 200_000 + "]" * 200_000 + "}}"
    body = f'{{"ok": true, "result": [{json.dumps(good[0])}, {deep},{json.dumps(good[1])} ]}}'.encode()
    assert json.loads(await fetched(body, aside))["result"] == [good[0], {"update_id": 2}, good[1]]
    assert aside.ids == [2]


async def test_deep_nonsense_without_updates_is_no_update() -> None:
    aside = Aside()
    for body in (b"[" * 200_000, b'{"result": [' + b"[" * 200_000, b'{"result": [' + b"[" * 200_000 + b"]" * 200_000):
        assert json.loads(await fetched(body, aside))["result"] == []
    assert aside.ids == []


async def test_an_id_too_large_for_the_database_moves_the_offset_on_all_the_same() -> None:
    aside = Aside()
    body = await fetched([{"update_id": 10**30}, said(3, "three")], aside)
    assert json.loads(body)["result"] == [{"update_id": 10**30}, said(3, "three")]
    assert aside.ids == []
