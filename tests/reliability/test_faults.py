"""Row 4 at a small scale: calls that go wrong, and how it is told what came of them."""

import ast
import re
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import Bot

from benchmarks.reliability import faults
from benchmarks.reliability.films import understood
from benchmarks.reliability.outcomes import ambiguous, recovery, too_early
from benchmarks.reliability.provoking import TRIED_ONCE, provoked
from benchmarks.reliability.rows import Options
from bot.sandbox import Fault
from bot.sandbox.faults import Call
from tests.bot.test_settings import ROOT

FLOOD = Call("sendMessage", 7, 1.0, 1.5, "429", retry_after=2)


def test_a_call_is_too_early_only_in_its_chat_and_within_the_wait() -> None:
    early = Call("editMessageText", 7, 3.0, 3.1, "ok")
    others = [Call("sendMessage", 8, 2.0, 2.1, "ok"), Call("sendMessage", 7, 3.5, 3.6, "ok")]
    assert too_early([FLOOD, early, *others]) == [early]


def test_recovery_is_counted_from_the_end_of_the_fault() -> None:
    good = Call("sendMessage", 7, 4.0, 4.5, "ok")
    assert recovery([FLOOD], "sendMessage", Fault.FLOOD) is None
    assert recovery([FLOOD, good], "sendMessage", Fault.FLOOD) == 1.0
    hanging = Call("sendMessage", 7, 1.0, 3.0, "hang")
    assert recovery([hanging, good], "sendMessage", Fault.HANG) == 3.5


def test_an_edit_that_took_effect_unseen_has_worked_when_it_is_refused_as_nothing_new() -> None:
    unseen = Call("editMessageText", 7, 1.0, 1.5, "closed after the effect")
    refused = Call("editMessageText", 7, 2.0, 2.5, "refused")
    assert recovery([unseen, refused], "editMessageText", Fault.CLOSED_AFTER) == 1.0
    assert recovery([FLOOD, replace(refused, method="sendMessage")], "sendMessage", Fault.FLOOD) is None


def test_only_new_messages_to_the_chat_may_come_twice_for_an_ambiguous_end() -> None:
    calls = [Call("sendMessage", 7, 1.0, 1.5, str(fault)) for fault in Fault]
    others = [Call("sendMessage", 8, 1.0, 1.5, "slow"), Call("editMessageText", 7, 1.0, 1.5, "malformed JSON")]
    assert ambiguous([*calls, *others], 7) == 3


def test_the_matrix_has_every_method_that_the_bot_calls() -> None:
    sources = [ast.parse(file.read_text(encoding="utf-8")) for file in (ROOT / "bot" / "telegram").glob("*.py")]
    used = {node.attr for tree in sources for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    camel = {name: re.sub(r"_(.)", lambda found: found[1].upper(), name) for name in used if "_" in name.strip("_")}
    called = {api for name, api in camel.items() if hasattr(Bot, name) and hasattr(Bot, api)}
    assert {"sendPoll", "answerCallbackQuery", "setMyCommands"} <= called
    assert called - TRIED_ONCE == called & {method.method for method in provoked([], port=0)}


async def test_a_few_faults_are_borne(trained: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "RETRY_AFTER", 1)
    methods = {method.method: method for method in provoked(understood(trained, 6), port=0)}
    cells = [faults.Cell(methods[method], Fault.FLOOD) for method in ("sendMessage", "editMessageMedia", "stopPoll")]
    cells += [faults.Cell(methods[method], Fault.CLOSED_AFTER) for method in ("sendMessage", "sendPoll", "getFile")]
    found = await faults.meet(Options(trained), cells)
    assert (found.cells, found.crashes, found.tracebacks) == (6, 0, 0)
    assert (found.early, found.excess) == ([], 0)
