"""Typing the bot's name in any chat: results above the text field, a chosen one in the chat."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import expect

from tests.bot.sandbox.page.conftest import OpenPage
from tests.bot.sandbox.page.scripted_bot import ScriptedBot

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADA, CLUB = 1001, -5001
KEYS = {"inline_keyboard": [[{"text": "Like", "callback_data": "like:6"}]]}


def article(name: str, title: str) -> dict[str, Any]:
    content = {"message_text": f"<b>{title}</b>", "parse_mode": "HTML"}
    return {
        "type": "article",
        "id": name,
        "title": title,
        "description": "88 % for you",
        "input_message_content": content,
        "reply_markup": KEYS,
    }


async def test_a_film_is_chosen_by_keyboard_and_tapped_by_everybody(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = await open_page(ADA, CLUB)
    composer = page.get_by_test_id("composer")
    await composer.fill("@matinee_sandbox_bot heat")
    query = await bot.next_update("inline_query")
    assert query["query"] == "heat"
    button = {"text": "Rate a few films", "start_parameter": "inline"}
    results = [article("1", "Heat (1995)"), article("2", "Heat (1986)")]
    await bot.call("answerInlineQuery", inline_query_id=query["id"], results=results, button=button)
    shown = page.get_by_test_id("inline-result")
    await expect(shown).to_have_count(3)
    await expect(shown.nth(1)).to_contain_text("88 % for you")
    await composer.press("ArrowDown")
    await composer.press("ArrowDown")
    await composer.press("Enter")
    await expect(shown).to_have_count(0)
    await expect(composer).to_have_value("")
    message = page.get_by_test_id("message").filter(has_text="Heat (1986)")
    await message.get_by_role("button", name="Like").click()
    tap = await bot.next_update("callback_query")
    assert "message" not in tap
    await bot.call("answerCallbackQuery", callback_query_id=tap["id"], text="Noted")
    await expect(page.get_by_test_id("toast")).to_have_text("Noted")


async def test_a_text_for_the_bot_is_never_sent_and_a_newcomer_can_follow_the_invitation(
    bot: ScriptedBot, open_page: OpenPage
) -> None:
    page = await open_page(ADA, CLUB)
    composer = page.get_by_test_id("composer")
    await composer.fill("@matinee_sandbox_bot zz")
    await composer.press("Enter")
    query = await bot.next_update("inline_query")
    await bot.call(
        "answerInlineQuery",
        inline_query_id=query["id"],
        results=[],
        button={"text": "Rate a few films", "start_parameter": "inline"},
    )
    await page.get_by_test_id("inline-result").click()
    said = await bot.next_update("message")
    assert (said["text"], said["chat"]["id"]) == ("/start inline", ADA)
