"""Ratings and «seen» in words: applied where it is sure which film is meant, with a way to take them back."""

from collections.abc import Sequence

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.dialogue.understanding.heard import Verdict
from bot.storage.kept import Mark, Outcome
from bot.turns import cards, films, judging, rating
from bot.turns.handlers import TapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie

MOST = 5
"""So many films are rated by one message."""


def rate(turn: Turn, verdicts: Sequence[Verdict]) -> None:
    """Rate the films that are surely meant; ask about one that is not."""
    told = verdicts[:MOST]
    sure = [verdict for verdict in told if is_sure(turn, verdict.name, verdict.item_id)]
    for verdict in sure:
        judging.take(turn, turn.served.recommender.catalog[verdict.item_id], verdict.stars)
    if sure:
        _noted(turn, [(turn.served.recommender.catalog[v.item_id], v.stars) for v in sure])
    for verdict in [verdict for verdict in told if verdict not in sure][:1]:
        _which(turn, verdict)


def rate_it(turn: Turn, stars: float) -> None:
    """Rate the film that was shown last, as in «loved it»."""
    movie = turn.film_meant
    if movie is None:
        turn.say(phrase("which-film-meant"), turn.ways_on())
        return
    judging.take(turn, movie, stars)
    _noted(turn, [(movie, stars)])


def ask_about(turn: Turn, movie: Movie) -> None:
    """Whether a film was meant, and how it was: nothing is taken from a mere sign."""
    turn.about(movie)
    turn.show(films.rating_screen(turn, movie, Origin.CARD), anew=True)


def seen(turn: Turn, movies: Sequence[Movie]) -> None:
    """Mark films as seen; of a single one it is asked how it was."""
    if len(movies) == 1:
        rating.seen(turn, movies[0])
        return
    for movie in movies[:MOST]:
        judging.seen(turn, movie)
    listed = ", ".join(wording.cited(movie) for movie in movies[:MOST])
    turn.show(Screen(phrase("seen-several", films=listed), _ways_on(turn, movies[0])), anew=True)


def save(turn: Turn, movie: Movie) -> None:
    """Save a film for later; one that is saved stays so."""
    if not turn.is_marked(movie, Mark.SAVED):
        turn.mark(movie, Mark.SAVED)
        turn.settle(movie, Outcome.SAVED)
    turn.show(Screen(phrase("tap-saved", film=wording.cited(movie)), _ways_on(turn, movie)), anew=True)


def is_sure(turn: Turn, name: str, item_id: int) -> bool:
    """Whether a name means this film and no other."""
    found = turn.served.titles.search(name, limit=2)
    return found.confident and found.matches[0].movie.item_id == item_id


def _noted(turn: Turn, rated: Sequence[tuple[Movie, float]]) -> None:
    turn.about(rated[-1][0])
    notes: list[Text | str] = [
        phrase("noted-stars", face=wording.rating_word(stars), film=wording.cited(movie), stars=wording.stars(stars))
        for movie, stars in rated
    ]
    turn.show(Screen(lines(notes), _ways_on(turn, rated[0][0])), anew=True)


def _ways_on(turn: Turn, movie: Movie) -> Rows:
    return ((turn.button(words("button-undo"), Tap.TAKEBACK, turn.film(movie).key),), *turn.ways_on())


def _which(turn: Turn, verdict: Verdict) -> None:
    """Candidates for a name, each a button that gives it the stars."""
    found = turn.served.titles.search(verdict.name, limit=films.CANDIDATES)
    stars = round(2 * verdict.stars)
    buttons = [
        turn.button(wording.cited(m.movie), Tap.RATE, turn.film(m.movie).key, stars, Origin.LOOKUP.value)
        for m in found.matches
    ]
    question = phrase("which-one-rated", text=wording.short(verdict.name), stars=wording.stars(verdict.stars))
    turn.show(films.choice(turn, question, buttons), anew=True)


def take_back(turn: Turn, tap: Parsed) -> None:
    """Take back what the message above did, if that was the last thing done."""
    key = tap.argument(0)
    last = next((action for action in turn.actions if action.revertible), None)
    fits = last is not None and any(entry.film and entry.film.key == key for entry in last.entries)
    if last is None or not fits or turn.undo(last.action_id) is None:
        turn.answer = words("undo-elsewhere")
        return
    movie = turn.movie(key)
    turn.answer = words("taken-back")
    if movie is None:
        cards.next_card(turn)
    else:
        turn.show(films.rating_screen(turn, movie, Origin.LOOKUP, note=phrase("taken-back")))


TAPS: TapHandlers = {Tap.TAKEBACK: take_back}
