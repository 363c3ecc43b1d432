"""Titles that people asked for in vain: kept without who asked, listed for admins."""

from dataclasses import replace

from bot.added.asking import may_be_title
from bot.added.film import WantedFilm
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import lines
from bot.dialogue.screens import Screen
from bot.dialogue.spans import duration
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.wording import clipped
from bot.films import film_key
from bot.turns.handlers import TapHandlers
from bot.turns.pages import MOST_PAGES, PER_PAGE, page_of, turning
from bot.turns.turn import Turn


def code(text: str) -> str:
    """What stands for a title on a button."""
    return film_key(text, None)


def miss(turn: Turn, text: str) -> bool:
    """Keep that a film was looked for in vain; whether it was one."""
    if may_be_title(text):
        turn.missed = text
    return turn.missed is not None


def sought(turn: Turn, text: str) -> None:
    """Remember what was looked for, should it be none of what is offered."""
    turn.state = replace(turn.state, sought=text if may_be_title(text) else "")


def listed(turn: Turn, *, page: int = 0, anew: bool = False) -> None:
    """How to add a film, and the titles that were asked for, those asked for most first."""
    titles = turn.extras.wanted
    if titles is None:
        turn.answer = words("admins-only")
        return
    page, pages = page_of(page, len(titles))
    rows = tuple(
        (turn.button(_label(film), Tap.WISHED, code(film.key), page),)
        for film in titles[page * PER_PAGE : (page + 1) * PER_PAGE]
    )
    asked = phrase("addfilm-wanted", count=len(titles)) if titles else phrase("addfilm-none-wanted")
    text = lines([phrase("addfilm-how"), "", asked])
    turn.show(Screen(text, (*rows, turning(turn, Tap.WANTED, page, pages))), anew=anew)


def _label(film: WantedFilm) -> str:
    return words("button-wanted", title=clipped(film.title, 45), times=film.times)


def meant(turn: Turn, tap: Parsed) -> WantedFilm | None:
    """The title of a button for an admin; else None, and told."""
    titles = turn.extras.wanted
    film = next((film for film in titles or () if code(film.key) == tap.argument(0)), None)
    if film is None:
        turn.answer = words("admins-only" if titles is None else "wanted-gone")
    return film


def _opened(turn: Turn, tap: Parsed) -> None:
    film = meant(turn, tap)
    if film is None:
        return
    page = tap.number(1, most=MOST_PAGES)
    ago = duration(max(0, turn.now - film.last_at))
    rows = (
        (turn.button(words("button-add-wanted"), Tap.ADDWANTED, code(film.key)),),
        (turn.button(words("button-forget-wanted"), Tap.UNWANT, code(film.key), page),),
        (turn.button(words("button-back"), Tap.WANTED, page),),
    )
    told = phrase("wanted-film", title=clipped(film.title, 80), times=film.times, ago=ago)
    turn.show(Screen(told, rows))


def _forget(turn: Turn, tap: Parsed) -> None:
    film = meant(turn, tap)
    if film is None:
        return
    turn.effects.append(lambda tx: tx.forget_wanted(film.key))
    left = tuple(other for other in turn.extras.wanted or () if other is not film)
    turn.extras = replace(turn.extras, wanted=left)
    turn.answer = words("wanted-forgotten", title=clipped(film.title, 80))
    listed(turn, page=tap.number(1, most=MOST_PAGES))


def _missed(turn: Turn, tap: Parsed) -> None:
    """«It is a film»: what was not understood is noted as one."""
    text = turn.state.sought
    if code(text) != tap.argument(0) or not text:
        turn.answer = words("tap-stale")
        return
    turn.state, turn.missed = replace(turn.state, sought=""), text
    turn.show(Screen(phrase("missed-thanks", title=clipped(text, 60)), turn.ways_on()))


TAPS: TapHandlers = {
    Tap.WANTED: lambda turn, tap: listed(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.WISHED: _opened,
    Tap.UNWANT: _forget,
    Tap.MISSED: _missed,
}
