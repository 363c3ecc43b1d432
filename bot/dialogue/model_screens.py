"""What is said of model versions: what each is, and which of them is served."""

from collections.abc import Sequence

from bot.dialogue.language import phrase, words
from bot.dialogue.markup import Text, lines
from bot.dialogue.screens import Button, Rows, Screen
from bot.dialogue.spans import duration, stamp
from bot.dialogue.taps import Tap, tap_data
from bot.dialogue.training_screens import LONGEST_WHY, figure, why_held
from bot.dialogue.wording import clipped
from bot.versions import State, Version

LONGEST_NAME = 40
MARKS = {State.SERVED: "✅", State.BEFORE: "↩️", State.HELD: "⏸", State.DAMAGED: "⚠️", State.OTHER: "▫️"}


def listed(versions: Sequence[Version], *, page: int, turning: tuple[Button, ...]) -> Screen:
    """A page of versions, a button each, over the buttons that turn it."""
    if not versions:
        return Screen(phrase("models-none"), (turning,))
    states = dict.fromkeys(version.state for version in versions)
    legend = " · ".join(words(f"model-{state.value}") for state in states)
    rows = tuple((Button(_label(version), tap_data(Tap.MODEL, version.code, page)),) for version in versions)
    return Screen(lines([phrase("models-title"), legend]), (*rows, turning))


def _label(version: Version) -> str:
    told = words("model-unknown-accuracy") if version.accuracy is None else figure(version.accuracy)
    when = clipped(version.name, LONGEST_NAME) if version.trained_at is None else stamp(version.trained_at)
    return words("model-label", mark=MARKS[version.state], stamp=when, accuracy=told)


def details(version: Version, *, page: int) -> Screen:
    """All that is known of a version, and what can be done with it."""
    parts: list[Text | str] = [
        phrase(
            "model-details",
            stamp=stamp(version.trained_at),
            state=words(f"model-{version.state.value}"),
            version=clipped(version.name, LONGEST_NAME),
        )
    ]
    if version.state is State.DAMAGED:
        parts.append(phrase("model-trouble", why=clipped(version.why, LONGEST_WHY)))
    else:
        parts += _made(version)
    return Screen(lines(parts), _ways(version, page))


def _made(version: Version) -> list[Text | str]:
    told: list[Text | str] = [
        words(
            "model-data",
            dataset=clipped(version.dataset, LONGEST_NAME) or "?",
            people=version.users,
            ratings=version.ratings,
        ),
    ]
    if version.own_ratings:
        told.append(words("model-own", people=version.own_people, ratings=version.own_ratings))
    if version.accuracy is not None:
        popular = "?" if version.popular is None else figure(version.popular)
        told.append(words("model-accuracy", new=figure(version.accuracy), popular=popular))
    span = "?" if version.seconds is None else duration(round(version.seconds))
    seed = "?" if version.seed is None else str(version.seed)
    told.append(words("model-making", span=span, seed=seed, size=str(round(version.size / 1e6))))
    if version.why:
        told.append(phrase("model-why-held", why=_why(version)))
    return told


def _why(version: Version) -> Text:
    return why_held(version.why, version.held_out, version.own)


def _ways(version: Version, page: int) -> Rows:
    back = Button(words("button-back"), tap_data(Tap.MODELS, page))
    if version.state in (State.SERVED, State.DAMAGED):
        return ((back,),)
    return ((Button(words("button-serve"), tap_data(Tap.SERVE, version.code, "ask")),), (back,))


def question(version: Version) -> Screen:
    """Whether to serve it, asked once."""
    when = stamp(version.trained_at)
    text = (
        phrase("model-ask-held", stamp=when, why=_why(version))
        if version.state is State.HELD
        else phrase("model-ask", stamp=when)
    )
    sure = Button(words("button-serve-sure"), tap_data(Tap.SERVE, version.code, "sure"))
    back = Button(words("button-back"), tap_data(Tap.MODEL, version.code))
    return Screen(text, ((sure,), (back,)))


def loading(version: Version) -> Screen:
    """It is on its way; the screen goes on by itself."""
    return Screen(phrase("model-loading", stamp=stamp(version.trained_at)), _to_models())


def serving(version: Version, span: str, *, ended_comparison: bool = False) -> Screen:
    """It is served, and a comparison of two versions is over by that where one ran."""
    said = phrase("model-serving", stamp=stamp(version.trained_at), span=span)
    return Screen(said + "\n" + phrase("comparison-ended") if ended_comparison else said, _to_models())


def refused(why: str) -> Screen:
    """It cannot be."""
    return Screen(phrase("model-refused", why=clipped(why, LONGEST_WHY)), _to_models())


def kept(served_at: int | None) -> Screen:
    """What was held back stays so."""
    return Screen(phrase("training-held-kept", stamp=stamp(served_at)), _to_models())


def _to_models() -> Rows:
    return ((Button(words("button-models"), tap_data(Tap.MODELS)),),)
