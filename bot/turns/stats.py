"""Whether suggestions work for people: a picture with a caption, for admins."""

from bot.dialogue.commands import Command
from bot.dialogue.events import Event, Tapped
from bot.dialogue.language import phrase, words
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.taps import Parsed, Tap, parse_tap
from bot.stats.report import Report
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.stats_words import caption, picture
from bot.turns.turn import Turn

SPANS = (4, 12, None)
"""Weeks to choose from; None: all."""

USUAL = 12


def weeks_of(event: Event) -> int | None:
    """How many weeks an event asks for; None for all."""
    tap = parse_tap(event.data) if isinstance(event, Tapped) else None
    asked = str(USUAL) if tap is None else tap.argument(0)
    return next((weeks for weeks in SPANS if str(weeks or 0) == asked), USUAL)


def stats(turn: Turn, *, anew: bool = False) -> None:
    """Numbers of some weeks, which buttons choose, on one screen."""
    report = turn.extras.statistics
    if report is None:
        turn.show(Screen(phrase("admins-only"), turn.ways_on()), anew=anew)
        return
    drawn = picture(report, light=turn.state.light)
    turn.show(Screen(caption(report), _rows(turn, report), drawn), anew=anew)


def _rows(turn: Turn, report: Report) -> Rows:
    spans = tuple(_span(turn, weeks, chosen=weeks == report.weeks) for weeks in SPANS)
    return spans, (turn.button(words("button-refresh"), Tap.STATS, report.weeks or 0, "again"),)


def _span(turn: Turn, weeks: int | None, *, chosen: bool) -> Button:
    label = words("button-stats-all") if weeks is None else words("button-stats-weeks", weeks=weeks)
    return turn.button(words("button-stats-now", label=label) if chosen else label, Tap.STATS, weeks or 0)


def _tapped(turn: Turn, tap: Parsed) -> None:
    if turn.extras.statistics is None:
        turn.answer = words("admins-only")
    stats(turn)


COMMANDS: CommandHandlers = {Command.STATS: lambda turn, rest: stats(turn, anew=True)}
TAPS: TapHandlers = {Tap.STATS: _tapped}
