"""Methods that fetch updates or answer queries."""

from __future__ import annotations

import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.entities import utf16_len
from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.inline import checked_results
from bot.sandbox.params import Params
from bot.sandbox.state import Sandbox
from bot.sandbox.webhook import Target

MAX_ANSWER = 200
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(sandbox: Sandbox, params: Params) -> Any:
    """getUpdates."""
    if sandbox.webhook.target is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    sandbox.updates.allow(_allowed(params))
    limit = params.integer("limit", 100) or 100
    return await sandbox.updates.poll(params.integer("offset"), limit, params.integer("timeout"))


async def set_webhook(sandbox: Sandbox, params: Params) -> Any:
    """setWebhook; an empty address removes the webhook."""
    url = params.text("url").strip()
    if not url:
        return await delete_webhook(sandbox, params)
    if not _may_receive(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = params.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    sandbox.updates.allow(_allowed(params))
    if params.flag("drop_pending_updates"):
        sandbox.updates.drop()
    await sandbox.webhook.start(Target(url, secret, params.integer("max_connections", 40)))
    return True


async def delete_webhook(sandbox: Sandbox, params: Params) -> Any:
    """deleteWebhook."""
    await sandbox.webhook.stop()
    if params.flag("drop_pending_updates"):
        sandbox.updates.drop()
    return True


def get_webhook_info(sandbox: Sandbox, params: Params) -> Any:
    """getWebhookInfo."""
    return sandbox.webhook.info()


def answer_callback_query(sandbox: Sandbox, params: Params) -> Any:
    """answerCallbackQuery: once per query."""
    text, url = params.text("text"), params.text("url")
    if utf16_len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    own = f"t.me/{sandbox.bot.username}?start="
    if url and not url.removeprefix("https://").startswith(own):
        raise bad_request("URL_INVALID")
    answer = {"text": text or None, "show_alert": params.flag("show_alert"), "url": url or None}
    sandbox.queries.answer(params.text("callback_query_id"), answer)
    return True


def answer_inline_query(sandbox: Sandbox, params: Params) -> Any:
    """answerInlineQuery."""
    results = params.json("results")
    contents = checked_results(sandbox, results)
    query_id = params.text("inline_query_id")
    answer = {"results": results, "next_offset": params.text("next_offset"), "button": params.json("button")}
    sandbox.queries.answer(query_id, answer)
    sandbox.inline_results.keep(query_id, contents)
    return True


def _allowed(params: Params) -> list[str] | None:
    kinds = params.json("allowed_updates")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else None


def _may_receive(url: str) -> bool:
    """HTTPS anywhere, and plain HTTP to this machine, which is where a sandboxed bot listens."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and _is_loopback(parts.hostname or "")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
