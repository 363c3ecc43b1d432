"""Naming a film: look it up, offer candidates, ask how it was."""

from collections.abc import Iterable

from bot.dialogue import wording
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines, under
from bot.dialogue.screens import Button, Rows, Screen, pairs
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.films import Film
from bot.turns import cards, onboarding, wanted
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.judging import save_label
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.datasets.title_parsing import parse_title
from recengine.text import title_key
from recengine.titles import TitleSearch

CANDIDATES = 5

LONGEST_TITLE = 12
"""A message of more words that nobody understood is no title either."""


def look_up(turn: Turn, text: str) -> None:
    """Find the film that a text names, and ask how it was; or which one is meant; or say that there is none."""
    show_found(turn, text, turn.served.titles.search(text, limit=CANDIDATES))


def show_found(turn: Turn, text: str, found: TitleSearch) -> None:
    """What a title lookup found."""
    if not found.matches:
        _no_such_film(turn, text)
    elif found.confident:
        turn.show(rating_screen(turn, found.matches[0].movie, Origin.LOOKUP), anew=True)
    else:
        buttons = [
            turn.button(match.movie.label[:60], Tap.PICK, turn.film(match.movie).key, Origin.LOOKUP)
            for match in found.matches
        ]
        missing = not any(_goes_by(match.movie, text) for match in found.matches)
        if missing:
            wanted.sought(turn, text)
        turn.show(choice(turn, wording.which_one(text), buttons, sought=text if missing else None), anew=True)


def _goes_by(movie: Movie, text: str) -> bool:
    """Whether a film goes by a text, so that who means none of such films looks for no other one of that name."""
    key = title_key(parse_title(text).title)
    return any(title_key(title) == key for title in (movie.title, *movie.alt_titles))


def _no_such_film(turn: Turn, text: str) -> None:
    """There is none; whoever runs the bot may want to add it."""
    told = wording.no_such_film(text)
    turn.say(lines([told, phrase("missed-noted")]) if wanted.miss(turn, text) else told, turn.ways_on())


def choice(turn: Turn, question: Text, buttons: Iterable[Button], *, sought: str | None = None) -> Screen:
    """Films to choose from, each a button, or none of them; `sought` is the title that was looked for."""
    code = () if sought is None else (wanted.code(sought),)
    none = turn.button(words("button-none-of-these"), Tap.CLOSE, *code)
    return Screen(question, tuple((button,) for button in (*buttons, none)))


def similar_to(turn: Turn, text: str) -> None:
    """Films like one that a text names."""
    found = turn.served.titles.search(text, limit=CANDIDATES)
    if not found.matches:
        _no_such_film(turn, text)
        return
    movie = found.matches[0].movie
    out = frozenset({*turn.history, *turn.query(fresh=False).exclude})
    suggestions = turn.served.recommender.similar(
        [movie.item_id], exclude=out, count=CANDIDATES, adventurous=turn.state.adventurous
    )
    rows = tuple(
        (turn.button(item.movie.label[:60], Tap.CARD, turn.film(item.movie).key),) for item in suggestions.items
    )
    turn.show(Screen(wording.similar_title(movie), (*rows, *turn.ways_on())), anew=True)


def rating_screen(
    turn: Turn, movie: Movie, origin: Origin, *, note: Text | None = None, last: Rows | None = None
) -> Screen:
    """A film with the question how it was; `last` rows take the place of «haven't seen it» and «save»."""
    turn.about(movie)
    others = (_other_choices(turn, movie, origin),) if last is None else last
    question = wording.how_was(movie, _given(turn, movie))
    card_follows = origin is Origin.CARD or (origin is Origin.LOOKUP and not turn.state.onboarding)
    picture = turn.poster(movie) if card_follows else None  # a list cannot take a picture's place
    return Screen(under(note, question), (*rate_rows(turn, movie, origin), *others), picture)


def rate_rows(turn: Turn, film: Movie | Film, origin: Origin) -> Rows:
    """Rating buttons of a film."""
    key = turn.film(film).key
    return pairs(
        [turn.button(label, Tap.RATE, key, round(stars * 2), origin.value) for label, stars in wording.rate_labels()]
    )


def pick(turn: Turn, tap: Parsed) -> None:
    """A film was chosen from a list: ask how it was, in place of the list."""
    movie = known(turn, tap)
    if movie is not None:
        turn.show(rating_screen(turn, movie, origin_of(tap.argument(1))))


def unseen(turn: Turn, tap: Parsed) -> None:
    """«Haven't seen it» costs nothing: on with the others."""
    movie = known(turn, tap)
    if movie is None:
        return
    if origin_of(tap.argument(1)) is Origin.ONBOARDING or turn.state.onboarding:
        onboarding.ask(turn, without=turn.film(movie).key)
    else:
        cards.show_card(turn, movie)


def known(turn: Turn, tap: Parsed) -> Movie | None:
    """The film of a button, or None after telling that it is gone."""
    movie = turn.movie(tap.argument(0))
    if movie is None:
        turn.answer = words("tap-unknown-film")
    return movie


def rateable(turn: Turn, tap: Parsed) -> Movie | Film | None:
    """The film of a button, or one that is gone from the catalogue and was rated or marked; else None, and told."""
    return turn.movie(tap.argument(0)) or turn.own_film(tap.argument(0)) or known(turn, tap)


def origin_of(letter: str) -> Origin:
    """Where a rating button stood; lookup where that is unclear."""
    return Origin(letter) if letter in set(Origin) else Origin.LOOKUP


def _given(turn: Turn, movie: Movie) -> float | None:
    """The rating of a film as a screen may tell it: a group is told of none."""
    return turn.rating_of(movie) if turn.private else None


def _other_choices(turn: Turn, movie: Movie, origin: Origin) -> tuple[Button, ...]:
    key = turn.film(movie).key
    unseen_button = turn.button(words("button-unseen"), Tap.UNSEEN, key, origin.value)
    if origin is Origin.ONBOARDING or _given(turn, movie) is not None:
        return (unseen_button,)
    return (unseen_button, turn.button(save_label(turn, movie), Tap.SAVE, key, origin.value))


def _rate(turn: Turn, rest: str) -> None:
    if rest:
        look_up(turn, rest)
    else:
        turn.say(phrase("name-a-film", command=Command.RATE.value), turn.ways_on())


def _similar(turn: Turn, rest: str) -> None:
    if rest:
        similar_to(turn, rest)
    else:
        turn.say(phrase("name-a-film", command=Command.SIMILAR.value), turn.ways_on())


COMMANDS: CommandHandlers = {Command.RATE: _rate, Command.SIMILAR: _similar}
TAPS: TapHandlers = {Tap.PICK: pick, Tap.UNSEEN: unseen}
