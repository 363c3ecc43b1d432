"""Callback data: what a button says to the bot when it is tapped. Parsed as hostile input.

The form is `verb:argument:argument~owner`; arguments are letters and digits, the owner is the user id of the person
whom the button was made for, in base 36, and there only in groups. Telegram allows 64 bytes.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

MAX_BYTES: Final = 64
MOST_PARSED: Final = 1024
"""So many are kept with what they mean: a turn looks at its tap half a dozen times, and at each button it makes."""
_FORM = re.compile(r"([a-z]{1,12})((?::[a-z0-9]{1,16}){0,3})(?:~([a-z0-9]{1,12}))?", re.ASCII)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Tap(StrEnum):
    """What a button can ask for."""

    ASK = "ask"  # another screen of films to tap
    PICK = "pick"  # film: open it for rating
    UNSEEN = "unseen"  # film: I have not seen it
    RATE = "rate"  # film, half stars, where from
    SUGGEST = "suggest"  # a suggestion, in place of this message
    SKIP = "skip"  # end onboarding, suggest
    LIKE = "like"  # film on a card
    DISLIKE = "dislike"
    SEEN = "seen"
    SAVE = "save"
    WHY = "why"
    WHY_EDIT = "whyedit"  # film, rated film: change a rating that carries it
    WHY_RATE = "whyrate"  # film, rated film, half stars
    WHY_DROP = "whydrop"  # film, rated film: remove that rating
    HIDE = "hide"  # film: never show it
    CARD = "card"  # film: back to its card
    NEXT = "next"  # film passed over
    BUT = "but"  # film, page: where to go from it
    STEER = "steer"  # direction, film
    CHIPS = "chips"  # film: the wishes in force, each to be taken back
    UNCHIP = "unchip"  # code of a wish, film; with a third argument from the list of wishes
    UNCHIPS = "unchips"  # film: take all wishes back
    TAKEBACK = "takeback"  # film: what a message noted of it
    ALIKE = "alike"  # film: suggestions that resemble it
    RATINGS = "ratings"  # page
    EDIT = "edit"  # film, page: change a rating
    DROP = "drop"  # film, page: remove a rating
    SAVED = "saved"  # page
    KEPT = "kept"  # film, page: one that is saved
    HIDDEN = "hidden"  # page of the hidden films
    UNHIDE = "unhide"  # film, page
    SEEN_LIST = "seenlist"  # page of the seen films
    UNSEE = "unsee"  # film, page
    UNSAVE = "unsave"  # film, page
    DIAL = "dial"  # how bold suggestions are, in percent
    TASTE = "taste"  # page of its traits
    SHADE = "shade"  # light or dark, page
    TRAIT = "trait"  # trait, page: what it rests on, and turning it
    TURN = "turn"  # trait, setting, page
    LANGUAGE = "language"  # code of the language to speak
    UNDO = "undo"  # film: it was not seen after all
    ACTIONS = "actions"  # page of the latest actions
    REVERT = "revert"  # action, page: take it back
    ANYLIKE = "anylike"  # film on a card in any chat, for whoever taps
    ANYDISLIKE = "anydislike"
    ANYSAVE = "anysave"
    NUDGE = "nudge"  # a setting of when the bot may speak first, its value
    NOTYET = "notyet"  # film: not seen yet, ask later
    HELP = "help"  # page of commands
    STATIONS = "stations"  # page
    STATION = "station"  # station, page: what it is, and what can be done with it
    SEED = "seed"  # film: a station around it
    PLAY = "play"  # station: its next film
    REPLAY = "replay"  # station: what was played may come again
    TUNE = "tune"  # station, film, what was tapped on its card
    NAME = "name"  # station, page: ask for another name
    UNTUNE = "untune"  # station, page: remove it; with a third argument without asking again
    RETUNE = "retune"  # station: bring it back
    CLOSE = "close"
    STATUS = "status"  # how the bot fares, for admins
    STATS = "stats"  # weeks, or 0 for all: whether suggestions work, for admins
    ASIDE = "aside"  # updates that were set aside, for admins: show, retry, ask, discard
    TRAINING = "training"  # cancel, which training; or start
    MODELS = "models"  # page
    MODEL = "model"  # version, page: what it is
    SERVE = "serve"  # version, step: ask, sure, or keep what is served
    ADDFILM = "addfilm"  # what to do with the film that an admin is about to add, its key
    GENRES = "genres"  # film, page: choose its genres
    GENRE = "genre"  # film, page, genre: one more, or less
    WANTED = "wanted"  # page of the titles that were asked for in vain, for admins
    WISHED = "wished"  # title, page: one of them
    ADDWANTED = "addwanted"  # title: add it
    UNWANT = "unwant"  # title, page: forget it
    MISSED = "missed"  # title: what was not understood is a film
    NIGHT = "night"  # what to do, number of the movie night
    TAKEOVER = "takeover"  # import: add what was found
    SORT = "sort"  # import: ask about films that may be several
    CHOOSE = "choose"  # import, place in the file, which candidate
    SORTED = "sorted"  # import: no further questions
    LEAVE = "leave"  # import: add nothing
    UNIMPORT = "unimport"  # import: undo it
    EXPORT = "export"  # everything in a file
    DELETE = "delete"  # ask whether to erase everything
    ERASE = "erase"  # moment of the question: erase everything
    KEEP = "keep"  # erase nothing


class Origin(StrEnum):
    """The screen on which a film was rated; it decides what is shown next."""

    ONBOARDING = "o"
    LOOKUP = "l"
    HISTORY = "h"
    CARD = "c"
    SAVED = "s"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A tap that makes sense."""

    tap: Tap
    arguments: tuple[str, ...] = ()
    owner: int | None = None

    def argument(self, place: int) -> str:
        """An argument, or the empty string where the button has fewer."""
        return self.arguments[place] if place < len(self.arguments) else ""

    def number(self, place: int, *, most: int) -> int:
        """An argument as a whole number from 0 to `most`; 0 where it is none."""
        text = self.argument(place)
        return min(int(text), most) if text.isascii() and text.isdigit() else 0


def tap_data(tap: Tap, *arguments: str | int, owner: int | None = None) -> str:
    """Callback data for a button.

    Raises
    ------
    ValueError
        Where it would be longer than Telegram allows, an argument holds other characters than a-z and 0-9, or the
        owner is no user id.
    """
    written = tuple(str(argument) for argument in arguments)
    data = ":".join([tap.value, *written])
    if owner is not None:
        if owner < 0:
            raise ValueError(f"no user id: {owner}")
        data += f"~{_base36(owner)}"
    if parse_tap(data) != Parsed(tap, written, owner):
        raise ValueError(f"no valid callback data: {data!r}")
    return data


def parse_tap(data: str) -> Parsed | None:
    """What a tap asks for, or None where the data is not one that a button of ours carries."""
    return _parsed(data) if len(data) <= MAX_BYTES else None


@lru_cache(maxsize=MOST_PARSED)
def _parsed(data: str) -> Parsed | None:
    match = _FORM.fullmatch(data)
    if match is None:
        return None
    try:
        tap = Tap(match[1])
    except ValueError:
        return None
    owner = None if match[3] is None else int(match[3], 36)
    return Parsed(tap, tuple(match[2].split(":")[1:]), owner)


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits
