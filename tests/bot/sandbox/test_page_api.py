"""The chat page's API, and the updates that come of it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from bot.sandbox.events import Hub
from bot.sandbox.files import MEBIBYTE
from bot.sandbox.state import Sandbox
from tests.bot.sandbox.client import ADA, BRUNO, GROUP, SandboxClient
from tests.bot.sandbox.conftest import Caller, until
from tests.bot.sandbox.pictures import gif, jpeg, png, webp

ADA_CHAT = f"/api/chats/{ADA}"


async def test_people_and_chats_are_listed(near: httpx.AsyncClient) -> None:
    body = (await near.get("/api/people")).json()
    assert body["bot"] == {"id": 9000, "first_name": "Matinee", "username": "matinee_sandbox_bot"}
    assert [person["first_name"] for person in body["people"]] == ["Ada", "Bruno", "Chidi", "Dana"]
    assert [person["is_admin"] for person in body["people"]] == [True, False, False, False]
    assert body["people"][1]["language_code"] == "es"
    assert [chat["type"] for chat in body["chats"]] == ["private"] * 4 + ["group"]
    assert body["chats"][-1]["title"] == "Film club"
    assert body["chats"][-1]["members"] == [1001, 1002, 1003, 1004]


async def test_a_message_has_every_field_of_the_contract(near: httpx.AsyncClient) -> None:
    said = (await near.post(f"{ADA_CHAT}/messages", json={"person": ADA, "text": "a <b>\nc"})).json()["message"]
    assert said.pop("message_id") > 0
    assert said.pop("date") > 0
    assert said == {
        "chat_id": ADA, "edit_date": None, "from": {"id": ADA, "first_name": "Ada", "is_bot": False},
        "html": "a &lt;b&gt;\nc", "text": "a <b>\nc", "kind": "text", "photo": None, "document": None,
        "poll": None, "buttons": [], "reply_to": None, "forwarded_from": None, "via_bot": False,
    }  # fmt: skip


REFUSED: list[tuple[str, str, dict[str, Any], int]] = [
    ("POST", f"{ADA_CHAT}/messages", {"person": ADA, "text": " "}, 400),
    ("POST", f"{ADA_CHAT}/messages", {"person": ADA, "text": "x" * 4097}, 400),
    ("POST", f"{ADA_CHAT}/messages", {"person": ADA}, 400),
    ("POST", f"{ADA_CHAT}/messages", {"person": "someone", "text": "x"}, 400),
    ("POST", f"{ADA_CHAT}/messages", {"person": 5, "text": "x"}, 404),
    ("POST", f"{ADA_CHAT}/messages", {"person": BRUNO, "text": "x"}, 403),
    ("POST", f"{ADA_CHAT}/messages", {"person": ADA, "text": "x", "reply_to": 5}, 404),
    ("POST", "/api/chats/5/messages", {"person": ADA, "text": "x"}, 404),
    ("POST", "/api/chats/x/messages", {"person": ADA, "text": "x"}, 400),
    ("PATCH", f"{ADA_CHAT}/messages/5", {"person": ADA, "text": "x"}, 404),
    ("POST", f"{ADA_CHAT}/taps", {"person": ADA, "message_id": 5, "data": "x"}, 404),
    ("POST", f"/api/chats/{GROUP}/block", {"person": ADA}, 400),
    ("GET", "/api/files/nothing", {}, 404),
    ("GET", "/api/nothing", {}, 404),
    ("DELETE", "/api/people", {}, 405),
]


@pytest.mark.parametrize(("verb", "path", "body", "status"), REFUSED)
async def test_mistakes_get_one_plain_line(
    near: httpx.AsyncClient, verb: str, path: str, body: dict[str, Any], status: int
) -> None:
    response = await near.request(verb, path, json=body)
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert "\n" not in response.json()["error"]


async def test_half_a_character_or_no_json_is_refused(near: httpx.AsyncClient) -> None:
    for body in (json.dumps({"person": ADA, "text": "\ud800"}), "{", "[]"):
        response = await near.post(f"{ADA_CHAT}/messages", content=body)
        assert response.status_code == 400


async def test_commands_replies_and_forwards_reach_the_bot(api: Caller, ada: SandboxClient) -> None:
    first = await ada.say("/start heat 🎬")
    await ada.say("a reply", reply_to=first["message_id"], forwarded_from="Grace")
    one, two = (update["message"] for update in await api("getUpdates"))
    assert one["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert two["reply_to_message"]["text"] == "/start heat 🎬"
    assert two["forward_origin"] == {"type": "hidden_user", "sender_user_name": "Grace", "date": two["date"]}


async def test_an_edit_is_an_edited_message_for_the_bot(api: Caller, ada: SandboxClient) -> None:
    said = await ada.say("Haet")
    edited = await ada.edit(said["message_id"], "Heat")
    await ada.edit(said["message_id"], "Heat")  # nothing changed, nothing told
    assert edited["edit_date"] is not None
    _, update = await api("getUpdates")
    assert update["edited_message"]["text"] == "Heat"
    assert update["edited_message"]["edit_date"] == edited["edit_date"]


async def test_others_messages_cannot_be_edited(ada: SandboxClient, bruno: SandboxClient) -> None:
    said = await ada.say("mine", chat=GROUP)
    with pytest.raises(AssertionError, match="403"):
        await bruno.edit(said["message_id"], "yours", chat=GROUP)


async def test_in_the_group_the_bot_sees_what_is_meant_for_it(api: Caller, bruno: SandboxClient) -> None:
    spoken = await api("sendMessage", chat_id=GROUP, text="hello all")
    for text in ("just talking", "/start", "/start@other_bot", "hey @matinee_sandbox_bot", "/x@matinee_sandbox_bot"):
        await bruno.say(text, chat=GROUP)
    await bruno.say("an answer", chat=GROUP, reply_to=spoken["message_id"])
    seen = [update["message"]["text"] for update in await api("getUpdates")]
    assert seen == ["/start", "hey @matinee_sandbox_bot", "/x@matinee_sandbox_bot", "an answer"]


def test_without_privacy_the_bot_sees_everything() -> None:
    from bot.sandbox.acting import say

    sandbox = Sandbox(group_privacy=False)
    say(sandbox, sandbox.chats[GROUP], sandbox.people[BRUNO], "just talking")
    assert len(sandbox.updates) == 1


async def test_a_tap_waits_for_the_one_answer(api: Caller, ada: SandboxClient) -> None:
    keys = {"inline_keyboard": [[{"text": "Like", "callback_data": "like:6"}]]}
    sent = await api("sendMessage", chat_id=ADA, text="Heat", reply_markup=keys)
    tap = asyncio.create_task(ada.tap("Like"))
    (update,) = await api("getUpdates", timeout=5)
    query = update["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]) == ("like:6", ADA, sent)
    given = {"callback_query_id": query["id"], "text": "Noted", "show_alert": True}
    long = {"callback_query_id": query["id"], "text": "x" * 201}
    assert await api.refusal("answerCallbackQuery", **long) == "Bad Request: MESSAGE_TOO_LONG"
    foreign = {"callback_query_id": query["id"], "url": "https://example.org"}
    assert await api.refusal("answerCallbackQuery", **foreign) == "Bad Request: URL_INVALID"
    await api("answerCallbackQuery", **given)
    assert await tap == {"answered": True, "text": "Noted", "show_alert": True, "url": None}
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await api.refusal("answerCallbackQuery", **given) == too_old
    assert await api.refusal("answerCallbackQuery", callback_query_id="1") == too_old


async def test_a_tap_nobody_answers_ends_and_its_query_expires(
    api: Caller, ada: SandboxClient, sandbox: Sandbox
) -> None:
    sandbox.answer_seconds = 0.01
    sent = await api("sendMessage", chat_id=ADA, text="Heat")
    answer = await ada.tap_data(sent["message_id"], "anything:a hostile client sends")
    assert answer == {"answered": False, "text": None, "show_alert": False, "url": None}
    (update,) = await api("getUpdates")
    refusal = await api.refusal("answerCallbackQuery", callback_query_id=update["callback_query"]["id"])
    assert refusal.startswith("Bad Request: query is too old")


@pytest.mark.parametrize(
    ("content", "mime_type"),
    [(png(3, 2), "image/png"), (gif(3, 2), "image/gif"), (jpeg(3, 2), "image/jpeg"), (webp(3, 2), "image/webp")],
)  # fmt: skip
async def test_a_photo_is_shown_with_its_size(
    api: Caller, ada: SandboxClient, http: httpx.AsyncClient, content: bytes, mime_type: str
) -> None:
    sent = await ada.upload(content, name="p", caption="/see", kind="photo")
    file_id = sent["photo"]["file_id"]
    assert sent["photo"] == {"file_id": file_id, "width": 3, "height": 2}
    (update,) = await api("getUpdates")
    assert update["message"]["photo"][-1]["file_size"] == len(content)
    assert update["message"]["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    response = await http.get(f"/api/files/{file_id}")
    assert response.headers["content-type"] == mime_type
    assert response.headers["content-disposition"].startswith("inline")


async def test_other_files_are_downloads_whatever_they_claim(
    api: Caller, ada: SandboxClient, http: httpx.AsyncClient
) -> None:
    page = b"<script>alert(1)</script>"
    sent = await ada.upload(page, name='a"b\n.html', mime_type="text/html")
    response = await http.get(f"/api/files/{sent['document']['file_id']}")
    assert response.content == page
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("kind", ["voice", "sticker"])
async def test_voices_and_stickers_arrive_as_such(api: Caller, ada: SandboxClient, kind: str) -> None:
    sent = await ada.upload(b"sound or picture", kind=kind)
    assert sent["kind"] == kind
    (update,) = await api("getUpdates")
    assert update["message"][kind]["file_id"] == sent["document"]["file_id"]


async def test_a_bot_fetches_files_up_to_20_megabytes(api: Caller, ada: SandboxClient) -> None:
    small = await ada.upload(b"ratings", name="ratings.csv", mime_type="text/csv")
    file = await api("getFile", file_id=small["document"]["file_id"])
    response = await api.http.get(f"/file/bot{api.token}/{file['file_path']}")
    assert response.content == b"ratings"
    assert (await api.http.get(f"/file/bot9000:wrong/{file['file_path']}")).status_code == 401
    assert (await api.http.get(f"/file/bot{api.token}/documents/none")).status_code == 404
    large = await ada.upload(bytes(20 * MEBIBYTE + 1), name="large.csv")
    assert large["document"]["file_size"] == 20 * MEBIBYTE + 1
    assert await api.refusal("getFile", file_id=large["document"]["file_id"]) == "Bad Request: file is too big"


async def test_a_photo_that_is_none_is_refused(ada: SandboxClient) -> None:
    with pytest.raises(AssertionError, match="400: A photo must be"):
        await ada.upload(b"text", kind="photo")


async def test_clearing_hides_messages_from_the_page_but_not_from_the_bot(api: Caller, ada: SandboxClient) -> None:
    sent = await api("sendMessage", chat_id=ADA, text="old")
    await ada.clear()
    assert await ada.messages() == []
    await api("editMessageText", chat_id=ADA, message_id=sent["message_id"], text="older")
    assert await ada.messages() == []
    await api("sendMessage", chat_id=ADA, text="new")
    assert [message["text"] for message in await ada.messages()] == ["new"]


async def test_events_tell_everything_in_order_to_those_concerned(
    api: Caller, ada: SandboxClient, bruno: SandboxClient
) -> None:
    await ada.say("only for me")
    sent = await api("sendMessage", chat_id=GROUP, text="for all")
    await api("sendChatAction", chat_id=GROUP, action="upload_photo")
    await api("editMessageText", chat_id=GROUP, message_id=sent["message_id"], text="for everyone")
    await api("deleteMessage", chat_id=GROUP, message_id=sent["message_id"])
    await ada.clear(chat=GROUP)
    for person in (ada, bruno):
        await until(lambda person=person: any(e["type"] == "cleared" for e in person.events))  # type: ignore[misc]
    kinds = ["message", "typing", "edited", "deleted", "cleared"]
    assert [event["type"] for event in bruno.events] == kinds
    assert [event["type"] for event in ada.events] == ["message", *kinds]
    assert bruno.events[1] == {"type": "typing", "chat_id": GROUP, "action": "upload_photo"}
    assert bruno.events[3] == {"type": "deleted", "chat_id": GROUP, "message_id": sent["message_id"]}


async def test_a_listener_that_lags_is_closed_and_does_not_hold_memory() -> None:
    hub = Hub()
    listener = hub.subscribe(ADA, capacity=2)
    for number in range(5):
        hub.publish([ADA, BRUNO], {"number": number})
    lines = [line async for line in listener.stream()]
    assert lines == [": connected\n\n", 'data: {"number": 0}\n\n', 'data: {"number": 1}\n\n']


async def test_quiet_streams_are_kept_alive() -> None:
    stream = Hub().subscribe(ADA).stream(keep_alive=0.001)
    assert [await anext(stream), await anext(stream)] == [": connected\n\n", ": keep-alive\n\n"]


async def test_a_page_that_leaves_is_forgotten(url: str, sandbox: Sandbox) -> None:
    async with SandboxClient(url):
        assert len(sandbox.hub) == 1
    await until(lambda: len(sandbox.hub) == 0)


async def test_the_client_says_what_it_saw_when_nothing_fits(api: Caller, ada: SandboxClient) -> None:
    await api("sendMessage", chat_id=ADA, text="something else")
    await ada.wait_for("something else")
    with pytest.raises(AssertionError, match="something else"):
        await ada.wait_for("what was hoped for", timeout=0.01)
    assert (await ada.last_message())["text"] == "something else"
    with pytest.raises(AssertionError, match="no message has a button"):
        await ada.tap("Nothing")
