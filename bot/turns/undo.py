"""Taking back: what was done last at once, or any of the latest actions, one by one."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, under
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.wording import clipped
from bot.storage.kept import Action, JournalEntry, Mark, Verb
from bot.turns import cards
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import MOST_PAGES, PER_PAGE, page_of, turning
from bot.turns.turn import Turn

MOST_ID = 10**15


def undo(turn: Turn) -> None:
    """Take back the last action and say which it was; others are a tap away."""
    action = turn.undo()
    if action is None:
        turn.say(phrase("nothing-to-undo"), turn.ways_on())
        return
    more: Rows = ((turn.button(words("button-more-to-undo"), Tap.ACTIONS, 0),),) if _open(turn) else ()
    turn.say(phrase("undone", what=_what(action)), (*more, *turn.ways_on()))


def actions(turn: Turn, *, page: int = 0, note: Text | None = None) -> None:
    """The latest actions that can be taken back, newest first; a tap takes back that one."""
    listed = _open(turn)
    if not listed:
        nothing = phrase("nothing-to-undo")
        turn.show(Screen(under(note, nothing, apart=False), turn.ways_on()))
        return
    page, pages = page_of(page, len(listed))
    rows = tuple(
        (turn.button(clipped(words("undo-button", what=_short(action)), 60), Tap.REVERT, action.action_id, page),)
        for action in listed[page * PER_PAGE : (page + 1) * PER_PAGE]
    )
    turn.show(Screen(under(note, phrase("actions-title")), (*rows, turning(turn, Tap.ACTIONS, page, pages))))


def revert(turn: Turn, tap: Parsed) -> None:
    """Take back one action; a second tap on the same one changes nothing."""
    action = turn.undo(tap.number(0, most=MOST_ID))
    if action is None:
        turn.answer = words("undone-already")
        actions(turn, page=tap.number(1, most=MOST_PAGES))
        return
    note = phrase("undone", what=_what(action))
    turn.answer = note.plain
    actions(turn, page=tap.number(1, most=MOST_PAGES), note=note)


def not_seen(turn: Turn, tap: Parsed) -> None:
    """Take «seen» back and show the film's card again; nothing else that was done meanwhile is touched."""
    key = tap.argument(0)
    last = next((a for a in turn.actions if any(e.film and e.film.key == key for e in a.entries)), None)
    fits = last is not None and any(e.verb is Verb.MARK and e.mark is Mark.SEEN for e in last.entries)
    movie = turn.movie(key)
    if last is None or not fits or movie is None or turn.undo(last.action_id) is None:
        turn.answer = words("nothing-to-undo")
        return
    turn.answer = words("undone-film", film=movie.label)
    cards.show_card(turn, movie)


def _open(turn: Turn) -> list[Action]:
    return [action for action in turn.actions if action.revertible]


def _main(action: Action) -> JournalEntry:
    """The entry that an action is named by: a rating before a mark that it took along."""
    ratings = [entry for entry in action.entries if entry.mark is None]
    return (ratings or list(action.entries))[0]


def _what(action: Action) -> str:
    entry, count = _main(action), _films(action)
    film = _label(entry)
    if count > 1:
        return words("undone-several", count=count)
    if entry.mark is not None:
        return words(f"undone-{entry.verb.value}-{entry.mark.value}", film=film)
    again = any(other.verb is Verb.UNMARK and other.mark is Mark.SAVED for other in action.entries)
    if entry.before is not None:
        return words("undone-rating-now", film=film, stars=wording.stars(entry.before))
    return words("undone-rating-saved" if again else "undone-rating", film=film)


def _short(action: Action) -> str:
    """An action on a button."""
    entry, count = _main(action), _films(action)
    film = _label(entry)
    if count > 1:
        return words("action-several", count=count, film=film)
    if entry.mark is not None:
        return words(f"action-{entry.verb.value}-{entry.mark.value}", film=film)
    if entry.after is None:
        return words("action-unrate", film=film)
    return words("action-rate", face=wording.rating_word(entry.after), film=film)


def _films(action: Action) -> int:
    return len({entry.film.key for entry in action.entries if entry.film})


def _label(entry: JournalEntry) -> str:
    return wording.cited(entry.film) if entry.film else ""


COMMANDS: CommandHandlers = {Command.UNDO: lambda turn, rest: undo(turn)}
TAPS: TapHandlers = {
    Tap.UNDO: not_seen,
    Tap.ACTIONS: lambda turn, tap: actions(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.REVERT: revert,
}
