"""Starting, stopping, and who may connect."""

from __future__ import annotations

import asyncio
import signal
import socket
from pathlib import Path

import httpx
import pytest

from bot.sandbox import Person, PortInUse, create_app, serve
from bot.sandbox.images import probe
from tests.bot.sandbox.client import ADA, SandboxClient
from tests.bot.sandbox.conftest import TOKEN, Caller, until
from tests.bot.sandbox.pictures import png


async def test_a_taken_port_is_reported_before_anything_starts() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse, match=f"port {port} on 127.0.0.1 is already in use"):
            async with serve(create_app(token=TOKEN), port=port):
                raise AssertionError("it must not get here")


async def test_a_port_is_free_again_after_serving() -> None:
    async with serve(create_app(token=TOKEN)) as url:
        port = int(url.rpartition(":")[2])
    async with serve(create_app(token=TOKEN), port=port) as again:
        assert again == url


async def test_serving_leaves_signal_handlers_alone() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    async with serve(create_app(token=TOKEN)):
        assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


async def test_stopping_ends_streams_polls_and_taps_at_once() -> None:
    app = create_app(token=TOKEN)
    sandbox = app.state.sandbox
    async with serve(app) as url, httpx.AsyncClient(base_url=url, timeout=10, trust_env=False) as http:
        api = Caller(http)
        ada = SandboxClient(url)
        await ada.__aenter__()
        sent = await api("sendMessage", chat_id=ADA, text="x")
        tap = asyncio.create_task(ada.tap_data(sent["message_id"], "x"))
        await until(lambda: len(sandbox.updates) == 1)
        poll = asyncio.create_task(api("getUpdates", offset=2**40, timeout=50))
        await until(lambda: sandbox.updates.polled)
        stopping = asyncio.get_running_loop().time()
        sandbox.close()
        assert (await tap)["answered"] is False
        assert await poll == []
        await ada.__aexit__(None, None, None)
    assert asyncio.get_running_loop().time() - stopping < 3


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8765", "[::1]:8765", "LOCALHOST:1"])
async def test_own_names_are_answered(near: httpx.AsyncClient, host: str) -> None:
    assert (await near.get("/api/people", headers={"Host": host})).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil", "", "[::2]"])
async def test_foreign_names_are_refused(near: httpx.AsyncClient, host: str) -> None:
    for path in ("/", "/api/people", f"/bot{TOKEN}/getMe"):
        assert (await near.get(path, headers={"Host": host})).status_code == 403


@pytest.mark.parametrize(
    ("origin", "status"),
    [("http://127.0.0.1", 200), ("http://evil.example", 403), ("null", 403), ("http://127.0.0.1:99", 403)],
)
async def test_only_the_own_page_may_post(near: httpx.AsyncClient, origin: str, status: int) -> None:
    body = {"person": ADA, "text": "x"}
    response = await near.post(f"/api/chats/{ADA}/messages", json=body, headers={"Origin": origin})
    assert response.status_code == status


async def test_the_page_comes_with_a_content_security_policy(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>page</p>")
    (tmp_path / "app.js").write_text("1")
    app = create_app(token=TOKEN, static_dir=tmp_path)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(base_url="http://localhost", transport=transport) as http:
        page = await http.get("/")
        assert page.text == "<p>page</p>"
        assert "script-src 'self'" in page.headers["content-security-policy"]
        assert page.headers["x-content-type-options"] == "nosniff"
        assert (await http.get("/static/app.js")).text == "1"
        assert (await http.get("/static/../index.html")).status_code == 404


async def test_other_people_can_be_given() -> None:
    app = create_app(token=TOKEN, people=[Person(7, "Grace", "grace")])
    async with serve(app) as url, SandboxClient(url, 7) as grace:
        assert (await grace.say("hi"))["from"]["first_name"] == "Grace"


@pytest.mark.parametrize("cut", [0, 4, 12, 20])
def test_a_cut_image_is_no_image(cut: int) -> None:
    assert probe(png(3, 2)[:cut]) is None
