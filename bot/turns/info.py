"""What is known about a film, short, with the ways on that a film has."""

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.plots import shortened
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Origin, Tap
from bot.storage.kept import Mark
from bot.turns.judging import save_label
from bot.turns.turn import Turn
from recengine.catalog import Movie

FEWEST_RATINGS = 5
"""From so many ratings on a mean says something."""

WORDS = 5

LONGEST_SCREEN = 580
"""Letters of the whole screen, so that it is read at a glance."""

LONGEST_PLOT, SHORTEST_PLOT = 320, 80
"""So much of a plot is told, and where there is no room for that much, none."""


def show_info(turn: Turn, movie: Movie) -> None:
    """A film: who made it, how long it is, what people think of it, and what it would be for this person."""
    turn.about(movie)
    made = _made(movie)
    above: list[Text | str] = [*wording.film_lines(movie), *([made] if made else [])]
    below = [part for part in (_typical(turn, movie), _for_you(turn, movie), _known(turn, movie)) if part]
    plot = _plot(turn, movie, room=LONGEST_SCREEN - len(lines([*above, "", "", *below]).plain))
    about: list[Text | str] = ["", plot] if plot else []
    text = lines([*above, *about, "", *below])
    turn.show(Screen(text, _rows(turn, movie), turn.poster(movie)), anew=True)


def _plot(turn: Turn, movie: Movie, *, room: int) -> Text | None:
    """What it is about, and who says so."""
    plot = turn.plot(movie)
    room = min(LONGEST_PLOT, room - len(words("info-plot", plot="")))
    return phrase("info-plot", plot=shortened(plot, room)) if plot and room >= SHORTEST_PLOT else None


def _made(movie: Movie) -> str:
    """Running time and the words that people describe it by."""
    parts = [words("info-minutes", minutes=movie.minutes)] if movie.minutes else []
    if movie.words:
        parts.append(words("info-words", words=", ".join(wording.clipped(word, 30) for word in movie.words[:WORDS])))
    return "\n".join(parts)


def _typical(turn: Turn, movie: Movie) -> Text | None:
    statistics = turn.served.recommender.statistics
    place = turn.served.recommender.catalog.index_of(movie.item_id)
    count = int(statistics.ratings[place])
    if turn.is_unrated(movie):
        return phrase("because-new")
    if count < FEWEST_RATINGS:
        return phrase("info-few-ratings")
    return phrase("info-typical", stars=float(statistics.mean_stars[place]), count=count)


def _for_you(turn: Turn, movie: Movie) -> str | None:
    """What this person would think of it, as its card says it; nobody else's business."""
    expected = turn.outlook(movie)
    if expected is None or not turn.private or turn.rating_of(movie) is not None:
        return None
    return wording.expected(expected.stars, expected.match)


def _known(turn: Turn, movie: Movie) -> str | None:
    """What this person did with it; nobody else's business."""
    if not turn.private:
        return None
    if (given := turn.rating_of(movie)) is not None:
        return words("info-rated", stars=wording.stars(given))
    if turn.is_marked(movie, Mark.SAVED):
        return words("info-saved")
    return words("info-seen") if turn.is_marked(movie, Mark.SEEN) else None


def _rows(turn: Turn, movie: Movie) -> Rows:
    key = turn.film(movie).key
    return (
        (
            turn.button(words("button-rate-it"), Tap.PICK, key, Origin.LOOKUP.value),
            turn.button(save_label(turn, movie), Tap.SAVE, key),
        ),
        (
            turn.button(words("button-info-similar"), Tap.ALIKE, key),
            turn.button(words("button-suggest"), Tap.SUGGEST),
        ),
    )
