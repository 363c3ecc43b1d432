"""A person at the sandbox, for end-to-end tests: writes, taps and waits for what the bot does.

    async with serve(create_app(token=TOKEN)) as url, SandboxClient(url) as ada:
        await ada.say("/start")
        greeting = await ada.wait_for(lambda message: "Welcome" in message["text"])
        answer = await ada.tap("Next")              # by the button's text or by its data
        assert answer["answered"]

Messages are the page's Message objects (plain dicts: ``text``, ``html``, ``buttons``, ``kind`` ...).

How waiting works: from ``__aenter__`` on the client listens to the page's event stream and keeps every
message that appears or changes. ``say``, ``tap``, ``upload``, ``edit``, ``vote`` and ``block`` put a
mark before they act, and ``wait_for`` looks at what came after the latest mark (then waits for more), so
an answer is found however fast it comes, and an answer to an earlier message is never taken for it.
Nothing sleeps. Every wait has a timeout and fails with what was seen instead.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

import httpx

ADA, BRUNO, CHIDI, DANA = 1001, 1002, 1003, 1004
GROUP = -5001

Message = dict[str, Any]
Predicate = Callable[[Message], bool]


class SandboxClient:
    """One person's page.

    Parameters
    ----------
    base_url
        Address of a served sandbox; it must be a real server, because events stream.
    person
        Id of the person; Ada by default.
    chat
        Id of the chat used where a call names none; the person's private chat by default.
    timeout
        Seconds that a wait lasts before it fails.
    """

    def __init__(self, base_url: str, person: int = ADA, *, chat: int | None = None, timeout: float = 5.0) -> None:
        self.person = person
        self.chat = person if chat is None else chat
        self.timeout = timeout
        self.events: list[dict[str, Any]] = []
        self._mark = 0
        self._changed = asyncio.Condition()
        self._ready = asyncio.Event()
        self._http = httpx.AsyncClient(base_url=base_url, timeout=30.0, trust_env=False)
        self._listening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._listening = asyncio.create_task(self._listen())
        ready = asyncio.create_task(self._ready.wait())
        await asyncio.wait([ready, self._listening], return_when=asyncio.FIRST_COMPLETED, timeout=self.timeout)
        ready.cancel()
        if not self._ready.is_set():
            raise AssertionError("the sandbox does not stream events")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._listening is not None:
            self._listening.cancel()
            with contextlib.suppress(asyncio.CancelledError, httpx.HTTPError):
                await self._listening
        await self._http.aclose()

    # What a person does

    async def say(
        self,
        text: str,
        *,
        chat: int | None = None,
        reply_to: int | None = None,
        forwarded_from: str | None = None,
    ) -> Message:
        """Write a message; returns it as it stands in the chat."""
        self.mark()
        further = {"reply_to": reply_to, "forwarded_from": forwarded_from}
        body = {"text": text, **{name: value for name, value in further.items() if value is not None}}
        return _message(await self._post("messages", body, chat))

    async def ask(self, text: str, *, chat: int | None = None) -> Message:
        """Write, and return the bot's first message or edit after it."""
        await self.say(text, chat=chat)
        return await self.wait_for(from_bot, chat=chat)

    async def edit(self, message_id: int, text: str, *, chat: int | None = None) -> Message:
        """Edit an own message."""
        self.mark()
        address = f"/api/chats/{self._chat(chat)}/messages/{message_id}"
        return _message(await self._send("PATCH", address, json={"person": self.person, "text": text}))

    async def tap(self, button: str, *, message: Message | None = None, chat: int | None = None) -> dict[str, Any]:
        """Tap the button with this text or data, and return the bot's answer to the tap.

        Looks at ``message``, or through the chat from the newest message back. The answer is
        ``{"answered", "text", "show_alert", "url"}``. Use ``wait_for`` after it for an edit or a message.
        """
        where = message or await self._message_with(button, chat)
        data = _data_of(where, button)
        assert data is not None, f"no button {button!r}; there are {buttons(where)}"
        return await self.tap_data(where["message_id"], data, chat=chat)

    async def tap_data(self, message_id: int, data: str, *, chat: int | None = None) -> dict[str, Any]:
        """Send any callback data for a message, as a stale or hostile client may."""
        self.mark()
        return await self._post("taps", {"message_id": message_id, "data": data}, chat)

    async def upload(
        self,
        content: bytes,
        *,
        name: str = "file.bin",
        mime_type: str = "application/octet-stream",
        caption: str = "",
        kind: str = "document",
        chat: int | None = None,
    ) -> Message:
        """Send a file; ``kind`` is document, photo, voice or sticker."""
        self.mark()
        fields = {"person": str(self.person), "caption": caption, "kind": kind}
        address = f"/api/chats/{self._chat(chat)}/files"
        return _message(await self._send("POST", address, data=fields, files={"file": (name, content, mime_type)}))

    async def vote(self, message_id: int, *options: int, chat: int | None = None) -> Message:
        """Vote in a poll, or take the vote back by naming no option."""
        self.mark()
        return _message(await self._post("votes", {"message_id": message_id, "option_ids": [*options]}, chat))

    async def inline(self, query: str, *, offset: str = "") -> dict[str, Any]:
        """Type ``@bot query``; returns ``{"answered", "query_id", "results", "next_offset", "button"}``."""
        body = {"person": self.person, "query": query, "offset": offset}
        return await self._send("POST", "/api/inline", json=body)

    async def choose(self, answer: dict[str, Any], result: int = 0, *, chat: int | None = None) -> Message:
        """Put one of the results of `inline` into a chat."""
        self.mark()
        body = {"query_id": answer["query_id"], "result_id": answer["results"][result]["id"]}
        return _message(await self._post("inline", body, chat))

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or unblock it."""
        self.mark()
        await self._post("block", {"blocked": blocked}, None)

    async def clear(self, *, chat: int | None = None) -> None:
        """Empty the visible chat."""
        await self._post("clear", {}, chat)

    async def download(self, file_id: str) -> bytes:
        """The bytes of a file in the chat."""
        response = await self._http.get(f"/api/files/{file_id}")
        response.raise_for_status()
        return response.content

    # What a person sees

    async def messages(self, *, chat: int | None = None) -> list[Message]:
        """The visible messages, oldest first."""
        found: list[Message] = (await self._state(chat))["messages"]
        return found

    async def commands(self, *, chat: int | None = None) -> list[dict[str, str]]:
        """The command menu this person sees."""
        found: list[dict[str, str]] = (await self._state(chat))["commands"]
        return found

    async def last_message(self, predicate: Predicate | None = None, *, chat: int | None = None) -> Message:
        """The newest message of the bot, or the newest one the predicate accepts."""
        wanted = predicate or from_bot
        for message in reversed(await self.messages(chat=chat)):
            if wanted(message):
                return message
        raise AssertionError("there is no such message")

    # Waiting

    def mark(self) -> None:
        """Let ``wait_for`` look only at what comes from here on; every action does this first."""
        self._mark = len(self.events)

    async def wait_for(
        self,
        predicate: Predicate | str,
        timeout: float | None = None,  # noqa: ASYNC109 - the signature tests want
        *,
        chat: int | None = None,
    ) -> Message:
        """The first message that appears or changes after the latest action and that the predicate accepts.

        A string stands for «the bot's text contains it».
        """
        wanted = _containing(predicate) if isinstance(predicate, str) else predicate
        place = self._chat(chat)

        def found() -> Message | None:
            shown = (event["message"] for event in self.events[self._mark :] if _shows(event, place))
            return next((message for message in shown if wanted(message)), None)

        return await self._until(found, timeout)

    async def wait_for_event(
        self,
        predicate: Callable[[dict[str, Any]], bool],
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> dict[str, Any]:
        """The first event after the latest action that the predicate accepts, such as typing or deleted."""

        def found() -> dict[str, Any] | None:
            return next((event for event in self.events[self._mark :] if predicate(event)), None)

        return await self._until(found, timeout)

    async def _until(self, found: Callable[[], dict[str, Any] | None], limit: float | None) -> dict[str, Any]:
        try:
            async with asyncio.timeout(self.timeout if limit is None else limit), self._changed:
                await self._changed.wait_for(lambda: found() is not None)
        except TimeoutError:
            seen = [_told(event) for event in self.events[self._mark :]]
            raise AssertionError(f"nothing fitting came; seen since the last action: {seen}") from None
        result = found()
        assert result is not None
        return result

    async def _listen(self) -> None:
        params = {"person": self.person}
        async with self._http.stream("GET", "/api/events", params=params, timeout=None) as response:
            response.raise_for_status()
            async for line in response.aiter_lines():
                self._ready.set()
                if line.startswith("data: "):
                    async with self._changed:
                        self.events.append(json.loads(line.removeprefix("data: ")))
                        self._changed.notify_all()

    async def _message_with(self, button: str, chat: int | None) -> Message:
        for message in reversed(await self.messages(chat=chat)):
            if _data_of(message, button) is not None:
                return message
        raise AssertionError(f"no message has a button {button!r}")

    async def _state(self, chat: int | None) -> dict[str, Any]:
        address = f"/api/chats/{self._chat(chat)}/messages"
        return await self._send("GET", address, params={"person": self.person})

    async def _post(self, what: str, body: Mapping[str, Any], chat: int | None) -> dict[str, Any]:
        address = f"/api/chats/{self._chat(chat)}/{what}"
        return await self._send("POST", address, json={"person": self.person, **body})

    async def _send(self, method: str, address: str, **request: Any) -> dict[str, Any]:
        response = await self._http.request(method, address, **request)
        answer: dict[str, Any] = response.json()
        assert response.is_success, f"{response.status_code}: {answer.get('error')}"
        return answer

    def _chat(self, chat: int | None) -> int:
        return self.chat if chat is None else chat


def from_bot(message: Message) -> bool:
    """Whether the bot wrote this message."""
    return bool(message["from"]["is_bot"])


def buttons(message: Message) -> list[str]:
    """The texts of a message's buttons, row by row."""
    return [button["text"] for row in message["buttons"] for button in row]


def _message(answer: Mapping[str, Any]) -> Message:
    message: Message = answer["message"]
    return message


def _data_of(message: Message, button: str) -> str | None:
    for row in message["buttons"]:
        for one in row:
            if one["data"] is not None and button in (one["text"], one["data"]):
                return str(one["data"])
    return None


def _containing(part: str) -> Predicate:
    return lambda message: from_bot(message) and part in message["text"]


def _shows(event: Mapping[str, Any], chat: int) -> bool:
    return event["type"] in ("message", "edited") and event["chat_id"] == chat


def _told(event: Mapping[str, Any]) -> str:
    message = event.get("message")
    return f"{event['type']}: {message['text']!r} {buttons(message)}" if message else str(event["type"])
