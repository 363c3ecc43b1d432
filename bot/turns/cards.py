"""The suggestion card: one film, what was wished for, its reason, and buttons that count at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue import wording
from bot.dialogue.chips import button_words, wish_words, wishes_line
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, italic, lines
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.tonight import Chip, Kind
from bot.dialogue.traits import trait_name
from bot.storage.kept import Mark, Outcome
from bot.turns.handlers import FilmTapHandlers, TapHandlers
from bot.turns.judging import judge, save_label, toggle_saved
from bot.turns.turn import Turn
from recengine.catalog import Movie
from recengine.columns import LIKE
from recengine.explanations import Reason
from recengine.query import Query

CITED = 2
"""So many rated films a card names as its reason."""

LONGEST_TRAIT = 40
"""Letters of a trait's name on a card."""


@dataclass(frozen=True, slots=True)
class Best:
    """The film to suggest next, whether it was shown before, and the wishes that it does not meet."""

    movie: Movie
    again: bool
    left_out: tuple[Chip, ...]


def next_card(turn: Turn, *, note: Text | None = None, anew: bool = False, but: Movie | None = None) -> None:
    """Show the best film that was not shown yet, and remember that it was shown; `but` is passed over."""
    found = _best(turn, but)
    if found is None:
        turn.show(Screen(phrase("nothing-left"), _without_films(turn)), anew=anew)
        return
    turn.suggested(found.movie)
    turn.look_ahead()
    remarks = [note] if note else []
    if found.again:
        remarks.append(italic(words("shown-again")))
    if turn.let_go:
        remarks.append(phrase("wishes-let-go", wishes=wishes_line([chip_words(turn, c) for c in turn.let_go.chips])))
    if found.left_out:
        remarks.append(phrase("wishes-left-out", wishes=wishes_line([chip_words(turn, c) for c in found.left_out])))
    turn.show(card(turn, found.movie, note=lines(remarks) if remarks else None), anew=anew)


def _best(turn: Turn, but: Movie | None) -> Best | None:
    for fresh in (True, False):
        query = turn.query(fresh=fresh)
        if but is not None:
            query = replace(query, exclude=query.exclude | {but.item_id})
        movie, dropped = turn.served.recommender.first(query, adventurous=turn.state.adventurous)
        if movie is not None:
            return Best(movie, not fresh, turn.tonight.left_out(dropped))
    return None


def _without_films(turn: Turn) -> Rows:
    """Ways on where there is nothing to suggest."""
    return ((turn.button(words("button-other-films"), Tap.ASK),),)


def card(turn: Turn, movie: Movie, *, note: Text | None = None) -> Screen:
    """A suggestion with what was understood, title, year, genres, people, reason and buttons."""
    turn.about(movie, card=True)
    wishes = [chip_words(turn, chip) for chip in turn.tonight.chips]
    above = [part for part in (note, italic(wishes_line(wishes)) if wishes else None) if part]
    text = card_text(turn, movie, above=above, because=_because(turn, movie))
    return Screen(text, _card_rows(turn, movie, wishes), turn.poster(movie))


def card_text(turn: Turn, movie: Movie, *, above: Sequence[Text | str], because: Sequence[Text | str]) -> Text:
    """What a card says: remarks, the film, why it is suggested, and the stars that it may get."""
    parts: list[Text | str] = [*above, ""] if above else []
    parts += [*wording.film_lines(movie), "", *because]
    if (expected := turn.outlook(movie)) is not None:
        parts.append(wording.expected(expected.stars, expected.match))
    return lines(parts)


def chip_words(turn: Turn, chip: Chip) -> str:
    """A wish in words."""
    film = turn.movie(chip.value) if chip.kind is Kind.LIKE else None
    return wish_words(chip, film=None if film is None else film.title)


def _because(turn: Turn, movie: Movie) -> list[str]:
    """The reason in a line, and what was asked of traits that matters.

    What somebody liked or turned is told to them alone, so in a group nothing of it is named.
    """
    query, told = turn.query(fresh=False), bool(turn.traits) and turn.private
    if query.like and not told:
        return [_like_line(turn, query)]
    reason = turn.served.recommender.explain(query, movie.item_id)
    turned = _turned_lines(turn, reason) if told else []
    if query.like:
        return [_like_line(turn, query), *turned]
    titles = cited(turn, reason)
    if not titles and turn.is_unrated(movie):
        return [words("because-new"), *turned]
    line = words("because-your-taste") if titles and not turn.private else wording.because(titles)
    return [line, *turned]


