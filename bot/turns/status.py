"""How the bot fares, for admins: what is well, what was set aside, and what to do about it."""

from collections import Counter
from collections.abc import Callable

from bot.condition import Condition, Prospect
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.dialogue.screens import Screen
from bot.dialogue.spans import duration, stamp
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.wording import clipped
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn

MOST_LETTERS = 90
"""So much of an error or a reason is shown."""

MOST_REASONS = 4


def status(turn: Turn, *, anew: bool = False) -> None:
    """The state of everything on one small screen."""
    condition = turn.extras.condition
    if condition is None:
        turn.show(Screen(phrase("admins-only"), turn.ways_on()), anew=anew)
        return
    aside = condition.counts.get("quarantined", 0)
    buttons = [turn.button(words("button-refresh"), Tap.STATUS)]
    if aside:
        buttons.append(turn.button(words("button-aside", count=aside), Tap.ASIDE))
    turn.show(Screen(_told(turn, condition), (tuple(buttons),)), anew=anew)


def _told(turn: Turn, condition: Condition) -> Text:
    machine, counts, served = condition.machine, condition.counts, turn.served
    # The update that asks is pending, too.
    parts = [
        phrase("status-up", version=machine.software or "?", duration=duration(machine.up_seconds)),
        phrase("status-model", version=served.version, age=_age(turn, served.trained_at), dataset=served.dataset),
        phrase("status-people", people=counts.get("users", 0), ratings=counts.get("ratings", 0)),
        phrase("status-waiting", updates=max(0, counts.get("pending", 0) - 1), replies=counts.get("unsent", 0)),
        phrase("status-aside", count=counts.get("quarantined", 0), why=clipped(_reason(condition), MOST_LETTERS)),
    ]
    if condition.tmdb_refuses:
        parts.append(phrase("status-tmdb-refuses"))
    if machine.error is not None:
        ago = duration(max(0, turn.now - int(machine.error.at)))
        parts.append(phrase("status-error", ago=ago, error=clipped(machine.error.message, MOST_LETTERS)))
    if machine.free_bytes is not None:
        parts.append(phrase("status-disk", free=round(machine.free_bytes / 1e9, 1)))
    if condition.prospect is not None:
        parts.append(_prospect(condition.prospect))
    if machine.backs_up:
        parts.append(phrase("status-backup", age=_age(turn, machine.backed_up_at)))
    return _lines(parts)


def _prospect(prospect: Prospect) -> Text:
    """When the next training is due, and what is new for it."""
    at = None if prospect.next_at is None else stamp(prospect.next_at)
    if at is not None and prospect.after is not None:
        due = words("status-training-both", at=at, count=prospect.after)
    elif at is not None:
        due = words("status-training-at", at=at)
    elif prospect.after is not None:
        due = words("status-training-after", count=prospect.after)
    else:
        due = words("status-training-asked")
    return phrase("status-training", news=prospect.news, due=due)


def _lines(parts: list[Text]) -> Text:
    text = parts[0]
    for part in parts[1:]:
        text = text + "\n" + part
    return text


def aside(turn: Turn, tap: Parsed) -> None:
    """What was set aside: shown, tried again, or discarded."""
    condition = turn.extras.condition
    if condition is None:
        turn.answer = words("admins-only")
    elif not condition.aside:
        turn.answer = words("aside-none")
        status(turn)
    else:
        _STEPS.get(tap.argument(0), _show)(turn, condition)


def _show(turn: Turn, condition: Condition) -> None:
    count = condition.counts.get("quarantined", 0)
    reasons = Counter(aside.reason for aside in condition.aside)
    listed = [
        phrase("aside-reason", count=n, why=clipped(why, MOST_LETTERS))
        for why, n in reasons.most_common(MOST_REASONS)
    ]
    rows = (
        (
            turn.button(words("button-aside-retry"), Tap.ASIDE, "retry"),
            turn.button(words("button-aside-discard"), Tap.ASIDE, "ask"),
        ),
        (turn.button(words("button-back"), Tap.STATUS),),
    )
    turn.show(Screen(_lines([phrase("aside-title", count=count), *listed]), rows))


def _retry(turn: Turn, condition: Condition) -> None:
    turn.retry_aside = True
    turn.show(Screen(phrase("aside-retried"), ((turn.button(words("button-back"), Tap.STATUS),),)))


def _ask(turn: Turn, condition: Condition) -> None:
    count = condition.counts.get("quarantined", 0)
    sure = turn.button(words("button-aside-sure"), Tap.ASIDE, "discard")
    back = turn.button(words("button-back"), Tap.ASIDE)
    turn.show(Screen(phrase("aside-question", count=count), ((sure,), (back,))))


def _discard(turn: Turn, condition: Condition) -> None:
    turn.effects.append(lambda tx: tx.discard_quarantined())
    turn.show(Screen(phrase("aside-discarded"), ((turn.button(words("button-back"), Tap.STATUS),),)))


def _age(turn: Turn, at: int | None) -> str:
    return words("age-unknown") if at is None else words("age", span=duration(max(0, turn.now - at)))


def _reason(condition: Condition) -> str:
    return condition.aside[0].reason if condition.aside else ""


_STEPS: dict[str, Callable[[Turn, Condition], None]] = {"retry": _retry, "ask": _ask, "discard": _discard}

COMMANDS: CommandHandlers = {Command.STATUS: lambda turn, rest: status(turn, anew=True)}
TAPS: TapHandlers = {Tap.STATUS: lambda turn, tap: status(turn), Tap.ASIDE: aside}
