"""What a turn needs besides the facts of whoever caused it, told before it is decided."""

from dataclasses import replace

from bot.dialogue.commands import Command, parse_command
from bot.dialogue.events import Event, Left, PollSent, Said, SentFile, Tapped, Voted
from bot.dialogue.taps import Tap, parse_tap
from bot.dialogue.understanding.errands import called_in_words
from bot.turns import imports, stations, understood
from bot.turns.dispatch import beginning
from bot.turns.turn import Turn


def wants_company(event: Event) -> bool:
    """Whether the answer needs to know the group's movie night and who is in."""
    if isinstance(event, Voted | PollSent):
        return True
    if event.place.private:
        return False
    if isinstance(event, Tapped):
        tap = parse_tap(event.data)
        return tap is not None and tap.tap is Tap.NIGHT
    if isinstance(event, Said):
        called = parse_command(event.text)
        by_command = called is not None and called.command in (Command.MOVIENIGHT, Command.START)
        return by_command or event.reply_to is not None
    return isinstance(event, Left)


def takes_long(event: Event) -> bool:
    """Whether the answer takes so long that others would notice: a list for many people."""
    if not isinstance(event, Tapped):
        return False
    tap = parse_tap(event.data)
    return tap is not None and tap.tap is Tap.NIGHT and tap.argument(0) == "propose"


_OF_ACTIONS = frozenset({Tap.UNDO, Tap.ACTIONS, Tap.REVERT, Tap.TAKEBACK})


def wants_actions(turn: Turn) -> bool:
    """Whether the answer needs to know the latest actions."""
    event = turn.event
    if isinstance(event, Tapped):
        tap = parse_tap(event.data)
        return tap is not None and tap.tap in _OF_ACTIONS
    if not isinstance(event, Said):
        return False
    called = parse_command(event.text)
    if called is not None:
        return called.command is Command.UNDO
    return turn.private and not event.edited and understood.wants_undo(turn, beginning(event.text))


def wants_stations(turn: Turn) -> bool:
    """Whether the answer needs to know the person's stations."""
    event = turn.event
    if isinstance(event, SentFile):
        return turn.private  # an export of Matinee brings stations, too
    if isinstance(event, Tapped):
        tap = parse_tap(event.data)
        return tap is not None and (tap.tap in stations.ALL_TAPS or tap.tap in imports.TAPS)
    if not isinstance(event, Said):
        return False
    called = parse_command(event.text)
    return turn.state.tuned.naming is not None if called is None else called.command is Command.STATION


def with_command(turn: Turn) -> Event:
    """What somebody said in private that stands for a command, as that command; else the event as it is."""
    event = turn.event
    if not isinstance(event, Said) or event.forwarded or not turn.private:
        return event
    command = called_in_words(event.text)
    return event if command is None or turn.state.tuned.naming is not None else replace(event, text=command)
