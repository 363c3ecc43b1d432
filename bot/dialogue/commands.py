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
    TASTE = "taste"
    HIDDEN = "hidden"
    SEEN = "seen"
    STATION = "station"
    ADVENTUROUS = "adventurous"
    MOVIENIGHT = "movienight"
    UNDO = "undo"
    LANGUAGE = "language"
    WEEKLY = "weekly"
    QUIET = "quiet"
    IMPORT = "import"
    EXPORT = "export"
    PRIVACY = "privacy"
    DELETE = "delete"
    HELP = "help"
    CANCEL = "cancel"
    RETRAIN = "retrain"
    MODELS = "models"
    STATUS = "status"
    STATS = "stats"
    ADDFILM = "addfilm"


MENU: tuple[Command, ...] = (
    Command.RECOMMEND,
    Command.RATE,
    Command.SIMILAR,
    Command.RATINGS,
    Command.SAVED,
    Command.TASTE,
    Command.HIDDEN,
    Command.SEEN,
    Command.STATION,
    Command.ADVENTUROUS,
    Command.MOVIENIGHT,
    Command.UNDO,
    Command.WEEKLY,
    Command.QUIET,
    Command.LANGUAGE,
    Command.IMPORT,
    Command.PRIVACY,
    Command.EXPORT,
    Command.DELETE,
    Command.START,
    Command.HELP,
    Command.CANCEL,
)
"""Commands of the menu, in its order; each is described by the message `command-<name>`."""

ADMIN_MENU: tuple[Command, ...] = (Command.RETRAIN, Command.MODELS, Command.STATUS, Command.STATS, Command.ADDFILM)
"""What only admins can do."""

ALIASES = {"stations": Command.STATION}

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
    known = ALIASES.get(name) or (Command(name) if name in set(Command) else None)
    return Called(known, name, (match[3] or "").strip(), match[2])
