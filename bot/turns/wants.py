"""What a turn needs besides the facts of whoever caused it, told from the event alone."""

from bot.dialogue.commands import Command, parse_command
from bot.dialogue.events import Event, Left, PollSent, Said, Tapped, Voted
from bot.dialogue.taps import Tap, parse_tap


def wants_company(event: Event) -> bool:
    """Whether the answer needs to know the group's movie night and who is in."""
    if isinstance(event, Voted | PollSent):
        return True
    if event.place.private:
        return False
    if isinstance(event, Tapped):
        tap = parse_tap(event.data)
        return tap is not None and tap.tap is Tap.NIGHT
    if isinstance(event, Said):
        called = parse_command(event.text)
        by_command = called is not None and called.command in (Command.MOVIENIGHT, Command.START)
        return by_command or event.reply_to is not None
    return isinstance(event, Left)


def takes_long(event: Event) -> bool:
    """Whether the answer takes so long that others would notice: a list for many people."""
    if not isinstance(event, Tapped):
        return False
    tap = parse_tap(event.data)
    return tap is not None and tap.tap is Tap.NIGHT and tap.argument(0) == "propose"
