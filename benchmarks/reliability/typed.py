"""Hostile strings over HTTP: typed, forwarded, edited, as captions, names, group titles, files, inline queries."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.rows import Row
from benchmarks.reliability.screens import is_ours
from benchmarks.reliability.stage import Stage, stage
from bot.dialogue.commands import parse_command
from bot.sandbox import Person, acting, inline
from bot.sandbox.entities import utf16_len

EACH = 4
"""Strings of one person: somebody who writes more at once is told to slow down."""

IN_GROUP, AS_FILE = 50, 10
"""Every so manieth string: a group hears twenty messages a minute at most."""

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x02\0\0\0\x90wS\xde"
LATE = ("query is too old", "message is not modified")
"""Refusals that say nothing of what was sent."""


async def row(home: Path, strings: Sequence[str], *, each: int = EACH) -> Row:
    """What the stand-in refused, what it showed, and who got no answer."""
    sendable = [text for text in strings if _is_for_us(text)]
    cast = [_person(number, text) for number, text in enumerate(sendable[::each])]
    refused: list[str] = []
    async with stage(home, cast=cast, refusals=refused) as made:
        await made.start()
        problems, events = await _all(made, cast, sendable)
        problems += [line for line in refused if not any(known in line for known in LATE)]
        problems += list(_markup(made))
        log = made.log.read_text(errors="replace")
        problems += ["a traceback in the log"] if "Traceback" in log else []
    figure = f"{events} events, {len(problems)} problems{': ' + '; '.join(problems[:5]) if problems else ''}"
    what = f"{len(sendable)} of them over HTTP: typed, forwarded, captions, names, files, inline queries, groups"
    return Row(13, what, figure, "no 400, no injected markup, each answered", not problems)


def _is_for_us(text: str) -> bool:
    """Whether Telegram could bring a text that wants an answer: no half letters, no command for another bot."""
    called = parse_command(text)
    ours = called is None or called.bot is None
    return ours and bool(text.strip()) and text.encode("utf-8", "ignore").decode() == text


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


async def _deeds(made: Stage, person: Person, text: str, number: int) -> AsyncIterator[None]:
    """Everything that one person does with one string, each answered before the next."""
    actor, group = Actor(made.sandbox, person), Actor(made.sandbox, person, in_group=True)
    await actor.ask(text)
    yield
    await actor.ask(text, forwarded_from=text[:64])
    yield
    await actor.ask(_fitting(f"/start {text}"))
    yield
    await actor.edit(_fitting(f"/rate {text}"))
    yield
    await actor.send_file("a.png", PNG, kind="photo", caption=text[:500], mime_type="image/png")
    yield
    await acting.tap(made.sandbox, actor.chat, person, actor.shown[-1].message_id, _data(text))
    answer = await inline.ask(made.sandbox, person, text[:200], "")
    assert answer["answered"]
    if number % IN_GROUP == 0 and answer["results"]:  # at once: the stand-in keeps the latest results alone
        inline.choose(made.sandbox, group.chat, person, answer["query_id"], answer["results"][0]["id"])
    yield
    if number % AS_FILE == 0:
        await actor.send_file(text[:60].replace("/", " "), _table(text))
        yield
    if number % IN_GROUP == 0:
        group.chat.title = text[:128]
        shown = await group.ask(_fitting(f"/movienight {text}"))
        group.say(text, reply_to=shown.message_id)
        yield


def _markup(made: Stage) -> Iterator[str]:
    """Entities of the bot's messages that it cannot have meant."""
    for chat in made.sandbox.chats.values():
        for message in chat.messages.values():
            if message.sender.is_bot or message.via_bot:
                for entity in message.content.entities:
                    if not is_ours(entity):
                        yield f"{entity.type} in {message.content.text[:60]!r}"


def _fitting(text: str) -> str:
    while utf16_len(text) > acting.MAX_TEXT:
        text = text[:-1]
    return text


def _data(text: str) -> str:
    return text.encode()[: acting.MAX_DATA_BYTES].decode(errors="ignore") or "x"


def _table(text: str) -> bytes:
    cell = text[:200].replace('"', '""')
    return f'Date,Name,Year,Letterboxd URI,Rating\n2021-01-01,"{cell}",1995,x,4.5\n'.encode()
