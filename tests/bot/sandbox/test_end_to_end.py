"""The real python-telegram-bot application talks to the sandbox over HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update
from telegram.error import BadRequest, Forbidden
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

from tests.bot.sandbox.client import BRUNO, GROUP, SandboxClient, buttons
from tests.bot.sandbox.conftest import TOKEN
from tests.bot.sandbox.pictures import png

App = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE
AGAIN = InlineKeyboardMarkup([[InlineKeyboardButton("Louder", callback_data="loud")]])


async def start(update: Update, context: Context) -> None:
    assert update.message is not None
    assert update.effective_user is not None
    await update.message.reply_html(f"<b>Hello</b> 🎬 {update.effective_user.mention_html()}")


async def echo(update: Update, context: Context) -> None:
    assert update.message is not None
    await update.message.reply_text(update.message.text or "", reply_markup=AGAIN, do_quote=True)


async def louder(update: Update, context: Context) -> None:
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    await query.answer("Louder it is", show_alert=True)
    await query.edit_message_text(f"<i>{str(query.message.text).upper()}</i>", parse_mode="HTML")  # type: ignore[attr-defined]


async def picture(update: Update, context: Context) -> None:
    assert update.message is not None
    sent = await update.message.reply_photo(png(3, 2), caption="<u>small</u>", parse_mode="HTML")
    await sent.edit_media(InputMediaPhoto(png(5, 4), caption="bigger"))


async def keep(update: Update, context: Context) -> None:
    assert update.message is not None
    assert update.message.document is not None
    file = await update.message.document.get_file()
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(content[::-1], filename="back.txt")


async def poll(update: Update, context: Context) -> None:
    assert update.effective_chat is not None
    await context.bot.send_poll(update.effective_chat.id, "Which?", ["Heat", "Alien"], is_anonymous=False)


async def voted(update: Update, context: Context) -> None:
    answer = update.poll_answer
    assert answer is not None
    assert answer.user is not None
    await context.bot.send_message(GROUP, f"{answer.user.first_name} chose {answer.option_ids[0]}")


async def inline(update: Update, context: Context) -> None:
    assert update.inline_query is not None
    await update.inline_query.answer([])


def build(url: str) -> App:
    builder = Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    app: App = builder.build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CommandHandler("picture", picture))
    app.add_handler(CommandHandler("poll", poll))
    app.add_handler(MessageHandler(filters.Document.ALL, keep))
    app.add_handler(MessageHandler(filters.TEXT, echo))
    app.add_handler(CallbackQueryHandler(louder))
    app.add_handler(PollAnswerHandler(voted))
    app.add_handler(InlineQueryHandler(inline))
    return app


@asynccontextmanager
async def running(url: str) -> AsyncIterator[App]:
    async with build(url) as app:
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0, timeout=5)
        await app.start()
        yield app
        await app.updater.stop()
        await app.stop()


@pytest.fixture
async def bot(url: str) -> AsyncIterator[App]:
    async with running(url) as app:
        yield app


async def test_a_command_gets_its_answer_with_entities(bot: App, ada: SandboxClient) -> None:
    greeting = await ada.ask("/start")
    assert greeting["text"] == "Hello 🎬 Ada"
    assert greeting["html"] == "<b>Hello</b> 🎬 Ada"


async def test_an_echo_is_edited_by_its_button_and_the_tap_answered(bot: App, ada: SandboxClient) -> None:
    said = await ada.say("be quiet & <calm>")
    echoed = await ada.wait_for("be quiet")
    assert echoed["reply_to"] == said["message_id"]
    assert buttons(echoed) == ["Louder"]
    await bot.bot.edit_message_text("a & b", 1001, echoed["message_id"], reply_markup=AGAIN)
    answer = await ada.tap("Louder")
    assert answer == {"answered": True, "text": "Louder it is", "show_alert": True, "url": None}
    edited = await ada.wait_for("A & B")
    assert edited["html"] == "<i>A &amp; B</i>"
    assert edited["message_id"] == echoed["message_id"]
    assert edited["buttons"] == []


async def test_a_photo_arrives_and_is_replaced(bot: App, ada: SandboxClient) -> None:
    await ada.say("/picture")
    first = await ada.wait_for("small")
    assert (first["kind"], first["photo"]["width"], first["photo"]["height"]) == ("photo", 3, 2)
    assert first["html"] == "<u>small</u>"
    second = await ada.wait_for("bigger")
    assert second["message_id"] == first["message_id"]
    assert await ada.download(second["photo"]["file_id"]) == png(5, 4)


async def test_a_document_travels_both_ways(bot: App, ada: SandboxClient) -> None:
    await ada.upload(b"forwards", name="text.txt", mime_type="text/plain", caption="here")
    returned = await ada.wait_for(lambda message: message["from"]["is_bot"])
    assert returned["document"]["file_name"] == "back.txt"
    assert await ada.download(returned["document"]["file_id"]) == b"sdrawrof"


async def test_a_poll_in_the_group_reports_who_voted(bot: App, bruno: SandboxClient) -> None:
    await bruno.say("/poll", chat=GROUP)
    asked = await bruno.wait_for(lambda message: message["kind"] == "poll", chat=GROUP)
    await bruno.vote(asked["message_id"], 1, chat=GROUP)
    assert await bruno.wait_for("Bruno chose 1", chat=GROUP)


async def test_an_inline_query_is_answered(bot: App, ada: SandboxClient) -> None:
    assert (await ada.inline("heat"))["answered"]


async def test_the_bot_reads_chats_members_and_itself(bot: App) -> None:
    me = await bot.bot.get_me()
    assert (me.id, me.username) == (9000, "matinee_sandbox_bot")
    assert (await bot.bot.get_chat(GROUP)).title == "Film club"
    assert (await bot.bot.get_chat(1001)).username == "ada"
    assert (await bot.bot.get_chat_member(GROUP, BRUNO)).status == "member"
    assert [admin.user.id for admin in await bot.bot.get_chat_administrators(GROUP)] == [1001]
    assert (await bot.bot.get_webhook_info()).url == ""


async def test_commands_reach_the_page(bot: App, ada: SandboxClient) -> None:
    ada.mark()
    await bot.bot.set_my_commands([BotCommand("start", "Begin")])
    event = await ada.wait_for_event(lambda event: event["type"] == "commands" and event["chat_id"] == 1001)
    assert event["commands"] == [{"command": "start", "description": "Begin"}]
    assert await ada.commands() == event["commands"]
    assert (await bot.bot.get_my_commands())[0].description == "Begin"


async def test_errors_become_the_library_s_own_exceptions(bot: App, ada: SandboxClient) -> None:
    with pytest.raises(BadRequest, match=r'unsupported start tag "3" at byte offset 2'):
        await bot.bot.send_message(1001, "I <3 you", parse_mode="HTML")
    await ada.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.bot.send_message(1001, "Are you there?")


async def test_a_bot_that_stopped_and_came_back_gets_what_it_missed(url: str, ada: SandboxClient) -> None:
    async with running(url):
        await ada.ask("first")
    await ada.say("while away")
    async with running(url):
        assert (await ada.wait_for("while away"))["text"] == "while away"
