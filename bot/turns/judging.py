"""What is said of a film counts at once, on whatever screen it was said."""

from bot.dialogue import wording
from bot.dialogue.language import words
from bot.dialogue.markup import Text
from bot.films import Film
from bot.storage.kept import Mark, Outcome
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.columns import DISLIKE, LIKE


def take(turn: Turn, film: Movie | Film, stars: float) -> Text:
    """Take a rating, and what it says of a suggestion; returns the line that says so, which answers a tap as well."""
    turn.rate(film, stars)
    turn.settle(film, Outcome.LIKED if stars >= LIKE else Outcome.DISLIKED if stars <= DISLIKE else Outcome.SEEN)
    note = wording.noted(film, stars)
    turn.answer = note.plain
    return note


def judge(turn: Turn, movie: Movie, *, liked: bool) -> Text:
    """Take a 👍 or 👎."""
    return take(turn, movie, wording.LIKE_STARS if liked else wording.DISLIKE_STARS)


def seen(turn: Turn, movie: Movie) -> None:
    """Note that a film was seen, and nothing said of it."""
    turn.mark(movie, Mark.SEEN)
    turn.settle(movie, Outcome.SEEN)
    turn.answer = words("tap-seen", film=movie.label)


def toggle_saved(turn: Turn, movie: Movie) -> bool:
    """Save a film for later, or not any more; returns whether it is saved now."""
    if turn.is_marked(movie, Mark.SAVED):
        turn.unmark(movie, Mark.SAVED)
        turn.answer = words("tap-not-saved-any-more", film=movie.label)
        return False
    turn.mark(movie, Mark.SAVED)
    turn.answer = words("tap-saved", film=movie.label)
    return True


def save_label(turn: Turn, movie: Movie) -> str:
    """What the button that saves a film says; a group is not told what is saved."""
    saved = turn.private and turn.is_marked(movie, Mark.SAVED)
    return words("button-saved" if saved else "button-save")
