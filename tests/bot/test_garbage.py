"""Garbage is looked for less often while the bot serves, and as before afterwards."""

import gc

from bot.garbage import YOUNG, seldom_looked_for


def test_it_is_looked_for_less_often_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom_looked_for():
        assert gc.get_threshold() == (max(YOUNG, before[0]), *before[1:])
    assert gc.get_threshold() == before


def test_whoever_wants_it_even_less_often_is_left_alone() -> None:
    before = gc.get_threshold()
    gc.set_threshold(YOUNG + 1, 2, 3)
    try:
        with seldom_looked_for():
            assert gc.get_threshold() == (YOUNG + 1, 2, 3)
        assert gc.get_threshold() == (YOUNG + 1, 2, 3)
    finally:
        gc.set_threshold(*before)
