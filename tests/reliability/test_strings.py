"""Hostile strings, a few through everything; and markup that nothing breaks out of."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.reliability import typed
from benchmarks.reliability.hostile_strings import FAMILIES, hostile
from benchmarks.reliability.hostile_world import publish
from benchmarks.reliability.screens import faults_of_text
from benchmarks.reliability.strings import through_every_screen
from bot.dialogue.markup import Span, Style, Text

ANYTHING = st.text(st.characters(), max_size=40)
"""Lone surrogates included."""

SPANS = st.builds(Span, ANYTHING | st.sampled_from([text[:100] for text in hostile(300)]), st.sampled_from(Style))


async def test_nothing_is_refused_injected_or_left_without_an_answer(tmp_path: Path) -> None:
    publish(tmp_path, list(hostile(400, seed=5)))
    found = await through_every_screen(tmp_path, list(hostile(28, seed=6))[::5])
    assert found.problems == []
    assert found.screens > 100
    row = await typed.row(tmp_path, list(hostile(28, seed=7))[::7], each=1)
    assert row.ok, row.figure


def test_the_strings_are_of_every_family_and_no_two_alike() -> None:
    strings = list(hostile(1_000))
    assert len(set(strings)) == 1_000
    assert all(0 < len(text.encode("utf-16-le", "surrogatepass")) <= 8_192 for text in strings)
    assert len(FAMILIES) >= 25
    assert strings == list(hostile(1_000))


@settings(deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=5))
def test_bold_and_italics_stand_where_they_were_put_and_nowhere_else(spans: list[Span]) -> None:
    assert faults_of_text(Text(tuple(spans))) == []
