"""Commands about the conversation itself: help, stop, language."""

from dataclasses import replace

from bot.dialogue import wording
from bot.dialogue.commands import ADMIN_MENU, MENU, Command
from bot.dialogue.language import phrase, speaking, spoken, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Screen
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.tuned import Tuned
from bot.locales import LANGUAGES
from bot.turns import wanted
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import MOST_PAGES, page_of, turning
from bot.turns.turn import Turn

COMMANDS_A_PAGE = 6
"""More do not fit on a phone."""


def help_(turn: Turn, *, page: int = 0, anew: bool = False) -> None:
    """What the bot can do, a page of commands at a time."""
    commands = MENU + (ADMIN_MENU if turn.is_admin else ())
    page, pages = page_of(page, len(commands), per_page=COMMANDS_A_PAGE)
    listed = commands[page * COMMANDS_A_PAGE : (page + 1) * COMMANDS_A_PAGE]
    text = wording.help_text([command.value for command in listed], first=page == 0)
    if turn.plots is not None and page + 1 == pages:
        text = lines([text, "", phrase("tmdb-notice")])
    turn.show(Screen(text, (turning(turn, Tap.HELP, page, pages),)), anew=anew)


def cancel(turn: Turn) -> None:
    """Whatever was going on, it is over."""
    turn.settle_onboarding()
    turn.state = replace(turn.state, tuned=Tuned(), draft=None)
    turn.say(phrase("cancelled"), turn.ways_on())


def ask_language(turn: Turn, rest: str = "") -> None:
    """The languages to choose from, or at once the one that was named."""
    named = rest.strip().lower()
    for code, name in LANGUAGES.items():
        if named and named in (code, name.lower()):
            _speak(turn, code, anew=True)
            return
    _languages(turn, phrase("language-title"), anew=True)


def choose_language(turn: Turn, tap: Parsed) -> None:
    """A language was tapped."""
    if tap.argument(0) in LANGUAGES:
        _speak(turn, tap.argument(0))
    else:
        turn.answer = words("tap-stale")


def _speak(turn: Turn, code: str, *, anew: bool = False) -> None:
    turn.state = turn.state.speaking(code)
    with speaking(code):
        turn.answer = words("language-turned")
        _languages(turn, phrase("language-turned"), anew=anew)


def _languages(turn: Turn, text: Text, *, anew: bool = False) -> None:
    buttons = tuple(
        turn.button(words("language-now", name=name) if code == spoken() else name, Tap.LANGUAGE, code)
        for code, name in LANGUAGES.items()
    )
    turn.show(Screen(text, (buttons, *turn.ways_on())), anew=anew)


def close(turn: Turn, tap: Parsed) -> None:
    """None of the films that were offered; the one that was looked for may be missing."""
    text = turn.state.sought
    missed = bool(text) and tap.argument(0) == wanted.code(text) and wanted.miss(turn, text)
    again = phrase("try-again")
    turn.show(Screen(lines([again, phrase("missed-noted")]) if missed else again, turn.ways_on()))


COMMANDS: CommandHandlers = {
    Command.HELP: lambda turn, rest: help_(turn, anew=True),
    Command.CANCEL: lambda turn, rest: cancel(turn),
    Command.LANGUAGE: ask_language,
}
TAPS: TapHandlers = {
    Tap.HELP: lambda turn, tap: help_(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.CLOSE: close,
    Tap.LANGUAGE: choose_language,
}
