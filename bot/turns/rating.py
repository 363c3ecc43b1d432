"""Taking a rating: it counts at once, and the person goes on where they came from."""

from bot.dialogue import wording
from bot.dialogue.language import words
from bot.dialogue.markup import Text
from bot.dialogue.screens import Screen
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.films import Film
from bot.storage.base import Mark, Outcome
from bot.turns import cards, films, lists, onboarding
from bot.turns.handlers import FilmTapHandlers, TapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.columns import DISLIKE, LIKE


def rate(turn: Turn, tap: Parsed) -> None:
    """A rating button: take the rating at once, then go on where the person came from."""
    film = films.rateable(turn, tap)
    half_stars = tap.number(1, most=10)
    if film is None or half_stars < 1:
        turn.answer = turn.answer or words("tap-stale")
        return
    note = take(turn, film, half_stars / 2)
    origin = films.origin_of(tap.argument(2))
    if origin is Origin.HISTORY and turn.private:
        lists.ratings(turn, note=note)
    elif turn.state.onboarding and origin in (Origin.ONBOARDING, Origin.LOOKUP):
        onboarding.ask(turn, note=note)
    else:
        cards.next_card(turn, note=note)


def take(turn: Turn, film: Movie | Film, stars: float) -> Text:
    """Take a rating, and what it says of a suggestion; returns the line that says so."""
    turn.rate(film, stars)
    turn.settle(film, Outcome.LIKED if stars >= LIKE else Outcome.DISLIKED if stars <= DISLIKE else Outcome.SEEN)
    note = wording.noted(film, stars)
    turn.answer = note.plain
    return note


def seen(turn: Turn, movie: Movie) -> None:
    """Seen is apart from liked: it is noted at once, and how it was may be told or not."""
    turn.mark(movie, Mark.SEEN)
    turn.settle(movie, Outcome.SEEN)
    turn.answer = words("tap-seen", film=movie.label)
    screen = films.rating_screen(turn, movie, Origin.CARD)
    key = turn.film(movie).key
    last = ((turn.button(words("button-undo"), Tap.UNDO, key), turn.button(words("button-next"), Tap.NEXT, key)),)
    turn.show(Screen(screen.text, screen.rows[:2] + last))


TAPS: TapHandlers = {Tap.RATE: rate}
FILM_TAPS: FilmTapHandlers = {Tap.SEEN: seen}
