"""Shares, days and versions as statistics name them."""

from datetime import date

from bot.dialogue.language import words
from bot.pictures.stats_spec import Accent, Row
from bot.stats.rates import Rate


def percent(value: float) -> int:
    """A share in whole percent."""
    return round(100 * value)


def number(rate: Rate) -> str:
    """A rate in percent."""
    return words("stats-percent", percent=percent(rate.value))


def date_words(day: date) -> str:
    """A day of this year or so."""
    return words("stats-date", day=str(day.day), month=day.month)


def short_version(version: str) -> str:
    """A version by its day and the letters that tell it from others of that day, or as it is called."""
    day, _, rest = version.partition("-")
    try:
        made = date(int(day[:4]), int(day[4:6]), int(day[6:8]))
    except ValueError:
        return version
    return f"{date_words(made)} {rest.rpartition('-')[2]}".strip()


def bar(label: str, rate: Rate, *, told: float | None = None, accent: Accent = "more") -> Row:
    """A rate as a row of a picture."""
    return Row(label, rate.value, rate.low, rate.high, number(rate), told, accent)
