"""How bold suggestions are: a dial that each person turns for themselves."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn


def ask(turn: Turn, *, anew: bool = False) -> None:
    """The settings, the one that holds now ticked, and a way on."""
    buttons = [
        turn.button(_label(label, now=value == _nearest(turn)), Tap.DIAL, percent(value))
        for label, value in wording.dial_labels()
    ]
    rows: Rows = (tuple(buttons[:3]), tuple(buttons[3:]), (turn.button(words("button-suggest"), Tap.SUGGEST),))
    turn.show(Screen(phrase("dial-title"), rows), anew=anew)


def turn_to(turn: Turn, tap: Parsed) -> None:
    """A setting was tapped; one that no button of ours offers changes nothing."""
    chosen = next((pair for pair in wording.dial_labels() if str(percent(pair[1])) == tap.argument(0)), None)
    if chosen is None:
        turn.answer = words("tap-stale")
        return
    label, value = chosen
    turn.state = turn.state.turned_to(value)
    turn.answer = words("dial-turned", setting=label)
    ask(turn)


def _label(setting: str, *, now: bool) -> str:
    """A setting on a button; the one that holds now is ticked."""
    return words("dial-now", setting=setting) if now else setting


def percent(value: float) -> int:
    """A setting as buttons carry it."""
    return round(100 * value)


def _nearest(turn: Turn) -> float:
    """The offered setting that is nearest to the one that holds, which another version may have offered."""
    return min((value for _, value in wording.dial_labels()), key=lambda value: abs(value - turn.state.adventurous))


COMMANDS: CommandHandlers = {Command.ADVENTUROUS: lambda turn, rest: ask(turn, anew=True)}
TAPS: TapHandlers = {Tap.DIAL: turn_to}
