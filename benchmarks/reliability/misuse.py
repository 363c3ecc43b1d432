"""Taps by the wrong people, callback data that was tampered with, admin commands by others, forged webhook calls."""

import asyncio
import random
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reliability.actors import Actor
from benchmarks.reliability.contents import Contents, changed, contents
from benchmarks.reliability.erasure import EVE, FAY, live
from benchmarks.reliability.forgeries import forged, malformed, status_of
from benchmarks.reliability.mutations import is_for, mutated
from benchmarks.reliability.rows import Options, Row
from benchmarks.reliability.stage import Stage, free_port, people, stage, until
from bot.sandbox import Person, acting, inline
from bot.sandbox.model import GROUP_ID, Message

EACH = 45
"""Taps of one stranger: somebody who does more at once is told to slow down."""

ADMINS_THEY_ARE_NOT = 6
BATCH = 60
ADMIN_WORDS = ("/retrain", "/retrain now", "/retrain@matinee_sandbox_bot", "/status")
TAPS, GUESSES = 10_000, 1_000


@dataclass(frozen=True, slots=True)
class Sent:
    """Callback data on its way: who taps, under which message, and what it says."""

    who: Actor
    message: Message
    data: str

    @property
    def is_own(self) -> bool:
        """Whether the bot may have made such a button for who taps; then what is theirs may change."""
        return is_for(self.data, self.who.person.id, private=not self.who.in_group and not self.message.via_bot)


async def measure(options: Options) -> list[Row]:
    """Row 14, in two lines: what people can do in a chat, and who can call the webhook."""
    return [await _taps(options), await at_the_webhook(options)]


