"""Commands that people type or choose from Telegram's menu."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """Every command; the value is its name in the chat."""

    START = "start"
    RECOMMEND = "recommend"
    RATE = "rate"
    SIMILAR = "similar"
    RATINGS = "ratings"
    SAVED = "saved"
    ADVENTUROUS = "adventurous"
    UNDO = "undo"
    HELP = "help"
    CANCEL = "cancel"
    RETRAIN = "retrain"


DESCRIPTIONS: dict[Command, str] = {
    Command.RECOMMEND: "Suggest a film for me",
    Command.RATE: "Rate a film: /rate heat",
    Command.SIMILAR: "Films like one you name: /similar heat",
    Command.RATINGS: "What you rated, to change or remove",
    Command.SAVED: "Films you saved for later",
    Command.ADVENTUROUS: "How bold my suggestions are",
    Command.UNDO: "Take back the last thing you did",
    Command.START: "Start, or rate a few more films",
    Command.HELP: "What I can do",
    Command.CANCEL: "Stop what we were doing",
}
"""Commands of the menu, in its order; what only admins can do stands in ADMIN_DESCRIPTIONS."""

ADMIN_DESCRIPTIONS: dict[Command, str] = {Command.RETRAIN: "Train the model anew with everybody's ratings"}

_FORM = re.compile(r"/([A-Za-z_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Called:
    """A command as it was typed; `command` is None where there is no such command."""

    command: Command | None
    name: str
    rest: str = ""
    bot: str | None = None


def parse_command(text: str) -> Called | None:
    """The command that a message calls, or None where the message is none."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    name = match[1].lower()
    known = Command(name) if name in set(Command) else None
    return Called(known, name, (match[3] or "").strip(), match[2])
