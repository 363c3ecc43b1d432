"""Ratings: what is thought of films."""

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.naming import MOST_PLACES, around, listed, meaning_of, watched
from bot.dialogue.understanding.intents.pairing import each_judged
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.ratings import Verdict, marks_said
from bot.dialogue.understanding.titles import Film, TitleFinder
from bot.dialogue.understanding.wishes import Mark

_INTENSIFIERS = bag(
    "a an the so really very pretty quite rather kinda kind of bit just absolutely totally utterly , . it was is i"
)


def marked(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """A number of stars or points."""
    if reading.mark is None or cues.QUESTION.search(reading.plain):
        return None
    marks = marks_said(reading.plain)
    if len(marks) > 1 and (judged := each_judged(reading, titles, marks)):
        return meaning_of(Intent.RATE, reading, list(judged), rating=marks[0].stars, ratings=_stars_of(judged))
    films = listed(reading, titles) or around(reading, titles, reading.mark, (0, len(reading.plain)))
    return meaning_of(Intent.RATE, reading, films, rating=reading.mark.stars)


def rate(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """A verdict in words."""
    plain, whole = reading.plain, (0, len(reading.plain))
    if (cues.ASKS.search(plain) and not reading.films) or cues.QUESTION.search(plain) or "?" in plain:
        return None
    verdicts = [verdict for verdict in reading.verdicts if not reading.directs(verdict)]
    if not verdicts:
        return None
    verdict = _decisive(verdicts)
    if len({one.stars for one in verdicts}) > 1 and (judged := each_judged(reading, titles, verdicts)):
        return meaning_of(Intent.RATE, reading, list(judged), rating=verdict.stars, ratings=_stars_of(judged))
    films = listed(reading, titles)
    for one in [verdict, *verdicts[:MOST_PLACES]] if not films else []:
        if films := around(reading, titles, one, whole):
            break
    if films := films or ([] if cues.ASKS.search(plain) else watched(reading, titles)):
        return meaning_of(Intent.RATE, reading, films, rating=verdict.stars)
    if (cues.JUDGES_IT.search(plain) or _only_judges(reading)) and not reading.wishes.constraints(keep=_is_firm):
        return meaning_of(Intent.RATE, reading, [], rating=verdict.stars)
    return None


def _stars_of(judged: dict[Film, Verdict]) -> dict[int, float]:
    return {film.movie: verdict.stars for film, verdict in judged.items()}


def _only_judges(reading: Reading) -> bool:
    """Whether a message is a verdict and nothing else; but for «good» or «ok», which may answer anything."""
    judging = {i for v in reading.verdicts for i in range(*reading.sentence.words_within(v.start, v.end))}
    words = [word.plain for word in reading.sentence.words]
    rest = [word for i, word in enumerate(words) if i not in judging]
    return len(words) > len(rest) > 0 and all(word in _INTENSIFIERS for word in rest)


def _is_firm(mark: Mark) -> bool:
    return not mark.wish.loose


def _decisive(verdicts: list[Verdict]) -> Verdict:
    """Of several verdicts the strongest opinion, the later one among equals."""
    return max(verdicts, key=lambda verdict: (abs(verdict.stars - 3.5) + 0.2 * (verdict.stars > 3.5), verdict.start))
