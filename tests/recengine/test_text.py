"""Folding of titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.text import fold, title_key
from tests.recengine.worlds import quick


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Amélie", "amelie"),
        ("WALL·E", "wall e"),
        ("Ocean's Eleven", "oceans eleven"),
        ("Ocean’s Eleven", "oceans eleven"),
        ("Fast & Furious", "fast and furious"),
        ("  Se7en!! ", "se7en"),
        ("Straße", "strasse"),
        ("Øyvind_Łódź", "oyvind lodz"),
        ("Сталкер", "сталкер"),
        ("...", ""),
        ("", ""),
    ],
)
def test_spelling_variants_meet(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("The Matrix", "matrix"),
        ("Matrix, The", "matrix"),
        ("L'Avventura", "avventura"),
        ("Das Boot", "boot"),
        ("Boot, Das", "boot"),
        ("Good, the Bad and the Ugly, The", "good the bad and the ugly"),
        ("A", "a"),
        ("M", "m"),
        ("L.A. Confidential", "l a confidential"),
    ],
)
def test_a_title_key_has_no_leading_article(title: str, key: str) -> None:
    assert title_key(title) == key


@given(text=st.text(max_size=40))
@quick
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once
    assert once == once.strip()
