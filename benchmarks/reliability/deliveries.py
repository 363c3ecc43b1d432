"""Row 2: every update delivered three times, by polling and by webhook, and all of them again after a restart."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from benchmarks.reliability.evening import Evening, rest
from benchmarks.reliability.films import understood
from benchmarks.reliability.memory import Memory, differences, memory
from benchmarks.reliability.repeating import Repeating
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, free_port, people, stage
from bot.sandbox.webhook import Webhook

TIMES, PEOPLE, FILMS = 3, 4, 24
FIRST_ID = 7_000_000
SECRET = "a-secret-that-telegram-knows"
WAITING = "SELECT (SELECT count(*) FROM inbox WHERE status = 'pending') + (SELECT count(*) FROM outbox)"
WAYS = ("polling", "webhook")


@dataclass(frozen=True, slots=True)
class Told:
    """What one bot remembers and said after all deliveries, and how many updates there were."""

    memory: Memory
    said: Mapping[int, list[str]]
    updates: int


async def measure(options: Options) -> list[Row]:
    """Once by polling, then several times each way, and compare."""
    once = await deliver(options, way="polling", times=1)
    repeated = {way: await deliver(options, way=way, times=TIMES) for way in WAYS}
    wrong = [f"{way}: {what}" for way, told in repeated.items() for what in unlike(once, told)]
    figure = f"{len(wrong)} differences to one delivery, in the database or in what was said"
    ways = " and by ".join(WAYS)
    return [
        Row(
            2,
            f"{once.updates} updates delivered {TIMES} times and once more after a restart, by {ways}",
            "; ".join([figure, *wrong[:3]]),
            "identical state, one reply each",
            not wrong,
        )
    ]


def unlike(once: Told, told: Told) -> list[str]:
    """Where the outcome of several deliveries is not that of one."""
    chats = [chat for chat in sorted({*once.said, *told.said}) if once.said.get(chat) != told.said.get(chat)]
    return differences(once.memory, told.memory) + [f"replies in chat {chat}" for chat in chats]


async def deliver(options: Options, *, way: str, times: int) -> Told:
    """Pass an evening with each update delivered so often; where more than once, all come again after a restart."""
    films = understood(options.home, FILMS)
    cast = people(PEOPLE)
    port = free_port()
    environment = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": SECRET} if way == "webhook" else {}
    async with stage(options.home, cast=cast, environment=environment) as made:
        updates = repeat(made, times=times, seed=options.seed)
        evening = Evening(made, cast, films, lambda: rest(lambda: is_calm(made)))
        await made.start("--port", str(port))
        await evening.pass_by()
        if times > 1:
            await made.terminate()
            updates.again(updates.delivered)
            await made.start("--port", str(port))
            await evening.settle()
        await made.terminate()
        return Told(memory(made.database), evening.said, len(updates.delivered))


def repeat(made: Stage, *, times: int, seed: int) -> Repeating:
    """Have the stage's Telegram deliver everything so often from now on."""
    updates = Repeating(FIRST_ID, times=times, seed=seed)
    made.sandbox.updates = updates
    made.sandbox.webhook = Webhook(updates)
    return updates


def is_calm(made: Stage) -> bool:
    """Whether nothing waits: in Telegram, in the inbox, in the outbox."""
    unacknowledged = len(made.sandbox.updates) > 0 and not made.sandbox.updates.polled
    if unacknowledged or not made.database.exists():
        return False
    with closing(sqlite3.connect(f"file:{made.database}?mode=ro", uri=True)) as connection:
        return bool(connection.execute(WAITING).fetchone() == (0,))
