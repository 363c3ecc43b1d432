"""What Telegram refuses, refused in its words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.sandbox.editing import NOT_MODIFIED
from tests.bot.sandbox.client import ADA, GROUP, SandboxClient
from tests.bot.sandbox.conftest import Caller
from tests.bot.sandbox.pictures import png

PARSE = "Bad Request: can't parse entities: "
BUTTON = "Bad Request: can't parse inline keyboard button: "


def keys(*row: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(row)]}


def html(text: str) -> dict[str, Any]:
    return {"text": text, "parse_mode": "HTML"}


def markup(*row: Any) -> dict[str, Any]:
    return {"text": "x", "reply_markup": keys(*row)}


REFUSED_MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({}, "Bad Request: message text is empty"),
    ({"text": ""}, "Bad Request: message text is empty"),
    ({"text": " \n "}, "Bad Request: text must be non-empty"),
    (html("<b></b>"), "Bad Request: text must be non-empty"),
    ({"text": "x" * 4097}, "Bad Request: message is too long"),
    ({"text": "🎬" * 2049}, "Bad Request: message is too long"),
    ({"text": "x", "parse_mode": "Markdown"}, "Bad Request: unsupported parse_mode"),
    (html("I <3 you"), PARSE + 'Unsupported start tag "3" at byte offset 2'),
    (html("é <br>"), PARSE + 'Unsupported start tag "br" at byte offset 3'),
    (html("a < b"), PARSE + 'Unsupported start tag "" at byte offset 2'),
    (html("<b>x"), PARSE + 'Can\'t find end tag corresponding to start tag "b"'),
    (html("<b"), PARSE + "Unclosed start tag at byte offset 0"),
    (html("x</b>"), PARSE + "Unexpected end tag at byte offset 1"),
    (
        html("<b><i>test</b></i>"),
        PARSE + 'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
    ),
    (html("<b>x</b"), PARSE + "Unclosed end tag at byte offset 4"),
    (html('<span class="x">y</span>'), PARSE + 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    (html('<a href="x>y</a>'), PARSE + "Unclosed start tag at byte offset 0"),
    (html("<a href=x_y>z</a>"), PARSE + "Unexpected end of name token at byte offset 8"),
    (html('<a ="x">z</a>'), PARSE + 'Empty attribute name in the tag "a" at byte offset 0'),
    (
        html('<tg-emoji emoji-id="9999999999999999999">x</tg-emoji>'),
        PARSE + "Invalid custom emoji identifier specified",
    ),
    (
        html("&#xd800;"),
        PARSE + "Text contains invalid Unicode characters after decoding HTML entities, "
        "check for unmatched surrogate code units",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 100, "length": 1}]},
        "Bad Request: entity begins after the end of the text at UTF-16 offset 100",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": 0, "length": 100}]},
        "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
    ),
    (
        {"text": "hello", "entities": [{"type": "bold", "offset": -1, "length": 1}]},
        "Bad Request: receive an entity with incorrect offset -1",
    ),
    (
        {"text": "hello", "entities": [{"type": "what", "offset": 0, "length": 1}]},
        "Bad Request: can't parse MessageEntity: Unsupported type specified",
    ),
    ({"text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply markup JSON object"),
    ({"text": "x", "reply_markup": []}, "Bad Request: object expected as reply markup"),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": "bad"}},
        'Bad Request: field "inline_keyboard" must be of type Array',
    ),
    (
        {"text": "x", "reply_markup": {"inline_keyboard": ["bad"]}},
        'Bad Request: field "inline_keyboard" must be an Array of Arrays',
    ),
    (markup("bad"), BUTTON + "InlineKeyboardButton must be an Object"),
    (markup({"callback_data": "x"}), BUTTON + 'Can\'t find field "text"'),
    (markup({"text": 5, "callback_data": "x"}), BUTTON + 'Field "text" must be of type String'),
    (
        markup({"text": " ", "callback_data": "x"}),
        "Bad Request: inline keyboard button text must be non-empty",
    ),
    (markup({"text": "go"}), BUTTON + "Text buttons are unallowed in the inline keyboard"),
    (
        markup({"text": "go", "callback_data": ""}),
        BUTTON + "Text buttons are unallowed in the inline keyboard",
    ),
    (
        markup({"text": "go", "callback_data": "x", "url": "https://example.org"}),
        BUTTON + "exactly one action must be used, found url, callback_data",
    ),
    (markup({"text": "go", "callback_data": "x" * 65}), "Bad Request: BUTTON_DATA_INVALID"),
    (markup({"text": "go", "callback_data": "é" * 33}), "Bad Request: BUTTON_DATA_INVALID"),
    (markup({"text": "go", "pay": True}), "Bad Request: BUTTON_TYPE_INVALID"),
    (
        markup({"text": "go", "url": "not-a-url"}),
        "Bad Request: inline keyboard button URL 'not-a-url' is invalid: Wrong HTTP URL",
    ),
    (
        markup({"text": "go", "url": "ftp://example.org"}),
        "Bad Request: inline keyboard button URL 'ftp://example.org' is invalid: Unsupported URL protocol",
    ),
    (markup(*[{"text": "n", "callback_data": "n"}] * 9), "Bad Request: reply markup is too long"),
    (
        {
            "text": "x",
            "reply_markup": {"inline_keyboard": [[{"text": "n", "callback_data": "n"}] * 8] * 13},
        },
        "Bad Request: reply markup is too long",
    ),
    (
        {"text": "x", "reply_parameters": {"message_id": 999}},
        "Bad Request: message to be replied not found",
    ),
    (
        {"text": "x", "reply_parameters": {"quote": "hello"}},
        'Bad Request: can\'t find field "message_id"',
    ),
]


@pytest.mark.parametrize(("fields", "description"), REFUSED_MESSAGES)
async def test_a_message_telegram_would_refuse(api: Caller, fields: dict[str, Any], description: str) -> None:
    assert await api.refusal("sendMessage", chat_id=ADA, **fields) == description


ACCEPTED_MESSAGES: list[tuple[dict[str, Any], str]] = [
    ({"text": "x" * 4096}, "x" * 4096),
    ({"text": "🎬" * 2048}, "🎬" * 2048),
    (html(f"<b>{'x' * 4096}</b>"), "x" * 4096),
    ({"text": "I <3 you & all"}, "I <3 you & all"),
    (html("I &lt;3 you & AT&T &copy; &#33;"), "I <3 you & AT&T &copy; !"),
    ({"text": "  both ends  "}, "both ends"),
    ({**html("<b>lower</b>"), "parse_mode": "html"}, "lower"),
    (markup({"text": "go", "callback_data": "é" * 32}), "x"),
    (markup({"text": "go", "url": "https://example.org/a?b"}), "x"),
    (markup({"text": "go", "switch_inline_query": ""}), "x"),
    ({"text": "x", "reply_markup": {"remove_keyboard": True}}, "x"),
    ({"text": "x", "reply_parameters": {"message_id": 9, "allow_sending_without_reply": True}}, "x"),
]


@pytest.mark.parametrize(("fields", "text"), ACCEPTED_MESSAGES)
async def test_a_message_telegram_would_take(api: Caller, fields: dict[str, Any], text: str) -> None:
    assert (await api("sendMessage", chat_id=ADA, **fields))["text"] == text


@pytest.mark.parametrize(
    ("chat_id", "description"),
    [
        ("", "Bad Request: chat_id is empty"),
        (0, "Bad Request: chat not found"),
        (-1, "Bad Request: chat not found"),
        ("@nobody", "Bad Request: chat not found"),
    ],
)
async def test_a_chat_that_is_not_there(api: Caller, chat_id: Any, description: str) -> None:
    assert await api.refusal("sendMessage", chat_id=chat_id, text="x") == description


async def test_a_wrong_token_is_unauthorized(api: Caller) -> None:
    api.token = "9000:wrong"
    assert await api.answer("getMe") == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found(api: Caller) -> None:
    answer = await api.answer("sendMoney")
    assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_method_names_may_be_in_any_case(api: Caller) -> None:
    assert (await api("GETME"))["is_bot"] is True


@pytest.mark.parametrize(
    ("method", "fields"),
    [
        ("deleteMessages", {"message_ids": [[1], None]}),
        ("deleteMessages", {"message_ids": []}),
        ("editMessageText", {"message_id": "9" * 5000, "text": "x"}),
        ("sendMessage", {"text": "x", "entities": [{"type": [], "offset": 0, "length": 1}]}),
        ("sendMessage", {"text": "x", "entities": [{"type": "bold", "offset": "0", "length": 1}]}),
        ("sendMessage", {"text": "x", "entities": "[" * 100_000}),
        ("sendMessage", {"text": "x", "reply_parameters": [1]}),
        ("sendMessage", html(f'<tg-emoji emoji-id="{"1" * 5000}">x</tg-emoji>')),
        ("sendPoll", {"question": "x", "options": [{}, [], None]}),
        ("setMyCommands", {"commands": [], "scope": {"type": []}}),
        ("setMyCommands", {"commands": [[]]}),
        ("answerInlineQuery", {"results": [[]]}),
    ],
)
async def test_nonsense_is_a_bad_request_never_a_crash(api: Caller, method: str, fields: dict[str, Any]) -> None:
    answer = await api.answer(method, **{"chat_id": ADA, **fields})
    assert answer["ok"] or answer["error_code"] == 400


async def test_a_reference_of_endless_digits_is_plain_text(api: Caller) -> None:
    text = f"&#{'1' * 4500};"
    assert await api.refusal("sendMessage", chat_id=ADA, **html(text)) == "Bad Request: message is too long"


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"text": "\ud800"}, "text"),
        (markup({"text": "\udfff", "callback_data": "x"}), "reply_markup"),
    ],
)
async def test_half_a_character_is_refused(api: Caller, fields: dict[str, Any], name: str) -> None:
    body = json.dumps({"chat_id": ADA, **fields})
    headers = {"Content-Type": "application/json"}
    response = await api.http.post(f"/bot{api.token}/sendMessage", content=body, headers=headers)
    assert response.json()["description"] == f"Bad Request: {name} must be encoded in UTF-8"


async def test_the_same_parameters_work_in_query_form_and_multipart(api: Caller) -> None:
    fields = {"chat_id": str(ADA), "text": "hi"}
    path = f"/bot{api.token}/sendMessage"
    answers = [
        await api.http.get(path, params=fields),
        await api.http.post(path, data=fields),
        await api.http.post(path, data=fields, files={"unused": ("a.txt", b"a")}),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["hi"] * 3


async def test_an_edit_must_change_something(api: Caller) -> None:
    sent = await api("sendMessage", chat_id=ADA, **markup({"text": "go", "callback_data": "x"}))
    place = {"chat_id": ADA, "message_id": sent["message_id"]}
    same = {"text": "x", "reply_markup": sent["reply_markup"]}
    assert await api.refusal("editMessageText", **place, **same) == f"Bad Request: {NOT_MODIFIED}"
    assert await api.refusal("editMessageReplyMarkup", **place, reply_markup=sent["reply_markup"]) == (
        f"Bad Request: {NOT_MODIFIED}"
    )
    edited = await api("editMessageText", **place, text="x")
    assert "reply_markup" not in edited
    assert edited["edit_date"] >= sent["date"]


async def test_an_edit_to_other_formatting_is_a_change(api: Caller) -> None:
    sent = await api("sendMessage", chat_id=ADA, text="x")
    edited = await api("editMessageText", chat_id=ADA, message_id=sent["message_id"], **html("<b>x</b>"))
    assert edited["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_edits_go_only_to_what_the_bot_sent_and_what_fits(api: Caller, ada: SandboxClient) -> None:
    said = await ada.say("mine")
    text = await api("sendMessage", chat_id=ADA, text="x")
    photo = (await send_photo(api, png(3, 2)))["message_id"]
    refusals: list[tuple[str, dict[str, Any], str]] = [
        ("editMessageText", {"message_id": 1, "text": "y"}, "message to edit not found"),
        ("editMessageText", {"text": "y"}, "message identifier is not specified"),
        ("editMessageText", {"message_id": said["message_id"], "text": "y"}, "message can't be edited"),
        ("editMessageText", {"message_id": photo, "text": "y"}, "there is no text in the message to edit"),
        (
            "editMessageCaption",
            {"message_id": text["message_id"], "caption": "y"},
            "there is no caption in the message to edit",
        ),
        (
            "editMessageText",
            {"message_id": text["message_id"], "text": "y", "reply_markup": {"force_reply": True}},
            "inline keyboard expected",
        ),
        ("editMessageText", {"message_id": text["message_id"], "text": "y" * 4097}, "MESSAGE_TOO_LONG"),
        ("deleteMessage", {"message_id": 1}, "message to delete not found"),
    ]
    for method, fields, reason in refusals:
        assert await api.refusal(method, chat_id=ADA, **fields) == f"Bad Request: {reason}"


async def test_in_a_group_the_bot_deletes_only_its_own(api: Caller, ada: SandboxClient) -> None:
    said = await ada.say("/mine", chat=GROUP)
    refusal = await api.refusal("deleteMessage", chat_id=GROUP, message_id=said["message_id"])
    assert refusal == "Bad Request: message can't be deleted"
    private = await ada.say("gone soon")
    assert await api("deleteMessage", chat_id=ADA, message_id=private["message_id"]) is True
    event = await ada.wait_for_event(lambda event: event["type"] == "deleted")
    assert event["message_id"] == private["message_id"]


async def test_a_person_who_blocked_the_bot_gets_nothing(api: Caller, ada: SandboxClient) -> None:
    await ada.block()
    answer = await api.answer("sendMessage", chat_id=ADA, text="x")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot was blocked by the user"
    (update,) = await api("getUpdates")
    assert update["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    await ada.block(blocked=False)
    assert await api("sendChatAction", chat_id=ADA, action="typing") is True


async def send_photo(api: Caller, content: bytes, **fields: Any) -> dict[str, Any]:
    response = await api.http.post(
        f"/bot{api.token}/sendPhoto",
        data={"chat_id": ADA, **fields},
        files={"photo": ("photo.png", content, "image/png")},
    )
    answer: dict[str, Any] = response.json()
    return answer["result"] if answer["ok"] else answer


@pytest.mark.parametrize(
    ("content", "fields", "reason"),
    [
        (b"not an image", {}, "IMAGE_PROCESS_FAILED"),
        (b"", {}, "file must be non-empty"),
        (png(1, 21), {}, "PHOTO_INVALID_DIMENSIONS"),
        (png(3, 2), {"caption": "x" * 1025}, "message caption is too long"),
        (png(3, 2), {"caption": "<b>", "parse_mode": "HTML"}, PARSE.removeprefix("Bad Request: ")),
    ],
)
async def test_a_photo_telegram_would_refuse(
    api: Caller, content: bytes, fields: dict[str, Any], reason: str
) -> None:
    assert (await send_photo(api, content, **fields))["description"].startswith(f"Bad Request: {reason}")


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        ("", "there is no photo in the request"),
        ("https://example.org/a.png", "failed to get HTTP URL content"),
        ("nothing", "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"),
    ],
)
async def test_a_photo_that_is_not_there(api: Caller, photo: str, reason: str) -> None:
    assert await api.refusal("sendPhoto", chat_id=ADA, photo=photo) == f"Bad Request: {reason}"


async def test_a_photo_is_sent_again_by_its_id(api: Caller) -> None:
    sizes = (await send_photo(api, png(3, 2)))["photo"]
    again = await api("sendPhoto", chat_id=ADA, photo=sizes[-1]["file_id"], caption="again")
    assert again["photo"] == sizes
    assert again["caption"] == "again"


@pytest.mark.parametrize(
    ("commands", "reason"),
    [
        ([{"command": "Start", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "", "description": "x"}], "command must be non-empty"),
        ([{"command": "a", "description": ""}], "command description must be non-empty"),
        ([{"command": "a", "description": "x" * 257}], "BOT_COMMAND_DESCRIPTION_INVALID"),
        ([{"command": f"c{i}", "description": "x"} for i in range(101)], "BOT_COMMANDS_TOO_MUCH"),
        ("no list", "can't parse commands JSON object"),
    ],
)
async def test_commands_telegram_would_refuse(api: Caller, commands: Any, reason: str) -> None:
    assert await api.refusal("setMyCommands", commands=commands) == f"Bad Request: {reason}"


async def test_a_language_of_its_own_wins_in_the_menu(api: Caller, ada: SandboxClient, bruno: SandboxClient) -> None:
    english, spanish = ([{"command": "help", "description": words}] for words in ("Help", "Ayuda"))
    await api("setMyCommands", commands=english)
    await api("setMyCommands", commands=spanish, language_code="es")
    assert (await ada.commands(), await bruno.commands()) == (english, spanish)
    admin = [{"command": "train", "description": "Train"}]
    await api("setMyCommands", commands=admin, scope={"type": "chat", "chat_id": ADA})
    assert await ada.commands() == admin
    await api("deleteMyCommands", scope={"type": "chat", "chat_id": ADA})
    assert await ada.commands() == english


@pytest.mark.parametrize(
    ("method", "fields", "reason"),
    [
        ("setMyName", {"name": "x" * 65}, "BOT_TITLE_INVALID"),
        ("setMyDescription", {"description": "x" * 513}, "DESCRIPTION_INVALID"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "ABOUT_TOO_LONG"),
        ("setChatMenuButton", {"menu_button": {"type": "x"}}, "can't parse MenuButton: Unsupported type specified"),
        ("sendChatAction", {"chat_id": ADA, "action": "sleep"}, "wrong parameter action in request"),
        ("getFile", {"file_id": "x"}, "invalid file_id"),
        ("getChatMember", {"chat_id": ADA, "user_id": 1}, "PARTICIPANT_ID_INVALID"),
        ("sendPoll", {"chat_id": ADA, "question": "", "options": ["a"]}, "poll question must be non-empty"),
        ("sendPoll", {"chat_id": ADA, "question": "a", "options": []}, "poll must have from 1 to 12 answer options"),
        ("unpinChatMessage", {"chat_id": ADA}, "message to unpin not found"),
    ],
)  # fmt: skip
async def test_other_calls_telegram_would_refuse(
    api: Caller, method: str, fields: dict[str, Any], reason: str
) -> None:
    assert await api.refusal(method, **fields) == f"Bad Request: {reason}"


async def test_a_poll_is_stopped_once(api: Caller, ada: SandboxClient) -> None:
    sent = await api("sendPoll", chat_id=ADA, question="Which?", options=["Heat", {"text": "Alien"}])
    place = {"chat_id": ADA, "message_id": sent["message_id"]}
    await ada.vote(sent["message_id"], 0)
    stopped = await api("stopPoll", **place)
    assert [option["voter_count"] for option in stopped["options"]] == [1, 0]
    assert await api.refusal("stopPoll", **place) == "Bad Request: poll has already been closed"


async def test_a_pin_shows_as_a_service_message(api: Caller, ada: SandboxClient) -> None:
    sent = await api("sendMessage", chat_id=ADA, text="important")
    ada.mark()
    await api("pinChatMessage", chat_id=ADA, message_id=sent["message_id"])
    assert (await ada.wait_for("pinned a message"))["kind"] == "service"
    assert (await api("getChat", chat_id=ADA))["pinned_message"]["text"] == "important"
    assert await api("unpinChatMessage", chat_id=ADA) is True
    assert "pinned_message" not in await api("getChat", chat_id=ADA)
