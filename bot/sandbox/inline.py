"""Inline mode: what people type behind the bot's name, the results, and the message that a chosen one becomes."""

from __future__ import annotations

from typing import Any

from bot.sandbox.entities import detect
from bot.sandbox.errors import PageError, bad_request
from bot.sandbox.keyboards import parse_keyboard
from bot.sandbox.markup import parse_html
from bot.sandbox.model import Chat, Content, Message, Person
from bot.sandbox.state import Sandbox

MAX_QUERY = 256
MAX_RESULTS = 50


def checked_results(results: Any) -> dict[str, Content]:
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
    return {one: _content(result) for one, result in zip(ids, results, strict=True)}


def _content(result: dict[str, Any]) -> Content:
    if result.get("type") == "article" and not str(result.get("title") or "").strip():
        raise bad_request("can't parse inline query result: Can't find field \"title\"")
    given = result.get("input_message_content")
    if not isinstance(given, dict) or not str(given.get("message_text") or "").strip():
        raise bad_request("MESSAGE_EMPTY")
    raw = str(given["message_text"])
    text, entities = parse_html(raw) if str(given.get("parse_mode") or "").lower() == "html" else (raw, ())
    keyboard = parse_keyboard(result.get("reply_markup"), only_inline=True)
    return Content(text=text, entities=detect(text, entities), keyboard=keyboard)


async def ask(sandbox: Sandbox, person: Person, query: str, offset: str = "") -> dict[str, Any]:
    """A person types ``@bot query`` somewhere; waits for the bot's results."""
    query_id = sandbox.queries.open()
    fields = {"id": query_id, "from": sandbox.user_wire(person), "query": query[:MAX_QUERY]}
    sandbox.updates.add("inline_query", {**fields, "offset": offset, "chat_type": "sender"})
    answer = await sandbox.queries.wait(query_id, sandbox.answer_seconds)
    return {"answered": answer is not None, "query_id": query_id, "results": [], "button": None, **(answer or {})}


def choose(sandbox: Sandbox, chat: Chat, person: Person, query_id: str, result_id: str) -> Message:
    """A person puts a result into a chat; the bot sees nothing of it until somebody taps a button there."""
    if chat.blocked:
        raise PageError(409, "You blocked the bot; unblock it to write.")
    content = sandbox.inline_results.get(query_id, result_id)
    if content is None:
        raise PageError(404, "This result is too old; type again.")
    return sandbox.post(chat, person, content, via_bot=True)
