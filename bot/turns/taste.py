"""A person's taste as a picture, and its traits: each can be turned up, down, or left out of account."""

import hashlib

from bot.dialogue.commands import Command
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Rows, Screen, pairs
from bot.dialogue.state import SETTINGS
from bot.dialogue.taps import Parsed, Tap
from bot.dialogue.wording import stars
from bot.turns import onboarding
from bot.turns.handlers import CommandHandlers, TapHandlers
from bot.turns.pages import page_of
from bot.turns.taste_words import caption, leaning_line, marked_name, picture, short_name, turned_first
from bot.turns.turn import Turn
from recengine.taste_profile import TasteProfile, TraitTaste, taste_profile

PER_PAGE = 4
"""Traits in view; with the buttons below them a screen has eight at most."""

MOST_PAGES = 8
FILMS = 4
"""So many rated films a trait's screen names."""

NORMAL = "normal"


def show(turn: Turn, *, page: int = 0, anew: bool = False) -> None:
    """The picture with its strongest traits below; an offer of films to rate where nothing is known."""
    if not turn.private:
        turn.say(phrase("in-private"))
        return
    profile = _profile(turn)
    if not profile.rated:
        onboarding.offer(turn, phrase("taste-none"), anew=anew)
        return
    drawn = picture(profile, light=turn.state.light)
    turn.show(Screen(caption(profile), _rows(turn, profile, page), drawn), anew=anew)


def _profile(turn: Turn) -> TasteProfile:
    return taste_profile(turn.served.recommender, turn.history, turn.traits)


def _offered(profile: TasteProfile) -> list[TraitTaste]:
    """The traits with a button: those that were turned, then the strongest."""
    return turned_first(profile.traits)[: PER_PAGE * MOST_PAGES]


def _rows(turn: Turn, profile: TasteProfile, page: int) -> Rows:
    offered = _offered(profile)
    page, pages = page_of(page, len(offered), per_page=PER_PAGE)
    buttons = [
        turn.button(marked_name(trait), Tap.TRAIT, trait_id(trait.key), page)
        for trait in offered[page * PER_PAGE : (page + 1) * PER_PAGE]
    ]
    return (*pairs(buttons), *_ways_on(turn, page, pages))


def _ways_on(turn: Turn, page: int, pages: int) -> Rows:
    """Pages with the shade between them, and a suggestion."""
    shade = "dark" if turn.state.light else "light"
    before = (turn.button(words("button-previous-page"), Tap.TASTE, page - 1),) if page > 0 else ()
    after = (turn.button(words("button-next-page"), Tap.TASTE, page + 1),) if page + 1 < pages else ()
    middle = turn.button(words(f"button-{shade}"), Tap.SHADE, shade, page)
    return (*before, middle, *after), (turn.button(words("button-suggest"), Tap.SUGGEST),)


def trait_id(key: str) -> str:
    """A trait as buttons carry it: letters and digits that follow from its key."""
    return hashlib.blake2b(key.encode(), digest_size=6).hexdigest()


def shade(turn: Turn, tap: Parsed) -> None:
    """Light or dark pictures from now on."""
    chosen = tap.argument(0)
    if chosen not in ("light", "dark") or not turn.private:
        turn.answer = words("tap-stale")
        return
    turn.state = turn.state.lit(light=chosen == "light")
    turn.answer = words(f"taste-turned-{chosen}")
    show(turn, page=tap.number(1, most=MOST_PAGES))


def open_trait(turn: Turn, tap: Parsed) -> None:
    """One trait: how it is liked, on which films that rests, and turning it."""
    trait = _found(turn, tap)
    if trait is not None:
        _trait_screen(turn, trait.key, page=tap.number(1, most=MOST_PAGES))


def turn_trait(turn: Turn, tap: Parsed) -> None:
    """A trait is turned up, down, left out of account, or back to normal."""
    setting, trait = tap.argument(1), _found(turn, tap)
    if trait is None:
        return
    if setting not in (*SETTINGS, NORMAL):
        turn.answer = words("tap-stale")
        return
    asked = None if setting == NORMAL else setting
    turn.state = turn.state.turning(trait.key, asked)
    taken = turn.state.turned(trait.key) == asked
    turn.answer = words(f"trait-turned-{setting}", trait=short_name(trait)) if taken else words("trait-too-many")
    _trait_screen(turn, trait.key, page=tap.number(2, most=MOST_PAGES))


def _found(turn: Turn, tap: Parsed) -> TraitTaste | None:
    """The trait of a button; one that is known no more is told."""
    known = _profile(turn).traits if turn.private else ()
    trait = next((trait for trait in known if trait_id(trait.key) == tap.argument(0)), None)
    if trait is None:
        turn.answer = words("tap-stale")
    return trait


def _trait_screen(turn: Turn, key: str, *, page: int) -> None:
    profile = _profile(turn)
    trait = next((trait for trait in profile.traits if trait.key == key), None)
    if trait is None:  # no rated film has it, and now that it is back to normal nothing else keeps it
        show(turn, page=page)
        return
    parts: list[Text | str] = [leaning_line(trait)]
    if trait.setting is not None:
        parts.append(phrase(f"trait-is-{trait.setting.value}"))
    text = lines([*parts, "", *_films(turn, trait)])
    turn.show(Screen(text, _trait_rows(turn, trait, page), picture(profile, light=turn.state.light)))


def _films(turn: Turn, trait: TraitTaste) -> list[Text | str]:
    """The rated films that a trait rests on."""
    if not trait.films:
        return [phrase("trait-rests-on-nothing")]
    catalog, history = turn.served.recommender.catalog, turn.history
    named = [
        words("trait-film", stars=stars(history[item_id]), film=catalog[item_id].label[:60])
        for item_id in trait.films[:FILMS]
    ]
    more = len(trait.films) - len(named)
    return [phrase("trait-rests-on"), *named, *([words("trait-film-more", count=more)] if more else [])]


def _trait_rows(turn: Turn, trait: TraitTaste, page: int) -> Rows:
    """Every setting but the one that holds, and ways on."""
    holds = NORMAL if trait.setting is None else trait.setting.value
    others = [name for name in (*SETTINGS, NORMAL) if name != holds]
    buttons = [
        turn.button(words(f"button-trait-{name}"), Tap.TURN, trait_id(trait.key), name, page) for name in others
    ]
    back = turn.button(words("button-back"), Tap.TASTE, page)
    return (*pairs(buttons), (back, turn.button(words("button-suggest"), Tap.SUGGEST)))


COMMANDS: CommandHandlers = {Command.TASTE: lambda turn, rest: show(turn, anew=True)}
TAPS: TapHandlers = {
    Tap.TASTE: lambda turn, tap: show(turn, page=tap.number(0, most=MOST_PAGES)),
    Tap.SHADE: shade,
    Tap.TRAIT: open_trait,
    Tap.TURN: turn_trait,
}
