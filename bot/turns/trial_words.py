"""A comparison of two versions in words, and as a part of a picture."""

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text
from bot.pictures.stats_spec import Accent, Group
from bot.stats.comparing import FEWEST_A_HALF
from bot.stats.discretion import FEWEST
from bot.stats.report import Trial
from bot.turns.stats_numbers import bar, date_words, short_version


def trial_caption(trial: Trial) -> Text:
    """Which versions, since when, and what came of it, in a line or two."""
    return phrase(
        "stats-trial-caption",
        title=_title(trial),
        other=short_version(trial.other),
        current=short_version(trial.current),
        verdict=_told(trial),
    )


def trial_group(trial: Trial) -> Group | None:
    """Both halves as bars; nothing is told of a half of very few people."""
    halves: tuple[tuple[str, Accent], ...] = ((trial.current, "less"), (trial.other, "more"))
    rates = (trial.result.current, trial.result.other)
    people = (trial.halves.current.people, trial.halves.other.people)
    rows = tuple(
        bar(short_version(version), rate, accent=accent)
        for (version, accent), rate, count in zip(halves, rates, people, strict=True)
        if rate is not None and count >= FEWEST
    )
    return Group(_title(trial), _verdict(trial), rows) if rows else None


def _title(trial: Trial) -> str:
    since = date_words(trial.started)
    if trial.ended is None:
        return words("stats-trial", date=since)
    return words("stats-trial-over", date=since, ended=date_words(trial.ended))


def _verdict(trial: Trial) -> str:
    return words(f"stats-trial-{trial.result.verdict.value}", version=short_version(trial.other))


def _told(trial: Trial) -> str:
    if trial.trouble:
        return words("stats-trial-trouble")
    found = trial.result.difference
    if found is None:
        current, other = trial.halves.current.answering, trial.halves.other.answering
        return words("stats-trial-early-caption", needed=FEWEST_A_HALF, current=current, other=other)
    points, low, high = (_points(share) for share in (found.value, found.low, found.high))
    return words("stats-trial-difference", verdict=_verdict(trial), points=points, low=low, high=high)


def _points(share: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    return f"{100 * share:+.0f}".replace("-", "−")
