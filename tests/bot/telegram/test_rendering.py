"""Whatever is said, Telegram takes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.markup import Span, Style, Text, bold, italic, lines
from bot.dialogue.screens import Button
from bot.sandbox.entities import utf16_len
from bot.sandbox.markup import parse_html
from bot.telegram.rendering import MAX_UNITS, html, keyboard

PIECES = st.text() | st.sampled_from(
    ["<b>", "</b>", "&lt;", "&", "I <3 you", "<a href='x'>", "😍", "\ud83c", "\ude00", "&#0;", "\x00", "x" * 3000]
)
TEXTS = st.lists(st.builds(Span, PIECES, st.sampled_from(Style)), max_size=6).map(lambda s: Text(tuple(s)))


@settings(deadline=None, max_examples=300)
@given(TEXTS)
def test_telegram_s_strict_parser_takes_every_text(text: Text) -> None:
    words, entities = parse_html(html(text))
    assert 0 < utf16_len(words) <= MAX_UNITS
    assert words.strip()
    assert {entity.type for entity in entities} <= {"bold", "italic"}
    expected = "".join(span.text for span in text.spans).encode("utf-8", "replace").decode()
    if expected.strip() and utf16_len(expected) <= MAX_UNITS:
        assert words == expected.replace("\x00", words[expected.index("\x00")] if "\x00" in expected else "")


def test_markup_in_words_is_only_words() -> None:
    text = "You said " + bold("I <3 you & <b>") + " " + italic("1 > 0")
    assert html(text) == "You said <b>I &lt;3 you &amp; &lt;b&gt;</b> <i>1 &gt; 0</i>"


def test_a_long_text_is_cut_at_4096_utf_16_units_and_never_within_a_character() -> None:
    assert html(bold("😍" * 3000)) == "<b>" + "😍" * 2048 + "</b>"
    assert html("x" + bold("😍" * 3000)) == "x<b>" + "😍" * 2047 + "</b>"
    assert html(lines(["a" * 4096, bold("b")])) == "a" * 4096


def test_escaping_does_not_count_towards_the_limit() -> None:
    assert html(Text((Span("&" * 4096),))) == "&amp;" * 4096


def test_a_lone_surrogate_becomes_a_question_mark() -> None:
    assert html(Text((Span("a\ud83cb"),))) == "a?b"


@pytest.mark.parametrize("text", [Text(), Text((Span(" \n "),)), bold(""), Text((Span(" " * 5000 + "x"),))])
def test_a_text_without_words_is_a_dot_dot_dot(text: Text) -> None:
    assert html(text) == "…"


def test_rows_become_a_keyboard_and_empty_ones_are_left_out() -> None:
    markup = keyboard(((Button("👍", "like:a"), Button("👎", "dislike:a")), (), (Button("Why", "why:a"),)))
    assert markup is not None
    assert [[b.callback_data for b in row] for row in markup.inline_keyboard] == [
        ["like:a", "dislike:a"],
        ["why:a"],
    ]
    assert keyboard(()) is None
