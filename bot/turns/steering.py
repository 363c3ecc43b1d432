"""Wishes by buttons: where to go from a film, and the wishes in force, each to be taken back."""

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.dialogue.screens import Button, Rows, Screen, pairs
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.tonight import Tonight
from bot.dialogue.wording import LONGEST_CITED, clipped
from bot.turns import cards
from bot.turns.films import known
from bot.turns.handlers import FilmTapHandlers, TapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.critiques import Direction

FIRST = (
    Direction.FUNNIER,
    Direction.DARKER,
    Direction.LIGHTER,
    Direction.SCARIER,
    Direction.NEWER,
    Direction.OLDER,
)
SECOND = (Direction.MORE_POPULAR, Direction.LESS_POPULAR, Direction.SHORTER, Direction.DIFFERENT)
PAGES = (FIRST, SECOND)
"""The directions that are offered, those that are tapped most first."""

CHIPS_SHOWN = 6

NO_FILM = "0"
"""Stands on buttons for the key of a film."""


def ask(turn: Turn, tap: Parsed) -> None:
    """«More like this, but…»: which way to go from a film."""
    movie = known(turn, tap)
    if movie is not None:
        show_directions(turn, movie, page=tap.number(1, most=len(PAGES) - 1))


def show_directions(turn: Turn, movie: Movie, *, page: int = 0) -> None:
    """A page of directions, a way to the others and one back."""
    key = turn.film(movie).key
    offered = [way for way in PAGES[page] if way is not Direction.SHORTER or turn.served.recommender.can_shorten]
    buttons = [turn.button(words(wish_key(way)).capitalize(), Tap.STEER, code_of(way), key) for way in offered]
    alike = (turn.button(words("button-like-this"), Tap.ALIKE, key),) if page else ()
    around = (turn.button(words("button-station-around"), Tap.SEED, key),) if page and turn.private else ()
    back = (
        turn.button(words("button-back"), Tap.CARD, key)
        if page == 0
        else turn.button(words("button-back"), Tap.BUT, key, 0)
    )
    more = (turn.button(words("button-more"), Tap.BUT, key, 1),) if page == 0 else ()
    rows: Rows = (*pairs([*buttons, *alike, *around]), (back, *more))
    turn.show(Screen(phrase("but-title", film=clipped(movie.title, LONGEST_CITED)), rows, turn.poster(movie)))


def steer(turn: Turn, tap: Parsed) -> None:
    """A direction was tapped: it is in force from the next card on."""
    direction = next((way for way in Direction if code_of(way) == tap.argument(0)), None)
    movie = turn.movie(tap.argument(1))
    if direction is None or movie is None:
        turn.answer = words("tap-stale" if direction is None else "tap-unknown-film")
        return
    turn.wish(turn.tonight.steered(direction, turn.film(movie).key))
    cards.next_card(turn)


def alike(turn: Turn, movie: Movie) -> None:
    """Suggestions that resemble a film, from the next card on."""
    turn.wish(turn.tonight.resembling([turn.film(movie).key]))
    cards.next_card(turn)


def show_chips(turn: Turn, back: str) -> None:
    """The wishes in force, each a button that takes it back.

    Parameters
    ----------
    back
        Key of the film whose card to go back to.
    """
    chips, back = turn.tonight.chips, back or NO_FILM
    drop = [_chip_button(turn, number, back) for number in range(min(len(chips), CHIPS_SHOWN))]
    everything = (turn.button(words("button-drop-all"), Tap.UNCHIPS, back),) if len(chips) > 1 else ()
    rows: Rows = (*pairs(drop), (_back(turn, back), *everything))
    movie = turn.movie(back)
    turn.show(Screen(_chips_text(turn), rows, None if movie is None else turn.poster(movie)))


def _chips_text(turn: Turn) -> Text:
    return phrase("chips-title" if turn.tonight else "chips-none")


def _chip_button(turn: Turn, number: int, back: str) -> Button:
    chip = turn.tonight.chips[number]
    return turn.button(words("chip", wish=cards.chip_words(turn, chip)), Tap.UNCHIP, chip.code, back, "l")


def _back(turn: Turn, key: str) -> Button:
    if turn.movie(key) is None:
        return turn.button(words("button-suggest"), Tap.SUGGEST)
    return turn.button(words("button-back"), Tap.CARD, key)


def unchip(turn: Turn, tap: Parsed) -> None:
    """One wish is taken back: the list of wishes stays, or the card does."""
    chip = next((chip for chip in turn.tonight.chips if chip.code == tap.argument(0)), None)
    if chip is None:
        turn.answer = words("wish-gone")
    else:
        turn.answer = words("wish-dropped", wish=cards.chip_words(turn, chip))
        turn.wish(turn.tonight.without(chip))
    movie = turn.movie(tap.argument(1))
    if tap.argument(2) or movie is None:
        show_chips(turn, tap.argument(1))
    else:
        cards.show_card(turn, movie)


def unchip_all(turn: Turn, tap: Parsed) -> None:
    """All wishes are taken back."""
    turn.wish(Tonight())
    turn.answer = words("wishes-dropped")
    movie = turn.movie(tap.argument(0))
    if movie is None:
        cards.next_card(turn)
    else:
        cards.show_card(turn, movie)


def wish_key(way: Direction) -> str:
    """The message that names a direction."""
    return f"wish-{way.value.replace('_', '-')}"


def code_of(way: Direction) -> str:
    """A direction as buttons carry it."""
    return way.value.replace("_", "")


TAPS: TapHandlers = {
    Tap.BUT: ask,
    Tap.STEER: steer,
    Tap.CHIPS: lambda turn, tap: show_chips(turn, tap.argument(0)),
    Tap.UNCHIP: unchip,
    Tap.UNCHIPS: unchip_all,
}
FILM_TAPS: FilmTapHandlers = {Tap.ALIKE: alike}
