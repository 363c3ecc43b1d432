"""Tampered taps and forged calls, a few hundred of each, and what tells whether they may change anything."""

import random
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reliability import misuse
from benchmarks.reliability.actors import Actor
from benchmarks.reliability.erasure import EVE, FAY
from benchmarks.reliability.mutations import is_for, mutated
from benchmarks.reliability.rows import Options
from benchmarks.reliability.stage import stage
from bot.dialogue.taps import MAX_BYTES, Tap, tap_data

ANN, BOB = 71, 72


async def test_nobody_changes_what_is_not_theirs(trained: Path) -> None:
    others = misuse.strangers(4)
    async with stage(trained, cast=[EVE, FAY, *others]) as made:
        await made.start()
        await Actor(made.sandbox, EVE).ask("/recommend")
        await Actor(made.sandbox, EVE, in_group=True).ask("/movienight")
        taps = await misuse.tampered(made, others, random.Random(1), 120)
        foreign, own = [tap for tap in taps if not tap.is_own], [tap for tap in taps if tap.is_own]
        assert foreign
        assert own
        assert await misuse.tap_all(made, foreign) == []
        assert await misuse.tap_all(made, own) == []
        assert "Traceback" not in made.log.read_text()


async def test_the_webhook_takes_nothing_that_is_forged(trained: Path) -> None:
    row = await misuse.at_the_webhook(Options(trained, scale=0.01))
    assert row.ok, row.figure


@given(st.integers(0, 2**32))
def test_tampered_data_is_what_telegram_lets_through(seed: int) -> None:
    real = [tap_data(Tap.RATE, "abc", 8, "l"), tap_data(Tap.LIKE, "abc", owner=ANN), tap_data(Tap.NIGHT, "join", 1)]
    data = mutated(real, [ANN, BOB], random.Random(seed))
    assert 1 <= len(data.encode()) <= MAX_BYTES


def test_data_is_for_whom_the_bot_may_have_made_it() -> None:
    anyones, anns = tap_data(Tap.LIKE, "abc"), tap_data(Tap.LIKE, "abc", owner=ANN)
    assert is_for(anyones, BOB, private=True)
    assert not is_for(anyones, BOB, private=False)
    assert is_for(anns, ANN, private=False)
    assert not is_for(anns, BOB, private=True)
    assert is_for(tap_data(Tap.NIGHT, "join", 1), BOB, private=False)
    assert not is_for("like:abc~", BOB, private=True)
