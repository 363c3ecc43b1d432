"""Somebody with something everywhere erases themself while the bot is busy; then every file is searched for them."""

import asyncio
import contextlib
import json
import time
from collections.abc import Iterable
from pathlib import Path

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, stage, until
from bot.dialogue.language import words
from bot.sandbox import Person, acting

EVE = Person(7_345_678_901, "Zyzzyvä Quokkovna", "zyzzyva_quokka")
FAY = Person(7_345_678_999, "Fay", "fay_the_other")
SECRET = "Quokkas Among the Zyzzyvas"
FILE = "zyzzyva-quokka-ratings.csv"
STATION = "Quokka evenings"
AT_ONCE = 12
"""Messages under way when the deletion comes."""

SECONDS = 20.0
BLOCK = 1 << 20


async def measure(options: Options) -> list[Row]:
    """Row 18."""
    rounds = options.sized(10)
    left: list[str] = []
    slowest = 0.0
    for number in range(rounds):
        found, seconds = await _round(options.home, number)
        left += found
        slowest = max(slowest, seconds)
    figure = (
        f"{len(left)} occurrences in {rounds} rounds, {slowest:.1f} s after the receipt at the latest"
        f"{': ' + ', '.join(sorted(set(left))) if left else ''}"
    )
    what = (
        "/delete by somebody with something everywhere, a dozen messages under way; then database, WAL, exports, "
        "temporary files and log searched for id (text, packed, row id), names and a film only they knew; "
        "again after the end of the process and after the next start"
    )
    return [Row(18, what, figure, "0 occurrences once the receipt is sent", not left)]


async def _round(home: Path, number: int) -> tuple[list[str], float]:
    """What was found at last, and how long after the receipt it was gone."""
    async with stage(home, cast=[EVE, FAY]) as made:
        temporary = made.home / "temporary"
        temporary.mkdir()
        made.environment = {**made.environment, "TMPDIR": str(temporary)}
        await made.start()
        eve, fay = Actor(made.sandbox, EVE), Actor(made.sandbox, FAY)
        await fay.ask("hi")
        await live(made, eve, fay)
        if not traces(made.home):
            raise RuntimeError("there is nothing to be erased")
        await erase(made, eve, latency=0.02 * (number % 4))
        found, seconds = await _until_gone(made.home)
        await asyncio.sleep(1.0)  # what comes late is to leave nothing either
        found = [*found, *traces(made.home)]
        await made.terminate()
        found += traces(made.home)
        await made.start()
        await fay.ask("/ratings")
        return [*found, *traces(made.home)], seconds


async def live(made: Stage, eve: Actor, fay: Actor) -> None:
    """Leave something in every corner."""
    await eve.send_file(FILE, _ratings())
    await eve.tap(words("button-add-all", count=1)[:1])
    await eve.ask("/weekly")
    await eve.tap("📅")
    await eve.ask("/recommend")
    for label in ("🔖", "⏭", "👍"):
        await eve.tap(label)
    await eve.ask("/station 90s")
    await eve.ask("something funny with quokkas")
    await eve.ask("/export")
    await eve.send_file(FILE, _ratings(stars=2))
    await _movie_night(made, eve, fay)
    made.sandbox.updates.add("message", {"from": made.sandbox.user_wire(EVE), "text": "no id", "chat": {}})
    await eve.ask("/help")


async def _movie_night(made: Stage, eve: Actor, fay: Actor) -> None:
    eve_there, fay_there = (Actor(made.sandbox, actor.person, in_group=True) for actor in (eve, fay))
    await eve_there.ask("/movienight")
    for actor in (eve_there, fay_there):
        await actor.tap(words("night-button-join"))
    await eve_there.tap(words("night-button-propose"))
    await until(lambda: any(message.content.poll is not None for message in eve_there.shown))
    poll = next(message for message in reversed(eve_there.shown) if message.content.poll is not None)
    acting.vote(made.sandbox, eve_there.chat, EVE, poll.message_id, [0])


async def erase(made: Stage, eve: Actor, *, latency: float) -> None:
    """Erase with much under way; returns once the receipt is there."""
    await eve.ask("/delete")
    message, data = eve.button(words("button-erase"))
    made.sandbox.latency = latency
    there = Actor(made.sandbox, EVE, in_group=True)
    for number in range(AT_ONCE):
        if number % 3:
            eve.say(f"{SECRET} {number}")
        else:
            there.say("/movienight 90s")
    taps = [acting.tap(made.sandbox, eve.chat, EVE, message.message_id, data) for _ in range(2)]
    running = [asyncio.ensure_future(tap) for tap in taps]
    await until(lambda: _told(eve))
    await asyncio.gather(*running)
    made.sandbox.latency = 0.0


def _told(eve: Actor) -> bool:
    keyboards = [message.content.keyboard for message in eve.shown]
    return any(b.get("text") == words("button-start-anew") for rows in keyboards for row in rows for b in row)


def _ratings(*, stars: float = 4.5) -> bytes:
    head = "Date,Name,Year,Letterboxd URI,Rating"
    return "\n".join([head, f"2020-05-01,{SECRET},1987,https://boxd.it/x,{stars}"]).encode()


async def _until_gone(home: Path) -> tuple[list[str], float]:
    started = time.monotonic()
    with contextlib.suppress(TimeoutError):
        await until(lambda: not traces(home), seconds=SECONDS)
    return traces(home), time.monotonic() - started


def traces(home: Path) -> list[str]:
    """What is found of Eve, by file and what it is; one entry for each kind of trace in a file."""
    found: list[str] = []
    for path in sorted(home.rglob("*")):
        if path.is_file() and "models" not in path.relative_to(home).parts[:-1]:
            content = path.read_bytes()
            found += [f"{kind} in {path.name}" for kind, needle in NEEDLES if needle in content]
    return found


def _needles() -> Iterable[tuple[str, bytes]]:
    yield "id", str(EVE.id).encode()
    for size, order in ((6, "big"), (8, "big"), (8, "little")):
        yield "packed id", EVE.id.to_bytes(size, order)  # type: ignore[arg-type]
    yield "row id", _varint(EVE.id)
    for kind, text in (("name", EVE.first_name), ("username", EVE.username), ("film", SECRET), ("file", FILE)):
        yield kind, text.encode()
        yield kind, json.dumps(text)[1:-1].encode()
        yield kind, text.encode("utf-16-le")


def _varint(number: int) -> bytes:
    """A number as SQLite writes it where it is the key of a row."""
    groups = [number & 0x7F]
    while number := number >> 7:
        groups.append(number & 0x7F | 0x80)
    return bytes(reversed(groups))


NEEDLES: tuple[tuple[str, bytes], ...] = tuple(_needles())
