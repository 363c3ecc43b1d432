"""The exact reason of a suggestion. A rating in it can be changed on the spot, to see the suggestion move."""

from dataclasses import replace

from bot.dialogue import shares, wording
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Button, Rows, Screen, pairs
from bot.dialogue.taps import Parsed, Tap
from bot.turns import films, judging
from bot.turns.handlers import FilmTapHandlers, TapHandlers
from bot.turns.outlook import record
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.explanations import FilmShare, Reason
from recengine.query import Query

FOR, AGAINST, ASKED = 3, 1, 2
"""So many rated films that carry a suggestion are told, that speak against it, and wishes that move it."""

LEAST = 0.005
"""What is less than half a percent of the whole is not told."""


def why(turn: Turn, movie: Movie, *, note: Text | None = None) -> None:
    """What carries a suggestion and what speaks against it, where it stands, and how sure the bot is of it."""
    like = _query(turn, movie).like
    if like or not turn.private:
        _briefly(turn, movie, like, note)
        return
    reason = turn.served.recommender.explain(_query(turn, movie), movie.item_id)
    told = _told(reason)
    above = [part for part in (note, _sureness(turn, movie)) if part]
    below: list[Text | str] = ["", _rank_line(turn, movie)]
    if note is None and (without := _without_line(turn, movie, reason)):
        below.append(without)
    text = lines([shares.title(movie), *above, "", *_reason_lines(turn, movie, reason, told), *below])
    turn.show(Screen(text, (*_edit_rows(turn, movie, told), _last_row(turn, movie)), turn.poster(movie)))


def _briefly(turn: Turn, movie: Movie, like: tuple[int, ...], note: Text | None) -> None:
    """Without shares: in a group no rating is told, and a film that is to be like another has no summands."""
    catalog = turn.served.recommender.catalog
    alike = [phrase("because-like", film=shares.film_name(catalog[like[0]]))] if like else []
    above = [*([note] if note else []), *alike]
    text = lines([shares.title(movie), *above, "", _rank_line(turn, movie)])
    turn.show(Screen(text, (_last_row(turn, movie),), turn.poster(movie)))


def _query(turn: Turn, movie: Movie) -> Query:
    """The question that a film answers; a rating of itself would be no reason for it."""
    query = turn.query(fresh=False)
    return replace(query, history={i: stars for i, stars in query.history.items() if i != movie.item_id})


def _told(reason: Reason) -> list[FilmShare]:
    """The rated films worth telling: those that carry it most, then those that speak most against it."""
    least = LEAST * _total(reason)
    carrying = [film for film in reason.films if film.contribution > least][:FOR]
    against = [film for film in reversed(reason.films) if film.contribution < -least][:AGAINST]
    return [*carrying, *against]


def _total(reason: Reason) -> float:
    contributions = [film.contribution for film in reason.films] + [a.contribution for a in reason.adjustments]
    return sum(map(abs, contributions))


def _reason_lines(turn: Turn, movie: Movie, reason: Reason, told: list[FilmShare]) -> list[Text | str]:
    catalog, total = turn.served.recommender.catalog, _total(reason)
    asked = sorted(reason.adjustments, key=lambda part: -abs(part.contribution))[:ASKED]
    names = shares.film_names([catalog[film.item_id] for film in told])
    parts = [(names[film.item_id], film.contribution) for film in told]
    parts += [(shares.asked(part.key), part.contribution) for part in asked]
    listed: list[Text | str] = [*shares.listed(parts, total)]
    if not any(contribution > 0 for _, contribution in parts):
        listed.insert(0, _by_itself(turn, movie))
    others = len(reason.films) - len(told)
    rest = total - sum(abs(contribution) for _, contribution in parts)
    if others and rest > LEAST * total:
        listed.append(phrase("why-others", count=others, percent=round(100 * rest / total)))
    return listed


def _by_itself(turn: Turn, movie: Movie) -> Text:
    """Why a film is suggested for which no rating of the person speaks."""
    if turn.is_unrated(movie):
        return phrase("why-new")
    return phrase("why-nothing-rated") if turn.history else phrase("why-nobody")


def _sureness(turn: Turn, movie: Movie) -> str:
    """Predicted stars and match, and how right such guesses have been; empty where too little is known."""
    expected, past = turn.outlook(movie), record(turn.guesses)
    told = [wording.expected(expected.stars, expected.match)] if expected else []
    if past is not None:
        told.append(words("guesses-right", right=past.right, guesses=past.guesses))
    return "\n".join(told)


