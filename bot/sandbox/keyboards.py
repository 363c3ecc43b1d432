"""Reply markup as a bot sends it, checked as strictly as Telegram checks it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.model import Keyboard

MAX_BUTTONS = 100
MAX_ROW = 8
MAX_CALLBACK_BYTES = 64
_ACTIONS = (
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
_MAY_BE_EMPTY = {"switch_inline_query", "switch_inline_query_current_chat"}
_OTHER_MARKUPS = ("keyboard", "remove_keyboard", "force_reply")
_URL = re.compile(r"(?:https?://[^\s/?#]+|tg://[^\s]+|(?!\w+:)[^\s/?#]+\.[^\s/?#.]+)", re.IGNORECASE)
_SCHEME = re.compile(r"(?!https?:|tg:)[a-z][a-z0-9+.-]*://", re.IGNORECASE)


def parse_keyboard(markup: Any, *, only_inline: bool = False) -> Keyboard:
    """The inline keyboard of a ``reply_markup`` value, () for other kinds of markup or none.

    Raises
    ------
    ApiError
        400 in Telegram's wording for wrong shapes, empty texts, missing or double actions, callback data
        outside 1 to 64 bytes, bad addresses, and more than 100 buttons or 8 in a row.
    """
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if only_inline and any(name in markup for name in _OTHER_MARKUPS):
            raise bad_request("inline keyboard expected")
        return ()
    rows = _array(markup["inline_keyboard"], 'field "inline_keyboard" must be of type Array')
    parsed = [_row(row) for row in rows]
    if sum(map(len, parsed)) > MAX_BUTTONS or any(len(row) > MAX_ROW for row in parsed):
        raise bad_request("reply markup is too long")
    return tuple(row for row in parsed if row)


def _array(value: Any, complaint: str) -> list[Any]:
    if not isinstance(value, list):
        raise bad_request(complaint)
    return value


def _row(row: Any) -> tuple[Mapping[str, Any], ...]:
    buttons = _array(row, 'field "inline_keyboard" must be an Array of Arrays')
    return tuple(_button(button) for button in buttons)


def _button(button: Any) -> Mapping[str, Any]:
    prefix = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request(f"{prefix}: InlineKeyboardButton must be an Object")
    if "text" not in button:
        raise bad_request(f'{prefix}: Can\'t find field "text"')
    if not isinstance(button["text"], str):
        raise bad_request(f'{prefix}: Field "text" must be of type String')
    if not button["text"].strip():
        # Telegram drops such a button without a word; here the mistake is worth an error.
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [name for name in _ACTIONS if _given(button, name)]
    if not actions:
        raise bad_request(f"{prefix}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{prefix}: exactly one action must be used, found {', '.join(actions)}")
    _check_action(actions[0], button[actions[0]])
    return {"text": button["text"], actions[0]: button[actions[0]]}


def _given(button: Mapping[str, Any], name: str) -> bool:
    value = button.get(name)
    return name in _MAY_BE_EMPTY if value == "" else value is not None and value is not False


def _check_action(name: str, value: Any) -> None:
    if name in ("url", "callback_data") and not isinstance(value, str):
        raise bad_request(f'can\'t parse inline keyboard button: Field "{name}" must be of type String')
    if name == "callback_data" and len(value.encode()) > MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if name == "url":
        _check_url(value)
    if name in ("pay", "callback_game"):
        raise bad_request("BUTTON_TYPE_INVALID")


def _check_url(url: str) -> None:
    if _SCHEME.match(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Unsupported URL protocol")
    if not _URL.match(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
