"""A tally as whoever runs the bot reads it; `to_json` is documented in docs/statistics.md and stays as it is."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.stats import discretion
from bot.stats.comparing import Result
from bot.stats.discretion import FEWEST
from bot.stats.rates import Rate, acceptance, share, wilson
from bot.stats.tally import TOP, Bin, Films, Halves, Sums, Tally

FORMAT = 1
DIGITS = 4
DAY = 86_400


@dataclass(frozen=True, slots=True)
class Period:
    """Some weeks in a row, joined where there were too few people in one; `last` is the last day of them."""

    first: date
    last: date
    sums: Sums

    def joined(self, other: "Period") -> "Period":
        """Both together, as for `Sums.joined`."""
        return Period(min(self.first, other.first), max(self.last, other.last), self.sums.joined(other.sums))


@dataclass(frozen=True, slots=True)
class Trial:
    """A comparison of two versions: since when, until when (None: it runs), and what came of it.

    `trouble` is why the other version cannot be served, empty where it can.
    """

    current: str
    other: str
    started: date
    ended: date | None
    halves: Halves
    result: Result
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything told of a span. Where `is_silent`, there were too few people to tell of any.

    Attributes
    ----------
    weeks
        How many were asked for; None for all.
    period_days
        How many days a period has, before periods of too few people are joined to others.
    others
        Versions with too few people each, together.
    catalogue
        How many films could be suggested, or None where that is not known.
    """

    weeks: int | None
    first: date
    last: date
    whole: Sums
    periods: Sequence[Period]
    versions: dict[str, Sums]
    others: Sums | None
    bins: Sequence[Bin]
    films: Films
    catalogue: int | None = None
    trial: Trial | None = None
    period_days: int = 7

    @classmethod
    def of(
        cls, tally: Tally, *, weeks: int | None, catalogue: int | None = None, trial: Trial | None = None
    ) -> "Report":
        """The report of a tally."""
        span = tally.span
        first, last = _day(span.since), _day(span.until - 1)
        if tally.whole.people < FEWEST:
            return cls(weeks, first, last, Sums(), (), {}, None, (), Films(), catalogue, trial)
        days = span.period // DAY
        periods = [
            Period(_day(start := span.since + number * span.period), _day(start + span.period - 1), sums)
            for number, sums in sorted(tally.periods.items())
        ]
        versions, others = discretion.versions(tally.versions)
        return cls(
            weeks,
            first,
            last,
            tally.whole,
            discretion.joined(periods, lambda period: period.sums.people, Period.joined),
            versions,
            others,
            discretion.bins(tally.bins),
            tally.films,
            catalogue,
            trial,
            days,
        )

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.whole.people

    @property
    def coverage(self) -> float | None:
        """Share of the catalogue that was shown; None where its size is not known."""
        return min(1.0, self.films.different / self.catalogue) if self.catalogue else None

    def to_json(self) -> dict[str, Any]:
        """Plain data, without anybody or any film in it."""
        return {
            "format": FORMAT,
            "fewest_people": FEWEST,
            "weeks_asked": self.weeks,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "total": None if self.is_silent else _sums(self.whole),
            "weeks": [{"from": p.first.isoformat(), "to": p.last.isoformat(), **_sums(p.sums)} for p in self.periods],
            "versions": [{"version": name, **_sums(sums)} for name, sums in self.versions.items()],
            "other_versions": None if self.others is None else _sums(self.others),
            "calibration": [_bin(each) for each in self.bins],
            "films": {
                "shown": self.films.different,
                "catalogue": self.catalogue,
                "coverage": _rounded(self.coverage),
                "top": TOP,
                "top_share": _rounded(self.films.top / self.films.shown if self.films.shown else None),
            },
            "comparison": None if self.trial is None else _trial(self.trial),
        }


def liked_rate(each: Bin) -> Rate | None:
    """How many of a bin's films were liked, as a share; people are few in a bin, answers taken for independent."""
    return wilson(each.liked / each.rated, each.rated) if each.rated else None


def _sums(sums: Sums) -> dict[str, Any]:
    shown = sums.shown
    return {
        "people": sums.people,
        "shown": shown,
        "answered": sums.answered,
        "accepted": sums.accepted,
        **{name: getattr(sums, name) for name in ("liked", "saved", "disliked", "seen", "passed", "hidden")},
        "acceptance": _rate(acceptance(sums)),
        "acceptance_of_shown": _rounded(sums.accepted / shown if shown else None),
        "dislike_rate": _rate(share(sums, sums.disliked)),
        "seen_rate": _rate(share(sums, sums.seen)),
        "hidden_rate": _rate(share(sums, sums.hidden)),
    }


def _bin(each: Bin) -> dict[str, Any]:
    return {
        "from": each.low,
        "to": each.high,
        "people": each.people,
        "rated": each.rated,
        "told": _rounded(each.told / each.rated / 100),
        "liked": _rate(liked_rate(each)),
        "stars": _rounded(each.stars / each.rated),
    }


def _trial(trial: Trial) -> dict[str, Any]:
    """A half of too few people is not told of."""
    halves = [trial.halves.current, trial.halves.other]
    told = [None if sums.people < FEWEST else _sums(sums) for sums in halves]
    found = trial.result.difference
    return {
        "current": {"version": trial.current, "half": told[0]},
        "other": {"version": trial.other, "half": told[1]},
        "from": trial.started.isoformat(),
        "to": None if trial.ended is None else trial.ended.isoformat(),
        "difference": None if found is None else {name: _rounded(value) for name, value in asdict(found).items()},
        "verdict": trial.result.verdict.value,
    }


def _rate(rate: Rate | None) -> dict[str, float | None] | None:
    return None if rate is None else {name: _rounded(value) for name, value in asdict(rate).items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _day(at: int) -> date:
    return datetime.fromtimestamp(at, UTC).date() if at >= 0 else date(1970, 1, 1) + timedelta(seconds=at)
