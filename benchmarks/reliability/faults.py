"""Row 4: every way in which Telegram fails, at every method that the bot calls."""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.films import Named, understood
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, people, stage
from bot.dialogue.language import words
from bot.sandbox import Fault, Rule, acting, inline
from bot.sandbox.faults import Call

HITS = 2
"""So many calls in a row go wrong."""

RETRY_AFTER = 2
RECOVERY = 5.0
"""Seconds after a fault within which the method must have worked again."""

GIVE_UP = 2.0
"""Seconds without another call after which the bot has given it up, as it should after 403; people ask again."""

FILMS = 6
PATIENCE = 15.0
AMBIGUOUS = frozenset({Fault.CLOSED_AFTER, Fault.GARBLED, Fault.SLOW})

FILE = b"Date,Name,Year,Letterboxd URI,Rating\n2020-05-01,Heat,1995,https://boxd.it/x,4.5\n"

Deed = Callable[[Stage, Actor], Awaitable[object]]


async def _nothing(made: Stage, actor: Actor) -> None:
    pass


async def _card(made: Stage, actor: Actor) -> None:
    await actor.ask("/recommend")


async def _next(made: Stage, actor: Actor) -> None:
    message, data = actor.button(words("button-next"))
    await acting.tap(made.sandbox, actor.chat, actor.person, message.message_id, data)


def _saying(text: str) -> Deed:
    async def say(made: Stage, actor: Actor) -> None:
        actor.say(text)

    return say


def _rating(films: Sequence[Named]) -> Deed:
    async def rate(made: Stage, actor: Actor) -> None:
        for film in films:
            await actor.ask(f"loved {film.label}")

    return rate


async def _upload(made: Stage, actor: Actor) -> None:
    acting.upload(
        made.sandbox, actor.chat, actor.person,
        content=FILE, name="ratings.csv", mime_type="text/csv", caption="", kind="document",
    )  # fmt: skip


async def _type(made: Stage, actor: Actor) -> None:
    await inline.ask(made.sandbox, actor.person, "heat")


async def _restart(made: Stage, actor: Actor) -> None:
    await made.terminate()
    await made.start()


def methods(films: Sequence[Named]) -> Mapping[str, tuple[Deed, Deed]]:
    """Methods, with what people do before the fault and what then makes the bot call the method."""
    return {
        "getUpdates": (_nothing, _saying("/help")),
        "sendMessage": (_nothing, _saying("/help")),
        "editMessageText": (_card, _next),
        "answerCallbackQuery": (_card, _next),
        "sendDocument": (_rating(films[:1]), _saying("/export")),
        "sendPhoto": (_rating(films), _saying("/taste")),
        "getFile": (_nothing, _upload),
        "download": (_nothing, _upload),
        "answerInlineQuery": (_nothing, _type),
        "getMe": (_nothing, _restart),
        "setMyCommands": (_nothing, _restart),
        "deleteWebhook": (_nothing, _restart),
    }


@dataclass
class Found:
    """What came of the cells."""

    cells: int = 0
    crashes: int = 0
    early: list[Call] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    duplicates: int = 0
    excess: int = 0
    worst: float = 0.0


def too_early(calls: Sequence[Call]) -> list[Call]:
    """Calls to a chat that came while a 429 to it told to wait."""
    floods = [call for call in calls if call.retry_after and call.chat_id is not None]
    return [
        call
        for call in calls
        for flood in floods
        if call.chat_id == flood.chat_id and flood.ended < call.came < flood.ended + flood.retry_after
    ]


def recovery(calls: Sequence[Call], method: str, fault: Fault) -> float | None:
    """Seconds from the end of the fault to the method's first good answer; None where there is none yet."""
    hits = [call for call in calls if call.method == method and call.outcome == fault]
    if fault is Fault.SLOW:
        return 0.0 if hits else None
    if not hits:
        return None
    last = hits[-1]
    # A call that hangs has gone wrong for good when it came; after a 429 it must not be tried sooner.
    over = last.came if fault is Fault.HANG else last.ended + last.retry_after
    good = [call.ended for call in calls if call.method == method and call.outcome == "ok" and call.came >= last.came]
    return max(0.0, min(good) - over) if good else None


