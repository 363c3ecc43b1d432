"""Somebody with something everywhere erases themself on the stage."""

from pathlib import Path

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.erasure import EVE, FAY, erase, live, traces
from benchmarks.reliability.stage import stage, until


async def test_no_file_names_who_erased_themself_while_the_bot_was_busy(trained: Path) -> None:
    async with stage(trained, cast=[EVE, FAY]) as made:
        await made.start()
        eve = Actor(made.sandbox, EVE)
        await live(made, eve, Actor(made.sandbox, FAY))
        assert {trace.split(" in ")[0] for trace in traces(made.home)} >= {"id", "row id", "name", "username", "film"}
        await erase(made, eve, latency=0.02)
        await until(lambda: not traces(made.home))
        await made.terminate()
        assert traces(made.home) == []
