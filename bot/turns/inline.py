"""Inline mode: films offered in any chat, with the asker's own match, and cards that anybody can rate or save."""

from dataclasses import replace

from bot.dialogue import wording
from bot.dialogue.events import AskedInline
from bot.dialogue.inline import InlineCard, InlinePage
from bot.dialogue.language import words
from bot.dialogue.markup import lines
from bot.dialogue.screens import Button, Screen
from bot.dialogue.taps import Tap, parse_tap, tap_data
from bot.dialogue.understanding import Intent
from bot.films import film_of
from bot.turns.judging import judge, toggle_saved
from bot.turns.outlook import ENOUGH_TO_PREDICT
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.query import Constraints

PER_PAGE = 10
"""Telegram shows three or four results and scrolls."""

MOST = 50
"""Nobody scrolls further."""

LONGEST_QUERY = 200

ANYWHERE = frozenset({Tap.ANYLIKE, Tap.ANYDISLIKE, Tap.ANYSAVE})
"""Buttons of cards in any chat: they are for everybody there."""


def offer(turn: Turn, event: AskedInline) -> InlinePage:
    """The results for what somebody typed behind the bot's name, a page at a time."""
    first = int(event.offset) if event.offset.isascii() and event.offset.isdigit() and len(event.offset) <= 4 else 0
    movies = _once(_found(turn, " ".join(event.query[:LONGEST_QUERY].split())))
    page = movies[first : first + PER_PAGE]
    after = first + PER_PAGE
    return InlinePage(
        cards=_cards(turn, page),
        next_offset=str(after) if after < len(movies) else "",
        invitation=None if turn.ratings else words("inline-invitation"),
    )


def _found(turn: Turn, text: str) -> list[Movie]:
    """Films that a text names, with films like the first; else what meets its wishes; else near titles."""
    if not text:
        return _suggestions(turn, Constraints())
    meaning = turn.served.understanding.meaning(text)
    if meaning.titles:
        named = [turn.served.recommender.catalog[item_id] for item_id in meaning.titles]
        like = _suggestions(turn, meaning.constraints, like=meaning.titles[:1])
        return _unlike(like, named) if meaning.intent is Intent.SIMILAR else _unlike(named, like)
    if meaning.constraints or meaning.intent is Intent.RECOMMEND:
        return _suggestions(turn, meaning.constraints)
    return [match.movie for match in turn.served.titles.search(text, limit=PER_PAGE).matches]


def _suggestions(turn: Turn, wanted: Constraints, *, like: tuple[int, ...] = ()) -> list[Movie]:
    query = replace(turn.asking(wanted), like=like)
    ids = turn.served.recommender.shortlist(query, count=MOST, adventurous=turn.state.adventurous)
    return [turn.served.recommender.catalog[int(item_id)] for item_id in ids]


def _once(movies: list[Movie]) -> list[Movie]:
    """Each film once: Telegram refuses all results where two have one key, and data sets list some films twice."""
    by_key: dict[str, Movie] = {}
    for movie in movies:
        by_key.setdefault(film_of(movie).key, movie)
    return list(by_key.values())


def _unlike(first: list[Movie], more: list[Movie]) -> list[Movie]:
    known = {movie.item_id for movie in first}
    return first + [movie for movie in more if movie.item_id not in known]


def _cards(turn: Turn, movies: list[Movie]) -> tuple[InlineCard, ...]:
    recommender, history = turn.served.recommender, turn.history
    places = recommender.catalog.indices_of(movie.item_id for movie in movies)
    known = recommender.stars is not None and len(history) >= ENOUGH_TO_PREDICT
    match = recommender.match(history, at=places) if known and movies else [None] * len(movies)
    return tuple(_card(turn, movie, chance) for movie, chance in zip(movies, match, strict=True))


def _card(turn: Turn, movie: Movie, match: float | None) -> InlineCard:
    """What the asker sees in the list, and what everybody sees once it is chosen: nothing of the asker's in that."""
    about = [words("inline-match", match=round(match))] if match is not None else []
    given = turn.rating_of(movie)
    about = [wording.stars(given)] if given is not None else about
    return InlineCard(
        key=turn.film(movie).key,
        title=movie.label,
        description=" · ".join([*about, *movie.genres[:3]]),
        screen=public_card(movie),
    )


def public_card(movie: Movie) -> Screen:
    """A film for everybody in a chat: each tap counts for whoever taps."""
    key = film_of(movie).key
    buttons = (
        Button(words("button-like"), tap_data(Tap.ANYLIKE, key)),
        Button(words("button-dislike"), tap_data(Tap.ANYDISLIKE, key)),
        Button(words("button-save"), tap_data(Tap.ANYSAVE, key)),
    )
    return Screen(lines(wording.film_lines(movie)), (buttons,))


def tapped(turn: Turn, data: str) -> None:
    """A tap on a card in any chat: it counts for whoever taps, and only they are told."""
    tap = parse_tap(data)
    movie = None if tap is None else turn.movie(tap.argument(0))
    if tap is None or tap.tap not in ANYWHERE:
        turn.answer = words("tap-stale")
    elif movie is None:
        turn.answer = words("tap-unknown-film")
    elif tap.tap is Tap.ANYSAVE:
        toggle_saved(turn, movie)
    else:
        _judge(turn, movie, liked=tap.tap is Tap.ANYLIKE)


def _judge(turn: Turn, movie: Movie, *, liked: bool) -> None:
    """👍 or 👎; a second tap takes it back, as people expect of such buttons."""
    if turn.rating_of(movie) == (wording.LIKE_STARS if liked else wording.DISLIKE_STARS):
        turn.unrate(movie)
        turn.answer = words("tap-rating-removed", film=movie.label)
    else:
        judge(turn, movie, liked=liked)
