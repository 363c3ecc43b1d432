"""Texts and screens as plain data."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.markup import Span, Style, Text, bold, italic, lines
from bot.dialogue.screens import Button, Screen

TEXTS = st.builds(Text, st.lists(st.builds(Span, st.text(), st.sampled_from(Style)), max_size=5).map(tuple))
ROWS = st.lists(st.lists(st.builds(Button, st.text(), st.text()), max_size=3).map(tuple), max_size=3).map(tuple)


@settings(deadline=None, max_examples=100)
@given(TEXTS, ROWS)
def test_a_screen_survives_the_outbox(text: Text, rows: tuple[tuple[Button, ...], ...]) -> None:
    screen = Screen(text, rows)
    assert Screen.from_json(json.loads(json.dumps(screen.to_json()))) == screen


def test_a_lone_surrogate_survives_the_outbox() -> None:
    screen = Screen(bold("\ud83c"))
    assert Screen.from_json(json.loads(json.dumps(screen.to_json()))) == screen


@settings(deadline=None, max_examples=50)
@given(st.lists(st.text(), max_size=5))
def test_lines_are_joined_as_strings_are(parts: list[str]) -> None:
    assert lines(parts).plain == "\n".join(parts)


def test_texts_add_up_on_both_sides() -> None:
    text = "I " + bold("love") + " " + italic("it")
    assert text.plain == "I love it"
    assert [span.style for span in text.spans] == [Style.PLAIN, Style.BOLD, Style.PLAIN, Style.ITALIC]


def test_a_text_without_words_is_false() -> None:
    assert not Text()
    assert not bold("")
    assert bold("x")
