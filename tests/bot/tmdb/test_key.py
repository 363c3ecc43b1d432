"""Keys by their look."""

import pytest

from bot.tmdb.key import headers, is_key, parameters
from tests.bot.tmdb.standin import KEY, TOKEN


def test_a_key_goes_into_the_query_and_a_token_into_the_head() -> None:
    assert (parameters(KEY), headers(KEY)) == ({"api_key": KEY}, {})
    assert (parameters(TOKEN), headers(TOKEN)) == ({}, {"Authorization": f"Bearer {TOKEN}"})


@pytest.mark.parametrize("text", [KEY, KEY.upper(), TOKEN])
def test_both_kinds_are_keys(text: str) -> None:
    assert is_key(text)


@pytest.mark.parametrize("text", ["", "secret", KEY[:-1], KEY + "0", "a.b", "a.b.c\r\nHost: x", "ä" * 32, f"{KEY} "])
def test_anything_else_is_none(text: str) -> None:
    assert not is_key(text)
