"""/healthz and /metrics: well or not and why, for this machine alone, about nobody."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bot import web
from bot.condition import ThisMachine
from bot.health import Glance, Watched, health, reasons
from bot.health_pages import health_app
from bot.lag import LagGauge
from bot.logs import Trouble
from bot.metrics import Metrics
from bot.serving import Serving
from bot.storage.kept import InboxUpdate, Waits
from bot.storage.sqlite import SqliteStorage
from recengine.errors import MatineeError
from recengine.persistence import ModelStore
from tests.bot.small import FixedServing, small_served


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


CLOCK = Clock()


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    storage, trouble = SqliteStorage(tmp_path / "m.sqlite3"), Trouble()
    await storage.open()
    machine = ThisMachine(tmp_path, tmp_path / "m.sqlite3", trouble)
    yield Watched(storage, FixedServing(small_served()), Metrics(clock=CLOCK), LagGauge(), trouble, machine)
    await storage.close()


@asynccontextmanager
async def asking(watched: Watched) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(health_app(watched))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:9464") as client:
        yield client


async def test_a_bot_that_is_well_says_so(watched: Watched) -> None:
    async with asking(watched) as client:
        answer = await client.get("/healthz")
    assert answer.status_code == 200
    told = answer.json()
    assert (told["status"], told["reasons"], told["model"]) == ("ok", [], "v1")


async def test_silence_of_telegram_is_trouble_while_it_is_polled(watched: Watched) -> None:
    CLOCK.now += 120
    async with asking(watched) as client:
        answer = await client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["reasons"] == ["Telegram has not answered for 120 s"]
    async with asking(replace(watched, polling=False)) as client:
        assert (await client.get("/healthz")).status_code == 200


async def test_a_database_that_does_not_answer_is_trouble(watched: Watched) -> None:
    await watched.storage.close()
    async with asking(watched) as client:
        answer = await client.get("/healthz")
        assert answer.status_code == 503
        assert answer.json()["reasons"] == ["the database does not answer"]
        assert (await client.get("/metrics")).status_code == 503


async def test_no_model_is_trouble(watched: Watched, tmp_path: Path) -> None:
    async with asking(replace(watched, serving=Serving(ModelStore(tmp_path)))) as client:
        answer = await client.get("/healthz")
        assert answer.json()["reasons"] == ["no model is loaded"]
        assert (await client.get("/metrics")).status_code == 503


@pytest.mark.parametrize(
    ("waits", "silence", "wrong"),
    [
        (Waits(), 0.0, []),
        (Waits(120, 900), 90.0, []),
        (Waits(121, 0), None, ["an update has waited for 121 s"]),
        (Waits(None, 901), None, ["a reply has waited for 901 s"]),
        (None, 1000.0, ["the database does not answer"]),
    ],
)
def test_what_waits_too_long_is_trouble(waits: Waits | None, silence: float | None, wrong: list[str]) -> None:
    assert reasons(waits, silence, has_model=True) == wrong


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
async def test_a_name_from_elsewhere_and_anything_but_get_is_refused(watched: Watched, path: str) -> None:
    async with asking(watched) as client:
        for host in ("evil.example", "127.0.0.1.evil.example", "", "evil.example:9464"):
            assert (await client.get(path, headers={"Host": host})).status_code == 400
        for host in ("localhost:9464", "127.0.0.1"):
            assert (await client.get(path, headers={"Host": host})).status_code in (200, 503)
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert (await client.request(method, path)).status_code == 405
        assert (await client.get("/")).status_code == 404


async def test_nobody_is_named(watched: Watched) -> None:
    await watched.storage.receive([InboxUpdate(77, 987_654_321, '{"text": "heat"}')])
    watched.metrics.asked(987_654_321)
    watched.metrics.answered(987_654_321)
    async with asking(watched) as client:
        told = (await client.get("/metrics")).text + (await client.get("/healthz")).text
    assert "matinee_pending 1.0" in told
    assert "987654321" not in told
    assert "heat" not in told


async def test_without_a_port_nothing_listens_and_a_taken_one_is_told(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "serve", None)
    async with health(watched, None):
        pass
    monkeypatch.undo()
    async with web.serve(health_app(watched)) as address:
        port = int(address.rpartition(":")[2])
        async with httpx.AsyncClient() as client:
            assert (await client.get(f"{address}/metrics")).status_code == 200
        with pytest.raises(MatineeError, match="HEALTH_PORT"):
            async with health(watched, port):
                pass


async def test_a_glance_looks_once_a_second_whether_updates_can_be_taken(watched: Watched) -> None:
    clock = Clock()
    glance = Glance(watched, clock=clock)
    assert await glance()
    await watched.storage.close()
    assert await glance()
    clock.now += 1
    assert not await glance()
    assert not await Glance(replace(watched, serving=Serving(ModelStore(watched.machine._backups))))()
