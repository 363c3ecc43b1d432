"""People who tap the buttons that they see, ask in words and rate, as a seed has it."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from benchmarks.reliability.stage import people
from bot.dialogue.taps import Tap, parse_tap
from bot.sandbox import Person
from bot.sandbox.model import Chat
from recengine.persistence import ModelStore

MIX: Mapping[str, int] = {"tap": 60, "wish": 18, "rating": 12, "command": 10}
"""How often each kind of thing is done, in percent."""

TAPS: Mapping[Tap, int] = {
    Tap.LIKE: 4,
    Tap.DISLIKE: 3,
    Tap.NEXT: 4,
    Tap.WHY: 3,
    Tap.SAVE: 2,
    Tap.SEEN: 1,
    Tap.BUT: 1,
    Tap.STEER: 1,
    Tap.CARD: 4,
    Tap.SUGGEST: 3,
    Tap.PICK: 3,
    Tap.RATE: 3,
    Tap.ASK: 1,
    Tap.TAKEBACK: 1,
    Tap.RATINGS: 1,
    Tap.SAVED: 1,
    Tap.TASTE: 1,
}
"""How often a button that is in view is tapped, beside the others; what is not here is left alone."""

WISHES = {
    "en": (
        "something funny",
        "90s sci-fi",
        "no horror",
        "a short comedy",
        "forget the 90s",
        "more like this but newer",
    ),
    "es": ("algo divertido", "ciencia ficción de los 90", "nada de terror", "una comedia corta", "algo más nuevo"),
}
RATINGS = {"en": ("I loved {}", "{} was 3 stars", "{} 4.5", "I hated {}"), "es": ("me encantó {}", "{} 4 estrellas")}
COMMANDS: Mapping[str, int] = {"/recommend": 4, "/ratings": 2, "/taste": 2, "/saved": 1, "/help": 1}

IN_VIEW = 2
"""Buttons of so many latest messages of the bot are tapped."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does: says `text`, or taps the button with this `text` as its data under a message."""

    kind: str
    text: str
    message_id: int | None = None


def cast(count: int) -> list[Person]:
    """So many people; every fourth speaks Spanish."""
    return [replace(one, language_code="es") if at % 4 == 3 else one for at, one in enumerate(people(count))]


def titles_of(store: ModelStore, *, most: int = 300) -> list[str]:
    """Films of a home's model with their years, for people to speak of."""
    movies = store.load().recommender.catalog
    return [movie.label for movie in list(movies)[:most]]


class Crowd:
    """What people do next; the same for the same seed and the same screens.

    Parameters
    ----------
    titles
        Films that they speak of.
    """

    def __init__(self, titles: Sequence[str], *, seed: int) -> None:
        self._titles = titles
        self._chance = random.Random(seed)

    def next(self, person: Person, chat: Chat) -> Act:
        """What a person does at the sight of their chat."""
        (kind,) = self._chance.choices(list(MIX), list(MIX.values()))
        if kind == "tap":
            return self._tap(chat) or self._command()
        if kind == "command":
            return self._command()
        return self._wish(person) if kind == "wish" else self.rating(person)

    def rating(self, person: Person) -> Act:
        """Something about a film in words."""
        form = self._chance.choice(RATINGS[person.language_code])
        return Act("rating", form.format(self._chance.choice(self._titles)))

    def _wish(self, person: Person) -> Act:
        return Act("wish", self._chance.choice(WISHES[person.language_code]))

    def _command(self) -> Act:
        (text,) = self._chance.choices(list(COMMANDS), list(COMMANDS.values()))
        return Act("picture" if text == "/taste" else "command", text)

    def _tap(self, chat: Chat) -> Act | None:
        found = buttons(chat)
        if not found:
            return None
        ((message_id, data, _),) = self._chance.choices(found, [weight for *_, weight in found])
        return Act("tap", data, message_id)


def buttons(chat: Chat) -> list[tuple[int, str, int]]:
    """The buttons in view that people tap: message, data and weight."""
    found = []
    for message in _in_view(chat):
        for row in chat.messages[message].content.keyboard:
            for button in row:
                parsed = parse_tap(button.get("callback_data", ""))
                weight = TAPS.get(parsed.tap, 0) if parsed is not None else 0
                if weight:
                    found.append((message, str(button["callback_data"]), weight))
    return found


def _in_view(chat: Chat) -> list[int]:
    """Ids of the latest messages of the bot."""
    found: list[int] = []
    for message in reversed(chat.messages.values()):
        if message.sender.is_bot:
            found.append(message.message_id)
        if len(found) == IN_VIEW:
            break
    return found
