"""Forms are sent and answers read over connections that are kept as long as they are good."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot
from telegram.error import NetworkError, TimedOut

from bot.telegram import wire
from bot.telegram.network import Network
from bot.telegram.wire import Crowded, Cut, Patience, Wire

GOOD = b'HTTP/1.1 200 OK\r\nContent-Length: 28\r\n\r\n{"ok": true, "result": true}'
CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
LAST = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
PATIENT = Patience(5, 5, 5)


class Side:
    """The other side: notes what it is asked, and answers as it is told, whole or piece by piece."""

    def __init__(self, *answers: bytes | None) -> None:
        self.answers, self.asked, self.connections = list(answers), list[bytes](), 0
        self.serving: set[asyncio.Task[None] | None] = set()

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.serving.add(asyncio.current_task())
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
                self.asked.append(head + await reader.readexactly(length))
                answer = self.answers.pop(0)
                if answer is None:
                    await reader.read()  # until the caller gives up
                    break
                writer.write(answer[:20])
                await writer.drain()
                await asyncio.sleep(0)
                writer.write(answer[20:])
                if b"close" in answer or not answer:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def listening(side: Side, *, most: int = 4) -> AsyncIterator[tuple[str, Wire]]:
    server = await asyncio.start_server(side, "127.0.0.1", 0)
    made = Wire(most=most, agent="a bot")
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", made
    finally:
        await made.close()
        server.close()
        await asyncio.gather(*(task for task in side.serving if task is not None))


async def test_a_form_is_sent_as_httpx_would_and_the_connection_is_kept() -> None:
    side = Side(GOOD, CHUNKED)
    async with listening(side) as (url, made):
        assert await made.post(f"{url}/botX/send", {"text": "I <3 ü&=", "chat_id": "5"}, PATIENT) == (200, GOOD[-28:])
        assert await made.post(f"{url}/botX/send", {}, PATIENT) == (200, b"hello world")
    assert side.connections == 1
    head, _, body = side.asked[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /botX/send HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"\r\nContent-Type: application/x-www-form-urlencoded" in head
    assert body == b"text=I+%3C3+%C3%BC%26%3D&chat_id=5"


async def test_a_connection_that_the_other_side_ends_is_not_used_again() -> None:
    side = Side(LAST, GOOD)
    async with listening(side) as (url, made):
        assert await made.post(url, {}, PATIENT) == (200, b"ok")
        assert (await made.post(url, {}, PATIENT))[0] == 200
    assert side.connections == 2


async def test_an_idle_connection_is_not_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "IDLE_SECONDS", 0.0)
    side = Side(GOOD, GOOD)
    async with listening(side) as (url, made):
        await made.post(url, {}, PATIENT)
        await made.post(url, {}, PATIENT)
    assert side.connections == 2


async def test_a_form_is_not_sent_to_where_an_answer_points() -> None:
    side = Side(b"HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n")
    async with listening(side) as (url, made):
        assert await made.post(url, {}, PATIENT) == (307, b"")


async def test_a_form_that_may_have_arrived_is_not_sent_again() -> None:
    side = Side(GOOD, b"", GOOD)
    async with listening(side) as (url, made):
        await made.post(url, {}, PATIENT)
        with pytest.raises(Cut):
            await made.post(url, {"text": "once"}, PATIENT)
    assert len(side.asked) == 2


@pytest.mark.parametrize("answer", [b"", b"no HTTP at all\r\n\r\n", GOOD[:-3] + b"close"])
async def test_what_is_no_answer_cuts_the_call(answer: bytes) -> None:
    cut = answer.replace(b"28\r\n", b"99\r\nConnection: close\r\n")
    side = Side(cut, GOOD)
    async with listening(side) as (url, made):
        with pytest.raises(Cut):
            await made.post(url, {}, PATIENT)
        assert (await made.post(url, {}, PATIENT))[0] == 200
    assert side.connections == 2


async def test_an_answer_that_does_not_come_is_given_up_with_its_connection() -> None:
    side = Side(None, GOOD)
    async with listening(side, most=1) as (url, made):
        with pytest.raises(TimeoutError):
            await made.post(url, {}, Patience(5, 0.02, 5))
        assert (await made.post(url, {}, PATIENT))[0] == 200
    assert side.connections == 2


async def test_more_calls_than_connections_wait_and_are_told_if_it_takes_too_long() -> None:
    side = Side(None)
    async with listening(side, most=1) as (url, made):
        hanging = asyncio.create_task(made.post(url, {}, PATIENT))
        await asyncio.sleep(0)
        with pytest.raises(Crowded):
            await made.post(url, {}, Patience(5, 5, 0.02))
        hanging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hanging
    assert side.connections <= 1


def calls(url: str, **settings: Any) -> Bot:
    return Bot("1:a-token", f"{url}/bot", request=Network(**settings))


async def test_the_library_calls_over_it_and_hears_of_faults_as_its_own_errors() -> None:
    side = Side(GOOD, b"", None)
    async with listening(side) as (url, _):
        bot = calls(url, read_timeout=0.05)
        assert await bot.send_chat_action(5, "typing")
        with pytest.raises(NetworkError) as cut:
            await bot.send_chat_action(5, "typing")
        with pytest.raises(TimedOut):
            await bot.send_chat_action(5, "typing")
        await bot._request[1].shutdown()
    assert "token" not in str(cut.value)
    unheard = calls("http://127.0.0.1:9")
    with pytest.raises(NetworkError) as refused:
        await unheard.send_chat_action(5, "typing")
    await unheard._request[1].shutdown()
    assert "token" not in str(refused.value)


async def test_with_a_proxy_the_library_does_what_it_did(monkeypatch: pytest.MonkeyPatch) -> None:
    side = Side(GOOD)
    async with listening(side) as (url, _):
        monkeypatch.setenv("HTTP_PROXY", url)
        bot = calls("http://telegram.example")
        assert await bot.send_chat_action(5, "typing")
        await bot._request[1].shutdown()
    assert side.asked[0].startswith(b"POST http://telegram.example/bot1:a-token/sendChatAction")
