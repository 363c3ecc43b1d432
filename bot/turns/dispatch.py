"""From an event to the function that answers it. Whatever comes, something helpful is said."""

from collections.abc import Callable

from bot.dialogue import wording
from bot.dialogue.commands import ADMIN_DESCRIPTIONS, DESCRIPTIONS, Called, Command, parse_command
from bot.dialogue.events import Event, Said, Tapped
from bot.dialogue.markup import bold
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Origin, Parsed, Tap, parse_tap
from bot.storage.base import Mark, Outcome, Verb
from bot.turns import cards, dial, films, lists, onboarding, rating
from bot.turns.turn import Turn
from recengine.catalog import Movie

GREETINGS = frozenset(
    ["hi", "hello", "hey", "hiya", "yo", "hola", "start", "hallo", "moin", "salut", "ciao", "howdy"]
)

PRIVATE_ONLY = frozenset({Command.RATINGS, Command.SAVED, Command.UNDO, Command.RETRAIN})
"""Commands whose answers are nobody else's business."""

LONGEST_TEXT = 300
"""A title is never longer; the rest of a message is not looked at."""


def take(turn: Turn) -> None:
    """Decide what a turn changes and says."""
    event = turn.event
    if isinstance(event, Tapped):
        _tapped(turn, event)
    elif isinstance(event, Said):
        _said(turn, event)
    elif turn.private:
        turn.say(wording.only_words(event.kind), ways_on(turn))


def _said(turn: Turn, event: Said) -> None:
    called = parse_command(event.text)
    if called is not None:
        _called(turn, called)
    elif not turn.private or event.edited:
        return  # groups talk among themselves; an edited message was answered when it was new
    elif event.text.strip("!.,? ").lower() in GREETINGS:
        onboarding.start(turn)
    else:
        films.look_up(turn, event.text[:LONGEST_TEXT])


def _called(turn: Turn, called: Called) -> None:
    if called.command is None:
        if turn.private:
            turn.say(wording.unknown_command(called.name))
        return
    if called.command in PRIVATE_ONLY and not turn.private:
        turn.say(wording.in_private())
        return
    _COMMANDS[called.command](turn, called.rest[:LONGEST_TEXT])


def _tapped(turn: Turn, event: Tapped) -> None:
    tap = parse_tap(event.data)
    if tap is None:
        turn.answer = wording.STALE
    elif tap.owner is not None and tap.owner != turn.user_id:
        turn.answer = wording.NOT_YOURS
    elif tap.tap in _CARD_TAPS:
        movie = films.known(turn, tap)
        if movie is not None:
            _CARD_TAPS[tap.tap](turn, movie)
    else:
        _TAPS[tap.tap](turn, tap)


def ways_on(turn: Turn) -> Rows:
    """The two buttons under an answer that would else be a dead end."""
    return ((turn.button(wording.SUGGEST, Tap.SUGGEST), turn.button(wording.MORE_FILMS, Tap.ASK)),)


def _rate(turn: Turn, rest: str) -> None:
    if rest:
        films.look_up(turn, rest)
    else:
        turn.say(wording.name_a_film(Command.RATE.value), ways_on(turn))


def _similar(turn: Turn, rest: str) -> None:
    if rest:
        films.similar_to(turn, rest)
    else:
        turn.say(wording.name_a_film(Command.SIMILAR.value), ways_on(turn))


def _undo(turn: Turn) -> None:
    entry = turn.undo()
    if entry is None or entry.film is None:
        turn.say(wording.nothing_to_undo(), ways_on(turn))
        return
    what = f"your rating of {entry.film.label}" if entry.mark is None else f"{entry.mark.value} {entry.film.label}"
    if entry.verb is Verb.RATE and entry.before is not None:
        what += f" (it is {wording.stars(entry.before)} again)"
    turn.say(wording.undone(what), ways_on(turn))


def _help(turn: Turn) -> None:
    descriptions = DESCRIPTIONS | (ADMIN_DESCRIPTIONS if turn.is_admin else {})
    turn.say(wording.help_text([(c.value, text) for c, text in descriptions.items()]), ways_on(turn))


