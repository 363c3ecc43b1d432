"""What was rated and what was saved, in pages, each film a tap away from a change."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, bold, lines, under
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.dialogue.wording import clipped
from bot.films import Film
from bot.storage.kept import Mark, RatedFilm
from bot.turns import onboarding
from bot.turns.films import rate_rows, rateable, rating_screen
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import MOST_PAGES, PER_PAGE, page_of, turning
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.text import fold

MOST_FOUND = 7
"""So many ratings a search shows; a longer list is no help."""


def ratings(turn: Turn, *, page: int = 0, note: Text | None = None, anew: bool = False) -> None:
    """The ratings, latest first, under a note such as what was just changed; a tap opens one."""
    rated = turn.ratings
    if not rated:
        onboarding.offer(turn, phrase("no-ratings"), anew=anew)
        return
    page, pages = page_of(page, len(rated))
    rows = tuple((_rated_button(turn, r, page),) for r in rated[page * PER_PAGE : (page + 1) * PER_PAGE])
    title = wording.ratings_title(len(rated), page, pages)
    turn.show(Screen(under(note, title, apart=False), (*rows, turning(turn, Tap.RATINGS, page, pages))), anew=anew)


def search(turn: Turn, text: str) -> None:
    """Those of the ratings that a few words name, typos welcome."""
    found = _named(turn, text)
    everything = (turn.button(words("button-all-ratings"), Tap.RATINGS, 0),)
    if not turn.ratings:
        ratings(turn, anew=True)
    elif not found:
        turn.say(phrase("no-such-rating", text=wording.short(text)), (everything,))
    else:
        rows = tuple((_rated_button(turn, r, 0),) for r in found[:MOST_FOUND])
        title = phrase("ratings-found", count=len(found), text=wording.short(text))
        more = [phrase("ratings-found-more", shown=MOST_FOUND)] if len(found) > MOST_FOUND else []
        turn.say(lines([title, *more]), (*rows, everything))


def _named(turn: Turn, text: str) -> list[RatedFilm]:
    wanted = fold(text).split()
    found = [r for r in turn.ratings if all(word in fold(r.film.label) for word in wanted)]
    if found:
        return found
    meant = {turn.film(match.movie).key for match in turn.served.titles.search(text, limit=MOST_FOUND).matches}
    return [r for r in turn.ratings if r.film.key in meant]


def _rated_button(turn: Turn, rated: RatedFilm, page: int) -> Button:
    return turn.button(
        clipped(f"{wording.stars(rated.stars)}  {rated.film.label}", 60), Tap.EDIT, rated.film.key, page
    )


def edit(turn: Turn, tap: Parsed) -> None:
    """One rating: change it, remove it, or back to the list."""
    film = rateable(turn, tap)
    if film is None:
        return
    page = tap.number(1, most=MOST_PAGES)
    last: Rows = (
        (
            turn.button(words("button-remove"), Tap.DROP, turn.film(film).key, page),
            turn.button(words("button-back"), Tap.RATINGS, page),
        ),
    )
    turn.show(_opened(turn, film, Origin.HISTORY, last))


def _opened(turn: Turn, film: Movie | Film, origin: Origin, last: Rows) -> Screen:
    """The question how a film was, over rating buttons and last rows; the catalogue may lack the film."""
    if isinstance(film, Movie):
        return rating_screen(turn, film, origin, last=last)
    current = turn.rating_of(film)
    given = [phrase("how-was-it-now", stars=wording.stars(current))] if current is not None else []
    text = lines([bold(wording.cited(film)), phrase("not-in-the-catalogue"), "", *given])
    return Screen(text, (*rate_rows(turn, film, origin), *last))


def drop(turn: Turn, tap: Parsed) -> None:
    """Remove a rating and go back to the list."""
    film = rateable(turn, tap)
    if film is None:
        return
    turn.unrate(film)
    turn.answer = words("tap-rating-removed", film=film.label)
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
    """One saved film: how was it, or its card, or off the list, or back to it."""
    film = rateable(turn, tap)
    if film is None:
        return
    page, key = tap.number(1, most=MOST_PAGES), turn.film(film).key
    card = (turn.button(words("button-card"), Tap.CARD, key),) if isinstance(film, Movie) else ()
    remove = turn.button(words("button-remove"), Tap.UNSAVE, key, page)
    back = turn.button(words("button-back"), Tap.SAVED, page)
    turn.show(_opened(turn, film, Origin.SAVED, ((*card, remove), (back,))))


def unsave(turn: Turn, tap: Parsed) -> None:
    """Take a film from the saved ones and show what is left."""
    film = rateable(turn, tap)
    if film is None:
        return
    turn.unmark(film, Mark.SAVED)
    turn.answer = words("tap-not-saved-any-more", film=film.label)
    saved(turn, page=tap.number(1, most=MOST_PAGES))


COMMANDS: CommandHandlers = {
    Command.RATINGS: lambda turn, rest: search(turn, rest) if rest else ratings(turn, anew=True),
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
