"""The chat page's own API: people, messages, files, taps and events."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import quote

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox import acting, inline
from bot.sandbox.errors import PageError
from bot.sandbox.events import Listener
from bot.sandbox.fields import PageFields, read_json, whole_number
from bot.sandbox.files import MEBIBYTE, PERSON_LIMIT
from bot.sandbox.images import probe
from bot.sandbox.model import Chat, Person
from bot.sandbox.state import Sandbox
from bot.sandbox.view import chat_view, message_view, person_view

Endpoint = Callable[[Request], Awaitable[Response]]


class PageApi:
    """The endpoints of the page, over one sandbox."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    def routes(self) -> list[Route]:
        """Every route under ``/api``."""
        table: list[tuple[str, str, Endpoint]] = [
            ("GET", "/api/people", self.people),
            ("GET", "/api/chats/{chat_id}/messages", self.messages),
            ("POST", "/api/chats/{chat_id}/messages", self.say),
            ("PATCH", "/api/chats/{chat_id}/messages/{message_id:int}", self.edit),
            ("POST", "/api/chats/{chat_id}/files", self.upload),
            ("POST", "/api/chats/{chat_id}/taps", self.tap),
            ("POST", "/api/chats/{chat_id}/votes", self.vote),
            ("POST", "/api/chats/{chat_id}/block", self.block),
            ("POST", "/api/chats/{chat_id}/clear", self.clear),
            ("POST", "/api/inline", self.inline),
            ("POST", "/api/chats/{chat_id}/inline", self.choose_inline),
            ("GET", "/api/files/{file_id}", self.file),
            ("GET", "/api/events", self.events),
        ]
        return [Route(path, endpoint, methods=[verb]) for verb, path, endpoint in table]

    async def people(self, request: Request) -> Response:
        """Who is there, and which chats."""
        bot = self.sandbox.bot
        return JSONResponse({
            "bot": {"id": bot.id, "first_name": bot.first_name, "username": bot.username},
            "people": [person_view(person) for person in self.sandbox.people.values()],
            "chats": [chat_view(chat) for chat in self.sandbox.chats.values()],
        })  # fmt: skip

    async def messages(self, request: Request) -> Response:
        """What a person sees in a chat."""
        chat, person = self._place(request, request.query_params.get("person"))
        shown = [message_view(message) for message in chat.visible()]
        return JSONResponse({"messages": shown, "commands": self.sandbox.commands.shown_to(person, chat)})

    async def say(self, request: Request) -> Response:
        """A person writes."""
        fields = await read_json(request)
        chat, person = self._place(request, fields.values.get("person"))
        message = acting.say(
            self.sandbox,
            chat,
            person,
            fields.text("text"),
            reply_to=fields.optional_integer("reply_to"),
            forwarded_from=fields.text("forwarded_from", "") or None,
        )
        return JSONResponse({"message": message_view(message)})

    async def edit(self, request: Request) -> Response:
        """A person edits."""
        fields = await read_json(request)
        chat, person = self._place(request, fields.values.get("person"))
        message_id = request.path_params["message_id"]
        message = acting.edit_own(self.sandbox, chat, person, message_id, fields.text("text"))
        return JSONResponse({"message": message_view(message)})

    async def upload(self, request: Request) -> Response:
        """A person sends a file."""
        _check_length(request)
        async with request.form(max_files=1, max_fields=10, max_part_size=MEBIBYTE) as form:
            fields = PageFields(form)
            chat, person = self._place(request, form.get("person"))
            sent = form.get("file")
            if not isinstance(sent, UploadFile):
                raise PageError(400, "There is no file.")
            message = acting.upload(
                self.sandbox,
                chat,
                person,
                content=await sent.read(),
                name=sent.filename or "",
                mime_type=sent.content_type or "application/octet-stream",
                caption=fields.text("caption", ""),
                kind=fields.text("kind", "document"),
            )
        return JSONResponse({"message": message_view(message)})

    async def tap(self, request: Request) -> Response:
        """A person taps a button."""
        fields = await read_json(request)
        chat, person = self._place(request, fields.values.get("person"))
        message_id, data = fields.integer("message_id"), fields.text("data")
        return JSONResponse(await acting.tap(self.sandbox, chat, person, message_id, data))

    async def vote(self, request: Request) -> Response:
        """A person votes."""
        fields = await read_json(request)
        chat, person = self._place(request, fields.values.get("person"))
        chosen = fields.integers("option_ids")
        message = acting.vote(self.sandbox, chat, person, fields.integer("message_id"), chosen)
        return JSONResponse({"message": message_view(message)})

    async def block(self, request: Request) -> Response:
        """A person blocks or unblocks the bot."""
        fields = await read_json(request)
        chat, person = self._place(request, fields.values.get("person"))
        acting.block(self.sandbox, chat, person, blocked=fields.values.get("blocked", True) is True)
        return JSONResponse({"blocked": chat.blocked})

    async def clear(self, request: Request) -> Response:
        """A person empties the visible chat."""
        fields = await read_json(request)
        chat, _ = self._place(request, fields.values.get("person"))
        self.sandbox.clear(chat)
        return JSONResponse({"cleared": True})

    async def inline(self, request: Request) -> Response:
        """A person types an inline query."""
        fields = await read_json(request)
        person = self._person(fields.values.get("person"))
        query, offset = fields.text("query", ""), fields.text("offset", "")
        return JSONResponse(await inline.ask(self.sandbox, person, query, offset))

    async def choose_inline(self, request: Request) -> Response:
        """A person puts an inline result into a chat."""
        fields = await read_json(request)
        chat, person = self._place(request, fields.values.get("person"))
        message = inline.choose(self.sandbox, chat, person, fields.text("query_id"), fields.text("result_id"))
        return JSONResponse({"message": message_view(message)})

    async def file(self, request: Request) -> Response:
        """The bytes of a file; only images open in the browser."""
        stored = self.sandbox.files.get(request.path_params["file_id"])
        if stored is None:
            raise PageError(404, "There is no such file.")
        image = probe(stored.content)
        # The type a person claimed could be a page with scripts; only what is an image is served as one.
        media_type = image.mime_type if image else "application/octet-stream"
        disposition = "inline" if image else "attachment"
        headers = {"Content-Disposition": f"{disposition}; filename*=UTF-8''{_quoted(stored.name)}"}
        return Response(stored.content, media_type=media_type, headers=headers)

    async def events(self, request: Request) -> Response:
        """What happens in a person's chats, as it happens."""
        person = self._person(request.query_params.get("person"))
        listener = self.sandbox.hub.subscribe(person.id)
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._stream(listener), media_type="text/event-stream", headers=headers)

    async def _stream(self, listener: Listener) -> AsyncIterator[str]:
        try:
            async for line in listener.stream():
                yield line
        finally:
            self.sandbox.hub.unsubscribe(listener)

    def _place(self, request: Request, person: Any) -> tuple[Chat, Person]:
        chat = self.sandbox.chats.get(whole_number(request.path_params["chat_id"], "chat_id"))
        if chat is None:
            raise PageError(404, "There is no such chat.")
        who = self._person(person)
        if who.id not in chat.members:
            raise PageError(403, f"{who.first_name} is not in this chat.")
        return chat, who

    def _person(self, value: Any) -> Person:
        person = self.sandbox.people.get(whole_number(value, "person"))
        if person is None:
            raise PageError(404, "There is no such person.")
        return person


def _check_length(request: Request) -> None:
    if int(request.headers.get("content-length") or 0) > PERSON_LIMIT + MEBIBYTE:
        raise PageError(413, "The file is larger than 100 MB.")


def _quoted(name: str) -> str:
    return quote(name, safe="")
