"""Lists in pages: what was rated and what was saved, each film a tap away from a change."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.dialogue.wording import clipped
from bot.storage.base import Mark
from bot.turns import onboarding
from bot.turns.films import known, rating_screen
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import MOST_PAGES, PER_PAGE, page_of, turning
from bot.turns.turn import Turn


def ratings(turn: Turn, *, page: int = 0, note: Text | None = None, anew: bool = False) -> None:
    """The ratings, latest first, under a note such as what was just changed; a tap opens one."""
    rated = turn.ratings
    if not rated:
        onboarding.offer(turn, phrase("no-ratings"), anew=anew)
        return
    page, pages = page_of(page, len(rated))
    rows = tuple(
        (turn.button(clipped(f"{wording.stars(r.stars)}  {r.film.label}", 60), Tap.EDIT, r.film.key, page),)
        for r in rated[page * PER_PAGE : (page + 1) * PER_PAGE]
    )
    title = wording.ratings_title(len(rated), page, pages)
    text = lines([note, title]) if note else title
    turn.show(Screen(text, (*rows, turning(turn, Tap.RATINGS, page, pages))), anew=anew)


def edit(turn: Turn, tap: Parsed) -> None:
    """One rating: change it, remove it, or back to the list."""
    movie = known(turn, tap)
    if movie is None:
        return
    page = tap.number(1, most=MOST_PAGES)
    screen = rating_screen(turn, movie, Origin.HISTORY)
    last: Rows = (
        (
            turn.button(words("button-remove"), Tap.DROP, turn.film(movie).key, page),
            turn.button(words("button-back"), Tap.RATINGS, page),
        ),
    )
    turn.show(Screen(screen.text, screen.rows[:2] + last))


def drop(turn: Turn, tap: Parsed) -> None:
    """Remove a rating and go back to the list."""
    movie = known(turn, tap)
    if movie is None:
        return
    turn.unrate(movie)
    turn.answer = words("tap-rating-removed", film=movie.label)
    ratings(turn, page=tap.number(1, most=MOST_PAGES))


def saved(turn: Turn, *, page: int = 0, anew: bool = False) -> None:
    """The saved films, latest first; a tap opens one."""
    waiting = turn.marked(Mark.SAVED)[::-1]
    if not waiting:
        turn.show(Screen(phrase("none-saved"), ((turn.button(words("button-suggest"), Tap.SUGGEST),),)), anew=anew)
        return
    page, pages = page_of(page, len(waiting))
    rows = tuple(
        (turn.button(clipped(film.label, 60), Tap.KEPT, film.key, page),)
        for film in waiting[page * PER_PAGE : (page + 1) * PER_PAGE]
    )
    text = phrase("saved-title", count=len(waiting))
    turn.show(Screen(text, (*rows, turning(turn, Tap.SAVED, page, pages))), anew=anew)


def kept(turn: Turn, tap: Parsed) -> None:
    """One saved film: how was it, or off the list, or back to it."""
    movie = known(turn, tap)
    if movie is None:
        return
    page = tap.number(1, most=MOST_PAGES)
    screen = rating_screen(turn, movie, Origin.SAVED)
    key = turn.film(movie).key
    last: Rows = (
        (
            turn.button(words("button-card"), Tap.CARD, key),
            turn.button(words("button-remove"), Tap.UNSAVE, key, page),
        ),
        (turn.button(words("button-back"), Tap.SAVED, page),),
    )
    turn.show(Screen(screen.text, screen.rows[:2] + last))


def unsave(turn: Turn, tap: Parsed) -> None:
    """Take a film from the saved ones and show what is left."""
    movie = known(turn, tap)
    if movie is None:
        return
    turn.unmark(movie, Mark.SAVED)
    turn.answer = words("tap-not-saved-any-more", film=movie.label)
    saved(turn, page=tap.number(1, most=MOST_PAGES))


COMMANDS: CommandHandlers = {
    Command.RATINGS: lambda turn, rest: ratings(turn, anew=True),
    Command.SAVED: lambda turn, rest: saved(turn, anew=True),
}
TAPS: TapHandlers = {
    Tap.RATINGS: lambda turn, tap: ratings(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.EDIT: edit,
    Tap.DROP: drop,
    Tap.SAVED: lambda turn, tap: saved(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.KEPT: kept,
    Tap.UNSAVE: unsave,
}