def _cancel(turn: Turn) -> None:
    turn.settle_onboarding()
    turn.say(wording.cancelled(), ways_on(turn))


def _retrain(turn: Turn) -> None:
    if turn.is_admin:
        turn.retrain = True
    else:
        turn.say(wording.admins_only())


_COMMANDS: dict[Command, Callable[[Turn, str], None]] = {
    Command.START: lambda turn, rest: onboarding.start(turn),
    Command.RECOMMEND: lambda turn, rest: cards.next_card(turn, anew=True),
    Command.RATE: _rate,
    Command.SIMILAR: _similar,
    Command.RATINGS: lambda turn, rest: lists.ratings(turn, anew=True),
    Command.SAVED: lambda turn, rest: lists.saved(turn, anew=True),
    Command.ADVENTUROUS: lambda turn, rest: dial.ask(turn, anew=True),
    Command.UNDO: lambda turn, rest: _undo(turn),
    Command.HELP: lambda turn, rest: _help(turn),
    Command.CANCEL: lambda turn, rest: _cancel(turn),
    Command.RETRAIN: lambda turn, rest: _retrain(turn),
}


def _skip(turn: Turn, tap: Parsed) -> None:
    turn.settle_onboarding()
    cards.next_card(turn)


def _seen(turn: Turn, movie: Movie) -> None:
    """Seen is apart from liked: it is noted at once, and how it was may be told or not."""
    turn.mark(movie, Mark.SEEN)
    turn.settle(movie, Outcome.SEEN)
    turn.answer = f"Noted: you've seen {movie.label}."
    screen = films.rating_screen(turn, movie, Origin.CARD)
    key = turn.film(movie).key
    last = ((turn.button(wording.UNDO, Tap.UNDO), turn.button(wording.NEXT, Tap.NEXT, key)),)
    turn.show(Screen(screen.text, screen.rows[:2] + last))


def _undo_tap(turn: Turn, tap: Parsed) -> None:
    entry = turn.undo()
    if entry is None or entry.film is None:
        turn.answer = wording.nothing_to_undo().plain
        return
    turn.answer = f"Taken back: {entry.film.label}."
    movie = turn.served.films.movie(entry.film)
    if movie is not None:
        cards.show_card(turn, movie)


def _close(turn: Turn, tap: Parsed) -> None:
    turn.show(Screen(bold("Alright.") + " Try the title again, maybe with its year.", ways_on(turn)))


_CARD_TAPS: dict[Tap, Callable[[Turn, Movie], None]] = {
    Tap.LIKE: lambda turn, movie: cards.judged(turn, movie, liked=True),
    Tap.DISLIKE: lambda turn, movie: cards.judged(turn, movie, liked=False),
    Tap.SEEN: _seen,
    Tap.SAVE: cards.saved,
    Tap.WHY: cards.why,
    Tap.CARD: cards.show_card,
    Tap.NEXT: cards.passed,
}

_TAPS: dict[Tap, Callable[[Turn, Parsed], None]] = {
    Tap.ASK: lambda turn, tap: onboarding.ask(turn, others=True),
    Tap.PICK: films.pick,
    Tap.UNSEEN: films.unseen,
    Tap.RATE: rating.rate,
    Tap.SUGGEST: lambda turn, tap: cards.next_card(turn),
    Tap.SKIP: _skip,
    Tap.RATINGS: lambda turn, tap: lists.ratings(turn, page=tap.number(0, most=lists.MOST_PAGES)),
    Tap.EDIT: lists.edit,
    Tap.DROP: lists.drop,
    Tap.SAVED: lambda turn, tap: lists.saved(turn, page=tap.number(0, most=lists.MOST_PAGES)),
    Tap.UNSAVE: lists.unsave,
    Tap.DIAL: dial.turn_to,
    Tap.UNDO: _undo_tap,
    Tap.CLOSE: _close,
}


def wants_journal(event: Event) -> bool:
    """Whether the answer needs to know the last action."""
    if isinstance(event, Tapped):
        tap = parse_tap(event.data)
        return tap is not None and tap.tap is Tap.UNDO
    called = parse_command(event.text) if isinstance(event, Said) else None
    return called is not None and called.command is Command.UNDO
