"""Wishes in words: as small words over a card, and on the buttons that take them back."""

from collections.abc import Sequence

from bot.dialogue.language import words
from bot.dialogue.tonight import Chip, Kind
from bot.dialogue.traits import genre_name
from bot.dialogue.wording import clipped
from recengine.query import Popularity

LONGEST_LINE = 120
LONGEST_BUTTON = 24
LONGEST_WISH = 30


def wish_words(chip: Chip, *, film: str | None = None) -> str:
    """One wish in words.

    Parameters
    ----------
    film
        Title of the film that a wish for likeness names; None where the catalogue lacks it.
    """
    value = clipped(chip.value, LONGEST_WISH)
    if chip.kind is Kind.LIKE:
        return words("wish-like", film=clipped(film or words("wish-some-film"), LONGEST_WISH))
    if chip.kind is Kind.CRITIQUE:
        return words(f"wish-{chip.value.replace('_', '-')}")
    if chip.kind is Kind.YEARS:
        return _years(chip.value)
    if chip.kind is Kind.POPULARITY:
        return words("wish-well-known" if chip.value == Popularity.POPULAR else "wish-little-known")
    if chip.kind is Kind.GENRE:
        return genre_name(chip.value).lower()
    if chip.kind in (Kind.NO_GENRE, Kind.NO_WORD):
        return words("wish-no", what=genre_name(chip.value).lower() if chip.kind is Kind.NO_GENRE else value)
    return value


def _years(written: str) -> str:
    first, _, last = written.partition("-")
    if not last:
        return words("wish-since", year=first)
    if not first:
        return words("wish-until", year=last)
    if first == last:
        return first
    if first.endswith("0") and int(last) == int(first) + 9:
        return words("wish-decade", decade=first[2:] if first.startswith("19") and first >= "1930" else first)
    return words("wish-years", first=first, last=last)


def wishes_line(wishes: Sequence[str]) -> str:
    """All wishes side by side; of very many, the first ones and how many more there are."""
    return _fitting(wishes, " · ", LONGEST_LINE)


def button_words(wishes: Sequence[str]) -> str:
    """Several wishes on the one button that opens them."""
    kept = 1
    while kept < len(wishes) and len(", ".join(wishes[: kept + 1])) <= LONGEST_BUTTON:
        kept += 1
    return ", ".join([*wishes[:kept], *(["…"] if kept < len(wishes) else [])])


def _fitting(wishes: Sequence[str], between: str, limit: int) -> str:
    kept = len(wishes)
    while kept > 1 and len(between.join(wishes[:kept])) > limit:
        kept -= 1
    more = [words("wish-more", count=len(wishes) - kept)] if kept < len(wishes) else []
    return between.join([*wishes[:kept], *more])
