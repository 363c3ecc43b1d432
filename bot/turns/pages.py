"""Lists in pages of few enough films for all buttons of a screen to be taken in at a glance."""

from bot.dialogue.language import words
from bot.dialogue.screens import Button
from bot.dialogue.taps import Tap
from bot.turns.turn import Turn

PER_PAGE = 5
"""With «back», «suggest» and «on» below them, eight buttons."""

MOST_PAGES = 9999


def page_of(page: int, count: int, *, per_page: int = PER_PAGE) -> tuple[int, int]:
    """The page that is nearest to the one asked for, from 0, and how many there are, one at least."""
    pages = max(1, -(-count // per_page))
    return min(max(page, 0), pages - 1), pages


def turning(turn: Turn, tap: Tap, page: int, pages: int) -> tuple[Button, ...]:
    """The row under a page: back, a suggestion, on."""
    before = (turn.button(words("button-previous-page"), tap, page - 1),) if page > 0 else ()
    after = (turn.button(words("button-next-page"), tap, page + 1),) if page + 1 < pages else ()
    return (*before, turn.button(words("button-suggest"), Tap.SUGGEST), *after)
