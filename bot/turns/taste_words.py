"""A taste in words and as the data of a picture."""

from collections.abc import Iterable
from math import erf, sqrt

from bot.dialogue.attachments import Picture
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.traits import decade_label, trait_name
from bot.dialogue.wording import clipped
from bot.pictures.spec import Bar, TastePicture, Turned, Wording
from recengine.taste_profile import TasteProfile, TraitTaste

KIND = "taste"
"""The picture's kind, as `bot.pictures.drawing` knows it."""

NOTICED = 0.04
"""In stars; a smaller lean is like most people's."""

FULL = 0.8
"""Stars beyond what most people give that fill half the picture."""

MOST_GENRES, MOST_DECADES, MOST_NAMES = 7, 10, 4
"""So many the picture has room for; what was turned comes first, so that it is seen."""

NAMED_MORE, NAMED_LESS, NAMED_TURNED = 3, 2, 4
"""So many traits are named in words."""

LONGEST_NAME = 40

SURE = ("guess", "likely", "sure")


def sureness(trait: TraitTaste) -> float:
    """How sure it is on which side of most people somebody stands, from 0 to 1.

    The square of the two-sided confidence under the profile's normal error: below 1/3, «a guess», chances that the
    side is right are less than four to one; from 2/3 on, «sure», ten to one or better.
    """
    confidence = erf(abs(trait.lean) / (sqrt(2.0) * trait.error))
    return confidence * confidence


def strength(trait: TraitTaste) -> float:
    """How much a trait tells of somebody: its lean, as far as it is sure."""
    return abs(trait.lean) * sureness(trait)


def strongest(traits: Iterable[TraitTaste]) -> list[TraitTaste]:
    """The most telling traits first."""
    return sorted(traits, key=lambda trait: (-strength(trait), trait.key))


def turned_first(traits: Iterable[TraitTaste]) -> list[TraitTaste]:
    """What the person turned, then what tells most."""
    return sorted(strongest(traits), key=lambda trait: trait.setting is None)


def label(trait: TraitTaste) -> str:
    """A trait's name in the language that is spoken."""
    return trait_name(f"{trait.kind}:{trait.name}")


def short_name(trait: TraitTaste) -> str:
    """A trait's name, not too long for a button or a sentence."""
    return clipped(label(trait), LONGEST_NAME)


def marked_name(trait: TraitTaste) -> str:
    """A trait's name with what was asked of it."""
    name = short_name(trait)
    return name if trait.setting is None else words(f"trait-{trait.setting.value}", trait=name)


def how_sure(known: float) -> str:
    """One of three steps, as the picture's legend has them."""
    return SURE[min(int(len(SURE) * known), len(SURE) - 1)]


def picture(profile: TasteProfile, *, light: bool) -> Picture:
    """What the outbox keeps until the picture is drawn."""
    named = turned_first((*profile.of("word"), *profile.of("person")))
    decades = sorted(profile.of("decade"), key=lambda trait: trait.key)
    spec = TastePicture(
        _wording(profile.rated),
        genres=_bars(turned_first(profile.of("genre"))[:MOST_GENRES]),
        decades=tuple(_bar(trait, decade_label(trait.key)) for trait in decades if trait.films)[-MOST_DECADES:],
        liked=_bars([trait for trait in named if trait.lean > NOTICED][:MOST_NAMES]),
        disliked=_bars([trait for trait in named if trait.lean < -NOTICED][:MOST_NAMES]),
        dark=not light,
    )
    return Picture(KIND, spec.to_json())


def caption(profile: TasteProfile) -> Text:
    """The picture in words, for those who do not see it, and what can be done."""
    telling = strongest(profile.traits)
    more = [short_name(trait) for trait in telling if trait.lean > NOTICED][:NAMED_MORE]
    less = [short_name(trait) for trait in telling if trait.lean < -NOTICED][:NAMED_LESS]
    turned = [marked_name(trait) for trait in telling if trait.setting is not None][:NAMED_TURNED]
    parts: list[Text | str] = [phrase("taste-title"), ""]
    for key, names in (("taste-more", more), ("taste-less", less)):
        if names:
            parts.append(phrase(key, traits=", ".join(names)))
    if not more and not less:
        parts.append(phrase("taste-like-most"))
    if turned:
        parts.append(phrase("taste-turned", traits=", ".join(turned)))
    sure = phrase(f"taste-sure-{how_sure(profile.known)}", count=profile.rated)
    return lines([*parts, sure, "", phrase("taste-hint")])


def leaning_line(trait: TraitTaste) -> Text:
    """How one trait is liked beside most people."""
    side = "more" if trait.lean > NOTICED else "less" if trait.lean < -NOTICED else "like-most"
    return phrase(f"trait-{side}", trait=short_name(trait))


def _bars(traits: Iterable[TraitTaste]) -> tuple[Bar, ...]:
    return tuple(_bar(trait, label(trait)) for trait in traits)


def _bar(trait: TraitTaste, name: str) -> Bar:
    turned = Turned.NOT if trait.setting is None else Turned(trait.setting.value)
    return Bar(name, min(max(trait.lean / FULL, -1.0), 1.0), sureness(trait), turned)


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
