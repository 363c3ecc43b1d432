"""How bold suggestions are: a dial that each person turns for themselves."""

from bot.dialogue import wording
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.turns.turn import Turn


def ask(turn: Turn, *, anew: bool = False) -> None:
    """The settings, the one that holds now ticked, and a way on."""
    buttons = [
        turn.button(wording.dial_label(label, now=value == _nearest(turn)), Tap.DIAL, percent(value))
        for label, value in wording.DIAL_LABELS
    ]
    rows: Rows = (tuple(buttons[:3]), tuple(buttons[3:]), (turn.button(wording.SUGGEST, Tap.SUGGEST),))
    turn.show(Screen(wording.how_bold(), rows), anew=anew)


def turn_to(turn: Turn, tap: Parsed) -> None:
    """A setting was tapped; one that no button of ours offers changes nothing."""
    chosen = next((pair for pair in wording.DIAL_LABELS if str(percent(pair[1])) == tap.argument(0)), None)
    if chosen is None:
        turn.answer = wording.STALE
        return
    label, value = chosen
    turn.state = turn.state.turned_to(value)
    turn.answer = wording.dial_turned(label)
    ask(turn)


def percent(value: float) -> int:
    """A setting as buttons carry it."""
    return round(100 * value)


def _nearest(turn: Turn) -> float:
    """The offered setting that is nearest to the one that holds, which another version may have offered."""
    return min((value for _, value in wording.DIAL_LABELS), key=lambda value: abs(value - turn.state.adventurous))
