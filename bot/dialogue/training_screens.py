"""What is said of a training: how far it is, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.spans import HOUR, MINUTE, duration, stamp
from bot.dialogue.taps import Tap, tap_data
from bot.dialogue.wording import clipped, own_ratings
from bot.versions import Beside

LONGEST_WHY = 240
"""Letters of a reason."""

LONGEST_FILM = 40
"""Letters of a film that rises or falls."""

BAR = 10
"""Boxes of the bar."""

_PHASES = (
    ("measur", "measure"),
    ("check", "measure"),
    ("publish", "publish"),
    ("stars", "stars"),
    (" ask", "ask"),
    ("load", "data"),
)
"""What the trainer's names of phases hold -> what is said of them; all others are learning."""


@dataclass(frozen=True, slots=True)
class Move:
    """A film that stands elsewhere in somebody's list than before; places from 1."""

    film: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a training.

    Attributes
    ----------
    trained_at, people, ratings
        When, and from how many of the bot's own people and ratings.
    ratings_before
        How many there were in the version before; None where that is unknown.
    accuracy
        On held-out people, from 0 to 1; None where it was not measured.
    held_out, own
        The same beside the version before, on held-out people and on the latest ratings of the bot's own people.
    ended_comparison
        Whether two versions were being compared until then.
    """

    trained_at: int | None
    people: int
    ratings: int
    seconds: int
    ratings_before: int | None = None
    accuracy: float | None = None
    held_out: Beside | None = None
    own: Beside | None = None
    ended_comparison: bool = False


def progress(training_id: int, phase: str, done: float, left: float | None) -> Screen:
    """How far a training is, and the button that ends it."""
    text = phrase(
        "training-progress",
        bar=bar(done),
        percent=int(100 * done),
        phase=words(f"training-phase-{_plainly(phase)}"),
        left="" if left is None else words("training-left", left=_left(left)),
    )
    cancel = Button(words("button-training-cancel"), tap_data(Tap.TRAINING, "cancel", training_id))
    return Screen(text, ((cancel,),))


def bar(done: float) -> str:
    """A share as boxes."""
    filled = int(BAR * done)
    return "▓" * filled + "░" * (BAR - filled)


def _plainly(phase: str) -> str:
    if not phase:
        return "start"
    return next((plain for part, plain in _PHASES if part in phase.lower()), "learn")


def _left(seconds: float) -> str:
    """The time left as roughly as it is known."""
    if seconds < 10:
        return words("training-left-moment")
    if seconds < 55:
        return words("training-left-seconds", count=round(seconds / 10) * 10)
    if seconds < 1.5 * HOUR:
        return words("training-left-minutes", count=max(1, round(seconds / MINUTE)))
    return words("training-left-hours", count=round(seconds / HOUR))


def closed() -> Screen:
    """In place of the progress, above what came of it."""
    return Screen(phrase("training-closed"))


def cancelled(served_at: int | None, seconds: int) -> Screen:
    """It was cancelled."""
    return Screen(phrase("training-cancelled", span=duration(seconds), stamp=stamp(served_at)), _again())


def cut_off(served_at: int | None) -> Screen:
    """It ended with the bot that ran it."""
    return Screen(phrase("training-cut-off", stamp=stamp(served_at)), _again())


def failed(why: str) -> Screen:
    """It came to nothing."""
    return Screen(phrase("training-failed", why=clipped(why, LONGEST_WHY)), _again())


def done(report: Report, moves: Sequence[Move] = (), *, personal: bool = True) -> Screen:
    """A new version is served; films that rise or fall for whoever asked, or for somebody new."""
    parts: list[Text | str] = [phrase("training-done", stamp=stamp(report.trained_at)), _learned(report)]
    parts += _accuracies(report)
    parts.append(words("training-took", span=duration(report.seconds)))
    if report.ended_comparison:
        parts.append(phrase("comparison-ended"))
    parts += _moves(moves, personal)
    suggest = Button(words("button-suggest"), tap_data(Tap.SUGGEST))
    return Screen(lines(parts), ((suggest, _models()),))


def done_quietly(ratings: int, seconds: int) -> Screen:
    """The same for admins of whom none has asked: one line that makes no sound."""
    text = phrase("training-done-quietly", ratings=ratings, span=duration(seconds))
    return Screen(text, ((_models(),),), quiet=True)


def held_back(why: Text, *, code: str, served_at: int | None) -> Screen:
    """A new version was not published, and what can be done about it."""
    text = phrase("training-held", stamp=stamp(served_at), why=why)
    keep = Button(words("button-keep-current"), tap_data(Tap.SERVE, code, "keep"))
    publish = Button(words("button-publish-anyway"), tap_data(Tap.SERVE, code, "ask"))
    return Screen(text, ((keep,), (publish, _models())))


def _learned(report: Report) -> str:
    said = own_ratings(report.ratings, report.people)
    more = 0 if report.ratings_before is None else report.ratings - report.ratings_before
    if not more:
        return said
    return f"{said} {words('training-more' if more > 0 else 'training-fewer', ratings=abs(more))}"


def _accuracies(report: Report) -> list[Text | str]:
    told: list[Text | str] = []
    if report.held_out is not None:
        told.append(_both("training-accuracy", report.held_out))
    elif report.accuracy is not None:
        told.append(words("training-accuracy-alone", after=figure(report.accuracy)))
    if report.own is not None:
        told.append(_both("training-accuracy-own", report.own))
    return told


def _both(key: str, beside: Beside) -> str:
    return words(key, before=figure(beside.before), after=figure(beside.after))


def why_held(why: str, held_out: Beside | None, own: Beside | None) -> Text:
    """Why a version was held back: with figures where these say so, else as the trainer wrote it."""
    worse = [(key, gap) for key, gap in (("people", held_out), ("own", own)) if gap is not None and gap.is_worse]
    if not worse:
        return Text() + clipped(why, LONGEST_WHY)
    told = [
        words(
            f"training-held-{key}",
            before=figure(gap.before),
            after=figure(gap.after),
            least=figure(gap.least),
            people=gap.people,
        )
        for key, gap in worse
    ]
    return lines([words("training-held-worse"), *told])


def figure(value: float) -> str:
    """An accuracy as everybody writes it."""
    return words("accuracy", value=value)


def _moves(moves: Sequence[Move], personal: bool) -> list[Text | str]:
    if not moves:
        return []
    told: list[Text | str] = [words("training-moves-yours" if personal else "training-moves-newcomers")]
    for move in moves:
        key = "training-rises" if move.after < move.before else "training-falls"
        film = clipped(move.film, LONGEST_FILM)
        told.append(words(key, film=film, before=str(move.before), after=str(move.after)))
    return told


def _models() -> Button:
    return Button(words("button-models"), tap_data(Tap.MODELS))


def _again() -> Rows:
    return ((Button(words("button-training-again"), tap_data(Tap.TRAINING, "start")), _models()),)
