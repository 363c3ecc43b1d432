"""Admins add a film: typed whole, or asked for what is missing; one tap adds it, one takes it back."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.added.film import AddedFilm, is_added, wanted_key
from bot.added.genres import Genres
from bot.added.typed import Typed, read_more, read_typed
from bot.dialogue.commands import Command
from bot.dialogue.draft import Draft
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines, under
from bot.dialogue.screens import Button, Rows, Screen, pairs
from bot.dialogue.taps import Origin, Parsed, Tap
from bot.dialogue.traits import genre_name
from bot.dialogue.wording import clipped
from bot.films import film_key
from bot.storage.base import Transaction
from bot.turns import wanted
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.turn import Turn
from recengine.catalog import Movie

GENRES_A_PAGE = 6
LONGEST_TITLE = 150
LONGEST_SHOWN = 100


def start(turn: Turn, rest: str) -> None:
    """/addfilm, alone or with a film."""
    if not turn.is_admin:
        turn.say(phrase("admins-only"), turn.ways_on())
    elif rest:
        begin(turn, rest)
    else:
        wanted.listed(turn, anew=True)


def begin(turn: Turn, text: str) -> None:
    """Show what is understood of a film, and ask for what is missing."""
    typed = read_typed(text, _genres(turn), this_year=_this_year(turn))
    if not any(letter.isalnum() for letter in typed.title) or len(typed.title) > LONGEST_TITLE:
        wanted.listed(turn, anew=True)
        return
    draft = Draft(typed.title, typed.year, typed.genres)
    _show(turn, draft, note=_odd(turn, typed), anew=True)


def completes(turn: Turn, text: str) -> bool:
    """Whether a text is what a draft waits for; it is taken then."""
    draft = turn.state.draft
    if draft is None or not turn.is_admin or not draft.waits(turn.now):
        return False
    more = read_more(text, _genres(turn), this_year=_this_year(turn))
    if more is None:
        return False
    _show(turn, replace(draft, year=more.year or draft.year, genres=more.genres or draft.genres), anew=True)
    return True


def _show(turn: Turn, draft: Draft, *, note: Text | None = None, anew: bool = False) -> None:
    """The draft with what can be done next: the year, then genres, then adding it."""
    draft = replace(draft, asked_at=turn.now)
    turn.state = replace(turn.state, draft=draft)
    if draft.year is not None and (known := turn.served.films.of_movie(_movie(draft))) is not None:
        _known(turn, known, anew=anew)
    elif draft.year is not None and not draft.genres:
        _choose(turn, draft, 0, note=note, anew=anew)
    else:
        cancel = turn.button(words("button-cancel-draft"), Tap.ADDFILM, "cancel", _key(draft))
        rows: Rows = ((cancel,),)
        if draft.complete:
            add = turn.button(words("button-add-film"), Tap.ADDFILM, "add", _key(draft))
            rows = ((add,), (turn.button(words("button-genres"), Tap.GENRES, _key(draft), 0), cancel))
        asked = phrase("draft-ready" if draft.complete else "draft-year")
        turn.show(Screen(under(note, lines([*_head(draft), "", asked])), rows), anew=anew)


def _known(turn: Turn, movie: Movie, *, anew: bool) -> None:
    turn.state = replace(turn.state, draft=None)
    card = turn.button(words("button-open-film"), Tap.PICK, turn.film(movie).key, Origin.LOOKUP.value)
    another = turn.button(words("button-another-film"), Tap.WANTED, 0)
    turn.show(
        Screen(phrase("draft-known", film=clipped(movie.label, LONGEST_SHOWN)), ((card,), (another,))), anew=anew
    )


def _choose(turn: Turn, draft: Draft, page: int, *, note: Text | None = None, anew: bool = False) -> None:
    """A page of genres to tap; the last page goes on with the first."""
    names = _by_use(turn)
    pages = -(-len(names) // GENRES_A_PAGE)
    page %= pages
    first = page * GENRES_A_PAGE
    shown = enumerate(names[first : first + GENRES_A_PAGE], start=first)
    buttons = [_genre_button(turn, draft, name, page, number) for number, name in shown]
    more = turn.button(words("button-more-genres"), Tap.GENRES, _key(draft), (page + 1) % pages)
    done = turn.button(words("button-genres-done"), Tap.ADDFILM, "done", _key(draft))
    text = under(note, lines([*_head(draft), "", phrase("draft-genres")]))
    turn.show(Screen(text, (*pairs(buttons), (more, done))), anew=anew)


def _genre_button(turn: Turn, draft: Draft, name: str, page: int, number: int) -> Button:
    key = "button-genre-on" if name in draft.genres else "button-genre-off"
    return turn.button(words(key, genre=clipped(genre_name(name), 30)), Tap.GENRE, _key(draft), page, number)


def _head(draft: Draft) -> list[Text | str]:
    named: list[Text | str] = [phrase("draft-film", film=clipped(draft.label, LONGEST_SHOWN))]
    return [*named, ", ".join(map(genre_name, draft.genres))] if draft.genres else named


def _odd(turn: Turn, typed: Typed) -> Text | None:
    if not typed.odd:
        return None
    nearest = _genres(turn).nearest(typed.odd[0])
    name = clipped(typed.odd[0], 30)
    return (
        phrase("draft-odd-near", name=name, near=genre_name(nearest)) if nearest else phrase("draft-odd", name=name)
    )


def _tapped(turn: Turn, tap: Parsed) -> None:
    """A button of a draft; one of an older draft than the last does nothing but take a film back."""
    verb, key = tap.argument(0), tap.argument(1)
    if not turn.is_admin:
        turn.answer = words("admins-only")
    elif verb == "back":
        _take_back(turn, key)
    elif (draft := _same(turn, key)) is None:
        turn.answer = words("tap-stale")
    elif verb == "cancel":
        turn.state = replace(turn.state, draft=None)
        turn.show(Screen(phrase("draft-cancelled"), turn.ways_on()))
    elif verb == "add" and draft.complete:
        _add(turn, draft)
    elif verb == "done" and draft.genres:
        _show(turn, draft)
    else:
        turn.answer = words("draft-no-genres")


def _add(turn: Turn, draft: Draft) -> None:
    film = AddedFilm(_movie(draft))
    known = turn.served.films.of_movie(film.movie)
    if known is not None and not is_added(known):  # one that was added may just have been taken back
        _known(turn, known, anew=False)
        return

    async def add(tx: Transaction) -> None:
        await tx.add_films([film])
        for title in (draft.title, draft.label):
            await tx.forget_wanted(wanted_key(title))

    turn.effects.append(add)
    back = turn.button(words("button-take-film-back"), Tap.ADDFILM, "back", _key(draft))
    another = turn.button(words("button-another-film"), Tap.WANTED, 0)
    turn.show(Screen(phrase("film-added", film=clipped(draft.label, LONGEST_SHOWN)), ((back, another),)))


def _take_back(turn: Turn, key: str) -> None:
    turn.effects.append(lambda tx: tx.remove_added(key))
    draft = _same(turn, key)
    rows = [(turn.button(words("button-add-again"), Tap.ADDFILM, "add", key),)] if draft and draft.complete else []
    another = turn.button(words("button-another-film"), Tap.WANTED, 0)
    turn.show(Screen(phrase("film-taken-back"), (*rows, (another,))))


def _page(turn: Turn, tap: Parsed) -> None:
    if (draft := _mine(turn, tap.argument(0))) is not None:
        _choose(turn, draft, tap.number(1, most=99))


def _toggle(turn: Turn, tap: Parsed) -> None:
    draft, names = _mine(turn, tap.argument(0)), _by_use(turn)
    if draft is not None:
        draft = draft.toggled(names[min(tap.number(2, most=99), len(names) - 1)])
        turn.state = replace(turn.state, draft=replace(draft, asked_at=turn.now))
        _choose(turn, draft, tap.number(1, most=99))


def _mine(turn: Turn, key: str) -> Draft | None:
    """The draft of a button for an admin; else None, and told."""
    draft = _same(turn, key) if turn.is_admin else None
    if draft is None:
        turn.answer = words("tap-stale" if turn.is_admin else "admins-only")
    return draft


def _same(turn: Turn, key: str) -> Draft | None:
    draft = turn.state.draft
    return draft if draft is not None and _key(draft) == key else None


def _key(draft: Draft) -> str:
    return film_key(draft.title, draft.year)


def _movie(draft: Draft) -> Movie:
    return Movie(0, draft.title, draft.year, draft.genres)


def _genres(turn: Turn) -> Genres:
    return Genres(turn.served.recommender.catalog.genres)


def _by_use(turn: Turn) -> list[str]:
    """The genres, those of most films first."""
    names, having = _genres(turn).names, turn.served.recommender.having
    return sorted(names, key=lambda name: -float(having(f"genre:{name}").sum()))


def _this_year(turn: Turn) -> int:
    return datetime.fromtimestamp(turn.now, UTC).year


def _of_wanted(turn: Turn, tap: Parsed) -> None:
    film = wanted.meant(turn, tap)
    if film is not None:
        begin(turn, film.title)


COMMANDS: CommandHandlers = {Command.ADDFILM: start}
TAPS: TapHandlers = {
    Tap.ADDFILM: _tapped,
    Tap.GENRES: _page,
    Tap.GENRE: _toggle,
    Tap.ADDWANTED: _of_wanted,
}
