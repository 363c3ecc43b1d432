"""The bot speaks first, for those who asked for it: a film every week, and «how was it?» after a saved one."""

from dataclasses import replace

from bot.dialogue.commands import Command
from bot.dialogue.events import Woke
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.dialogue.nudges import DAY, EARLIEST_CLOCK, LATEST_CLOCK, TOO_LATE, WEEK, Nudges
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.storage.kept import Mark
from bot.turns import cards, films
from bot.turns.handlers import CommandHandlers, FilmTapHandlers, TapHandlers
from bot.turns.turn import Turn
from bot.wakeups import WakeupKind
from recengine.catalog import Movie

CLOCK_STEP = 60
"""Minutes by which a tap moves the clock."""


def menu(turn: Turn, *, anew: bool = False) -> None:
    """What may be sent unasked, and whether it is."""
    nudges = turn.state.nudges
    rows: Rows = (
        (turn.button(words("nudge-weekly-on" if nudges.weekly else "nudge-weekly-off"), Tap.NUDGE, "weekly"),),
        (turn.button(words("nudge-how-on" if nudges.after_saved else "nudge-how-off"), Tap.NUDGE, "how"),),
        (
            turn.button(words("nudge-time", when=_when(nudges)), Tap.NUDGE, "time"),
            turn.button(words("button-suggest"), Tap.SUGGEST),
        ),
    )
    turn.show(Screen(_said(nudges), rows), anew=anew)


def _said(nudges: Nudges) -> Text:
    if nudges.weekly:
        return phrase("nudges-weekly", when=_when(nudges))
    return phrase("nudges-after-saved") if nudges.after_saved else phrase("nudges-off")


def _when(nudges: Nudges) -> str:
    return words("nudge-when", day=words(f"weekday-{nudges.weekday}"), hour=f"{nudges.hour}:00")


def time(turn: Turn) -> None:
    """Day, hour, and what the person's clock shows; buttons carry what they set, so that a second tap is harmless."""
    nudges = turn.state.nudges
    day, hour, clock = nudges.weekday, nudges.hour, nudges.clock
    earlier, later = max(clock - CLOCK_STEP, EARLIEST_CLOCK), min(clock + CLOCK_STEP, LATEST_CLOCK)
    before, after = (day - 1) % 7, (day + 1) % 7
    rows: Rows = (
        (
            turn.button(words("nudge-before", what=words(f"weekday-{before}")), Tap.NUDGE, "day", before),
            turn.button(words("nudge-after", what=words(f"weekday-{after}")), Tap.NUDGE, "day", after),
        ),
        (
            turn.button(words("nudge-before", what=f"{(hour - 1) % 24}:00"), Tap.NUDGE, "hour", (hour - 1) % 24),
            turn.button(words("nudge-after", what=f"{(hour + 1) % 24}:00"), Tap.NUDGE, "hour", (hour + 1) % 24),
        ),
        (
            _clock_button(turn, "nudge-clock-before", earlier),
            _clock_button(turn, "nudge-clock-after", later),
        ),
        (turn.button(words("button-back"), Tap.NUDGE, "menu"),),
    )
    turn.show(Screen(phrase("nudges-time", when=_when(nudges), now=nudges.own_time(turn.now)), rows))


def _clock_button(turn: Turn, label: str, clock: int) -> Button:
    nudges = turn.state.nudges
    shown = nudges.own_time(turn.now, ahead=clock - nudges.clock)
    return turn.button(words(label, time=shown), Tap.NUDGE, "clock", clock - EARLIEST_CLOCK)


def tapped(turn: Turn, tap: Parsed) -> None:
    """A setting was tapped."""
    what, nudges = tap.argument(0), turn.state.nudges
    if what == "weekly":
        _set(turn, replace(nudges, weekly=not nudges.weekly))
    elif what == "how":
        _set(turn, replace(nudges, after_saved=not nudges.after_saved))
    elif what == "day":
        _set(turn, replace(nudges, weekday=tap.number(1, most=6)))
    elif what == "hour":
        _set(turn, replace(nudges, hour=tap.number(1, most=23)))
    elif what == "clock":
        _set(turn, replace(nudges, clock=EARLIEST_CLOCK + tap.number(1, most=LATEST_CLOCK - EARLIEST_CLOCK)))
    elif what not in ("time", "menu"):
        turn.answer = words("tap-stale")
        return
    if what in ("time", "day", "hour", "clock"):
        time(turn)
    else:
        menu(turn)