def _like_line(turn: Turn, query: Query) -> str:
    title = turn.served.recommender.catalog[query.like[0]].title
    return words("because-like", film=wording.clipped(title, wording.LONGEST_CITED))


def cited(turn: Turn, reason: Reason) -> list[str]:
    """Titles of the liked films that carry a suggestion most, the second only where it carries half as much."""
    catalog = turn.served.recommender.catalog
    liked = [share for share in reason.films if share.stars >= LIKE and share.contribution > 0][:CITED]
    strong = [share for share in liked if share.contribution >= 0.5 * liked[0].contribution]
    return [catalog[share.item_id].title for share in strong]


def _turned_lines(turn: Turn, reason: Reason) -> list[str]:
    """What the person asked of traits, where it speaks for or against a film."""
    names, told = turn.served.recommender.trait_names, {"up": list[str](), "down": list[str]()}
    for key, _ in reason.adjustments:
        if (setting := turn.state.turned(key)) in told and key in names:
            told[setting].append(wording.clipped(trait_name(f"{key.partition(':')[0]}:{names[key]}"), LONGEST_TRAIT))
    return [words(f"card-turned-{way}", traits=", ".join(found[:CITED])) for way, found in told.items() if found]


def _card_rows(turn: Turn, movie: Movie, wishes: list[str]) -> Rows:
    key = turn.film(movie).key

    def button(label: str, tap: Tap) -> Button:
        return turn.button(label, tap, key)

    return (
        (
            button(words("button-like"), Tap.LIKE),
            button(words("button-dislike"), Tap.DISLIKE),
            button(words("button-seen"), Tap.SEEN),
        ),
        (
            button(save_label(turn, movie), Tap.SAVE),
            button(words("button-why"), Tap.WHY),
            button(words("button-next"), Tap.NEXT),
        ),
        (button(words("button-but"), Tap.BUT), *_chip(turn, key, wishes)),
    )


def _chip(turn: Turn, key: str, wishes: list[str]) -> tuple[Button, ...]:
    """The one button for what is wished: it takes back a single wish, or opens several."""
    if not wishes:
        return ()
    label = words("chip", wish=button_words(wishes))
    if len(wishes) > 1:
        return (turn.button(label, Tap.CHIPS, key),)
    return (turn.button(label, Tap.UNCHIP, turn.tonight.chips[0].code, key),)


def show_card(turn: Turn, movie: Movie, *, note: Text | None = None) -> None:
    """A film's card, as in a list that was opened or after «why»; a card seen is a suggestion shown."""
    if not turn.was_suggested(movie):
        turn.suggested(movie)
    turn.show(card(turn, movie, note=note))


def judged(turn: Turn, movie: Movie, *, liked: bool) -> None:
    """👍 or 👎 on a card: it counts at once, and the next card already knows it."""
    next_card(turn, note=judge(turn, movie, liked=liked))


def saved(turn: Turn, movie: Movie) -> None:
    """Save for later, or not any more; the card stays."""
    if toggle_saved(turn, movie):
        turn.settle(movie, Outcome.SAVED)
    show_card(turn, movie)


def passed(turn: Turn, movie: Movie) -> None:
    """«Next»: nothing is held against the film, but it does not come up again."""
    if not turn.is_marked(movie, Mark.SEEN):
        if not turn.was_suggested(movie):
            turn.suggested(movie)
        turn.settle(movie, Outcome.PASSED)
    next_card(turn, but=movie)


def hidden(turn: Turn, movie: Movie) -> None:
    """«Never show»: the film comes up no more, until it is brought back."""
    if turn.is_marked(movie, Mark.SAVED):
        turn.unmark(movie, Mark.SAVED)
    turn.mark(movie, Mark.HIDDEN)
    turn.settle(movie, Outcome.HIDDEN)
    note = phrase("hidden", film=wording.cited(movie))
    turn.answer = note.plain
    next_card(turn, note=note)


def _skip(turn: Turn, tap: Parsed) -> None:
    turn.settle_onboarding()
    next_card(turn)


TAPS: TapHandlers = {Tap.SUGGEST: lambda turn, tap: next_card(turn), Tap.SKIP: _skip}
FILM_TAPS: FilmTapHandlers = {
    Tap.LIKE: lambda turn, movie: judged(turn, movie, liked=True),
    Tap.DISLIKE: lambda turn, movie: judged(turn, movie, liked=False),
    Tap.SAVE: saved,
    Tap.CARD: show_card,
    Tap.NEXT: passed,
    Tap.HIDE: hidden,
}
