"""Model versions, for admins: listed, looked at, and another one served."""

from collections.abc import Sequence

from bot.dialogue import model_screens
from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.screens import Screen
from bot.dialogue.taps import Parsed, Tap
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import MOST_PAGES, PER_PAGE, page_of, turning
from bot.turns.turn import Turn
from bot.versions import State, Version


def models(turn: Turn, *, page: int = 0, anew: bool = False) -> None:
    """The versions, a page of the newest first."""
    versions = turn.extras.models
    if versions is None:
        turn.show(Screen(phrase("admins-only"), turn.ways_on()), anew=anew)
        return
    page, pages = page_of(page, len(versions))
    shown = versions[page * PER_PAGE : (page + 1) * PER_PAGE]
    turn.show(model_screens.listed(shown, page=page, turning=turning(turn, Tap.MODELS, page, pages)), anew=anew)


def model(turn: Turn, tap: Parsed) -> None:
    """One version was tapped."""
    version = _named(turn, tap)
    if version is not None:
        turn.show(model_screens.details(version, page=tap.number(1, most=MOST_PAGES)))


def serve(turn: Turn, tap: Parsed) -> None:
    """Another version is to be served: asked once, then done once this turn is committed."""
    version = _named(turn, tap)
    if version is None:
        return
    step = tap.argument(1)
    if step == "keep":
        turn.show(model_screens.kept(turn.served.trained_at))
    elif version.state is State.SERVED:
        turn.answer = words("model-serving-already")
        models(turn)
    elif version.state is State.DAMAGED:
        turn.show(model_screens.details(version, page=0))
    elif step == "sure":
        turn.serve = version
        turn.show(model_screens.loading(version))
    else:
        turn.show(model_screens.question(version))


def _named(turn: Turn, tap: Parsed) -> Version | None:
    """The version of a tap; one that is gone, or nobody else's business, is answered here."""
    versions: Sequence[Version] | None = turn.extras.models
    if versions is None:
        turn.answer = words("admins-only")
        return None
    found = next((version for version in versions if version.code == tap.argument(0)), None)
    if found is None:
        turn.answer = words("models-gone")
        models(turn)
    return found


COMMANDS: CommandHandlers = {Command.MODELS: lambda turn, rest: models(turn, anew=True)}
TAPS: TapHandlers = {
    Tap.MODELS: lambda turn, tap: models(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.MODEL: model,
    Tap.SERVE: serve,
}
