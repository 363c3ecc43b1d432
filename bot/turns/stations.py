"""A station is started by a film, several, or words, and goes on where it was."""

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import lines
from bot.dialogue.taps import Tap
from bot.stations import MOST_STATIONS, KeptStation, clean_name, station_code
from bot.turns import films, station_cards, station_lists
from bot.turns.handlers import CommandHandlers, FilmTapHandlers, TapHandlers
from bot.turns.station_cards import play
from bot.turns.station_lists import free_name, full, kept, listed
from bot.turns.station_seeds import Seed, understand
from bot.turns.station_words import understood
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.text import fold


def station(turn: Turn, rest: str) -> None:
    """/station: the list, or with words the station of that name, or one around what they say."""
    if not rest:
        listed(turn)
        return
    named = next((each for each in kept(turn) if fold(each.name) == fold(rest)), None)
    if named is not None:
        play(turn, named)
        return
    seed = understand(turn, rest)
    if seed:
        start(turn, seed, name=rest)
    elif seed.which:
        _which(turn, seed, rest)
    else:
        turn.say(phrase("station-not-understood", text=wording.short(rest)), turn.ways_on())


def start(turn: Turn, seed: Seed, *, name: str = "") -> None:
    """Play a station around something; where there is one already, it goes on."""
    around = tuple(turn.film(movie) for movie in seed.films)
    same = next((each for each in kept(turn) if each.is_around(around, seed.words)), None)
    if same is None and len(kept(turn)) >= MOST_STATIONS:
        full(turn)
        return
    made = same or _made(turn, seed, name)
    notes = [phrase("station-resumed") if same else understood(turn, made)]
    if seed.unknown:
        notes.append(phrase("station-left-out", words=wording.short(", ".join(seed.unknown))))
    play(turn, made, note=lines(notes))


def _made(turn: Turn, seed: Seed, name: str) -> KeptStation:
    around = tuple(turn.film(movie) for movie in seed.films)
    titled = clean_name(" & ".join(film.title for film in around))
    if titled.casefold() in {each.name.casefold() for each in kept(turn)}:
        titled = clean_name(" & ".join(film.label for film in around))
    wanted = titled if around and not seed.words else clean_name(name)
    own = free_name(turn, wanted or words("station-unnamed"))
    return KeptStation(station_code(turn.now, own), own, around, seed.words)


def _which(turn: Turn, seed: Seed, text: str) -> None:
    buttons = [turn.button(movie.label[:60], Tap.SEED, turn.film(movie).key) for movie in seed.which]
    turn.show(films.choice(turn, wording.which_one(text), buttons), anew=True)


def _seeded(turn: Turn, movie: Movie) -> None:
    start(turn, Seed(films=(movie,)))


COMMANDS: CommandHandlers = {Command.STATION: station}
FILM_TAPS: FilmTapHandlers = {Tap.SEED: _seeded}
TAPS: TapHandlers = {**station_cards.TAPS, **station_lists.TAPS}
ALL_TAPS = frozenset({*TAPS, *FILM_TAPS})
"""Buttons for which the person's stations have to be known; no group shows them."""
