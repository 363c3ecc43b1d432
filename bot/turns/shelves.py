"""Films that are not suggested: hidden ones to bring back, and seen ones that were not seen after all."""

from dataclasses import dataclass

from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, under
from bot.dialogue.screens import Screen
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.wording import cited, clipped
from bot.films import Film
from bot.storage.kept import Mark
from bot.turns.films import rateable
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import MOST_PAGES, page_of, turning
from bot.turns.turn import Turn

PER_PAGE = 4
"""Below them stands a row more than in other lists: the way to the other shelf."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """One list: its mark and taps; its messages are named by the mark."""

    mark: Mark
    pages: Tap
    take: Tap


HIDDEN = Shelf(Mark.HIDDEN, Tap.HIDDEN, Tap.UNHIDE)
SEEN = Shelf(Mark.SEEN, Tap.SEEN_LIST, Tap.UNSEE)


def show(turn: Turn, shelf: Shelf, *, page: int = 0, note: Text | None = None, anew: bool = False) -> None:
    """The films of a shelf, latest first; a tap takes one from it. The other shelf is a tap away."""
    films = turn.marked(shelf.mark)[::-1]
    page, pages = page_of(page, len(films), per_page=PER_PAGE)
    rows = tuple(
        (turn.button(_label(shelf, film), shelf.take, film.key, page),)
        for film in films[page * PER_PAGE : (page + 1) * PER_PAGE]
    )
    title = phrase(f"some-{shelf.mark.value}", count=len(films)) if films else phrase(f"none-{shelf.mark.value}")
    other = SEEN if shelf is HIDDEN else HIDDEN
    way = turn.button(words(f"button-{other.mark.value}-list"), other.pages, 0)
    turn.show(Screen(under(note, title), (*rows, (way,), turning(turn, shelf.pages, page, pages))), anew=anew)


def _label(shelf: Shelf, film: Film) -> str:
    return clipped(words(f"button-take-{shelf.mark.value}", film=film.label), 60)


def take(turn: Turn, tap: Parsed, shelf: Shelf) -> None:
    """Take a film from a shelf, so that it may be suggested again."""
    film = rateable(turn, tap)
    if film is None:
        return
    turn.unmark(film, shelf.mark)
    note = phrase(f"taken-{shelf.mark.value}", film=cited(film))
    turn.answer = note.plain
    show(turn, shelf, page=tap.number(1, most=MOST_PAGES), note=note)


def _page(tap: Parsed) -> int:
    return tap.number(0, most=MOST_PAGES)


COMMANDS: CommandHandlers = {
    Command.HIDDEN: lambda turn, rest: show(turn, HIDDEN, anew=True),
    Command.SEEN: lambda turn, rest: show(turn, SEEN, anew=True),
}
TAPS: TapHandlers = {
    Tap.HIDDEN: lambda turn, tap: show(turn, HIDDEN, page=_page(tap)),
    Tap.UNHIDE: lambda turn, tap: take(turn, tap, HIDDEN),
    Tap.SEEN_LIST: lambda turn, tap: show(turn, SEEN, page=_page(tap)),
    Tap.UNSEE: lambda turn, tap: take(turn, tap, SEEN),
}