def _set(turn: Turn, nudges: Nudges) -> None:
    turn.state = replace(turn.state, nudges=nudges)
    if nudges.weekly:
        turn.wake_at(WakeupKind.WEEKLY, nudges.next_week(turn.now))
    else:
        turn.let_sleep(WakeupKind.WEEKLY)
    if not nudges.after_saved:
        turn.let_sleep(WakeupKind.HOW_WAS_IT)
    turn.answer = words("nudge-noted")


def quiet(turn: Turn) -> None:
    """Nothing is sent unasked any more."""
    was_on = bool(turn.state.nudges)
    _set(turn, replace(turn.state.nudges, weekly=False, after_saved=False))
    turn.say(phrase("quiet-now" if was_on else "quiet-already"), turn.ways_on())


def woke(turn: Turn, event: Woke) -> None:
    """A wake-up came due: what was asked for is said, unless it makes no sense any more.

    One whose time lies far ahead was set when the clock was wrong: it is set anew, and nothing is said.
    """
    late = not 0 <= turn.now - event.due_at <= TOO_LATE
    if event.kind is WakeupKind.WEEKLY:
        _film_of_the_week(turn, late=late)
    else:
        _how_was_it(turn, event)


def _film_of_the_week(turn: Turn, *, late: bool) -> None:
    nudges = turn.state.nudges
    if not nudges.weekly:
        turn.let_sleep(WakeupKind.WEEKLY)
        return
    turn.wake_at(WakeupKind.WEEKLY, nudges.next_week(turn.now))
    if not late:
        cards.next_card(turn, note=phrase("nudge-film-of-the-week"), anew=True)


def _how_was_it(turn: Turn, event: Woke) -> None:
    if event.due_at > turn.now and event.film is not None:
        turn.wake_at(WakeupKind.HOW_WAS_IT, turn.state.nudges.next_question(turn.now), event.film)
        return
    turn.let_sleep(WakeupKind.HOW_WAS_IT, event.film)
    turn.postpone(WakeupKind.HOW_WAS_IT, turn.now + DAY)
    movie = None if event.film is None else turn.served.films.movie(event.film)
    if movie is None or not turn.state.nudges.after_saved:
        return
    if turn.is_marked(movie, Mark.SAVED) and turn.rating_of(movie) is None:
        _ask(turn, movie)


def _ask(turn: Turn, movie: Movie) -> None:
    key = turn.film(movie).key
    last = (
        turn.button(words("nudge-not-yet"), Tap.NOTYET, key),
        turn.button(words("nudge-stop"), Tap.NUDGE, "how"),
    )
    note = phrase("nudge-you-saved")
    turn.show(films.rating_screen(turn, movie, Origin.SAVED, note=note, last=(last,)), anew=True)


def not_yet(turn: Turn, movie: Movie) -> None:
    """Ask again in a week, if it is still saved then."""
    if turn.state.nudges.after_saved and turn.is_marked(movie, Mark.SAVED):
        turn.wake_at(WakeupKind.HOW_WAS_IT, turn.now + WEEK, turn.film(movie))
        turn.answer = words("nudge-again-in-a-week")
    else:
        turn.answer = words("nudge-no-question")
    turn.show(Screen(phrase("nudge-enjoy", film=movie.label), turn.ways_on()))


COMMANDS: CommandHandlers = {
    Command.WEEKLY: lambda turn, rest: menu(turn, anew=True),
    Command.QUIET: lambda turn, rest: quiet(turn),
}
TAPS: TapHandlers = {Tap.NUDGE: tapped}
FILM_TAPS: FilmTapHandlers = {Tap.NOTYET: not_yet}