def _rank(turn: Turn, movie: Movie) -> int:
    return turn.served.recommender.rank(_query(turn, movie), movie.item_id)


def _rank_line(turn: Turn, movie: Movie) -> str:
    stranger = turn.served.recommender.rank(_nobody(turn, movie), movie.item_id)
    return words("why-rank", rank=str(_rank(turn, movie)), stranger=str(stranger))


def _nobody(turn: Turn, movie: Movie) -> Query:
    """The question of somebody who rated nothing, over the same candidates."""
    query = _query(turn, movie)
    out = query.exclude | set(query.history) - {movie.item_id}
    return Query(exclude=out, constraints=query.constraints, like=query.like)


def _without_line(turn: Turn, movie: Movie, reason: Reason) -> str:
    """Where the film would stand without the rating that carries it most; empty where none does."""
    if reason.main is None:
        return ""
    recommender = turn.served.recommender
    other = recommender.without(_query(turn, movie), movie.item_id, film=reason.main.item_id)
    film = shares.film_name(recommender.catalog[reason.main.item_id])
    if other.rank == other.rank_without:
        return words("why-without-same", film=film)
    return words("why-without", film=film, without=str(other.rank_without))


def _edit_rows(turn: Turn, movie: Movie, told: list[FilmShare]) -> Rows:
    """A button for each rating that was told, to change it."""
    key, catalog = turn.film(movie).key, turn.served.recommender.catalog
    names = shares.film_names([catalog[share.item_id] for share in told])
    return tuple(
        (
            turn.button(
                words("button-edit", film=names[share.item_id], stars=wording.stars(share.stars)),
                Tap.WHY_EDIT,
                key,
                turn.film(rated).key,
            ),
        )
        for share in told
        if (rated := catalog[share.item_id])
    )


def _last_row(turn: Turn, movie: Movie) -> tuple[Button, ...]:
    key = turn.film(movie).key
    hide, back = turn.button(words("button-hide"), Tap.HIDE, key), turn.button(words("button-back"), Tap.CARD, key)
    return (hide, back)


def edit(turn: Turn, tap: Parsed) -> None:
    """A rating that carries the suggestion: change it, remove it, or back."""
    movie, rated = films.known(turn, tap), turn.movie(tap.argument(1))
    if movie is None:
        return
    current = None if rated is None else turn.rating_of(rated)
    if rated is None or current is None:
        turn.answer = words("tap-stale")
        why(turn, movie)
        return
    keys = turn.film(movie).key, turn.film(rated).key
    rates = [turn.button(label, Tap.WHY_RATE, *keys, round(stars * 2)) for label, stars in wording.rate_labels()]
    last = (
        turn.button(words("button-remove"), Tap.WHY_DROP, *keys),
        turn.button(words("button-back"), Tap.WHY, keys[0]),
    )
    text = phrase("why-edit", rated=wording.cited(rated), stars=wording.stars(current), film=wording.cited(movie))
    turn.show(Screen(text, (*pairs(rates), last), turn.poster(movie)))


def rate(turn: Turn, tap: Parsed) -> None:
    """A new rating of a film that carries the suggestion: take it, and show what became of the suggestion."""
    _change(turn, tap, half_stars=tap.number(2, most=10))


def drop(turn: Turn, tap: Parsed) -> None:
    """That rating removed, and what became of the suggestion."""
    _change(turn, tap, half_stars=None)


def _change(turn: Turn, tap: Parsed, *, half_stars: int | None) -> None:
    movie, rated = films.known(turn, tap), turn.movie(tap.argument(1))
    if movie is None or rated is None or half_stars == 0:
        turn.answer = turn.answer or words("tap-stale")
        return
    before = _rank(turn, movie)
    if half_stars is None:
        turn.unrate(rated)
        turn.answer = words("tap-rating-removed", film=rated.label)
    else:
        judging.take(turn, rated, half_stars / 2)
    after = _rank(turn, movie)
    now = "🗑" if half_stars is None else wording.stars(half_stars / 2)
    change = f"{shares.film_name(rated)} {now}"
    same = phrase("why-same", rated=change, after=str(after))
    moved = phrase("why-moved", rated=change, before=str(before), after=str(after))
    why(turn, movie, note=same if after == before else moved)


FILM_TAPS: FilmTapHandlers = {Tap.WHY: why}
TAPS: TapHandlers = {Tap.WHY_EDIT: edit, Tap.WHY_RATE: rate, Tap.WHY_DROP: drop}
