"""A taste in words and as the data of a picture."""

from collections.abc import Iterable, Sequence

from bot.dialogue.attachments import Picture
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.state import DialogueState
from bot.dialogue.traits import decade_label, trait_name
from bot.pictures.spec import Bar, TastePicture, Turned, Wording
from recengine.taste_profile import TasteProfile, Trait

KIND = "taste"
"""The picture's kind, as `bot.pictures.drawing` knows it."""

NOTICED = 0.04
"""A smaller leaning is like most people's."""

MOST_GENRES, MOST_NAMES = 7, 4
"""So many the picture has room for."""

NAMED_MORE, NAMED_LESS, NAMED_TURNED = 3, 2, 4
"""So many traits are named in words."""

LONGEST_NAME = 40

SURE = ("guess", "likely", "sure")


def strength(trait: Trait) -> float:
    """How much a trait tells of somebody: its leaning, as far as it is sure."""
    return abs(trait.leaning) * trait.sureness


def strongest(traits: Iterable[Trait]) -> list[Trait]:
    """The most telling traits first."""
    return sorted(traits, key=lambda trait: (-strength(trait), trait.key))


def short_name(key: str) -> str:
    """A trait's name, not too long for a button or a sentence."""
    name = trait_name(key)
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"


def marked_name(key: str, setting: str | None) -> str:
    """A trait's name with what was asked of it."""
    name = short_name(key)
    return name if setting is None else words(f"trait-{setting}", trait=name)


def how_sure(sureness: float) -> str:
    """One of three steps; the picture's legend has the same."""
    return SURE[min(int(len(SURE) * sureness), len(SURE) - 1)]


def picture(profile: TasteProfile, state: DialogueState) -> Picture:
    """What the outbox keeps until the picture is drawn."""
    named = strongest((*profile.words, *profile.people))
    liked = [trait for trait in named if trait.leaning > NOTICED][:MOST_NAMES]
    disliked = [trait for trait in named if trait.leaning < -NOTICED][:MOST_NAMES]
    spec = TastePicture(
        _wording(profile.rated),
        genres=_bars(strongest(profile.genres)[:MOST_GENRES], state),
        decades=tuple(
            _bar(trait, decade_label(trait.key), state) for trait in sorted(profile.decades, key=lambda t: t.key)
        ),
        liked=_bars(liked, state),
        disliked=_bars(disliked, state),
        dark=not state.light,
    )
    return Picture(KIND, spec.to_json())


def caption(profile: TasteProfile, state: DialogueState) -> Text:
    """The picture in words, for those who do not see it, and what can be done."""
    everything = strongest(profile.traits)
    more = [trait.key for trait in everything if trait.leaning > NOTICED][:NAMED_MORE]
    less = [trait.key for trait in everything if trait.leaning < -NOTICED][:NAMED_LESS]
    parts = [phrase("taste-title"), ""]
    if more:
        parts.append(phrase("taste-more", traits=_list(more)))
    if less:
        parts.append(phrase("taste-less", traits=_list(less)))
    if not more and not less:
        parts.append(phrase("taste-like-most"))
    if state.traits:
        turned = [marked_name(key, setting) for key, setting in state.traits[-NAMED_TURNED:]]
        parts.append(phrase("taste-turned", traits=", ".join(turned)))
    sure = phrase(f"taste-sure-{how_sure(profile.sureness)}", count=profile.rated)
    return lines([*parts, sure, "", phrase("taste-hint")])


def leaning_line(trait: Trait) -> Text:
    """How one trait is liked beside most people."""
    side = "more" if trait.leaning > NOTICED else "less" if trait.leaning < -NOTICED else "like-most"
    return phrase(f"trait-{side}", trait=short_name(trait.key))


def _list(keys: Sequence[str]) -> str:
    return ", ".join(short_name(key) for key in keys)


def _bars(traits: Iterable[Trait], state: DialogueState) -> tuple[Bar, ...]:
    return tuple(_bar(trait, trait_name(trait.key), state) for trait in traits)


def _bar(trait: Trait, label: str, state: DialogueState) -> Bar:
    return Bar(label, trait.leaning, trait.sureness, Turned(state.turned(trait.key) or ""))


def _wording(rated: int) -> Wording:
    return Wording(
        title=words("picture-title"),
        subtitle=words("picture-subtitle", count=rated),
        less=words("picture-less"),
        middle=words("picture-middle"),
        more=words("picture-more"),
        decades=words("picture-decades"),
        liked=words("picture-liked"),
        disliked=words("picture-disliked"),
        sureness=(words("picture-guess"), words("picture-likely"), words("picture-sure")),
        turned=words("picture-turned"),
    )
