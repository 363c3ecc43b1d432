"""Inline mode as strict as Telegram's, and what a chosen result becomes."""

import asyncio
from typing import Any

import pytest

from bot.sandbox.errors import PageError
from bot.sandbox.inline import ask
from bot.sandbox.state import Sandbox
from tests.bot.sandbox.client import ADA, BRUNO, GROUP, SandboxClient, buttons
from tests.bot.sandbox.conftest import Caller

KEYS = {"inline_keyboard": [[{"text": "Like", "callback_data": "like:6"}]]}


def article(name: str = "6", **more: Any) -> dict[str, Any]:
    content = {"message_text": "<b>Heat</b> & more", "parse_mode": "HTML"}
    return {"type": "article", "id": name, "title": "Heat", "input_message_content": content, **more}


async def answered(api: Caller, client: SandboxClient, *results: Any, **more: Any) -> dict[str, Any]:
    """What somebody sees who typed, once the bot has answered with these results."""
    asking = asyncio.create_task(client.inline("heat"))
    (update,) = await api("getUpdates", timeout=5)
    await api("getUpdates", offset=update["update_id"] + 1)
    query = update["inline_query"]
    assert query["query"] == "heat"
    await api("answerInlineQuery", inline_query_id=query["id"], results=list(results), **more)
    return await asking


async def test_a_chosen_result_becomes_a_message_whose_buttons_name_no_chat(
    api: Caller, ada: SandboxClient, bruno: SandboxClient
) -> None:
    answer = await answered(api, ada, article(reply_markup=KEYS), next_offset="10")
    assert (answer["answered"], answer["next_offset"]) == (True, "10")
    message = await ada.choose(answer, chat=GROUP)
    assert (message["html"], message["via_bot"]) == ("<b>Heat</b> &amp; more", True)
    assert buttons(message) == ["Like"]
    tapping = asyncio.create_task(bruno.tap("Like", message=message, chat=GROUP))
    (update,) = await api("getUpdates", timeout=5)
    query = update["callback_query"]
    assert "message" not in query
    assert query["inline_message_id"]
    assert (query["from"]["id"], query["data"]) == (BRUNO, "like:6")
    await api("answerCallbackQuery", callback_query_id=query["id"], text="Noted")
    assert (await tapping)["text"] == "Noted"


@pytest.mark.parametrize(
    ("results", "complaint"),
    [
        ({"a": 1}, "results must be an Array"),
        ([article(), article()], "RESULT_ID_DUPLICATE"),
        ([article("")], "RESULT_ID_INVALID"),
        ([article(str(n)) for n in range(51)], "RESULTS_TOO_MUCH"),
        ([article(title="")], "title"),
        ([article(input_message_content={"message_text": " "})], "MESSAGE_EMPTY"),
        (
            [article(input_message_content={"message_text": "I <3 you", "parse_mode": "HTML"})],
            "Unsupported start tag",
        ),
        ([article(reply_markup={"inline_keyboard": [[{"text": "x", "callback_data": "x" * 65}]]})], "BUTTON_DATA"),
    ],
)
async def test_bad_results_are_refused(api: Caller, ada: SandboxClient, results: Any, complaint: str) -> None:
    with pytest.raises(AssertionError, match=complaint):
        await api("answerInlineQuery", inline_query_id="1", results=results)


async def test_a_result_that_nobody_offered_cannot_be_chosen(api: Caller, ada: SandboxClient) -> None:
    answer = await answered(api, ada, article())
    with pytest.raises(AssertionError, match="too old"):
        await ada.choose({**answer, "query_id": "404"})
    await ada.block()
    with pytest.raises(AssertionError, match="409"):
        await ada.choose(answer)


async def test_old_results_are_forgotten(sandbox: Sandbox) -> None:
    for number in range(300):
        sandbox.inline_results.keep(str(number), {})
    assert sandbox.inline_results.get("1", "6") is None


async def test_a_query_that_is_no_text_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(PageError, match="not valid Unicode"):
        await ask(sandbox, sandbox.people[ADA], "\ud83c")


async def test_a_text_longer_than_a_message_is_no_result(api: Caller, ada: SandboxClient) -> None:
    with pytest.raises(AssertionError, match="message is too long"):
        await answered(api, ada, article(input_message_content={"message_text": "x" * 4097}))
