"""The Bot API over HTTP: ``/bot<token>/<method>`` and ``/file/bot<token>/<path>``."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import answering, editing, profile, sending
from bot.sandbox.errors import ApiError
from bot.sandbox.failing import DOWNLOAD, chat_of, hung_up, through
from bot.sandbox.files import DOWNLOAD_LIMIT
from bot.sandbox.params import Params, read_params
from bot.sandbox.state import Sandbox

Method = Callable[[Sandbox, Params], Any]

METHODS: Mapping[str, Method] = {
    "getMe": profile.get_me,
    "getUpdates": answering.get_updates,
    "setWebhook": answering.set_webhook,
    "deleteWebhook": answering.delete_webhook,
    "getWebhookInfo": answering.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendChatAction": sending.send_chat_action,
    "sendPoll": sending.send_poll,
    "stopPoll": sending.stop_poll,
    "pinChatMessage": sending.pin_chat_message,
    "unpinChatMessage": sending.unpin_chat_message,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "editMessageMedia": editing.edit_message_media,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "answerCallbackQuery": answering.answer_callback_query,
    "answerInlineQuery": answering.answer_inline_query,
    "getFile": profile.get_file,
    "getChat": profile.get_chat,
    "getChatMember": profile.get_chat_member,
    "getChatAdministrators": profile.get_chat_administrators,
    "getChatMemberCount": profile.get_chat_member_count,
    "setMyCommands": profile.set_my_commands,
    "getMyCommands": profile.get_my_commands,
    "deleteMyCommands": profile.delete_my_commands,
    "setMyName": profile.profile_setter("name", 64, "BOT_TITLE_INVALID"),
    "getMyName": profile.profile_getter("name"),
    "setMyDescription": profile.profile_setter("description", 512, "DESCRIPTION_INVALID"),
    "getMyDescription": profile.profile_getter("description"),
    "setMyShortDescription": profile.profile_setter("short_description", 120, "ABOUT_TOO_LONG"),
    "getMyShortDescription": profile.profile_getter("short_description"),
    "setChatMenuButton": profile.set_chat_menu_button,
    "getChatMenuButton": profile.get_chat_menu_button,
}
# Telegram does not mind the case of a method's name.
_NAMES = {name.lower(): name for name in METHODS}
_SAID = {"setWebhook": "Webhook was set", "deleteWebhook": "Webhook was deleted"}


def routes(sandbox: Sandbox, token: str) -> list[Route]:
    """The routes of the Bot API for the one bot that has ``token``."""

    async def call(request: Request) -> Response:
        try:
            _check_token(request, token)
            return await _call(sandbox, request)
        except ApiError as error:
            return _failure(error)
        except ClientDisconnect:  # the bot died while it was asking
            return _failure(ApiError(400, "Bad Request: the caller hung up"))

    async def download(request: Request) -> Response:
        try:
            _check_token(request, token)
        except ApiError as error:
            return _failure(error)

        async def work() -> Response:
            stored = sandbox.files.at_path(request.path_params["path"])
            if stored is None or stored.size > DOWNLOAD_LIMIT:
                return _failure(ApiError(404, "Not Found"))
            return Response(stored.content, media_type="application/octet-stream")

        return await through(sandbox.faults, request, DOWNLOAD, None, work)

    return [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download, methods=["GET"]),
    ]


class _Ascii(JSONResponse):
    """JSON with every other character escaped, as Telegram writes it; half an emoji can be written only so."""

    def render(self, content: Any) -> bytes:
        return json.dumps(content, separators=(",", ":")).encode()


async def _call(sandbox: Sandbox, request: Request) -> Response:
    name = _NAMES.get(request.path_params["method"].lower())
    if name is None:
        raise ApiError(404, "Not Found: method not found")
    params = await read_params(request)
    if sandbox.latency > 0:
        await asyncio.sleep(sandbox.latency)

    async def work() -> Response:
        result = METHODS[name](sandbox, params)
        if inspect.isawaitable(result):
            result = await _unless_gone(request, asyncio.ensure_future(result))
        said = {"description": _SAID[name]} if name in _SAID else {}
        return _Ascii({"ok": True, "result": result, **said})

    return await through(sandbox.faults, request, name, chat_of(params), work)


async def _unless_gone(request: Request, work: asyncio.Future[Any]) -> Any:
    """Wait for ``work``, but give it up when the caller hangs up, so that no dead poll swallows updates."""
    gone = asyncio.ensure_future(hung_up(request))
    try:
        await asyncio.wait([work, gone], return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise ApiError(400, "Bad Request: the caller hung up")
        return work.result()
    finally:
        for task in (work, gone):
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, ApiError):
                await task


def _check_token(request: Request, token: str) -> None:
    given = request.path_params["token"]
    if not secrets.compare_digest(given.encode(), token.encode()):
        raise ApiError(401, "Unauthorized")


def _failure(error: ApiError) -> Response:
    body = {"ok": False, "error_code": error.code, "description": error.description}
    return JSONResponse(body, status_code=error.code)
