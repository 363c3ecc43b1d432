"""A person's stations: listed, opened, renamed, removed and brought back."""

from dataclasses import replace

from bot import stations
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.taps import Parsed, Tap
from bot.stations import MOST_STATIONS, KeptStation, clean_name
from bot.turns.handlers import TapHandlers
from bot.turns.pages import MOST_PAGES, PER_PAGE, page_of, turning
from bot.turns.station_cards import found
from bot.turns.station_words import headline, tuned_in, understood
from bot.turns.turn import Turn


def full(turn: Turn) -> None:
    rows = ((turn.button(words("button-stations"), Tap.STATIONS),), *turn.ways_on())
    turn.show(Screen(phrase("stations-full", most=MOST_STATIONS), rows))


def kept(turn: Turn) -> list[KeptStation]:
    """The person's stations, the one that played last first."""
    return [each for each in turn.stations.values() if not each.removed]


def listed(turn: Turn, *, page: int = 0) -> None:
    """The stations in pages; a tap opens one."""
    own = kept(turn)
    if not own:
        turn.show(Screen(phrase("stations-none"), turn.ways_on()))
        return
    page, pages = page_of(page, len(own))
    rows = tuple(
        (turn.button(_label(turn, each), Tap.STATION, each.code, page),)
        for each in own[page * PER_PAGE : (page + 1) * PER_PAGE]
    )
    turn.show(Screen(phrase("stations-title", count=len(own)), (*rows, turning(turn, Tap.STATIONS, page, pages))))


def _label(turn: Turn, each: KeptStation) -> str:
    key = "button-station-playing" if turn.state.tuned.playing == each.code else "button-station"
    return words(key, name=each.name)


def free_name(turn: Turn, name: str, *, besides: str = "") -> str:
    """A name that no other station of this person has: the one wanted, else with a number behind it."""
    return stations.free_name(name, [each.name for each in kept(turn) if each.code != besides])


def opened(turn: Turn, each: KeptStation, *, page: int = 0, note: Text | None = None) -> None:
    """One station: what it is around, what was made of it, and what can be done with it."""
    tuned = tuned_in(turn, each)
    judged = tuned.judged
    likes = sum(liked for _, liked in judged)
    told = phrase("station-so-far", played=len(each.played), likes=likes, dislikes=len(judged) - likes)
    above: list[Text | str] = [note, ""] if note else []
    text = lines([*above, headline(turn, each, tuned.weights(turn.served.recommender)), understood(turn, each), told])
    rows: Rows = (
        (turn.button(words("button-play-on"), Tap.PLAY, each.code),),
        (
            turn.button(words("button-rename"), Tap.NAME, each.code, page),
            turn.button(words("button-remove"), Tap.UNTUNE, each.code, page),
        ),
        (turn.button(words("button-back"), Tap.STATIONS, page),),
    )
    turn.show(Screen(text, rows))


def ask_name(turn: Turn, tap: Parsed) -> None:
    """The next words are the new name, unless something else comes first."""
    each = found(turn, tap)
    if each is None:
        return
    turn.state = replace(turn.state, tuned=turn.state.tuned.asking(each.code, turn.now))
    back = turn.button(words("button-keep-name"), Tap.STATION, each.code, tap.number(1, most=MOST_PAGES))
    turn.show(Screen(phrase("station-name-asked", name=each.name), ((back,),)))


def asked_name(turn: Turn) -> bool:
    """Whether the next words are a station's name."""
    each = turn.stations.get(turn.state.tuned.asked(turn.now) or "")
    return each is not None and not each.removed


def ask_no_more(turn: Turn) -> None:
    """Something else came than a name."""
    if turn.state.tuned.naming is not None:
        turn.state = replace(turn.state, tuned=turn.state.tuned.not_asking())


def rename(turn: Turn, text: str) -> None:
    """The name that was asked for; what leaves nothing readable is asked for again."""
    each, name = turn.stations[turn.state.tuned.naming or ""], clean_name(text)
    if not name:
        keep = turn.button(words("button-keep-name"), Tap.STATION, each.code)
        turn.say(phrase("station-name-asked", name=each.name), ((keep,),))
        return
    ask_no_more(turn)
    turn.keep_station(replace(each, name=free_name(turn, name, besides=each.code)))
    opened(turn, turn.stations[each.code], note=phrase("station-renamed"))


def removed(turn: Turn, tap: Parsed) -> None:
    """Asks once, then removes a station; it can be brought back at once."""
    each = found(turn, tap)
    if each is None:
        return
    page = tap.number(1, most=MOST_PAGES)
    if tap.argument(2) != "sure":
        rows: Rows = (
            (
                turn.button(words("button-remove"), Tap.UNTUNE, each.code, page, "sure"),
                turn.button(words("button-back"), Tap.STATION, each.code, page),
            ),
        )
        turn.show(Screen(phrase("station-remove", name=each.name), rows))
        return
    turn.remove_station(each)
    turn.state = replace(turn.state, tuned=turn.state.tuned.off(each.code))
    turn.answer = words("station-removed", name=each.name)
    bring_back = (turn.button(words("button-bring-back"), Tap.RETUNE, each.code),)
    rows = ((*bring_back, turn.button(words("button-stations"), Tap.STATIONS)), *turn.ways_on())
    turn.show(Screen(phrase("station-removed", name=each.name), rows))


def brought_back(turn: Turn, tap: Parsed) -> None:
    """A station that was removed is there again, as long as it is the last that was."""
    each = turn.stations.get(tap.argument(0))
    if each is None:
        turn.answer = words("station-gone")
    elif each.removed and len(kept(turn)) >= MOST_STATIONS:
        full(turn)
    else:
        if each.removed:
            turn.keep_station(replace(each, removed=False, name=free_name(turn, each.name)))
        opened(turn, turn.stations[each.code])


def _open(turn: Turn, tap: Parsed) -> None:
    each = found(turn, tap)
    if each is not None:
        opened(turn, each, page=tap.number(1, most=MOST_PAGES))


TAPS: TapHandlers = {
    Tap.STATIONS: lambda turn, tap: listed(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.STATION: _open,
    Tap.NAME: ask_name,
    Tap.UNTUNE: removed,
    Tap.RETUNE: brought_back,
}
