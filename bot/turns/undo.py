"""Taking back what was done last."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.taps import Parsed, Tap
from bot.storage.base import JournalEntry, Verb
from bot.turns import cards
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn


def undo(turn: Turn) -> None:
    """Take back the last action and say which it was."""
    entry = turn.undo()
    if entry is None or entry.film is None:
        turn.say(phrase("nothing-to-undo"), turn.ways_on())
    else:
        turn.say(phrase("undone", what=_what(entry, entry.film.label)), turn.ways_on())


def _what(entry: JournalEntry, film: str) -> str:
    if entry.mark is not None:
        return words(f"undone-{entry.mark.value}", film=film)
    if entry.verb is Verb.RATE and entry.before is not None:
        return words("undone-rating-now", film=film, stars=wording.stars(entry.before))
    return words("undone-rating", film=film)


def undo_tap(turn: Turn, tap: Parsed) -> None:
    """Take back the last action and show the film it was about."""
    entry = turn.undo()
    if entry is None or entry.film is None:
        turn.answer = words("nothing-to-undo")
        return
    turn.answer = words("undone-film", film=entry.film.label)
    movie = turn.served.films.movie(entry.film)
    if movie is not None:
        cards.show_card(turn, movie)


COMMANDS: CommandHandlers = {Command.UNDO: lambda turn, rest: undo(turn)}
TAPS: TapHandlers = {Tap.UNDO: undo_tap}
