"""A station playing: one card after another, judged by the buttons below it."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue import wording
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines, under
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.stations import KeptStation
from bot.storage.kept import Outcome
from bot.turns import cards, judging
from bot.turns.handlers import TapHandlers
from bot.turns.judging import judge, save_label, toggle_saved
from bot.turns.station_words import because, headline, leanings, name_of, shared_traits, tuned_in
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.query import Constraints
from recengine.recommender import Suggestion
from recengine.station import Station, next_on_station

SHARED = 5
"""So many traits in common with the seed the exact reason names."""

LONGEST_BUTTON = 40


def play(turn: Turn, station: KeptStation, *, note: Text | None = None) -> None:
    """The next film of a station; where none is left, a way to start over."""
    tuned = tuned_in(turn, station)
    if not _known(turn, tuned):
        rows = ((turn.button(words("button-stations"), Tap.STATIONS),), *turn.ways_on())
        turn.show(Screen(phrase("station-unknown", name=station.name), rows))
        return
    found = _next(turn, tuned)
    if found is None:
        _over(turn, station, note=note)
        return
    movie = found.movie
    turn.suggested(movie)
    turn.keep_station(station.playing(turn.film(movie).key))
    turn.state = replace(turn.state, tuned=turn.state.tuned.to(station.code))
    _card(turn, turn.stations[station.code], tuned, movie, note=note)


def _known(turn: Turn, tuned: Station) -> bool:
    """Whether the catalogue that is served now has anything of what a station is around."""
    names = turn.served.recommender.trait_names
    return bool(tuned.seeds) or any(key in names for key in tuned.words)


def _next(turn: Turn, tuned: Station) -> Suggestion | None:
    """Wishes of the talk in this chat do not count: a station goes its own way."""
    return next_on_station(turn.served.recommender, tuned, turn.asking(Constraints()))


def card(turn: Turn, station: KeptStation, movie: Movie) -> None:
    """A film's card on a station."""
    _card(turn, station, tuned_in(turn, station), movie)


def _card(turn: Turn, station: KeptStation, tuned: Station, movie: Movie, *, note: Text | None = None) -> None:
    turn.about(movie, card=True)
    weights = tuned.weights(turn.served.recommender)
    above = [headline(turn, station, weights), *([note] if note else [])]
    text = cards.card_text(turn, movie, above=above, because=because(turn, station, tuned, weights, movie))
    turn.show(Screen(text, _rows(turn, station, movie), turn.poster(movie)))


def _rows(turn: Turn, station: KeptStation, movie: Movie) -> Rows:
    key = turn.film(movie).key

    def button(what: str, label: str = "") -> Button:
        return turn.button(label or words(f"button-{what}"), Tap.TUNE, station.code, key, what)

    return (
        (button("like"), button("dislike"), button("next")),
        (button("seen"), button("save", save_label(turn, movie)), button("why")),
        (button("stop"),),
    )


def _over(turn: Turn, station: KeptStation, *, note: Text | None) -> None:
    """Nothing is left to play; what was played and not rated can come again."""
    again = _next(turn, tuned_in(turn, _from_the_start(turn, station))) is not None
    text = phrase("station-over" if again else "station-nothing-left", name=station.name)
    restart = (turn.button(words("button-start-over"), Tap.REPLAY, station.code),) if again else ()
    rows = ((*restart, turn.button(words("button-stations"), Tap.STATIONS)), *turn.ways_on())
    turn.show(Screen(under(note, text), rows))


def _from_the_start(turn: Turn, station: KeptStation) -> KeptStation:
    """The station with only what was rated played: that never comes again, and steers on."""
    rated = {each.film.key for each in turn.ratings}
    return replace(station, played=tuple(key for key in station.played if key in rated))


def found(turn: Turn, tap: Parsed) -> KeptStation | None:
    """The station of a button, or None after telling that it is gone."""
    station = turn.stations.get(tap.argument(0))
    if station is None or station.removed:
        turn.answer = words("station-gone")
        return None
    return station


