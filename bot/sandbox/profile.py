"""Methods about the bot itself, its commands, chats and files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.sandbox.asking import target_chat
from bot.sandbox.commands import parse_commands, parse_scope
from bot.sandbox.errors import bad_request
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.model import Chat, Person
from bot.sandbox.params import Params
from bot.sandbox.state import Sandbox
from bot.sandbox.wire import file_json, user_json

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_me(sandbox: Sandbox, params: Params) -> Any:
    """getMe."""
    return {
        **user_json(sandbox.bot),
        "can_join_groups": True,
        "can_read_all_group_messages": not sandbox.group_privacy,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(sandbox: Sandbox, params: Params) -> Any:
    """setMyCommands."""
    commands = parse_commands(params.json("commands"))
    sandbox.commands.put(parse_scope(params.json("scope")), params.text("language_code"), commands)
    sandbox.publish_commands()
    return True


def get_my_commands(sandbox: Sandbox, params: Params) -> Any:
    """getMyCommands."""
    return sandbox.commands.get(parse_scope(params.json("scope")), params.text("language_code"))


def delete_my_commands(sandbox: Sandbox, params: Params) -> Any:
    """deleteMyCommands."""
    sandbox.commands.put(parse_scope(params.json("scope")), params.text("language_code"), [])
    sandbox.publish_commands()
    return True


def profile_setter(name: str, limit: int, complaint: str) -> Callable[[Sandbox, Params], Any]:
    """A method that keeps a text of the profile per language, at most ``limit`` characters."""

    def method(sandbox: Sandbox, params: Params) -> Any:
        text = params.text(name)
        if len(text) > limit:
            raise bad_request(complaint)
        sandbox.profile[f"{name}:{params.text('language_code')}"] = text
        return True

    return method


def profile_getter(name: str) -> Callable[[Sandbox, Params], Any]:
    """The method that reads what ``profile_setter`` keeps."""

    def method(sandbox: Sandbox, params: Params) -> Any:
        return {name: sandbox.profile.get(f"{name}:{params.text('language_code')}", "")}

    return method


def set_chat_menu_button(sandbox: Sandbox, params: Params) -> Any:
    """setChatMenuButton."""
    button = params.json("menu_button")
    kind = button.get("type") if isinstance(button, dict) else None
    if button is not None and kind not in ("commands", "default"):
        raise bad_request("can't parse MenuButton: Unsupported type specified")
    sandbox.profile["menu_button"] = button or {"type": "default"}
    return True


def get_chat_menu_button(sandbox: Sandbox, params: Params) -> Any:
    """getChatMenuButton."""
    return sandbox.profile.get("menu_button", {"type": "default"})


def get_chat(sandbox: Sandbox, params: Params) -> Any:
    """getChat."""
    chat = target_chat(sandbox, params)
    fields = {**sandbox.chat_wire(chat), "accent_color_id": 0, "max_reaction_count": 11}
    if chat.pinned:
        fields["pinned_message"] = sandbox.message_wire(chat.messages[chat.pinned[-1]], nested=False)
    return {**fields, "accepted_gift_types": dict.fromkeys(_GIFTS, False)}


def get_chat_member(sandbox: Sandbox, params: Params) -> Any:
    """getChatMember."""
    chat = target_chat(sandbox, params)
    user_id = params.integer("user_id")
    person = sandbox.bot if user_id == sandbox.bot.id else sandbox.people.get(user_id)
    if person is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if not person.is_bot and person.id not in chat.members:
        return {"user": user_json(person), "status": "left"}
    return _member(chat, person)


def get_chat_administrators(sandbox: Sandbox, params: Params) -> Any:
    """getChatAdministrators."""
    chat = target_chat(sandbox, params)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    members = [sandbox.people[person_id] for person_id in chat.members]
    return [_member(chat, person) for person in members if person.is_admin]


def get_chat_member_count(sandbox: Sandbox, params: Params) -> Any:
    """getChatMemberCount."""
    return len(target_chat(sandbox, params).members) + 1


def get_file(sandbox: Sandbox, params: Params) -> Any:
    """getFile, up to 20 MB."""
    file_id = params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    stored = sandbox.files.get(file_id)
    if stored is None:
        raise bad_request("invalid file_id")
    if stored.size > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return file_json(stored, with_path=True)


def _member(chat: Chat, person: Person) -> dict[str, Any]:
    fields = {"user": user_json(person), "status": "member"}
    owns = chat.type == "group" and person.is_admin
    return {**fields, "status": "creator", "is_anonymous": False} if owns else fields
