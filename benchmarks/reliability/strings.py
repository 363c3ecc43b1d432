"""Hostile strings through every screen that shows or takes text, in a world whose catalogue is hostile as well.

First by the conversation itself: every string through every kind of event, each screen held against the strict
stand-in, the markup against what was meant, and the processor's time against a second. Then over HTTP, in `typed`.
"""

import itertools
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.reliability import typed
from benchmarks.reliability.deeds import GROUP, ONWARD, Kept, events, onward
from benchmarks.reliability.hostile_strings import hostile
from benchmarks.reliability.hostile_world import publish
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.screens import faults, faults_of_rows, faults_of_text
from bot.bootstrap import drawn, parts
from bot.conversation import Conversation, Outcome
from bot.dialogue.events import AskedInline, Event, Left, Place, Said, Sender, Tapped
from bot.dialogue.screens import Screen
from bot.serving import Serving
from bot.settings import Settings
from bot.turns.dispatch import beginning
from recengine.persistence import ModelStore

STRINGS = 1_000
MOST_SECONDS = 1.0
SILENT = (Left,)
"""Events to which nobody waits for an answer."""


@dataclass
class Findings:
    """What was seen so far."""

    events: int = 0
    screens: int = 0
    problems: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_of: str = ""

    def note(self, what: str, text: str, problems: Sequence[str]) -> None:
        """Remember what was wrong with the answer to one event."""
        self.problems += [f"{problem} ({what} {text[:40]!r})" for problem in problems]

    def took(self, seconds: float, what: str, text: str) -> None:
        """Remember how long the processor worked on an event."""
        self.events += 1
        if seconds > self.slowest:
            self.slowest, self.slowest_of = seconds, f"{what} {text[:20]!r}"


async def measure(options: Options) -> list[Row]:
    """Row 13, in two lines: by the conversation itself, and over HTTP."""
    strings = list(hostile(options.sized(STRINGS), seed=options.seed))
    with tempfile.TemporaryDirectory(prefix="matinee-hostile-") as folder:
        home = Path(folder)
        publish(home, list(hostile(STRINGS, seed=options.seed + 1)), seed=options.seed)
        found = await through_every_screen(home, strings)
        await alone(options.home, strings, found)
        return [_row(found, len(strings)), await typed.row(home, strings)]


def _row(found: Findings, strings: int) -> Row:
    figure = (
        f"{found.events} events, {found.screens} screens, {len(found.problems)} problems, slowest "
        f"{found.slowest:.2f} s of processor time ({found.slowest_of}){_told(found.problems)}"
    )
    what = f"{strings} hostile strings through every screen, in a catalogue of such strings"
    asked = "none refused by the strict stand-in, no injected markup, each answered within 1 s"
    return Row(13, what, figure, asked, not found.problems and found.slowest <= MOST_SECONDS)


def _told(problems: Sequence[str]) -> str:
    return f": {'; '.join(problems[:5])}" if problems else ""


async def through_every_screen(home: Path, strings: Sequence[str]) -> Findings:
    """Every string through every kind of event."""
    found = Findings()
    async with _conversation(home) as (conversation, files):
        updates = itertools.count(1)
        await _set_up(conversation, updates)
        for number, text in enumerate(strings):
            for what, event in events(text, person=100 + number % 50, files=files):
                outcome = await _take(conversation, next(updates), what, text, event, found)
                for verb in ONWARD.get(what, ()):
                    event = onward(outcome, event.sender, verb, text)
                    outcome = await _take(conversation, next(updates), f"{what}, {verb}", text, event, found)
            await _ask_inline(conversation, text, number, found)
    return found


async def alone(home: Path, strings: Sequence[str], found: Findings) -> None:
    """Understanding and title lookup in the catalogue of a home, which may be a large one."""
    serving = Serving(ModelStore(home / "models"))
    await serving.load()
    for text in map(beginning, strings):
        started = time.process_time()
        serving.current.understanding.meaning(text)
        found.took(time.process_time() - started, "understanding", text)
        started = time.process_time()
        serving.current.titles.search(text, limit=8)
        found.took(time.process_time() - started, "looking up", text)


@asynccontextmanager
async def _conversation(home: Path) -> AsyncIterator[tuple[Conversation, Kept]]:
    files = Kept()
    settings = Settings(matinee_home=home, matinee_dataset=None, database_url=None, _env_file=None)
    async with parts(settings, database=home / "strings.sqlite3", admins=frozenset()) as made:
        made.conversation.fetching(files)
        yield made.conversation, files


async def _set_up(conversation: Conversation, updates: Iterator[int]) -> None:
    """A movie night that the strings can join, named and wished by."""
    host, place = Sender(99, "Host"), Place(GROUP, private=False)
    await conversation.handle(next(updates), Said(host, place, "/movienight"))
    await conversation.handle(next(updates), Tapped(host, place, 1, "night:join:1"))


async def _take(
    conversation: Conversation, update_id: int, what: str, text: str, event: Event, found: Findings
) -> Outcome:
    started = time.process_time()
    try:
        outcome = await conversation.handle(update_id, event)
    except Exception as error:  # whatever it is, it is what is looked for
        found.note(what, text, [f"{type(error).__name__}: {str(error)[:100]}"])
        return Outcome()
    found.took(time.process_time() - started, what, text)
    found.note(what, text, list(_faults_of(outcome, event)))
    found.screens += len(outcome.messages)
    return outcome


def _faults_of(outcome: Outcome, event: Event) -> Iterator[str]:
    silent = isinstance(event, SILENT) or (isinstance(event, Said) and (event.edited or not event.place.private))
    if not (outcome.messages or outcome.answer or silent):
        yield "silence"
    for message in outcome.messages:
        if "screen" in message.payload:
            screen = Screen.from_json(message.payload["screen"])
            yield from faults(screen)
            if screen.picture is not None:
                drawn(screen.picture)


async def _ask_inline(conversation: Conversation, text: str, number: int, found: Findings) -> None:
    started = time.process_time()
    try:
        page = await conversation.offer(AskedInline(Sender(100 + number % 50, text, text), text[:256], text[:64]))
    except Exception as error:
        found.note("inline", text, [f"{type(error).__name__}: {str(error)[:100]}"])
        return
    found.took(time.process_time() - started, "inline", text)
    for card in page.cards:
        wrong = [*faults_of_text(card.screen.text), *faults_of_rows(card.screen.rows)]
        found.note("inline", text, wrong if card.title.strip() else [*wrong, "a result without a title"])
