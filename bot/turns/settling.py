"""Settings of another Matinee: what was never changed here comes along, and what was stays."""

from collections.abc import Iterable
from dataclasses import replace

from bot.dialogue.nudges import Nudges
from bot.dialogue.state import MOST_TRAITS, DialogueState
from bot.films import Film
from bot.turns.turn import Turn
from bot.wakeups import WakeupKind

MOST_QUESTIONS = 20
"""«How was it?» is asked about so many films of a file at most, those saved last."""

_UNTOUCHED = DialogueState()


def settled(state: DialogueState, own: DialogueState, theirs: DialogueState) -> DialogueState:
    """A state with the settings of two: their own where they changed them here, else those of the file.

    Parameters
    ----------
    state
        The rest is taken from it.
    own, theirs
        What is set here, and what the file says.
    """
    traits = {**dict(theirs.traits), **dict(own.traits)}
    for key in [key for key in traits if own.turned(key) is None][: max(0, len(traits) - MOST_TRAITS)]:
        del traits[key]
    return replace(
        state,
        adventurous=theirs.adventurous if own.adventurous == _UNTOUCHED.adventurous else own.adventurous,
        traits=tuple(traits.items()),
        light=own.light or theirs.light,
        language=own.language or theirs.language,
        nudges=theirs.nudges if own.nudges == _UNTOUCHED.nudges else own.nudges,
    )


def is_touched(state: DialogueState) -> bool:
    """Whether anything was set."""
    return settled(_UNTOUCHED, _UNTOUCHED, state) != _UNTOUCHED


def wake_anew(turn: Turn, nudges: Nudges, saved: Iterable[tuple[Film, int]]) -> None:
    """Set the wake-ups that follow from settings: none of those that the file's Matinee had is copied.

    Parameters
    ----------
    saved
        Films that wait to be seen, and when they were saved; what was to be asked about before now was asked there.
    """
    if nudges.weekly:
        turn.wake_at(WakeupKind.WEEKLY, nudges.next_week(turn.now))
    if not nudges.after_saved:
        return
    questions = [(nudges.next_question(min(at, turn.now)), film) for film, at in saved]
    for due, film in [(due, film) for due, film in questions if due > turn.now][-MOST_QUESTIONS:]:
        turn.wake_at(WakeupKind.HOW_WAS_IT, due, film)
