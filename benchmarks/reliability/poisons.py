"""Updates that nobody can handle, in every way that comes to mind, and a program that dies of one of them."""

import itertools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

VICTIM = 20_000
"""Who sends the well-formed parts of them."""

DEADLY, BROKEN = "a message to die of", "a message to fail at"


def message(**changes: Any) -> dict[str, Any]:
    """A message as Telegram sends it, with changes."""
    sender = {"id": VICTIM, "is_bot": False, "first_name": "V"}
    chat = {"id": VICTIM, "type": "private", "first_name": "V"}
    return {"message_id": 1, "date": 1_700_000_000, "chat": chat, "from": sender, "text": "heat"} | changes


def _nested(depth: int) -> dict[str, Any]:
    inner: dict[str, Any] = message()
    for _ in range(depth):
        inner = message(reply_to_message=inner)
    return inner


POISONS: Mapping[str, dict[str, Any]] = {
    "no message at all": {"text": "no id, no chat"},
    "a date that is none": message(date="yesterday"),
    "a date beyond time": message(date=10**18),
    "text that is a number": message(text=7),
    "text that is a list": message(text=["heat"]),
    "half an emoji": message(text="\ud83c \udfac"),
    "half an emoji in a name": message(**{"from": {"id": VICTIM, "is_bot": False, "first_name": "\ud83c"}}),
    "an id too large": message(**{"from": {"id": 10**30, "is_bot": False, "first_name": "V"}}),
    "an id that is a word": message(**{"from": {"id": "abc", "is_bot": False, "first_name": "V"}}),
    "an id that is a list": message(**{"from": {"id": [1], "is_bot": False, "first_name": "V"}}),
    "a chat too large": message(chat={"id": 10**30, "type": "private"}),
    "a chat without type": message(chat={"id": VICTIM}),
    "a name that is an object": message(**{"from": {"id": VICTIM, "is_bot": False, "first_name": {}}}),
    "a language that is a number": message(
        **{"from": {"id": VICTIM, "is_bot": False, "first_name": "V", "language_code": 7}}
    ),
    "nulls everywhere": dict.fromkeys(message()),
    "entities that are none": message(entities=[{"type": 3}]),
    "a file without id": message(text=None, document={"file_name": 3}),
    "nested forty deep": _nested(40),
    "nested four hundred deep": _nested(400),
    "a turn that fails each time": message(text=BROKEN),
}
"""What a message is like, by name."""

_SABOTAGE = '''"""Makes turns fail, or end the process, at certain messages: a mistake that nobody has found yet."""

import os
import bot.turns.dispatch as dispatch

_take = dispatch.take


def take(turn):
    text = getattr(turn.event, "text", None)
    if text == {deadly!r}:
        os._exit(139)
    if text == {broken!r}:
        raise LookupError(text)
    _take(turn)


dispatch.take = take
'''


def sabotage(folder: Path) -> dict[str, str]:
    """Write a module that Python imports at its start; the environment in which it does."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_SABOTAGE.format(deadly=DEADLY, broken=BROKEN), encoding="utf-8")
    root = Path(__file__).resolve().parents[2]
    return {"PYTHONPATH": f"{folder}:{root}"}


def sent_by(poison: dict[str, Any], user_id: int) -> dict[str, Any]:
    """The same from somebody else: who sends many is not listened to for a while."""
    told: dict[str, Any] = json.loads(json.dumps(poison).replace(str(VICTIM), str(user_id)))
    return told


def batch(copies: int) -> list[dict[str, Any]]:
    """Every poison so many times, in turn, each from a person of its own."""
    many = itertools.chain.from_iterable([POISONS.values()] * copies)
    return [sent_by(poison, VICTIM + number) for number, poison in enumerate(many, 1)]
