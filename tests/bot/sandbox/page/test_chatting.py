"""What people do in the page, seen from both ends: the browser and the bot."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playwright.async_api import Page, Route, expect

from tests.bot.sandbox.page.chromium import Complaints
from tests.bot.sandbox.page.conftest import OpenPage
from tests.bot.sandbox.page.scripted_bot import ScriptedBot

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADA, BRUNO, CLUB = 1001, 1002, -5001


async def write(page: Page, text: str) -> None:
    await page.get_by_test_id("composer").fill(text)
    await page.get_by_test_id("composer").press("Enter")


async def answer_tap(bot: ScriptedBot, message_id: int, new_text: str, **answer: Any) -> None:
    tap = await bot.next_update("callback_query")
    await bot.call("editMessageText", chat_id=ADA, message_id=message_id, text=new_text)
    await bot.call("answerCallbackQuery", callback_query_id=tap["id"], **answer)


async def test_a_tapped_button_changes_its_message_in_place(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = await open_page()
    await page.get_by_test_id("start").click()
    assert (await bot.next_update("message"))["text"] == "/start"
    sent = await bot.say(ADA, "Do you know Heat?", ("Yes", "heat:yes"), ("No", "heat:no"))
    message = page.get_by_test_id("message").filter(has_text="Do you know Heat?")
    await message.evaluate("element => { window.before = element; }")
    await page.get_by_role("button", name="Yes").click()
    await expect(page.get_by_role("button", name="Yes")).to_have_attribute("aria-busy", "true")
    await answer_tap(bot, sent, "Noted: Heat", text="Thank you")
    await expect(page.get_by_test_id("toast")).to_have_text("Thank you")
    changed = page.get_by_test_id("message").filter(has_text="Noted: Heat")
    await expect(changed.get_by_text("edited")).to_be_visible()
    assert await changed.evaluate("element => element === window.before")
    await expect(page.get_by_test_id("inline-button")).to_have_count(0)


async def test_an_answer_that_asks_for_attention_comes_as_a_dialog(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = await open_page()
    sent = await bot.say(ADA, "A list", ("Take it", "take"))
    await page.get_by_test_id("inline-button").click()
    await answer_tap(bot, sent, "A list, taken", text="This list is Bruno's", show_alert=True)
    await expect(page.get_by_test_id("alert")).to_contain_text("This list is Bruno's")
    await page.keyboard.press("Enter")
    await expect(page.get_by_test_id("alert")).to_be_hidden()


async def test_commands_and_corrections_work_by_keyboard(bot: ScriptedBot, open_page: OpenPage) -> None:
    commands = [{"command": name, "description": f"Do {name}"} for name in ("rate", "recommend", "undo")]
    await bot.call("setMyCommands", commands=commands)
    page = await open_page()
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("/r")
    await expect(page.get_by_test_id("command")).to_have_count(2)
    await composer.press("ArrowDown")
    await composer.press("Enter")
    assert (await bot.next_update("message"))["text"] == "/recommend"
    await write(page, "Haet")
    assert (await bot.next_update("message"))["text"] == "Haet"
    await composer.press("ArrowUp")
    await expect(composer).to_have_value("Haet")
    await write(page, "Heat")
    assert (await bot.next_update("edited_message"))["text"] == "Heat"
    await expect(page.get_by_test_id("message-text").last).to_have_text("Heat")


async def test_commands_that_come_while_a_slash_is_typed_are_offered(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = await open_page()
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("/r")
    await expect(page.get_by_test_id("command")).to_have_count(0)
    await bot.call("setMyCommands", commands=[{"command": "rate", "description": "Rate a film"}])
    await expect(page.get_by_test_id("command")).to_have_count(1)


async def test_what_is_written_in_the_group_reaches_the_others(bot: ScriptedBot, open_page: OpenPage) -> None:
    ada, bruno = await asyncio.gather(open_page(ADA, CLUB), open_page(BRUNO))
    await write(ada, "/together")
    assert (await bot.next_update("message"))["chat"]["id"] == CLUB
    await expect(bruno.get_by_test_id("unread")).to_have_text(["0", "1"])
    await bruno.get_by_test_id("chat").filter(has_text="Film club").click()
    seen = bruno.get_by_test_id("message")
    await expect(seen).to_contain_text(["/together"])
    await expect(seen).to_contain_text(["Ada"])


async def test_a_text_that_finds_the_server_away_is_sent_when_it_is_back(
    bot: ScriptedBot, open_page: OpenPage, complaints: Complaints
) -> None:
    page = await open_page()
    away = True

    async def intercept(route: Route) -> None:
        broken = away and route.request.method == "POST"
        await (route.fulfill(status=503, body="{}") if broken else route.continue_())

    await page.route("**/api/chats/*/messages", intercept)
    await write(page, "Alien, 5 stars")
    await expect(page.get_by_text("waiting for the server")).to_be_attached()
    away = False
    assert (await bot.next_update("message"))["text"] == "Alien, 5 stars"
    await expect(page.get_by_test_id("message-text")).to_have_text(["Alien, 5 stars"])
    complaints.forgive("503")


async def test_a_link_to_the_bot_leads_to_the_own_chat_or_a_group(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = await open_page(BRUNO, CLUB)
    links = {"Private": "start=night", "Group": "startgroup=night"}
    row = [{"text": text, "url": f"https://t.me/matinee_sandbox_bot?{query}"} for text, query in links.items()]
    for chat in (CLUB, BRUNO):
        await bot.call("sendMessage", chat_id=chat, text="Come in", reply_markup={"inline_keyboard": [row]})
    await page.get_by_test_id("inline-button").filter(has_text="Private").click()
    said = await bot.next_update("message")
    assert (said["chat"]["id"], said["from"]["id"], said["text"]) == (BRUNO, BRUNO, "/start night")
    await expect(page.get_by_test_id("chat-name")).to_have_text("Matinee")
    await page.get_by_test_id("inline-button").filter(has_text="Group").click()
    said = await bot.next_update("message")
    assert (said["chat"]["id"], said["text"]) == (CLUB, "/start@matinee_sandbox_bot night")
