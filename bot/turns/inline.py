"""Inline mode: films offered in any chat, with the asker's own match, and cards that anybody can rate or save."""

from dataclasses import replace

from bot.dialogue import wording
from bot.dialogue.events import AskedInline
from bot.dialogue.inline import InlineCard, InlinePage
from bot.dialogue.language import words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Button, Screen
from bot.dialogue.taps import Parsed, Tap, parse_tap, tap_data
from bot.dialogue.understanding import Intent
from bot.films import film_of
from bot.storage.base import Mark, Outcome
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
    movies = _found(turn, " ".join(event.query[:LONGEST_QUERY].split()))
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
        return _suggestions(turn)
    meaning = turn.served.understanding.meaning(text)
    if meaning.titles:
        named = [turn.served.recommender.catalog[item_id] for item_id in meaning.titles]
        like = _like(turn, named[0], meaning.constraints)
        return _unlike(like, named) if meaning.intent is Intent.SIMILAR else _unlike(named, like)
    if meaning.constraints or meaning.intent is Intent.RECOMMEND:
        return _suggestions(turn, meaning.constraints)
    return [match.movie for match in turn.served.titles.search(text, limit=PER_PAGE).matches]


def _suggestions(turn: Turn, wanted: Constraints | None = None) -> list[Movie]:
    query = turn.asking(wanted or Constraints())
    ids = turn.served.recommender.shortlist(query, count=MOST, adventurous=turn.state.adventurous)
    return [turn.served.recommender.catalog[int(item_id)] for item_id in ids]


def _like(turn: Turn, movie: Movie, wanted: Constraints) -> list[Movie]:
    query = replace(turn.asking(wanted), like=(movie.item_id,))
    ids = turn.served.recommender.shortlist(query, count=MOST, adventurous=turn.state.adventurous)
    return [turn.served.recommender.catalog[int(item_id)] for item_id in ids]


def _unlike(first: list[Movie], more: list[Movie]) -> list[Movie]:
    known = {movie.item_id for movie in first}
    return first + [movie for movie in more if movie.item_id not in known]


def _cards(turn: Turn, movies: list[Movie]) -> tuple[InlineCard, ...]:
    recommender, history = turn.served.recommender, turn.history
    places = recommender.catalog.indices_of(movie.item_id for movie in movies)
    known = recommender.stars is not None and len(history) >= ENOUGH_TO_PREDICT
    match = recommender.match(history)[places] if known and movies else [None] * len(movies)
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
    parts: list[Text | str] = [wording.film_line(movie)]
    if people := wording.people_line(movie):
        parts.append(people)
    key = film_of(movie).key
    buttons = (
        Button(words("button-like"), tap_data(Tap.ANYLIKE, key)),
        Button(words("button-dislike"), tap_data(Tap.ANYDISLIKE, key)),
        Button(words("button-save"), tap_data(Tap.ANYSAVE, key)),
    )
    return Screen(lines(parts), (buttons,))


def tapped(turn: Turn, data: str) -> None:
    """A tap on a card in any chat: it counts for whoever taps, and only they are told."""
    tap = parse_tap(data)
    movie = None if tap is None else turn.movie(tap.argument(0))
    if tap is None or tap.tap not in ANYWHERE:
        turn.answer = words("tap-stale")
    elif movie is None:
        turn.answer = words("tap-unknown-film")
    elif tap.tap is Tap.ANYSAVE:
        _save(turn, movie)
    else:
        _judge(turn, movie, tap)


def _judge(turn: Turn, movie: Movie, tap: Parsed) -> None:
    stars = wording.LIKE_STARS if tap.tap is Tap.ANYLIKE else wording.DISLIKE_STARS
    now = turn.rating_of(movie)
    if now == stars:  # a second tap takes it back, as people expect of such buttons
        turn.unrate(movie)
        turn.answer = words("tap-rating-removed", film=movie.label)
        return
    turn.rate(movie, stars)
    turn.settle(movie, Outcome.LIKED if stars == wording.LIKE_STARS else Outcome.DISLIKED)
    turn.answer = wording.noted(movie, stars).plain


def _save(turn: Turn, movie: Movie) -> None:
    if turn.is_marked(movie, Mark.SAVED):
        turn.unmark(movie, Mark.SAVED)
        turn.answer = words("tap-not-saved-any-more", film=movie.label)
    else:
        turn.mark(movie, Mark.SAVED)
        turn.answer = words("tap-saved", film=movie.label)
