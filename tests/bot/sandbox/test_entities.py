"""Text, entities, HTML: there and back."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.entities import Entity, detect, tidy, to_safe_html, trim, utf16_len, utf16_slice
from bot.sandbox.errors import ApiError
from bot.sandbox.markup import checked_link, parse_html

TEXT = st.text(st.sampled_from("ab <>&\"'é\n🎬😀/@#."), max_size=12)
STYLES = {"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler"}


def trees(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.tuples(st.sampled_from(sorted(STYLES.values())), children).map(
        lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
    )
    return st.lists(st.one_of(wrapped, children), max_size=3).map("".join)


MARKUP = st.recursive(TEXT.map(html.escape), trees, max_leaves=6)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, tuple[Entity, ...]]:
    text = draw(TEXT)
    total = len(text)
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted(draw(st.tuples(st.integers(0, total), st.integers(0, total))))
        kind = draw(st.sampled_from([*STYLES, "blockquote", "code", "pre", "text_link"]))
        extra = (("url", "https://example.org/?a=1&b"),) if kind == "text_link" else ()
        found.append(Entity(kind, utf16_len(text[:start]), utf16_len(text[start:end]), extra))
    return text, tidy(found)


@given(MARKUP)
@settings(max_examples=80, deadline=None)
def test_parsed_text_is_the_markup_without_its_tags(source: str) -> None:
    text, _ = parse_html(source)
    assert text == html.unescape(re.sub(r"</?[a-z-]+>", "", source))


@given(MARKUP)
@settings(max_examples=80, deadline=None)
def test_html_made_for_display_parses_back_to_the_same_entities(source: str) -> None:
    text, entities = parse_html(source)
    shown = to_safe_html(text, entities).replace("&#x27;", "'")
    assert parse_html(shown) == (text, entities)


@given(spans())
@settings(max_examples=80, deadline=None)
def test_display_html_is_well_nested_and_keeps_the_text_whatever_the_entities(
    case: tuple[str, tuple[Entity, ...]],
) -> None:
    text, entities = case
    shown = to_safe_html(text, entities)
    opened: list[str] = []
    for closing, tag in re.findall(r"<(/?)([a-z]+)[^>]*>", shown):
        if closing:
            assert opened.pop() == tag
        else:
            opened.append(tag)
    assert opened == []
    assert html.unescape(re.sub(r"<[^>]*>", "", shown)) == text


@given(spans())
@settings(max_examples=80, deadline=None)
def test_trimming_keeps_every_entity_inside_the_text(case: tuple[str, tuple[Entity, ...]]) -> None:
    text, entities = trim(*case)
    assert all(e.offset >= 0 and e.length > 0 and e.end <= utf16_len(text) for e in entities)


@given(TEXT, st.text(st.sampled_from("<>/&;#abpre \"'=x"), max_size=14))
@settings(max_examples=120, deadline=None)
def test_any_text_is_parsed_or_refused_with_a_reason(text: str, tail: str) -> None:
    try:
        parse_html(text + tail)
        reason = ""
    except ApiError as error:
        reason = error.description
    assert not reason or reason.startswith("Bad Request: can't parse entities: ")


PARSED = [
    ("🎬 <b>x</b>", "🎬 x", [{"type": "bold", "offset": 3, "length": 1}]),
    ("<b>a</b><strong>b</strong>", "ab", [{"type": "bold", "offset": 0, "length": 2}]),
    ("<b></b>x", "x", []),
    ("<B>x</>", "x", [{"type": "bold", "offset": 0, "length": 1}]),
    (
        "<blockquote expandable>x</blockquote>",
        "x",
        [{"type": "expandable_blockquote", "offset": 0, "length": 1}],
    ),
    ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
    (
        '<pre><code class="language-python">x</code></pre>',
        "x",
        [{"type": "pre", "offset": 0, "length": 1, "language": "python"}],
    ),
    ("<pre><code>x</code></pre>", "x", [{"type": "pre", "offset": 0, "length": 1}]),
    ('<code class="language-python">x</code>', "x", [{"type": "code", "offset": 0, "length": 1}]),
    ("<code><b>x</b></code>", "x", [{"type": "code", "offset": 0, "length": 1}]),
    (
        "<a href='https://example.org/?a&amp;b'>x</a>",
        "x",
        [{"type": "text_link", "offset": 0, "length": 1, "url": "https://example.org/?a&b"}],
    ),
    ('<a href="javascript:alert(1)">x</a>', "x", []),
    ("<a>nothing</a>", "nothing", []),
    (
        "<b>a<i>b</i></b>",
        "ab",
        [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}],
    ),
]


@pytest.mark.parametrize(("source", "text", "entities"), PARSED)
def test_html_becomes_text_and_entities(source: str, text: str, entities: list[dict[str, object]]) -> None:
    parsed, found = parse_html(source)
    assert parsed == text
    assert [entity.to_dict() for entity in found] == entities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("🎬 /rate@matinee_sandbox_bot", [("bot_command", "/rate@matinee_sandbox_bot")]),
        ("and/or 1/2 a//b", []),
        ("@bruno see https://example.org/x. #noir", [
            ("mention", "@bruno"), ("url", "https://example.org/x"), ("hashtag", "#noir"),
        ]),
        ("mail@example.org #1", []),
    ],
)  # fmt: skip
def test_commands_and_addresses_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(e.type, utf16_slice(text, e.offset, e.end)) for e in detect(text)] == found


def test_nothing_is_found_inside_code() -> None:
    assert detect("/start", [Entity("code", 0, 6)]) == (Entity("code", 0, 6),)


@pytest.mark.parametrize(
    ("text", "entity", "shown"),
    [
        ("<script>", Entity("bold", 0, 8), "<b>&lt;script&gt;</b>"),
        (
            "x",
            Entity("text_link", 0, 1, (("url", 'https://e.org/"><img>'),)),
            '<a href="https://e.org/&quot;&gt;&lt;img&gt;">x</a>',
        ),
        ("x", Entity("text_link", 0, 1, (("url", "javascript:alert(1)"),)), "x"),
        ("x", Entity("spoiler", 0, 1), '<span class="tg-spoiler">x</span>'),
        ("a\nb", Entity("pre", 0, 3, (("language", "x"),)), "<pre>a\nb</pre>"),
        ("https://e.org", Entity("url", 0, 13), '<a href="https://e.org">https://e.org</a>'),
    ],
)
def test_only_safe_html_is_shown(text: str, entity: Entity, shown: str) -> None:
    assert to_safe_html(text, [entity]) == shown


def test_crossing_entities_are_split_not_mis_nested() -> None:
    crossing = [Entity("bold", 0, 2), Entity("italic", 1, 2)]
    assert to_safe_html("abc", crossing) == "<b>a<i>b</i></b><i>c</i>"


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("example.org", "http://example.org"),
        ("https://example.org", "https://example.org"),
        ("tg://user?id=5", "tg://user?id=5"),
        ("ftp://example.org", None),
        ("two words.org", None),
        ("nothing", None),
    ],
)
def test_links_are_kept_or_dropped(address: str, kept: str | None) -> None:
    assert checked_link(address) == kept
