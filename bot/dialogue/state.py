"""What a dialogue has to remember between turns, kept as JSON beside the person's ratings."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.dialogue.draft import Draft, draft_of
from bot.dialogue.nudges import Nudges
from bot.dialogue.thread import Thread, Threads, latest, threads_from_json
from bot.dialogue.tuned import Tuned
from recengine.adventure import BOLDEST, DEFAULT, SAFEST

ENOUGH_RATINGS = 5
"""Onboarding ends by itself at this many ratings."""

MOST_TRAITS = 24
"""So many traits can be turned at a time."""

SETTINGS = ("up", "down", "muted")
"""What can be asked of a trait."""

_TRAIT = re.compile(r"(genre|decade|word|person):.{1,100}")

REMEMBERED = 120
"""So many films that were asked about are remembered, so as not to ask again."""


@dataclass(frozen=True, slots=True)
class DialogueState:
    """Where a person stands.

    Attributes
    ----------
    onboarding
        True until enough films are rated or the person skips.
    asked
        Keys of films that onboarding showed, oldest first.
    screen
        Keys of the films that its screen shows now.
    adventurous
        How bold this person's suggestions are, see `recengine.adventure`.
    traits
        Traits that they turned, such as «genre:Comedy», each with «up», «down» or «muted»; the earliest first.
    light
        Whether pictures are drawn dark on light for them.
    language
        Code of the language that they chose; None where Telegram's is taken.
    nudges
        When the bot may speak first.
    threads
        What was talked about, by chat: what somebody wishes for in one chat is nobody's business in another.
    tuned
        Which station they listen to.
    draft
        The film that this admin is about to add.
    sought
        The title that was looked for last, where it may be none of what was offered.
    """

    onboarding: bool = True
    asked: tuple[str, ...] = ()
    screen: tuple[str, ...] = ()
    adventurous: float = DEFAULT
    traits: tuple[tuple[str, str], ...] = ()
    light: bool = False
    language: str | None = None
    nudges: Nudges = field(default_factory=Nudges)
    threads: Threads = field(default_factory=dict)
    tuned: Tuned = field(default_factory=Tuned)
    draft: Draft | None = None
    sought: str = ""

    def thread(self, chat_id: int) -> Thread:
        """What was talked about in a chat."""
        return self.threads.get(chat_id) or Thread()

    def talking(self, chat_id: int, thread: Thread) -> "DialogueState":
        """The state once the talk in a chat went on."""
        return replace(self, threads=latest({**self.threads, chat_id: thread}))

    def asking(self, keys: tuple[str, ...]) -> "DialogueState":
        """The state once these films were shown."""
        asked = tuple(dict.fromkeys((*self.asked, *keys)))[-REMEMBERED:]
        return replace(self, asked=asked, screen=keys)

    def without(self, key: str) -> "DialogueState":
        """The state once a film is known to be of no use to ask about."""
        asked = tuple(dict.fromkeys((*self.asked, key)))[-REMEMBERED:]
        return replace(self, asked=asked, screen=tuple(k for k in self.screen if k != key))

    def turned_to(self, adventurous: float) -> "DialogueState":
        """The state once the dial is turned."""
        return replace(self, adventurous=adventurous)

    def turned(self, trait: str) -> str | None:
        """What was asked of a trait."""
        return dict(self.traits).get(trait)

    def turning(self, trait: str, setting: str | None) -> "DialogueState":
        """The state once a trait is turned, or with None is back to normal; beyond `MOST_TRAITS` nothing changes."""
        kept = dict(self.traits)
        kept.pop(trait, None)
        if setting is not None:
            kept[trait] = setting
        return self if len(kept) > MOST_TRAITS else replace(self, traits=tuple(kept.items()))

    def lit(self, *, light: bool) -> "DialogueState":
        """The state once light or dark pictures are chosen."""
        return replace(self, light=light)

    def speaking(self, language: str) -> "DialogueState":
        """The state once a language is chosen."""
        return replace(self, language=language)

    def settled(self) -> "DialogueState":
        """The state once onboarding is over."""
        return replace(self, onboarding=False)

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {
            "onboarding": self.onboarding,
            "asked": list(self.asked),
            "screen": list(self.screen),
            "adventurous": self.adventurous,
            "traits": dict(self.traits),
            "light": self.light,
            "language": self.language,
            "nudges": self.nudges.to_json(),
            "threads": {str(chat): thread.to_json() for chat, thread in self.threads.items()},
            "tuned": self.tuned.to_json(),
            **({} if self.draft is None else {"draft": self.draft.to_json()}),
            **({"sought": self.sought} if self.sought else {}),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "DialogueState":
        """The state of `to_json`; what is missing or of another kind takes its default."""
        return cls(
            onboarding=data.get("onboarding") is not False,
            asked=_keys(data.get("asked")),
            screen=_keys(data.get("screen")),
            adventurous=_dial(data.get("adventurous")),
            traits=_traits(data.get("traits")),
            light=data.get("light") is True,
            language=_text(data.get("language")),
            nudges=Nudges.from_json(data.get("nudges")),
            threads=threads_from_json(data.get("threads")),
            tuned=Tuned.from_json(data.get("tuned")),
            draft=draft_of(data.get("draft")),
            sought=_text(data.get("sought")) or "",
        )


def _dial(value: object) -> float:
    known = isinstance(value, int | float) and not isinstance(value, bool) and SAFEST <= value <= BOLDEST
    return float(value) if known and isinstance(value, int | float) else DEFAULT


def _traits(value: object) -> tuple[tuple[str, str], ...]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    known = [(key, setting) for key, setting in pairs if setting in SETTINGS and _is_trait(key)]
    return tuple(known[:MOST_TRAITS])


def _is_trait(key: object) -> bool:
    return isinstance(key, str) and _TRAIT.fullmatch(key) is not None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _keys(value: object) -> tuple[str, ...]:
    return tuple(key for key in value if isinstance(key, str)) if isinstance(value, list | tuple) else ()