async def _taps(options: Options) -> Row:
    count = options.sized(TAPS)
    others = strangers(max(ADMINS_THEY_ARE_NOT, 1 + count // EACH))
    async with stage(options.home, cast=[EVE, FAY, *others]) as made:
        await made.start()
        await live(made, Actor(made.sandbox, EVE), Actor(made.sandbox, FAY))
        taps = await tampered(made, others, random.Random(options.seed), count)
        foreign, own = [tap for tap in taps if not tap.is_own], [tap for tap in taps if tap.is_own]
        problems = [
            *await tap_all(made, foreign),
            *await tap_all(made, own),
            *await _command(made, others[:ADMINS_THEY_ARE_NOT]),
        ]
        served = await Actor(made.sandbox, FAY).ask("/help")
        problems += [] if served.content.text else ["nobody is served any more"]
        log = made.log.read_text()
        problems += ["a traceback in the log"] if "Traceback" in log else []
    figure = (
        f"{len(foreign)} taps on what is not theirs changed nothing, {len(own)} that fit a button of their own "
        f"nothing of others; {len(problems)} problems{_told(problems)}"
    )
    what = f"{len(taps)} taps with tampered data in private, in a group, on inline cards; admin commands by others"
    return Row(14, what, figure, "no change of state", not problems)


def strangers(count: int) -> list[Person]:
    """People who have nothing to do with Eve and Fay."""
    return people(count + 1)[1:]


async def tampered(made: Stage, others: Sequence[Person], chance: random.Random, count: int) -> list[Sent]:
    """Taps by strangers: in their private chats, in the group, and on a card that somebody put there."""
    real = [
        str(button["callback_data"])
        for chat in (made.sandbox.chats[EVE.id], made.sandbox.chats[GROUP_ID])
        for message in chat.messages.values()
        for row in message.content.keyboard
        for button in row
        if "callback_data" in button
    ]
    card = await _inline_card(made)
    await asyncio.gather(*(Actor(made.sandbox, person).ask("hi") for person in others))
    owners = [EVE.id, FAY.id, *(person.id for person in others)]
    taps: list[Sent] = []
    for number in range(count):
        private, group = (
            Actor(made.sandbox, others[number % len(others)], in_group=there) for there in (False, True)
        )
        place = chance.choice([(private, private.shown[-1]), (group, group.shown[-1]), (group, card)])
        taps.append(Sent(*place, mutated(real, owners, chance)))
    return taps


async def _inline_card(made: Stage) -> Message:
    answer = await inline.ask(made.sandbox, FAY, "", "")
    group = made.sandbox.chats[GROUP_ID]
    return inline.choose(made.sandbox, group, FAY, str(answer["query_id"]), str(answer["results"][0]["id"]))


async def tap_all(made: Stage, taps: Sequence[Sent]) -> list[str]:
    """What went wrong: silence, or a change of what is not the tapper's own."""
    problems: list[str] = []
    await _all_said(made)
    before = contents(made.database)
    for start in range(0, len(taps), BATCH):
        batch = taps[start : start + BATCH]
        answers = await asyncio.gather(*(_tap(made, tap) for tap in batch))
        problems += [f"silence after {tap.data!r}" for tap, heard in zip(batch, answers, strict=True) if not heard]
        after = contents(made.database)
        different = changed_by(batch, before, after)
        problems += [f"{', '.join(different)} changed by one of {[tap.data for tap in batch]}"] if different else []
        before = after
    return problems


def changed_by(taps: Sequence[Sent], before: Contents, after: Contents) -> list[str]:
    """Tables in which something changed that none of the taps may change.

    Taps that fit no button of the tapper's may change nothing at all. The others may change what belongs to the
    tapper and, tapped in the group, what belongs to it: its movie night, and its messages that wait.
    """
    own = {tap.who.person.id for tap in taps if tap.is_own}
    in_group = any(tap.who.in_group for tap in taps if tap.is_own)
    tables = changed(before, after, own={*own, GROUP_ID} if in_group else own, films=bool(own))
    return [table for table in tables if not (in_group and table.startswith("night"))]


async def _all_said(made: Stage) -> None:
    """Wait until no reply waits any more; groups hear twenty a minute."""
    await until(lambda: not contents(made.database)["outbox"], seconds=300.0)


async def _tap(made: Stage, tap: Sent) -> bool:
    answer = await acting.tap(made.sandbox, tap.who.chat, tap.who.person, tap.message.message_id, tap.data)
    return bool(answer["answered"])


async def _command(made: Stage, others: Sequence[Person]) -> list[str]:
    """Admin commands by others, in private and in the group, change nothing of anybody else and start nothing."""
    before = contents(made.database)
    ids = {person.id for person in others}
    for person in others:
        for text in ADMIN_WORDS:
            await Actor(made.sandbox, person).ask(text)
            Actor(made.sandbox, person, in_group=True).say(text)
    await Actor(made.sandbox, FAY).ask("/help")
    tables = changed(before, contents(made.database), own={*ids, FAY.id, GROUP_ID}, films=True)
    assert made.process is not None
    started = _children(made.process.pid)
    return [*(f"{table} changed by an admin command" for table in tables), *(["a training began"] if started else [])]


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


async def at_the_webhook(options: Options) -> Row:
    """What becomes of calls that Telegram did not make."""
    secret, port = secrets.token_urlsafe(24), free_port()
    environment = {"WEBHOOK_URL": f"http://127.0.0.1:{port}", "WEBHOOK_SECRET": secret}
    async with stage(options.home, cast=[EVE, FAY], environment=environment) as made:
        await made.start("--port", str(port))
        fay = Actor(made.sandbox, FAY)
        await fay.ask("hi")
        calls = [*forged(secret, random.Random(options.seed), options.sized(GUESSES)), *malformed(secret)]
        await _all_said(made)
        before = contents(made.database, but=())
        statuses = [await status_of("127.0.0.1", port, call) for call in calls]
        after = contents(made.database, but=())
        wrong = [
            f"{call.name}: {status}"
            for call, status in zip(calls, statuses, strict=True)
            if call.right and status not in call.right
        ]
        tables = changed(before, after)
        wrong += [f"{table} changed" for table in tables]
        wrong += [] if (await fay.ask("/help")).content.text else ["nobody is served any more"]
        wrong += ["a traceback in the log"] if "Traceback" in made.log.read_text() else []
    refused = sum(status == 403 for status in statuses)
    others = f"{len(calls) - refused} × another refusal"
    figure = f"{refused} × 403, {others}, {len(tables)} tables changed; {len(wrong)} problems"
    what = "forged, oversized and malformed calls of the webhook, then a true one"
    return Row(14, what, figure + _told(wrong), "403 for what is forged, no change of state", not wrong)


def _told(problems: Sequence[str]) -> str:
    return f": {'; '.join(problems[:5])}" if problems else ""
