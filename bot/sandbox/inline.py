"""Inline mode: what people type behind the bot's name, the results, and the message that a chosen one becomes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.sandbox.acting import check_open, encodable
from bot.sandbox.asking import message_text
from bot.sandbox.errors import PageError, bad_request
from bot.sandbox.keyboards import parse_keyboard
from bot.sandbox.model import Chat, Content, Message, Person
from bot.sandbox.params import Params
from bot.sandbox.state import Sandbox

MAX_QUERY = 256
MAX_RESULTS = 50


def checked_results(sandbox: Sandbox, results: Any) -> dict[str, Content]:
    """The results of an ``answerInlineQuery`` by id, as the messages that they become.

    Raises
    ------
    ApiError
        400 in Telegram's wording for wrong shapes, too many, ids that are empty, long or given twice, and texts or
        keyboards that no message could have.
    """
    if not isinstance(results, list) or any(not isinstance(result, dict) for result in results):
        raise bad_request("results must be an Array of InlineQueryResult")
    if len(results) > MAX_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [str(result.get("id", "")) for result in results]
    if any(not 1 <= len(one.encode()) <= 64 for one in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    return {one: _content(sandbox, result) for one, result in zip(ids, results, strict=True)}


def _content(sandbox: Sandbox, result: dict[str, Any]) -> Content:
    if result.get("type") == "article" and not str(result.get("title") or "").strip():
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    given = result.get("input_message_content")
    if not isinstance(given, dict) or not str(given.get("message_text") or "").strip():
        raise bad_request("MESSAGE_EMPTY")
    text, entities = message_text(sandbox, Params(_as_values(given), {}))
    return Content(
        text=text, entities=entities, keyboard=parse_keyboard(result.get("reply_markup"), only_inline=True)
    )


def _as_values(content: Mapping[str, Any]) -> dict[str, str]:
    """An InputTextMessageContent, as if its fields were parameters of a request."""
    return {
        "text": str(content["message_text"]),
        "parse_mode": str(content.get("parse_mode") or ""),
        "entities": json.dumps(content.get("entities")),
    }


async def ask(sandbox: Sandbox, person: Person, query: str, offset: str = "") -> dict[str, Any]:
    """A person types ``@bot query`` somewhere; waits for the bot's results."""
    query_id = sandbox.queries.open()
    fields = {"id": query_id, "from": sandbox.user_wire(person), "query": encodable(query)[:MAX_QUERY]}
    sandbox.updates.add("inline_query", {**fields, "offset": offset, "chat_type": "sender"})
    answer = await sandbox.queries.wait(query_id, sandbox.answer_seconds)
    return {"answered": answer is not None, "query_id": query_id, "results": [], "button": None, **(answer or {})}


def choose(sandbox: Sandbox, chat: Chat, person: Person, query_id: str, result_id: str) -> Message:
    """A person puts a result into a chat; the bot sees nothing of it until somebody taps a button there."""
    check_open(chat)
    content = sandbox.inline_results.get(query_id, result_id)
    if content is None:
        raise PageError(404, "This result is too old; type again.")
    return sandbox.post(chat, person, content, via_bot=True)
