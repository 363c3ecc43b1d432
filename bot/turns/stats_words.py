"""Statistics in words, and as the data of a picture."""

from bot.dialogue.attachments import Picture
from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.pictures.stats_spec import MOST_COLUMNS, Chart, Column, Group, StatsPicture, Tile
from bot.stats.discretion import FEWEST
from bot.stats.rates import Rate, acceptance, share
from bot.stats.report import Report, liked_rate
from bot.stats.tally import TOP, Bin, Sums
from bot.turns.stats_numbers import bar, date_words, number, percent, short_version
from bot.turns.trial_words import trial_caption, trial_group

KIND = "stats"
"""The picture's kind, as `bot.pictures.drawing` knows it."""

MOST_PERIODS = 13
"""So many columns are legible beside each other."""

MOST_VERSIONS, MOST_BINS = 3, 5


def caption(report: Report) -> Text:
    """The numbers in a few lines."""
    trial = [] if report.trial is None else [trial_caption(report.trial)]
    if report.is_silent:
        return lines([phrase("stats-caption-silent", people=FEWEST), *trial])
    whole, films = report.whole, report.films
    parts = [phrase("stats-caption-shown", span=_span(report), shown=whole.shown, people=whole.people,
                    answered=whole.answered)]  # fmt: skip
    if (rate := acceptance(whole)) is not None:
        parts.append(_accepted(whole, rate))
    if rated := sum(each.rated for each in report.bins):
        told = round(sum(each.told for each in report.bins) / rated)
        liked = percent(sum(each.liked for each in report.bins) / rated)
        parts.append(phrase("stats-caption-match", told=told, liked=liked))
    coverage = -1 if report.coverage is None else percent(report.coverage)
    top = percent(films.top / films.shown)
    parts.append(phrase("stats-caption-films", films=films.different, coverage=coverage, top=TOP, share=top))
    return lines([*parts, *trial])


def _accepted(whole: Sums, rate: Rate) -> Text:
    counts = {"disliked": whole.disliked, "seen": whole.seen, "hidden": whole.hidden}
    return phrase(
        "stats-caption-accepted",
        percent=percent(rate.value),
        low=percent(rate.low),
        high=percent(rate.high),
        shown=percent(whole.accepted / whole.shown),
        **{name: percent(count / whole.answered) for name, count in counts.items()},
    )


def picture(report: Report, *, light: bool) -> Picture:
    """What the outbox keeps until the picture is drawn."""
    return Picture(KIND, (_silent(report, light) if report.is_silent else _full(report, light)).to_json())


def _silent(report: Report, light: bool) -> StatsPicture:
    notes = tuple(words(f"stats-silent-{place}", people=FEWEST) for place in ("first", "second", "third"))
    return StatsPicture(
        words("stats-title"), words("stats-silent-subtitle", span=_span(report)), notes=notes, dark=not light
    )


def _full(report: Report, light: bool) -> StatsPicture:
    whole = report.whole
    return StatsPicture(
        words("stats-title"),
        words("stats-subtitle", span=_span(report), people=whole.people, shown=whole.shown),
        _tiles(whole),
        _chart(report),
        tuple(group for group in (_by_version(report), _calibration(report)) if group is not None),
        (words("stats-sure"),) if whole.answered else (words("stats-unanswered"),),
        dark=not light,
    )


def _tiles(whole: Sums) -> tuple[Tile, ...]:
    counted = {"accepted": whole.accepted, "disliked": whole.disliked, "seen": whole.seen}
    rates = {name: share(whole, count) for name, count in counted.items()}
    return tuple(Tile(number(rate), words(f"stats-{name}")) for name, rate in rates.items() if rate is not None)


def _chart(report: Report) -> Chart | None:
    """A column a period, in its place in time: weeks without answers leave a gap."""
    rated = [(period, acceptance(period.sums)) for period in report.periods]
    days = report.period_days
    places = min((report.last - report.first).days // days + 1, MOST_COLUMNS)
    columns = tuple(
        Column((period.first - report.first).days // days, rate.value, rate.low, rate.high,
               str(percent(rate.value)), date_words(period.first))
        for period, rate in rated
        if rate is not None
    )  # fmt: skip
    return Chart(words("stats-over-time"), places, columns) if columns else None


def _by_version(report: Report) -> Group | None:
    """The versions that are compared, else the latest ones."""
    return _versions(report) if report.trial is None else trial_group(report.trial) or _versions(report)


def _versions(report: Report) -> Group | None:
    named = [(short_version(name), sums) for name, sums in report.versions.items()]
    if report.others is not None:
        named = [*named[: MOST_VERSIONS - 1], (words("stats-others"), report.others)]
    rows = tuple(bar(name, rate) for name, sums in named[:MOST_VERSIONS] if (rate := acceptance(sums)) is not None)
    return Group(words("stats-by-version"), "", rows) if rows else None


def _calibration(report: Report) -> Group | None:
    rows = tuple(
        bar(words("stats-bin", low=each.low, high=each.high), rate, told=each.told / each.rated / 100)
        for each in _wider(list(report.bins))
        if (rate := liked_rate(each)) is not None
    )
    return Group(words("stats-calibration"), words("stats-calibration-how"), rows) if rows else None


def _wider(bins: list[Bin]) -> list[Bin]:
    """No more bins than there is room for: the neighbours with the fewest ratings are joined."""
    while len(bins) > MOST_BINS:
        at = min(range(len(bins) - 1), key=lambda n: bins[n].rated + bins[n + 1].rated)
        bins[at : at + 2] = [bins[at].joined(bins[at + 1])]
    return bins


def _span(report: Report) -> str:
    if report.weeks is None:
        return words("stats-span-all", date=date_words(report.first))
    return words("stats-span", weeks=report.weeks)
