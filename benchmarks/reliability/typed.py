"""Hostile strings over HTTP: typed, forwarded, edited, as captions, names, titles of groups, files, inline queries."""

import asyncio
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.refusals import Noting
from benchmarks.reliability.rows import Row
from benchmarks.reliability.screens import is_ours
from benchmarks.reliability.stage import Stage, stage
from bot.sandbox import Person, acting, inline
from bot.sandbox.model import GROUP_ID

PEOPLE = 24
IN_GROUP, AS_FILE = 50, 10
"""Every so manieth string: a group hears twenty messages a minute at most."""

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x02\0\0\0\x90wS\xde"
LATE = ("query is too old", "message is not modified")
"""Refusals that say nothing of what was sent."""


async def row(home: Path, strings: Sequence[str]) -> Row:
    """What the stand-in refused, what it showed, and who got no answer."""
    sendable = [text for text in strings if text.encode("utf-8", "ignore").decode() == text and text.strip()]
    cast = [_person(number, text) for number, text in zip(range(PEOPLE), sendable * PEOPLE, strict=False)]
    refused: list[str] = []
    async with stage(home, cast=cast, middleware=[(Noting, refused)]) as made:
        await made.start()
        problems, events = await _all(made, cast, sendable)
        problems += [line for line in refused if not any(known in line for known in LATE)]
        problems += list(_markup(made))
        log = made.log.read_text(errors="replace")
        problems += ["a traceback in the log"] if "Traceback" in log else []
    figure = f"{events} events, {len(problems)} problems{': ' + '; '.join(problems[:5]) if problems else ''}"
    what = f"{len(sendable)} of them over HTTP: typed, forwarded, captions, names, files, inline queries, groups"
    return Row(13, what, figure, "no 400, no injected markup, each answered", not problems)


def _person(number: int, text: str) -> Person:
    return Person(20_000 + number, text[:64], f"p{number}", text[:35])


async def _all(made: Stage, cast: Sequence[Person], strings: Sequence[str]) -> tuple[list[str], int]:
    problems: list[str] = []
    done = count()

    async def lead(number: int, person: Person) -> None:
        for at in range(number, len(strings), len(cast)):
            try:
                async for _ in _deeds(made, person, strings[at], at):
                    next(done)
            except (TimeoutError, AssertionError) as error:
                problems.append(f"{type(error).__name__} after {strings[at][:40]!r}")

    await asyncio.gather(*(lead(number, person) for number, person in enumerate(cast)))
    return problems, next(done)
