"""How messages look: safe, within the screen, and steady while one reads."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from benchmarks.reliability.hostile_strings import hostile
from tests.bot.sandbox.page.chromium import Complaints
from tests.bot.sandbox.page.conftest import OpenPage
from tests.bot.sandbox.page.scripted_bot import ScriptedBot

pytestmark = pytest.mark.asyncio(loop_scope="module")

ADA = 1001
HOSTILE = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script><b>bold?</b>'
SANITIZE = """async (html) => {
  const { sanitize } = await import("/static/sanitize.js");
  const holder = document.createElement("div");
  holder.append(sanitize(html));
  return holder.innerHTML;
}"""
SMALL_TARGETS = """() => [...document.querySelectorAll("button, a.inline-button, textarea")]
  .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter((element) => Math.min(element.offsetWidth, element.offsetHeight) < 40)
  .map((element) => element.outerHTML.slice(0, 80))"""
MADE_OF_TEXT = """() => document.querySelectorAll(
  "[data-testid=message-text] :is(script, iframe, img, svg, style, b, i, u, s, pre, code, blockquote), [onerror]"
).length"""
TOP = "element => element.getBoundingClientRect().top"
OVERFLOW = """() => [document.documentElement, document.getElementById("thread")]
  .map((element) => element.scrollWidth - element.clientWidth)"""

# What the server would never send, and what must be left of it.
REDUCED = {
    '<b onclick="x()" style="color:red">a</b>': "<b>a</b>",
    "<img src=x onerror=alert(1)>b<svg/onload=alert(1)>": "b",
    '<a href="javascript:alert(1)">c</a>': "c",
    '<a href="https://e.org/?a=1&amp;b=2">d</a>': (
        '<a href="https://e.org/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">d</a>'
    ),
    "<h1>e <i>f</i></h1></body><iframe></iframe>": "e <i>f</i>",
    '<a href="/static/style.css">g</a>': "g",
}


async def test_hostile_text_is_shown_as_text(bot: ScriptedBot, open_page: OpenPage, complaints: Complaints) -> None:
    page = await open_page()
    await bot.say(ADA, HOSTILE, (HOSTILE[:60], "x"))
    await expect(page.get_by_test_id("message-text")).to_have_text(HOSTILE)
    await expect(page.get_by_test_id("inline-button")).to_have_text(HOSTILE[:60])
    assert await page.evaluate("window.hacked") is None
    for html, left in REDUCED.items():
        assert await page.evaluate(SANITIZE, html) == left
    # The parser reports handlers in what it is given as blocked; that is what they should be.
    complaints.forgive("Content Security Policy")


async def test_no_hostile_string_becomes_more_than_text(
    bot: ScriptedBot, open_page: OpenPage, complaints: Complaints
) -> None:
    page = await open_page()
    strings = [text for text in hostile(84) if text.encode(errors="ignore").decode() == text and text.strip()]
    for text in strings:
        await bot.say(ADA, text, (text[:60].strip() or "x", "x"))
    await expect(page.get_by_test_id("message")).to_have_count(len(strings))
    assert await page.evaluate("window.hacked") is None
    assert await page.evaluate(MADE_OF_TEXT) == 0
    complaints.forgive("Content Security Policy")


@pytest.mark.parametrize("width", [360])
async def test_a_phone_shows_everything_without_scrolling_sideways(
    bot: ScriptedBot, open_page: OpenPage, width: int
) -> None:
    page = await open_page(width=width)
    await bot.say(ADA, "w" * 300, *[(f"{n} stars of eight", f"r:{n}") for n in range(1, 5)])
    await bot.say(ADA, f"<pre>{'long line ' * 20}</pre>", parse_mode="HTML")
    await expect(page.get_by_test_id("message")).to_have_count(2)
    assert await page.evaluate(OVERFLOW) == [0, 0]
    assert await page.evaluate(SMALL_TARGETS) == []
    await page.get_by_test_id("menu").click()
    await page.get_by_test_id("person").filter(has_text="Bruno").click()
    await expect(page.get_by_test_id("start")).to_be_visible()


async def test_a_reader_who_has_scrolled_up_keeps_the_place(bot: ScriptedBot, open_page: OpenPage) -> None:
    page = await open_page()
    sent = [await bot.say(ADA, f"Film {number}\n\n\nis good") for number in range(14)]
    await expect(page.get_by_test_id("message")).to_have_count(14)
    await page.get_by_test_id("message").nth(4).evaluate("element => element.scrollIntoView()")
    await expect(page.get_by_role("button", name="Go to the end")).to_be_visible()
    place = await page.get_by_test_id("message").nth(5).evaluate(TOP)
    await bot.call("editMessageText", chat_id=ADA, message_id=sent[0], text="Film 0" + "\n\nmore" * 8)
    await bot.say(ADA, "And one more")
    await expect(page.get_by_test_id("new-messages")).to_have_text("1 new message")
    # Scroll positions are rounded to the device's pixels.
    assert await page.get_by_test_id("message").nth(5).evaluate(TOP) == pytest.approx(place, abs=1)
    await page.get_by_test_id("new-messages").click()
    await expect(page.get_by_test_id("message").last).to_be_in_viewport()
    await expect(page.get_by_test_id("new-messages")).to_be_hidden()


async def test_the_theme_follows_the_system_until_one_is_chosen(open_page: OpenPage) -> None:
    page = await open_page()
    background = "getComputedStyle(document.body).backgroundColor"
    light = await page.evaluate(background)
    await page.emulate_media(color_scheme="dark")
    dark = await page.evaluate(background)
    assert dark != light
    await page.get_by_test_id("theme").click()
    await page.reload()
    assert await page.evaluate(background) == light
