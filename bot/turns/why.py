"""The exact reason of a suggestion, as the person may ask for it."""

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Screen
from bot.dialogue.taps import Tap
from bot.turns.handlers import FilmTapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.query import Query

SHARES = 4
"""So many rated films the exact reason lists."""


def why(turn: Turn, movie: Movie) -> None:
    """The exact reason: shares of the rated films, and where the film would stand without the strongest one."""
    recommender, query = turn.served.recommender, turn.query(fresh=False)
    reason = recommender.explain(query, movie.item_id)
    rank = recommender.rank(query, movie.item_id)
    parts: list[Text | str] = [wording.why_title(movie), ""]
    total = sum(abs(share.contribution) for share in reason.films)
    if total > 0:
        strongest = sorted(reason.films, key=lambda share: -abs(share.contribution))[:SHARES]
        parts.append(phrase("why-your-ratings"))
        for share in strongest:
            label = recommender.catalog[share.item_id].label
            percent = round(100 * abs(share.contribution) / total)
            parts.append(wording.share_line(label, percent, against=share.contribution < 0))
        parts.append("")
    stranger = recommender.rank(_nobody(turn, movie), movie.item_id)
    parts.append(phrase("why-rank", rank=str(rank), stranger=str(stranger)))
    if reason.main is not None:
        other = recommender.without(query, movie.item_id, film=reason.main.item_id)
        label = recommender.catalog[reason.main.item_id].label
        parts.append(wording.without_line(label, other.rank, other.rank_without))
    turn.show(Screen(lines(parts), ((turn.button(words("button-back"), Tap.CARD, turn.film(movie).key),),)))


def _nobody(turn: Turn, movie: Movie) -> Query:
    """The question of somebody who rated nothing, over the same candidates."""
    query = turn.query(fresh=False)
    return Query(exclude=query.exclude | set(query.history) - {movie.item_id})


FILM_TAPS: FilmTapHandlers = {Tap.WHY: why}
