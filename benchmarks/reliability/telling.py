"""Model versions that can be told apart by what they say, and whether anything said is of two of them."""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from bot.derived import DERIVED, derived
from bot.dialogue.taps import Tap, parse_tap
from bot.sandbox.events import Hub
from recengine.catalog import Catalog, Movie
from recengine.models.base import State
from recengine.persistence import ModelStore, SavedModel
from recengine.recommender import Recommender
from recengine.stars import StarPredictor
from recengine.text import title_key


@dataclass(frozen=True, slots=True)
class Sign:
    """What tells a version: a mark behind every title, and one match in percent for every film.

    Keys of films pass over the mark, so that a button goes on working under the next version.
    """

    mark: str
    match: int


SIGNS = (Sign("", 31), Sign("", 77), Sign("†", 55))
"""Two versions of the same films, as retrainings make them, and one of a catalogue of its own."""

_MARK = re.compile("[" + "".join(sign.mark for sign in SIGNS) + "]")
_PERCENT = re.compile(r"(\d+)\s?%")


def publish_signed(home: Path) -> dict[str, Sign]:
    """Publish a version a sign, made of a home's current one, which stays current; the signs by version."""
    store = ModelStore(home / "models")
    saved = store.load()
    made = {_publish(store, saved, sign): sign for sign in SIGNS}
    store.point_to(saved.version)
    return made


def _publish(store: ModelStore, saved: SavedModel, sign: Sign) -> str:
    plain = saved.recommender
    catalog = Catalog(_marked(movie, sign.mark) for movie in plain.catalog)
    stars = None if plain.stars is None else _always(plain.stars, sign.match / 100)
    info = {name: saved.manifest.get(name) for name in ("setting", "dataset", "note")}
    made = Recommender(plain.model, catalog, plain.statistics, stars=stars, elicitation=plain.elicitation)
    return store.publish(
        plain.model,
        catalog=catalog,
        statistics=plain.statistics,
        stars=stars,
        elicitation=plain.elicitation,
        info=info,
        beside={DERIVED: derived(made)},  # as a training does
    )


def _marked(movie: Movie, mark: str) -> Movie:
    return replace(movie, title=f"{movie.title} {mark}".strip())


def _always(stars: StarPredictor, match: float) -> StarPredictor:
    """The predictor with one match for every film."""
    state = stars.state()
    curves = np.full_like(state.arrays["match_curves"], match)
    return StarPredictor.from_state(State(state.settings, {**state.arrays, "match_curves": curves}))


@dataclass
class Cards:
    """Suggestions as chats saw them.

    Attributes
    ----------
    shown
        For each chat, what was on its cards: a folded line, the marks of titles, and the match that was told.
    mixed
        Texts of cards that no single version says.
    """

    shown: dict[int, set[tuple[str, str, int | None]]] = field(default_factory=lambda: defaultdict(set))
    mixed: list[str] = field(default_factory=list)
    count: int = 0

    def note(self, chat_id: int, message: Mapping[str, Any]) -> None:
        """Look at a message of the bot."""
        if not _is_card(message):
            return
        self.count += 1
        text = str(message["text"])
        mark = "".join(dict.fromkeys(_MARK.findall(text)))
        told = _PERCENT.search(text)
        match = None if told is None else int(told[1])
        if mark and match is not None and Sign(mark, match) not in SIGNS:
            self.mixed.append(text)
        self.shown[chat_id].update((folded(line), _of_line(line), match) for line in text.splitlines())

    def has(self, chat_id: int, label: str, sign: Sign | None) -> bool:
        """Whether a chat saw this film on a card of this version; `None` is one without a sign."""
        return any(
            line == folded(label)
            and (not mark if sign is None else mark == sign.mark and match in (None, sign.match))
            for line, mark, match in self.shown[chat_id]
        )


def _of_line(line: str) -> str:
    return "".join(dict.fromkeys(_MARK.findall(line)))


def _is_card(message: Mapping[str, Any]) -> bool:
    taps = {parsed.tap for row in message["buttons"] for button in row if (parsed := parse_tap(button["data"] or ""))}
    return {Tap.LIKE, Tap.WHY, Tap.NEXT} <= taps


def folded(label: str) -> str:
    """A film's label without mark, case and punctuation."""
    return title_key(_MARK.sub("", label))


class Overheard(Hub):
    """Hears what the bot makes visible, in front of another hub."""

    def __init__(self, hub: Hub, cards: Cards) -> None:
        super().__init__()
        self._hub, self._cards = hub, cards

    def publish(self, person_ids: Iterable[int], event: dict[str, Any]) -> None:
        """Pass an event on, after a look at it."""
        if event["type"] in ("message", "edited") and event["message"]["from"]["is_bot"]:
            self._cards.note(event["chat_id"], event["message"])
        self._hub.publish(person_ids, event)


def mixed_suggestions(
    database: Path, cards: Cards, signs: Mapping[str, Sign], *, after: int = 0
) -> tuple[int, list[str]]:
    """Suggestions as the database has them: how many, and those of which the chat saw something else.

    Parameters
    ----------
    signs
        The signs of versions by name.
    after
        What `latest_suggestion` told when the cards began to be looked at.
    """
    count, found = 0, []
    for user_id, title, year, version, match in _rows(database, after):
        count += 1
        sign = signs.get(version)
        if not cards.has(user_id, title if year is None else f"{title} ({year})", sign):
            found.append(f"{title} of {version} was not shown so")
        elif sign is not None and match is not None and abs(match - sign.match) > 0.01:
            found.append(f"{title} of {version} has a match of {match}")
    return count, found


def latest_suggestion(database: Path) -> int:
    """What the latest suggestion is known by, 0 where there is none."""
    with closing(_opened(database)) as connection:
        (found,) = connection.execute("SELECT coalesce(max(rowid), 0) FROM suggestions").fetchone()
    return int(found)


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True)


def _rows(database: Path, after: int) -> Iterator[tuple[int, str, int | None, str, float | None]]:
    with closing(_opened(database)) as connection:
        yield from connection.execute(
            "SELECT s.user_id, f.title, f.year, s.model_version, s.predicted_match"
            " FROM suggestions s JOIN films f ON f.key = s.film_key WHERE s.rowid > ?",
            (after,),
        )
