"""What is kept of a person: told, handed over, erased."""

from datetime import UTC, datetime

from bot.dialogue.attachments import Document
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn

ASKED_SECONDS = 600
"""So long the button that erases works: an old one, found by chance, only asks again."""

MOST_SECONDS = 10**12
COUNTED = ("ratings", "marks", "suggestions", "journal", "stations")


def tell(turn: Turn) -> None:
    """What is kept, in a few words, and what can be done about it."""
    counts = {name: turn.extras.possessions.get(name, 0) for name in COUNTED}
    export = turn.button(words("button-export"), Tap.EXPORT)
    delete = turn.button(words("button-delete"), Tap.DELETE)
    turn.say(phrase("privacy", **counts), ((export, delete), *turn.ways_on()))


def export(turn: Turn) -> None:
    """Everything of the person in one file."""
    archive = turn.extras.archive
    if archive is None:
        turn.say(phrase("export-nothing"), turn.ways_on())
        return
    day = datetime.fromtimestamp(turn.now, UTC).strftime("%Y-%m-%d")
    document = Document(f"matinee-{day}.zip", archive)
    turn.show(Screen(phrase("export-done"), turn.ways_on(), document=document), anew=True)


def ask(turn: Turn, *, anew: bool = False) -> None:
    """Ask once whether everything shall be erased."""
    counts = {name: turn.extras.possessions.get(name, 0) for name in COUNTED}
    rows: Rows = (
        (turn.button(words("button-erase"), Tap.ERASE, turn.now),),
        (turn.button(words("button-export-first"), Tap.EXPORT),),
        (turn.button(words("button-keep"), Tap.KEEP),),
    )
    turn.show(Screen(phrase("delete-question", **counts), rows), anew=anew)


def erase(turn: Turn, tap: Parsed) -> None:
    """Erase everything at once and say what it was; the person is a stranger then."""
    if not 0 <= turn.now - tap.number(0, most=MOST_SECONDS) <= ASKED_SECONDS:
        turn.answer = words("tap-stale")
        ask(turn)
        return
    turn.effects.append(lambda tx: tx.delete_user(turn.user_id))
    counts = {name: turn.extras.possessions.get(name, 0) for name in COUNTED}
    anew = turn.button(words("button-start-anew"), Tap.ASK)
    turn.show(Screen(phrase("erased", **counts), ((anew,),)))


def keep(turn: Turn) -> None:
    """Erase nothing."""
    turn.show(Screen(phrase("delete-left"), turn.ways_on()))


COMMANDS: CommandHandlers = {
    Command.PRIVACY: lambda turn, rest: tell(turn),
    Command.EXPORT: lambda turn, rest: export(turn),
    Command.DELETE: lambda turn, rest: ask(turn, anew=True),
}
TAPS: TapHandlers = {
    Tap.EXPORT: lambda turn, tap: export(turn),
    Tap.DELETE: lambda turn, tap: ask(turn),
    Tap.ERASE: erase,
    Tap.KEEP: lambda turn, tap: keep(turn),
}
