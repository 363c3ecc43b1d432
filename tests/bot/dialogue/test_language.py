"""Every word in every language: nothing missing in one, nothing said outside the catalogues."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.language import phrase, speaking, spoken, supported, words
from bot.dialogue.markup import Style, bold
from bot.locales import LANGUAGES, SOURCE, Messages, bundle, sources

BOT = Path(__file__).resolve().parents[3] / "bot"
SPOKEN_FROM = (
    "turns",
    "dialogue",
    "conversation.py",
    "telegram/menu.py",
    "telegram/rendering.py",
    "telegram/outage.py",
)
"""Parts of `bot` that speak to people in a chat."""

UNSPOKEN = frozenset({"understanding", "commands.py", "taps.py", "wishes.py", "station_moods.py"})
"""Parts of those that only listen."""


def messages(language: str) -> dict[str, fluent.Message]:
    entries = [entry for text in sources(language).values() for entry in FluentParser().parse(text).body]
    return {entry.id.name: entry for entry in entries if isinstance(entry, fluent.Message)}


def variables(message: fluent.Message) -> set[str]:
    found: set[str] = set()

    def visit(node: object) -> None:
        if isinstance(node, fluent.VariableReference):
            found.add(node.id.name)
        elif isinstance(node, fluent.BaseNode):
            for value in vars(node).values():
                for child in value if isinstance(value, list) else [value]:
                    visit(child)

    visit(message)
    return found


def modules() -> list[Path]:
    roots = [BOT / name for name in SPOKEN_FROM]
    found = [p for root in roots for p in ([root] if root.is_file() else root.rglob("*.py"))]
    return sorted(p for p in found if not UNSPOKEN & set(p.relative_to(BOT).parts))


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def used() -> tuple[set[str], list[re.Pattern[str]]]:
    """Keys that the code names, and patterns of those that it puts together."""
    keys: set[str] = set()
    patterns: list[re.Pattern[str]] = []
    for path in sorted(BOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                keys.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in node.values]
                if isinstance(node.values[0], ast.Constant) and len(str(node.values[0].value)) > 3:
                    patterns.append(re.compile("".join(parts)))
    return keys, patterns


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {SOURCE}))
def test_a_language_has_the_same_messages_with_the_same_values(language: str) -> None:
    ours, theirs = messages(SOURCE), messages(language)
    assert sorted(theirs) == sorted(ours)
    assert {key: variables(m) for key, m in theirs.items()} == {key: variables(m) for key, m in ours.items()}


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_message_is_written_twice(language: str) -> None:
    entries = [entry for text in sources(language).values() for entry in FluentParser().parse(text).body]
    names = [entry.id.name for entry in entries if isinstance(entry, fluent.Message)]
    assert sorted(names) == sorted(set(names))


def test_every_key_that_the_code_names_is_a_message() -> None:
    known = set(messages(SOURCE))
    named = {
        (path.name, call.args[0].value)
        for path in BOT.rglob("*.py")
        for call in calls(path)
        if name_of(call) in ("phrase", "words") and call.args and isinstance(call.args[0], ast.Constant)
    }
    assert named
    assert sorted(pair for pair in named if pair[1] not in known) == []


def test_every_message_is_said_somewhere() -> None:
    keys, patterns = used()
    unsaid = [k for k in messages(SOURCE) if k not in keys and not any(p.fullmatch(k) for p in patterns)]
    assert unsaid == []


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(BOT)))
def test_nothing_is_said_outside_the_catalogues(path: Path) -> None:
    """Literals with two words in a row that stand where people would read them."""
    tree = ast.parse(path.read_text("utf-8"))
    passed_over = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise | ast.Assert) or (isinstance(node, ast.Call) and _is_log(node)):
            passed_over |= {id(child) for child in ast.walk(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))  # a docstring
    said = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed_over
        if re.search(r"[A-Za-zÀ-ÿ']{2,} [a-zÀ-ÿ']{2,}", node.value) or re.search(r"[A-Z][a-z]+.*[.!?:]$", node.value)
    ]
    assert said == []


def _is_log(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and getattr(call.func.value, "id", "") == "log"


def test_markup_is_read_from_the_message_and_never_from_a_value() -> None:
    said = phrase("greeting-by-name", name="<b>Ann</b> <i>*{$x}")
    assert said.spans[0].style is Style.BOLD
    assert "<b>Ann</b> <i>*{$x}" in said.plain
    assert [span.style for span in said.spans if "Ann" in span.text] == [Style.BOLD]


def test_a_text_keeps_its_own_style_inside_a_message() -> None:
    said = phrase("undone", what=bold("Heat"))
    assert [span.style for span in said.spans if span.text == "Heat"] == [Style.BOLD]


@given(st.text())
def test_any_text_can_be_filled_in(text: str) -> None:
    assert text in words("undone", what=text)


def test_numbers_take_the_plural_and_the_decimal_comma_of_a_language() -> None:
    assert "one film" in words("welcome-back", count=1)
    with speaking("es"):
        assert "una película tuya" in words("welcome-back", count=1)
        assert "12 películas tuyas" in words("welcome-back", count=12)
        assert "4,2" in words("expected", stars=4.23, match=70)


def test_a_language_is_spoken_inside_its_block_only() -> None:
    with speaking("es-MX"):
        assert spoken() == "es"
        with speaking("xx"):
            assert spoken() == "en"
        assert words("button-back") == "‹ Atrás"
    assert words("button-back") == "‹ Back"


@pytest.mark.parametrize(
    ("code", "language"), [("es", "es"), ("es-AR", "es"), ("ES_mx", "es"), ("de", "en"), ("", "en"), (None, "en")]
)
def test_a_client_in_another_language_is_spoken_to_in_english(code: str | None, language: str) -> None:
    assert supported(code) == language


def test_a_missing_message_or_value_is_an_error() -> None:
    with pytest.raises(LookupError, match="no message"):
        phrase("no-such-message")
    with pytest.raises(ValueError, match="cannot be written"):
        phrase("undone")


def test_no_message_refers_to_another_so_that_each_can_be_read_by_itself() -> None:
    for language in LANGUAGES:
        for key, message in messages(language).items():
            kinds = fluent.MessageReference | fluent.TermReference
            assert not [node for node in _nodes(message) if isinstance(node, kinds)], key


def test_every_message_is_found_by_itself_as_it_stands_in_its_file() -> None:
    for language in LANGUAGES:
        assert {key for key in messages(language) if bundle(language).has_message(key)} == set(messages(language))


def test_a_message_that_cannot_be_read_is_told_with_its_file() -> None:
    broken = Messages("en", {"a.ftl": "fine = Fine\n\nbroken = { $a\n"})
    assert broken.write("fine", {}) == ("Fine", [])
    with pytest.raises(ValueError, match=r"en/a\.ftl has a message that cannot be read"):
        broken.write("broken", {})


def test_of_messages_over_several_lines_nothing_is_lost() -> None:
    several = Messages(
        "en",
        {"a.ftl": "# told\none =\n    First\n    second\n\n# more\ntwo = { $n ->\n    [one] 1\n   *[other] n\n}\n"},
    )
    assert several.write("one", {}) == ("First\nsecond", [])
    assert several.write("two", {"n": 1}) == ("1", [])
    assert not several.has_message("told")


def _nodes(node: object) -> Iterator[object]:
    yield node
    if isinstance(node, fluent.BaseNode):
        for value in vars(node).values():
            for child in value if isinstance(value, list) else [value]:
                yield from _nodes(child)
