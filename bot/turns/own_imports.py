"""What an export of another Matinee brings besides films: stations and settings."""

from dataclasses import dataclass, replace

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Rows, Screen
from bot.dialogue.state import DialogueState
from bot.dialogue.taps import Tap
from bot.stations import MOST_STATIONS
from bot.storage.belongings import Belongings
from bot.storage.imports import WaitingImport
from bot.storage.kept import Mark
from bot.turns.settling import is_touched, settled, wake_anew
from bot.turns.station_merging import Joined, joined
from bot.turns.takeover import Decision
from bot.turns.turn import Turn

STAYING = {"s": "settings", "p": "played"}
"""What stays when an import is taken back, as its button tells: settings, and what stations here played there."""


@dataclass(frozen=True, slots=True)
class Brought:
    """Stations that would be kept, and the dialogue state of the file, cleaned."""

    stations: Joined
    theirs: DialogueState

    @property
    def count(self) -> int:
        """Stations that come along, without one that was removed."""
        return sum(not each.removed for each in self.stations.new) + len(self.stations.going_on)


def brought_by(turn: Turn, belongings: Belongings | None) -> Brought:
    """What would come along; nothing where a file is no whole export of Matinee."""
    if belongings is None:
        return Brought(Joined(), DialogueState())
    stations = joined(tuple(turn.stations.values()), belongings.stations, now=turn.now)
    return Brought(stations, DialogueState.from_json(belongings.state))


def preview_of_all(turn: Turn, waiting: WaitingImport, brought: Brought) -> Text:
    """What the preview says where everything comes back as it was."""
    whole = phrase("import-whole", films=waiting.counts["films"], stations=brought.count)
    return lines([whole, beside(turn, brought)]) if beside(turn, brought) else whole


def beside(turn: Turn, brought: Brought) -> Text:
    """What the preview says of stations and settings in one line; empty where there is nothing to say."""
    count, left = brought.count, brought.stations.left
    said = [phrase("import-stations", count=count)] if count and not turn.is_blank else []
    if left:
        said.append(phrase("import-stations-full", count=left, most=MOST_STATIONS))
    if is_touched(turn.state) and (count or left or is_touched(brought.theirs)):
        said.append(phrase("import-settings-stay"))
    elif is_touched(brought.theirs) and not turn.is_blank:
        said.append(phrase("import-settings-join"))
    return sum((" " + each for each in said[1:]), said[0]) if said else Text()


def settle(turn: Turn, brought: Brought, decision: Decision) -> bool:
    """Take the settings that were never changed here; whether any came."""
    before = turn.state
    turn.state = settled(before, before, brought.theirs)
    if not is_touched(brought.theirs):
        return False
    saved = [(each.film, each.at) for each in decision.changes.added if each.mark is Mark.SAVED]
    wake_anew(turn, turn.state.nudges, [(film, at) for film, at in saved if at is not None])
    return turn.state != before


def restore(turn: Turn, waiting: WaitingImport, belongings: Belongings, brought: Brought) -> None:
    """Everything as it was, in an account that has no films yet."""
    talk = turn.state.threads  # what was talked about there was in other chats, maybe somebody else's
    state = replace(settled(brought.theirs, turn.state, brought.theirs), threads=talk)
    cleaned = replace(belongings, state=state.to_json(), stations=brought.stations.new)
    play_on(turn, brought)
    turn.effects.append(lambda tx: tx.restore(turn.user_id, waiting.token, cleaned))
    wake_anew(turn, state.nudges, ((m.film, m.marked_at) for m in belongings.marks if m.mark is Mark.SAVED))
    changed = bool(belongings.journal or cleaned.stations)
    undo = undo_button(turn, waiting, brought, settings=is_touched(brought.theirs)) if changed else ()
    text = phrase("import-restored", count=len(belongings.ratings), stations=brought.count)
    turn.show(Screen(text, (*undo, *turn.ways_on())))


def play_on(turn: Turn, brought: Brought) -> None:
    """Keep the stations here that are around the same as some of the file."""
    for station in brought.stations.going_on:
        turn.keep_station(station)


def undo_button(turn: Turn, waiting: WaitingImport, brought: Brought, *, settings: bool) -> Rows:
    """The row that takes an import back."""
    stays = {"settings": settings, "played": bool(brought.stations.going_on)}
    told = "".join(letter for letter, what in STAYING.items() if stays[what])
    return ((turn.button(words("button-undo"), Tap.UNIMPORT, waiting.token, *([told] if told else [])),),)
