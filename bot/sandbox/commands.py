"""The bot's command menu, by scope and language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.model import Chat, Person

MAX_COMMANDS = 100
_NAME = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
Command = dict[str, str]
Scope = tuple[str, ...]


class CommandBook:
    """Command lists by (scope, language), looked up in Telegram's order."""

    def __init__(self) -> None:
        self._lists: dict[tuple[Scope, str], list[Command]] = {}

    def put(self, scope: Scope, language: str, commands: list[Command]) -> None:
        """Replace a list; an empty one deletes it."""
        if commands:
            self._lists[scope, language] = commands
        else:
            self._lists.pop((scope, language), None)

    def get(self, scope: Scope, language: str) -> list[Command]:
        """Exactly the list stored for this scope and language."""
        return self._lists.get((scope, language), [])

    def shown_to(self, person: Person, chat: Chat) -> list[Command]:
        """What this person sees in this chat: the narrowest scope wins, their language before none."""
        for scope in _narrowest_first(person, chat):
            for language in (person.language_code, ""):
                if (scope, language) in self._lists:
                    return self._lists[scope, language]
        return []


def parse_scope(value: Any) -> Scope:
    """A BotCommandScope object as a key."""
    if value is None:
        return ("default",)
    kind = value.get("type") if isinstance(value, dict) else None
    if not isinstance(kind, str) or kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return (kind, *(str(value.get(name, "")) for name in _SCOPES[kind]))


def parse_commands(value: Any) -> list[Command]:
    """A list of BotCommand objects, checked.

    Raises
    ------
    ApiError
        400 for more than 100 commands, or a name or description Telegram would refuse.
    """
    if not isinstance(value, list):
        raise bad_request("expected an Array of BotCommand")
    if len(value) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_command(item) for item in value]


def _command(item: Any) -> Command:
    if not isinstance(item, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(item.get("command", "")).removeprefix("/")
    description = str(item.get("description", "")).strip()
    if not name:
        raise bad_request("command must be non-empty")
    if not _NAME.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("command description must be non-empty")
    if len(description) > 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _narrowest_first(person: Person, chat: Chat) -> Iterator[Scope]:
    yield ("chat_member", str(chat.id), str(person.id))
    if chat.type == "group" and person.is_admin:
        yield ("chat_administrators", str(chat.id))
    yield ("chat", str(chat.id))
    if chat.type == "group" and person.is_admin:
        yield ("all_chat_administrators",)
    yield ("all_private_chats",) if chat.type == "private" else ("all_group_chats",)
    yield ("default",)
