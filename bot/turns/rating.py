"""Taking a rating: it counts at once, and the person goes on where they came from."""

from bot.dialogue.language import words
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.turns import cards, films, judging, lists, onboarding
from bot.turns.handlers import FilmTapHandlers, TapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie


def rate(turn: Turn, tap: Parsed) -> None:
    """A rating button: take the rating at once, then go on where the person came from."""
    film = films.rateable(turn, tap)
    half_stars = tap.number(1, most=10)
    if film is None or half_stars < 1:
        turn.answer = turn.answer or words("tap-stale")
        return
    note = judging.take(turn, film, half_stars / 2)
    origin = films.origin_of(tap.argument(2))
    if origin is Origin.HISTORY and turn.private:
        lists.ratings(turn, note=note)
    elif turn.state.onboarding and origin in (Origin.ONBOARDING, Origin.LOOKUP):
        onboarding.ask(turn, note=note)
    else:
        cards.next_card(turn, note=note)


def seen(turn: Turn, movie: Movie) -> None:
    """Seen is apart from liked: it is noted at once, and how it was may be told or not."""
    judging.seen(turn, movie)
    key = turn.film(movie).key
    last = (turn.button(words("button-undo"), Tap.UNDO, key), turn.button(words("button-next"), Tap.NEXT, key))
    turn.show(films.rating_screen(turn, movie, Origin.CARD, last=(last,)))


TAPS: TapHandlers = {Tap.RATE: rate}
FILM_TAPS: FilmTapHandlers = {Tap.SEEN: seen}
