"""The films that a message names, where its cues put them."""

from collections.abc import Callable, Sequence

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.meaning import NO_WISHES, Intent, Meaning
from bot.dialogue.understanding.ratings import Verdict
from bot.dialogue.understanding.titles import Film, TitleFinder
from recengine.critiques import Direction
from recengine.query import Constraints

Attempt = Callable[[Reading, TitleFinder], Meaning | None]
"""One way to understand a reading: its meaning, or None."""

MOST_PLACES = 4
"""Films are looked for beside so many words that point at one; a message of many more means nobody a film by each."""

POINTS_BACK = bag("it that this them those these one")
_ENDS_VERDICT = POINTS_BACK | bag(
    ", . ? / - and but movie so very a lot every each because with from at how all both"
)


def meaning_of(
    intent: Intent,
    reading: Reading,
    films: Sequence[Film],
    *,
    rating: float | None = None,
    ratings: dict[int, float] | None = None,
    constraints: Constraints = NO_WISHES,
    critique: Direction | None = None,
) -> Meaning:
    """A meaning with the films in the order in which they are named, each once.

    Parameters
    ----------
    ratings
        Stars of single films by their ids; the others get `rating`.
    """
    names: dict[int, str] = {}
    for film in sorted(films, key=lambda film: film.first):
        names.setdefault(film.movie, reading.sentence.said(film.first, film.last))
    return Meaning(
        intent,
        tuple(names),
        rating,
        constraints,
        critique=critique,
        title_names=tuple(names.values()),
        ratings=tuple((ratings or {}).get(movie, rating) for movie in names),
    )


def looked_up(reading: Reading, titles: TitleFinder, start: int, end: int, *, loose: bool = False) -> list[Film]:
    """The films among some characters: the sure ones, and what the other words there name."""
    first, last = reading.sentence.words_within(start, end)
    sure = reading.within(start, end)
    if not sure:
        return titles.among(reading.sentence, first, last, reading.told, loose=loose)
    found, at = list(sure), first
    for film in [*sure, None]:
        stop = last if film is None else film.first
        if stop > at and reading.lists(at, stop):
            found += titles.among(reading.sentence, at, stop, reading.told, loose=False)
        at = stop + 1
    return found


def around(reading: Reading, titles: TitleFinder, verdict: Verdict, within: tuple[int, int]) -> list[Film]:
    """Films named after a verdict («loved Heat»), else before it («Heat was great»)."""
    start, end = within
    after = looked_up(reading, titles, verdict.end, end, loose=True)
    following = reading.plain[verdict.end :].split()
    if verdict.transitive and following and following[0] not in _ENDS_VERDICT:
        return after
    return after or looked_up(reading, titles, start, verdict.start, loose=True)


def listed(reading: Reading, titles: TitleFinder) -> list[Film]:
    """The sure films, and what is named in one list with them: «both Rocky and Cool Hand Luke»."""
    beside = [more for film in reading.films for more in titles.beside(reading.sentence, film, reading.told)]
    return [*reading.films, *beside]


def watched(reading: Reading, titles: TitleFinder) -> list[Film]:
    """The film that a message says was watched: «we sat through Twilight and hated every second»."""
    for match in cues.SAW.finditer(reading.plain):
        if reading.plain[match.end() :].split()[:1] in ([word] for word in POINTS_BACK):
            continue
        if films := looked_up(reading, titles, match.end(), len(reading.plain), loose=True):
            return films
    return []


def spoken_of(reading: Reading, titles: TitleFinder) -> list[Film]:
    """The films that a message speaks of before it asks about «it»: «everyone talks about Heat, what is it»."""
    if reading.films:
        return list(reading.films)
    for match in cues.SPEAKS_OF.finditer(reading.plain):
        if films := looked_up(reading, titles, match.end(), len(reading.plain), loose=True):
            return films[:1]
    return []
