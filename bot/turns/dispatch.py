"""From an event to the function that answers it. Whatever comes, something helpful is said."""

import re
import unicodedata

from bot.dialogue.commands import Called, Command, parse_command
from bot.dialogue.events import AskedInline, Said, SentFile, SentOther, Tapped, TappedAnywhere, Woke
from bot.dialogue.language import phrase, words
from bot.dialogue.taps import Tap, parse_tap
from bot.turns import (
    addfilm,
    cards,
    dial,
    films,
    imports,
    inline,
    lists,
    models,
    movienight,
    nudges,
    onboarding,
    privacy,
    rating,
    shelves,
    stations,
    stats,
    status,
    steering,
    talk,
    taste,
    training,
    understood,
    undo,
    verdicts,
    wanted,
    why,
)
from bot.turns.handlers import CommandHandlers, FilmTapHandlers, TapHandlers
from bot.turns.station_lists import ask_no_more, asked_name, rename
from bot.turns.turn import Turn

PRIVATE_ONLY = frozenset(
    [
        Command.RATINGS,
        Command.SAVED,
        Command.HIDDEN,
        Command.SEEN,
        Command.UNDO,
        Command.TASTE,
        Command.STATION,
        Command.WEEKLY,
        Command.QUIET,
        Command.RETRAIN,
        Command.MODELS,
        Command.STATUS,
        Command.ADDFILM,
        Command.STATS,
    ]
).union(imports.COMMANDS, privacy.COMMANDS)
"""Commands whose answers are nobody else's business."""

PRIVATE_TAPS = frozenset(
    {Tap.RATINGS, Tap.EDIT, Tap.DROP, Tap.SAVED, Tap.KEPT, Tap.UNSAVE, Tap.ACTIONS, Tap.REVERT}
    | {Tap.TRAINING, Tap.MODELS, Tap.MODEL, Tap.SERVE}
    | {Tap.STATUS, Tap.ASIDE, Tap.STATS, Tap.TASTE, Tap.SHADE, Tap.TRAIT, Tap.TURN, Tap.NUDGE}
    | {Tap.ADDFILM, Tap.GENRES, Tap.GENRE, Tap.WANTED, Tap.WISHED, Tap.ADDWANTED, Tap.UNWANT}
    | {Tap.WHY_EDIT, Tap.WHY_RATE, Tap.WHY_DROP, Tap.HIDDEN, Tap.UNHIDE, Tap.SEEN_LIST, Tap.UNSEE}
    | stations.ALL_TAPS
).union(imports.TAPS, privacy.TAPS)
"""Buttons of such answers; no group shows them."""

FOR_EVERYBODY = inline.ANYWHERE | {Tap.NIGHT}
"""Buttons that anybody in a group may tap."""

UNREPEATABLE = frozenset({Command.UNDO, Command.RETRAIN})
"""Commands that do not run again when their message is edited."""

LONGEST_TEXT = 1000
"""The rest of a longer message is not looked at."""

LONGEST_APART = 2 * LONGEST_TEXT
"""Of a message whose letters are taken apart: «ﷺ» alone stands for eighteen."""

_ANOTHER_COMMAND = re.compile(r"(?:^|\s)/[A-Za-z_]{2,32}(?=\s|$)")

_TOPICS = (
    onboarding,
    cards,
    steering,
    why,
    films,
    rating,
    lists,
    shelves,
    dial,
    taste,
    stations,
    nudges,
    undo,
    talk,
    movienight,
    understood,
    verdicts,
    addfilm,
    wanted,
    imports,
    privacy,
    status,
    stats,
    training,
    models,
)
_COMMANDS: CommandHandlers = {}
_TAPS: TapHandlers = {}
_FILM_TAPS: FilmTapHandlers = {}
for _topic in _TOPICS:
    _COMMANDS |= getattr(_topic, "COMMANDS", {})
    _TAPS |= getattr(_topic, "TAPS", {})
    _FILM_TAPS |= getattr(_topic, "FILM_TAPS", {})


def take(turn: Turn) -> None:
    """Decide what a turn changes and says."""
    event = turn.event
    if not isinstance(event, Said) or parse_command(event.text) is not None:
        ask_no_more(turn)
    if isinstance(event, Tapped):
        _tapped(turn, event)
    elif isinstance(event, TappedAnywhere):
        inline.tapped(turn, event.data)
    elif isinstance(event, Woke):
        nudges.woke(turn, event)
    elif isinstance(event, Said):
        _said(turn, event)
    elif isinstance(event, SentFile):
        if turn.private:  # in groups files are for the people there
            imports.received(turn)
    elif isinstance(event, SentOther):
        if turn.private:
            turn.say(phrase("only-words", kind=words(f"kind-{event.kind}")), turn.ways_on())
    elif not isinstance(event, AskedInline):
        movienight.happened(turn, event)


def _said(turn: Turn, event: Said) -> None:
    called = parse_command(event.text)
    if called is not None:
        if not (event.edited and called.command in UNREPEATABLE):
            _called(turn, called)
    elif not turn.private:
        if event.reply_to is not None and not event.edited:  # else groups talk among themselves
            movienight.reply(turn, beginning(event.text), event.reply_to)
    elif event.edited:
        understood.again(turn, beginning(event.text))
    elif asked_name(turn):
        rename(turn, event.text)
    elif event.forwarded:
        understood.quote(turn, beginning(event.text))
    elif not addfilm.completes(turn, beginning(event.text)):
        understood.answer(turn, beginning(event.text))


def _called(turn: Turn, called: Called) -> None:
    if called.command is None:
        if turn.private:
            turn.say(phrase("unknown-command", name=called.name[:32]), turn.ways_on())
    elif called.command in PRIVATE_ONLY and not turn.private:
        turn.say(phrase("in-private"))
    elif _ANOTHER_COMMAND.search(called.rest):
        turn.say(phrase("one-command", name=called.command.value), turn.ways_on())
    else:
        _COMMANDS[called.command](turn, beginning(called.rest))


def beginning(text: str) -> str:
    """As much of a text as is looked at."""
    first = text[:LONGEST_TEXT]
    apart = first if first.isascii() else unicodedata.normalize("NFKD", first)
    return first if len(apart) <= LONGEST_APART else apart[:LONGEST_TEXT]


def _tapped(turn: Turn, event: Tapped) -> None:
    tap = parse_tap(event.data)
    if tap is None:
        turn.answer = words("tap-stale")
    elif tap.owner is not None and tap.owner != turn.user_id:
        turn.answer = words("tap-not-yours")
    elif tap.tap in PRIVATE_TAPS and not turn.private:
        turn.answer = words("in-private")
    elif tap.owner is None and not turn.private and tap.tap not in FOR_EVERYBODY:
        turn.answer = words("tap-stale")  # every button of ours for one person in a group names them
    elif tap.tap in _FILM_TAPS:
        movie = films.known(turn, tap)
        if movie is not None:
            _FILM_TAPS[tap.tap](turn, movie)
    elif tap.tap in _TAPS:
        _TAPS[tap.tap](turn, tap)
    else:  # a button of a card for any chat, on a message of the bot's own
        inline.tapped(turn, event.data)
