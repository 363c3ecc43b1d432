"""Row 16: one person sends a thousand messages in ten seconds while everybody else goes on."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability.films import Named, understood
from benchmarks.reliability.load import driven, trouble
from benchmarks.reliability.loading import Load, Waits, percentile
from benchmarks.reliability.processes import rss
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, until
from bot.dialogue.language import phrase, speaking
from bot.sandbox import Person, acting
from bot.telegram.gate import Patience

CHATS, RATE, SECONDS = 60, 10.0, 30
MESSAGES, FLOOD_SECONDS = 1000, 10.0
FILMS = 80
KEPT = 50
"""So many of the first messages are surely within the limit."""

PATIENCE = 240.0
"""Seconds until the last reply to the flooder must be there: Telegram takes one message a second in a chat."""

_PENDING = "SELECT count(*) FROM inbox WHERE status = 'pending'"
_JOURNAL = "SELECT film_key, value_after FROM journal WHERE user_id = ? AND verb = 'rate' ORDER BY entry_id"
_WAITING = "SELECT (SELECT count(*) FROM inbox WHERE status = 'pending') + (SELECT count(*) FROM outbox)"


@dataclass
class Flood:
    """What came of a flood.

    Attributes
    ----------
    most_pending
        The most updates that the inbox held at once.
    grown
        Megabytes by which the bot's process grew at most.
    told
        How often the flooder was told that they are too fast.
    lost, reordered
        First messages without their rating; whether ratings stand in another order than they were sent.
    """

    quiet: Waits = field(default_factory=Waits)
    flooded: Waits = field(default_factory=Waits)
    most_pending: int = 0
    grown: float = 0.0
    told: int = 0
    taken: int = 0
    lost: int = 0
    reordered: bool = False
    served_again: bool = False
    complaints: list[str] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """By what the others' 95th percentile is longer than in quiet."""
        return percentile(self.flooded.all, 95) / percentile(self.quiet.all, 95)

    @property
    def whole(self) -> bool:
        """Whether all is as it must be but for the speed."""
        bounded = self.most_pending <= Patience().waiting + CHATS
        wrong = self.lost or self.reordered or self.complaints or self.quiet.faults or self.flooded.faults
        return bounded and self.told == 1 and self.served_again and not wrong


async def measure(options: Options) -> list[Row]:
    """Quiet first, then the flood."""
    chats, seconds = options.sized(CHATS, least=20), options.sized(SECONDS, least=3)
    messages, flood_seconds = options.sized(MESSAGES, least=150), max(1.0, FLOOD_SECONDS * options.scale)
    flood = await flooded(options, chats=chats, seconds=seconds, messages=messages, flood_seconds=flood_seconds)
    for line in [*flood.complaints[:20], *map(str, (flood.quiet.faults + flood.flooded.faults).items())]:
        print(f"  {line}")
    return [row_of(flood, messages=messages, seconds=flood_seconds)]


def row_of(flood: Flood, *, messages: int, seconds: float) -> Row:
    """Row 16."""
    quiet, loud = (1000 * percentile(waits.all, 95) for waits in (flood.quiet, flood.flooded))
    again = "served again" if flood.served_again else "not served again"
    return Row(
        16,
        f"one user sends {messages} messages in {seconds:.0f} s, others go on",
        f"others' p95 {loud:.0f} ms, quiet {quiet:.0f} ms ({flood.ratio:.1f} ×); {flood.taken} taken, "
        f"{flood.lost} lost, {'re' if flood.reordered else 'in '}order{'ed' if flood.reordered else ''}; "
        f"at most {flood.most_pending} pending, memory +{flood.grown:.0f} MB; told {flood.told} times, {again}",
        "others' p95 ≤ 2 × quiet; inbox bounded; told once",
        flood.whole and flood.ratio <= 2,
    )


async def flooded(options: Options, *, chats: int, seconds: float, messages: int, flood_seconds: float) -> Flood:
    """Drive the others in quiet and during a flood, and look at what is left of it."""
    films, flood = understood(options.home, FILMS), Flood()
    load = Load(RATE, seconds)
    async with driven(options, chats=chats, idle=1) as (made, driver):
        (flooder,) = driver.idle
        flood.quiet = await driver.run(load)
        flood.quiet.faults += driver.introduced.faults
        before, known = rss(made.pid), len(_journal(made, flooder))
        watching = asyncio.create_task(_watch(made, flood, before))
        pouring = asyncio.create_task(_pour(made, flooder, films, messages, flood_seconds))
        flood.flooded = await driver.run(load)
        sent = await pouring
        flood.served_again = await _served_again(made, flooder)
        watching.cancel()
        await asyncio.wait([watching])
        await made.terminate()
        _judge(made, flooder, _journal(made, flooder)[known:], sent, flood)
    return flood


async def _pour(
    made: Stage, flooder: Person, films: Sequence[Named], messages: int, seconds: float
) -> list[tuple[str, float]]:
    """Send ratings as fast as asked; returns film and stars of each."""
    loop, chat, sent = asyncio.get_running_loop(), made.sandbox.chats[flooder.id], []
    start = loop.time()
    for number in range(messages):
        await asyncio.sleep(start + number * seconds / messages - loop.time())
        film, liked = films[number % len(films)], number // len(films) % 2 == 0
        acting.say(made.sandbox, chat, flooder, f"loved {film.label}" if liked else f"{film.label} 2")
        sent.append((film.key, 5.0 if liked else 2.0))
    return sent


async def _watch(made: Stage, flood: Flood, before: int) -> None:
    with closing(sqlite3.connect(f"file:{made.database}?mode=ro", uri=True)) as connection:
        while True:
            ((pending,),) = connection.execute(_PENDING)
            flood.most_pending = max(flood.most_pending, pending)
            flood.grown = max(flood.grown, (rss(made.pid) - before) / 1e6)
            await asyncio.sleep(0.1)


async def _served_again(made: Stage, flooder: Person) -> bool:
    """Whether, once everything is done, the next message is answered."""
    chat = made.sandbox.chats[flooder.id]
    try:
        async with asyncio.timeout(PATIENCE):
            while await asyncio.to_thread(_left, made.database):  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.1)
        await asyncio.sleep(1 / Patience().per_second)
        count = len(chat.messages)
        acting.say(made.sandbox, chat, flooder, "/help")
        await until(lambda: len(chat.messages) >= count + 2, seconds=10.0)
    except TimeoutError:
        return False
    return True


def _left(database: Path) -> int:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        ((left,),) = connection.execute(_WAITING)
    return int(left)


def _journal(made: Stage, flooder: Person) -> list[tuple[str, float]]:
    with closing(sqlite3.connect(made.database)) as connection:
        return connection.execute(_JOURNAL, (flooder.id,)).fetchall()


def out_of_order(kept: Sequence[tuple[str, float]], sent: Sequence[tuple[str, float]]) -> bool:
    """Whether what was kept does not stand in the order in which it was sent, some of it left out."""
    rest = iter(sent)
    return not all(entry in rest for entry in kept)  # each somewhere after the one before


def _judge(
    made: Stage,
    flooder: Person,
    journal: Sequence[tuple[str, float]],
    sent: Sequence[tuple[str, float]],
    flood: Flood,
) -> None:
    flood.taken = len(journal)
    flood.lost = sum(entry not in journal for entry in sent[:KEPT])
    flood.reordered = out_of_order(journal, sent)
    with speaking(flooder.language_code):
        too_fast = phrase("too-fast").plain
    shown = made.sandbox.chats[flooder.id].messages.values()
    flood.told = sum(message.content.text == too_fast for message in shown)
    flood.complaints = trouble(made.log)
