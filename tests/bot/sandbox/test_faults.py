"""Calls of the sandbox's Bot API go wrong as they are told to, and in no other way."""

import httpx
import pytest

from bot.sandbox import PASSING, Fault, Rule
from bot.sandbox.faults import Faults
from bot.sandbox.state import Sandbox
from tests.bot.sandbox.client import ADA, BRUNO
from tests.bot.sandbox.conftest import TOKEN


async def send(http: httpx.AsyncClient, chat_id: int = ADA, **more: float) -> httpx.Response:
    return await http.post(f"/bot{TOKEN}/sendMessage", json={"chat_id": chat_id, "text": "hi"}, **more)  # type: ignore[arg-type]


def sent(sandbox: Sandbox, chat_id: int = ADA) -> int:
    return len(sandbox.chats[chat_id].messages)


@pytest.mark.parametrize(("fault", "code"), [(Fault.FORBIDDEN, 403), (Fault.ERROR, 500), (Fault.GATEWAY, 502)])
async def test_a_refused_call_has_no_effect(
    near: httpx.AsyncClient, sandbox: Sandbox, fault: Fault, code: int
) -> None:
    sandbox.faults.inject(Rule((fault,), count=1))
    assert (await send(near)).status_code == code
    assert sent(sandbox) == 0
    assert (await send(near)).status_code == 200


async def test_a_flood_tells_how_long_to_wait(near: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.faults.inject(Rule((Fault.FLOOD,), retry_after=7))
    answer = await send(near)
    assert (answer.status_code, answer.json()["parameters"]) == (429, {"retry_after": 7})
    sandbox.faults.clear()
    assert (await send(near)).status_code == 200


async def test_a_malformed_answer_comes_after_the_effect(near: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.faults.inject(Rule((Fault.GARBLED,)))
    answer = await send(near)
    with pytest.raises(ValueError, match=r"Unterminated|Expecting"):
        answer.json()
    assert sent(sandbox) == 1


@pytest.mark.parametrize(("fault", "effects"), [(Fault.CLOSED_BEFORE, 0), (Fault.CLOSED_AFTER, 1)])
async def test_a_connection_is_closed_without_an_answer(
    http: httpx.AsyncClient, sandbox: Sandbox, fault: Fault, effects: int
) -> None:
    sandbox.faults.inject(Rule((fault,), count=1))
    with pytest.raises(httpx.TransportError):
        await send(http)
    assert sent(sandbox) == effects
    assert (await send(http)).status_code == 200


async def test_a_hanging_call_is_never_answered(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.faults.inject(Rule((Fault.HANG,)))
    with pytest.raises(httpx.ReadTimeout):
        await send(http, timeout=0.1)
    assert sent(sandbox) == 0


async def test_a_rule_holds_for_its_method_and_chat_alone(near: httpx.AsyncClient, sandbox: Sandbox) -> None:
    sandbox.faults.inject(Rule((Fault.ERROR,), method="sendMessage", chat_id=BRUNO))
    assert (await send(near, ADA)).status_code == 200
    assert (await send(near, BRUNO)).status_code == 500
    assert (await near.get(f"/bot{TOKEN}/getMe")).status_code == 200


async def test_calls_are_logged_only_while_somebody_asks(near: httpx.AsyncClient, sandbox: Sandbox) -> None:
    await send(near)
    with sandbox.faults.logged() as calls:
        sandbox.faults.inject(Rule((Fault.FLOOD,), count=1, retry_after=3))
        await send(near)
        await near.get(f"/bot{TOKEN}/getMe")
        await send(near, 5)
    await send(near)
    told = [(call.method, call.chat_id, call.outcome, call.retry_after) for call in calls]
    assert told == [("sendMessage", ADA, "429", 3), ("getMe", None, "ok", 0), ("sendMessage", 5, "refused", 0)]
    assert all(call.came <= call.ended for call in calls)


def test_a_rule_ends_after_its_time_or_count() -> None:
    now = 0.0
    faults = Faults(clock=lambda: now)
    faults.inject(Rule((Fault.ERROR,), seconds=5.0))
    assert faults.next("getMe", None) is not None
    now = 5.0
    assert faults.next("getMe", None) is None
    faults.inject(Rule((Fault.SLOW,), count=2))
    assert [faults.next("getMe", None) is None for _ in range(3)] == [False, False, True]


def test_a_share_goes_wrong_and_the_same_one_under_the_same_seed() -> None:
    def drawn() -> list[Fault | None]:
        faults = Faults()
        faults.inject(Rule(PASSING, share=0.2), seed=3)
        hits = [faults.next("sendMessage", 1) for _ in range(1000)]
        return [None if hit is None else hit[0] for hit in hits]

    first = drawn()
    assert first == drawn()
    assert 150 < sum(fault is not None for fault in first) < 250
    assert set(first) == {None, *PASSING}