async def measure(options: Options) -> list[Row]:
    """Every fault at every method, one after the other."""
    deeds = methods(understood(options.home, FILMS))
    cells = [(method, fault) for method in deeds for fault in Fault]
    step = max(1, round(1 / max(options.scale, 0.001)))
    chosen = cells[:: min(step, 40)]
    found = Found()
    cast = people(len(chosen) + 1)
    async with stage(options.home, cast=cast) as made:
        await made.start()
        for number, (method, fault) in enumerate(chosen):
            cell = Cell(made, Actor(made.sandbox, cast[number + 1]), method, fault, *deeds[method])
            await _take(cell, found)
        await made.terminate()
        tracebacks = made.log.read_text(encoding="utf-8").count("Traceback")
    for line in found.missed:
        print(f"  {line}")
    return [_row(found, tracebacks)]


@dataclass(frozen=True)
class Cell:
    """One fault at one method, and whom it meets."""

    made: Stage
    actor: Actor
    method: str
    fault: Fault
    before: Deed
    deed: Deed

    def __str__(self) -> str:
        return f"{self.method}, {self.fault}"


async def _take(cell: Cell, found: Found) -> None:
    made, faults = cell.made, cell.made.sandbox.faults
    await cell.before(made, cell.actor)
    with faults.logged() as calls:
        hits = 1 if cell.fault is Fault.HANG else HITS
        faults.inject(Rule((cell.fault,), method=cell.method, count=hits, retry_after=RETRY_AFTER))
        seconds, again = await _until_it_works(cell, calls)
        faults.clear()
        await asyncio.sleep(0.2)  # what is sent twice is sent by now
    found.cells += 1
    found.early += too_early(calls)
    if seconds is None or seconds > RECOVERY:
        found.missed.append(f"{cell}: {'nothing' if seconds is None else f'{seconds:.1f} s'}")
    found.worst = max(found.worst, PATIENCE if seconds is None else seconds)
    twice, ambiguous = _duplicates(cell.actor), sum(call.outcome in AMBIGUOUS for call in calls)
    found.duplicates += max(0, twice - again)
    found.excess += max(0, twice - ambiguous - again)
    if made.process is None or made.process.returncode is not None:
        found.crashes += 1
        await made.start()


async def _until_it_works(cell: Cell, calls: list[Call]) -> tuple[float | None, int]:
    """How long it took, and how often people had to ask again."""
    doing = [asyncio.ensure_future(cell.deed(cell.made, cell.actor))]
    end, asked = time.monotonic() + PATIENCE, time.monotonic()
    try:
        while (seconds := recovery(calls, cell.method, cell.fault)) is None and time.monotonic() < end:
            await asyncio.sleep(0.01)
            ours = [call for call in calls if call.method == cell.method]
            latest = max([asked, *(call.ended + call.retry_after for call in ours)])
            if ours and time.monotonic() > latest + GIVE_UP and doing[-1].done():
                cell.made.sandbox.faults.clear()
                asked = time.monotonic()
                calls.append(Call(cell.method, None, asked, asked, cell.fault))  # the fault is over only now
                doing.append(asyncio.ensure_future(cell.deed(cell.made, cell.actor)))
        return seconds, len(doing) - 1
    finally:
        for result in await asyncio.gather(*doing, return_exceptions=True):
            if isinstance(result, Exception):
                print(f"  {cell}: {type(result).__name__} {result}"[:200])


def _duplicates(actor: Actor) -> int:
    """Messages of the bot that stand in the chat more than once."""
    said = Counter((message.content.kind, message.content.text) for message in actor.shown)
    return sum(count - 1 for count in said.values())


def _row(found: Found, tracebacks: int) -> Row:
    return Row(
        4,
        f"{found.cells} cells: faults of {len(Fault)} kinds at methods of the Bot API that the bot calls",
        f"{found.crashes} crashes, {tracebacks} tracebacks, worst recovery {found.worst:.1f} s, "
        f"{len(found.early)} calls within retry_after, {found.duplicates} duplicates, "
        f"{found.excess} more than one an ambiguous end",
        "no crash, no traceback, works again ≤ 5 s after the fault, no call within retry_after, ≤ 1 duplicate an "
        "ambiguous close",
        not (found.crashes or tracebacks or found.missed or found.early or found.excess),
    )