def _judged(turn: Turn, station: KeptStation, movie: Movie, *, liked: bool) -> None:
    """👍 or 👎: a rating as everywhere, and what steers the station."""
    play(turn, station.playing(turn.film(movie).key), note=judge(turn, movie, liked=liked))


def _seen(turn: Turn, station: KeptStation, movie: Movie) -> None:
    """Seen, and nothing said of it: it comes nowhere again."""
    judging.seen(turn, movie)
    play(turn, station, note=phrase("station-seen", film=wording.clipped(movie.label, 2 * wording.LONGEST_CITED)))


def _passed(turn: Turn, station: KeptStation, movie: Movie) -> None:
    turn.settle(movie, Outcome.PASSED)
    play(turn, station.playing(turn.film(movie).key))


def _saved(turn: Turn, station: KeptStation, movie: Movie) -> None:
    """Save for later, or not any more; the card stays."""
    if toggle_saved(turn, movie):
        turn.settle(movie, Outcome.SAVED)
    card(turn, station, movie)


def _why(turn: Turn, station: KeptStation, movie: Movie) -> None:
    """What speaks for and against a film on a station, and a way back to its card."""
    recommender, tuned = turn.served.recommender, tuned_in(turn, station)
    shared = [name_of(recommender, key) for key in shared_traits(recommender, tuned, movie)[:SHARED]]
    parts: list[Text | str] = [phrase("station-why-title", film=movie.label, name=station.name), ""]
    if shared:
        parts.append(phrase("station-why-shared", traits=", ".join(shared)))
    more, less = leanings(recommender, tuned.weights(recommender), of=movie)
    for key, names in (("station-why-more", more), ("station-why-less", less)):
        if names:
            parts.append(phrase(key, traits=", ".join(names)))
    reason = recommender.explain(turn.asking(Constraints()), movie.item_id)
    if titles := cards.cited(turn, reason):
        parts.append(phrase("station-why-taste", films=", ".join(titles)))
    if len(parts) == 2:
        parts.append(phrase("station-because-plain"))
    back = turn.button(words("button-back"), Tap.TUNE, station.code, turn.film(movie).key, "card")
    turn.show(Screen(lines(parts), ((back,),), turn.poster(movie)))


def _stopped(turn: Turn, station: KeptStation, movie: Movie) -> None:
    """The station is off; it stays as it is, and the last film is a tap away."""
    turn.state = replace(turn.state, tuned=turn.state.tuned.off(station.code))
    film = wording.clipped(movie.label, LONGEST_BUTTON)
    rows: Rows = (
        (turn.button(words("button-film-card", film=film), Tap.CARD, turn.film(movie).key),),
        (
            turn.button(words("button-play-on"), Tap.PLAY, station.code),
            turn.button(words("button-stations"), Tap.STATIONS),
        ),
        (turn.button(words("button-suggest"), Tap.SUGGEST),),
    )
    turn.show(Screen(phrase("station-stopped", name=station.name), rows))


_ON_CARDS: dict[str, Callable[[Turn, KeptStation, Movie], None]] = {
    "like": lambda turn, station, movie: _judged(turn, station, movie, liked=True),
    "dislike": lambda turn, station, movie: _judged(turn, station, movie, liked=False),
    "next": _passed,
    "seen": _seen,
    "save": _saved,
    "why": _why,
    "card": card,
    "stop": _stopped,
}


def tuned(turn: Turn, tap: Parsed) -> None:
    """A button of a card was tapped: it is about the station that the card was made for, whatever plays now."""
    station, movie, act = found(turn, tap), turn.movie(tap.argument(1)), _ON_CARDS.get(tap.argument(2))
    if station is None:
        return
    if movie is None or act is None:
        turn.answer = words("tap-unknown-film" if movie is None else "tap-stale")
        return
    act(turn, station, movie)


def _play(turn: Turn, tap: Parsed) -> None:
    station = found(turn, tap)
    if station is not None:
        play(turn, station)


def _replay(turn: Turn, tap: Parsed) -> None:
    station = found(turn, tap)
    if station is not None:
        play(turn, _from_the_start(turn, station))


TAPS: TapHandlers = {Tap.TUNE: tuned, Tap.PLAY: _play, Tap.REPLAY: _replay}
