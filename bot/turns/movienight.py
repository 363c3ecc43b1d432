"""A movie night in a group: who is in, what they wish, and everybody's way in and out."""

from collections.abc import Callable
from dataclasses import replace

from bot.dialogue.commands import Command
from bot.dialogue.events import Left, Migrated, PollSent, Voted
from bot.dialogue.language import phrase, speaking, words
from bot.dialogue.markup import Text
from bot.dialogue.screens import Button, Link, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.tonight import Tonight
from bot.nights import Night, Status
from bot.storage.kept import Mark
from bot.turns import movienight_screens as screens
from bot.turns import movienight_vote as voting
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.movienight_state import keep, show
from bot.turns.own_words import in_own_words
from bot.turns.turn import Turn
from recengine.query import Constraints


def call(turn: Turn, rest: str = "") -> None:
    """/movienight: open a night, or show the one that is open; in private, tell how it is done."""
    if turn.company is None:
        invite = Button(words("night-button-add"), link=Link(screens.START, group=True))
        turn.say(phrase("night-in-private"), ((invite,), *turn.ways_on()))
        return
    night = turn.company.night
    if night is None or not night.under_way or night.stale(turn.now):
        open_(turn, rest)
    elif rest:
        wish(turn, night, rest)
    else:
        show(turn, night, anew=True)


def open_(turn: Turn, rest: str = "", *, language: str | None = None) -> None:
    """A new night, in the language of whoever opens it; one that was forgotten about is called off."""
    assert turn.company is not None
    last = turn.company.night
    if last is not None and last.under_way:
        voting.close_poll(turn, last)
        keep(turn, replace(last, status=Status.CANCELLED))
    number = 1 + (last.number if last is not None else 0)
    wished = turn.served.understanding.wishes(in_own_words(turn, rest))
    night = Night(turn.company.chat_id, number, turn.user_id, language or turn.language, turn.now, wishes=wished)
    keep(turn, night)
    show(turn, night, note=None if wished or not rest else _not_understood(night), anew=True)


def wish(turn: Turn, night: Night, text: str) -> None:
    """What somebody who is in wants the films to be like."""
    wished = turn.served.understanding.wishes(in_own_words(turn, text))
    if not night.decides(turn.user_id):
        show(turn, night, note=_in_its_language(night, "night-join-first"), anew=True)
    elif not wished:
        turn.say(_not_understood(night))
    else:
        changed = replace(night, wishes=Tonight(night.wishes).wishing(wished).constraints)
        keep(turn, changed)
        later = _in_its_language(night, "night-wish-for-later") if night.status is Status.VOTING else None
        show(turn, changed, note=later, anew=True)


def reply(turn: Turn, text: str, message_id: int) -> None:
    """An answer to one of the bot's messages: a wish, where the message shows the night that is under way."""
    night = turn.company.night if turn.company else None
    if night is not None and night.under_way and message_id in night.messages:
        wish(turn, night, text)


def _not_understood(night: Night) -> Text:
    return _in_its_language(night, "night-no-wish")


def _in_its_language(night: Night, key: str) -> Text:
    with speaking(night.language):
        return phrase(key)


def join(turn: Turn, night: Night, tap: Parsed) -> None:
    """«I'm in»: for everybody in the group."""
    if night.member(turn.user_id) is not None:
        turn.answer = words("night-tap-in-already")
    elif night.full:
        turn.answer = words("night-tap-full")
    else:
        turn.answer = words("night-tap-in") if turn.history else words("night-tap-in-unknown")
        _changed(turn, night.joined(turn.user_id, screens.name_of(turn.event.sender.first_name)))


def leave(turn: Turn, night: Night, tap: Parsed) -> None:
    """«I'm out»."""
    if night.member(turn.user_id) is None:
        turn.answer = words("night-tap-not-in")
    else:
        turn.answer = words("night-tap-out")
        _changed(turn, night.without(turn.user_id))


def _changed(turn: Turn, night: Night) -> None:
    show(turn, night)
    voting.settle(turn, night)


def drop_wishes(turn: Turn, night: Night, tap: Parsed) -> None:
    """All wishes are gone."""
    turn.answer = words("night-tap-wishes-dropped")
    changed = replace(night, wishes=Constraints())
    keep(turn, changed)
    show(turn, changed)


def call_off(turn: Turn, night: Night, tap: Parsed) -> None:
    """No movie night after all."""
    voting.close_poll(turn, night)
    keep(turn, replace(night, status=Status.CANCELLED))
    with speaking(night.language):
        new = screens.night_button(night, words("night-button-new"), "new")
        turn.show(Screen(phrase("night-called-off"), ((new,),)))


_FOR_ALL: dict[str, Callable[[Turn, Night, Parsed], None]] = {"join": join, "leave": leave}
_FOR_MEMBERS: dict[str, Callable[[Turn, Night, Parsed], None]] = {
    "propose": voting.propose,
    "close": voting.close,
    "nowish": drop_wishes,
    "off": call_off,
}


def tapped(turn: Turn, tap: Parsed) -> None:
    """A button of a night: is it still that night, and may this person?"""
    night = turn.company.night if turn.company else None
    action, number = tap.argument(0), tap.number(1, most=10**9)
    if turn.company is not None and action == "new" and (night is None or not night.under_way):
        open_(turn, language=None if night is None else night.language)
    elif night is None or night.number != number or not night.under_way:
        _over(turn, night if night is not None and night.number == number else None, action)
    elif action in _FOR_ALL:
        _FOR_ALL[action](turn, night, tap)
    elif action not in _FOR_MEMBERS:
        turn.answer = words("night-tap-under-way") if action == "new" else words("tap-stale")
    elif not night.decides(turn.user_id):
        turn.answer = words("night-tap-join-first")
    else:
        _FOR_MEMBERS[action](turn, night, tap)


def _over(turn: Turn, night: Night | None, action: str) -> None:
    if night is None:
        under_way = turn.company is not None and turn.company.night is not None and turn.company.night.under_way
        turn.answer = words("night-tap-under-way") if under_way else words("night-tap-over")
    elif night.winner is None:
        turn.answer = words("night-tap-cancelled")
    elif action != "save":
        turn.answer = words("night-tap-decided", film=night.winner.label)
    elif (movie := turn.served.films.movie(night.winner)) is None:
        turn.answer = words("tap-unknown-film")
    else:  # the only way in which a night changes what somebody has of their own
        if not turn.is_marked(movie, Mark.SAVED):
            turn.mark(movie, Mark.SAVED)
        turn.answer = words("tap-saved", film=movie.label)


def happened(turn: Turn, event: Voted | Left | Migrated | PollSent) -> None:
    """What Telegram tells without anybody having spoken to the bot."""
    night = turn.company.night if turn.company else None
    if isinstance(event, Voted):
        voting.vote(turn, event)
    elif isinstance(event, Migrated):
        turn.effects.append(lambda tx: tx.move_chat(event.place.chat_id, event.new_chat_id))
    elif isinstance(event, Left) and turn.private:
        turn.effects.append(lambda tx: tx.leave_nights(turn.user_id))
    elif night is None or not night.under_way:
        return
    elif isinstance(event, Left):
        if night.member(turn.user_id) is not None:
            voting.settle(turn, night.without(turn.user_id))
    elif night.status is Status.VOTING and night.everybody_voted:
        voting.decide(turn, night)


COMMANDS: CommandHandlers = {Command.MOVIENIGHT: call}
TAPS: TapHandlers = {Tap.NIGHT: tapped}
