"""From films, wishes and cues to the one thing that a message is for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.meaning import NO_WISHES, Intent, Meaning
from bot.dialogue.understanding.ratings import Verdict, mark_said, marks_said, verdicts_said
from bot.dialogue.understanding.reading import Sentence
from bot.dialogue.understanding.titles import Explained, Film, TitleFinder
from bot.dialogue.understanding.wishes import Mark, Wishes
from recengine.critiques import Direction
from recengine.query import Constraints, Popularity
from recengine.titles.words import STOP_WORDS, TALK

_POINTS_BACK = bag("it that this them those these one")
_FILLING = STOP_WORDS | {
    "whole",
    "entire",
    "us",
    "weekend",
    "full",
    "lots",
    "elements",
    "set",
    "involving",
    "featuring",
}
_INTENSIFIERS = bag(
    "a an the so really very pretty quite rather kinda kind of bit just absolutely totally utterly , . it was is i"
)
_ENDS_VERDICT = _POINTS_BACK | {
    ",",
    ".",
    "?",
    "/",
    "-",
    "and",
    "but",
    "movie",
    "so",
    "very",
    "a",
    "lot",
    "every",
    "each",
    "because",
    "with",
    "from",
    "at",
    "how",
    "all",
    "both",
}
_FAME_DIRECTIONS = {Direction.MORE_POPULAR: Popularity.POPULAR, Direction.LESS_POPULAR: Popularity.OBSCURE}


@dataclass(frozen=True)
class Reading:
    """A sentence with the films found in it for sure, and its wishes."""

    sentence: Sentence
    films: tuple[Film, ...]
    wishes: Wishes

    @property
    def plain(self) -> str:
        """The plain sentence."""
        return self.sentence.plain

    @cached_property
    def explained(self) -> frozenset[int]:
        """Words that wish for something."""
        return frozenset(i for mark in self.wishes.marks for i in range(mark.first, mark.last)) | self.dated

    @cached_property
    def told(self) -> Explained:
        """Words that wish or judge, and so name no film by themselves."""
        firm = [mark for mark in self.wishes.marks if not mark.wish.keyword]
        judging = [self.sentence.words_within(v.start, v.end) for v in self.verdicts if v.phrase]
        wished = frozenset(i for mark in firm for i in range(mark.first, mark.last)) | self.dated
        return Explained(wished, self.explained, frozenset(i for words in judging for i in range(*words)))

    @cached_property
    def dated(self) -> frozenset[int]:
        """Words that say years."""
        return frozenset(
            i for said in self.wishes.years for i in range(*self.sentence.words_within(said.start, said.end))
        )

    @cached_property
    def mark(self) -> Verdict | None:
        """Stars said as a number."""
        return mark_said(self.plain)

    @cached_property
    def verdicts(self) -> list[Verdict]:
        """Verdicts in words."""
        return verdicts_said(self.plain)

    @cached_property
    def critique(self) -> Direction | None:
        """The direction that is asked for."""
        found = [
            (match.end() - match.start(), -order, direction)
            for order, (direction, pattern) in enumerate(cues.CRITIQUES.items())
            if (match := pattern.search(self.plain))
        ]
        specific = [one for one in found if one[2] is not Direction.DIFFERENT] or found
        asked = cues.asked_direction(self.plain)
        if asked is not None:
            return asked
        return max(specific)[2] if specific else None

    def within(self, start: int, end: int) -> list[Film]:
        """The sure films among the characters `start` to `end` of the plain sentence."""
        first, last = self.sentence.words_within(start, end)
        return [film for film in self.films if first <= film.first < last]


_Attempt = Callable[[Reading, TitleFinder], Meaning | None]


def decide(reading: Reading, titles: TitleFinder) -> Meaning:
    """The meaning of a reading: the first that its cues and films speak for."""
    for attempt in _ATTEMPTS:
        if (meaning := attempt(reading, titles)) is not None:
            return meaning
    return Meaning(Intent.UNKNOWN)


def _meaning(
    intent: Intent,
    reading: Reading,
    films: list[Film],
    *,
    rating: float | None = None,
    constraints: Constraints = NO_WISHES,
    critique: Direction | None = None,
) -> Meaning:
    named: dict[int, str] = {}
    for film in sorted(films, key=lambda film: film.first):
        named.setdefault(film.movie, reading.sentence.said(film.first, film.last))
    return Meaning(intent, tuple(named), rating, constraints, critique=critique, title_names=tuple(named.values()))


def _looked_up(reading: Reading, titles: TitleFinder, start: int, end: int, *, loose: bool = False) -> list[Film]:
    """The films among some characters: the sure ones, and what the other words there name."""
    first, last = reading.sentence.words_within(start, end)
    sure = reading.within(start, end)
    if not sure:
        return titles.among(reading.sentence, first, last, reading.told, loose=loose)
    found, at = list(sure), first
    for film in [*sure, None]:
        stop = last if film is None else film.first
        if stop > at:
            found += titles.among(reading.sentence, at, stop, reading.told, loose=False)
        at = stop + 1
    return found


def _simple(intent: Intent, pattern: "cues.Pattern") -> _Attempt:
    def attempt(reading: Reading, titles: TitleFinder) -> Meaning | None:
        return Meaning(intent) if pattern.search(reading.plain) and not reading.films else None

    return attempt


def _undo(reading: Reading, titles: TitleFinder) -> Meaning | None:
    if not cues.UNDO.search(reading.plain):
        return None
    return _meaning(Intent.UNDO, reading, list(reading.films))


def _why(reading: Reading, titles: TitleFinder) -> Meaning | None:
    match = cues.WHY.search(reading.plain)
    if match is None:
        return None
    films = list(reading.films)
    for place in [*cues.WHY_NAMES.finditer(reading.plain, match.start())][::-1]:
        films = films or _looked_up(reading, titles, place.end(), len(reading.plain), loose=True)
    return _meaning(Intent.WHY, reading, films)


def _profile(reading: Reading, titles: TitleFinder) -> Meaning | None:
    if reading.films or not cues.PROFILE.search(reading.plain):
        return None
    return Meaning(Intent.PROFILE)


def _similar(reading: Reading, titles: TitleFinder) -> Meaning | None:
    plain = reading.plain
    for end in cues.like_ends(plain):
        if films := _looked_up(reading, titles, end, len(plain)):
            return _wish(Intent.SIMILAR, reading, films)
    if both := cues.MEETS.search(plain):
        films = [f for part in ("one", "two") for f in _looked_up(reading, titles, both.start(part), both.end(part))]
        if len(films) > 1:
            return _wish(Intent.SIMILAR, reading, films)
    match = None if cues.QUESTION.search(plain) else cues.LIKE_AFTER.search(plain)
    if match and (films := _looked_up(reading, titles, match.start("t"), match.end("t"))):
        return _wish(Intent.SIMILAR, reading, films)
    return None


def _more_like(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«I loved Heat, what else is like it?»."""
    plain = reading.plain
    more = cues.MORE_OF_IT.search(plain)
    if reading.films and cues.LIKE_THAT.search(plain):
        return _wish(Intent.SIMILAR, reading, list(reading.films))
    if more is None or not (cues.SAW.search(plain) or reading.verdicts):
        return None
    start, end = (0, more.start()) if more.start() > len(plain) - more.end() else (more.end(), len(plain))
    films = list(reading.films) or _rated_films(reading, titles, start, end)
    if not films and (saw := cues.SAW.search(plain, start, end)):
        films = _looked_up(reading, titles, saw.end(), end, loose=True)
    return _wish(Intent.SIMILAR, reading, films) if films else None


def _rated_films(reading: Reading, titles: TitleFinder, start: int, end: int) -> list[Film]:
    """Films that verdicts among some characters speak of."""
    for verdict in reading.verdicts:
        if start <= verdict.start < end and (films := _around(reading, titles, verdict, (start, end))):
            return films
    return []


def _around(reading: Reading, titles: TitleFinder, verdict: Verdict, within: tuple[int, int]) -> list[Film]:
    """Films named after a verdict («loved Heat»), else before it («Heat was great»)."""
    start, end = within
    after = _looked_up(reading, titles, verdict.end, end, loose=True)
    following = reading.plain[verdict.end :].split()
    if verdict.transitive and following and following[0] not in _ENDS_VERDICT:
        return after
    return after or _looked_up(reading, titles, start, verdict.start, loose=True)


def _marked(reading: Reading, titles: TitleFinder) -> Meaning | None:
    if reading.mark is None or cues.QUESTION.search(reading.plain):
        return None
    marks = marks_said(reading.plain)
    films = list(reading.films)
    if not films and len(marks) > 1:
        starts = [0, *(mark.end for mark in marks)]
        films = [
            f
            for start, mark in zip(starts, marks, strict=False)
            for f in _looked_up(reading, titles, start, mark.start)
        ]
    films = films or _around(reading, titles, reading.mark, (0, len(reading.plain)))
    return _meaning(Intent.RATE, reading, films, rating=reading.mark.stars)


def _rate(reading: Reading, titles: TitleFinder) -> Meaning | None:
    plain, whole = reading.plain, (0, len(reading.plain))
    if cues.ASKS.search(plain) and not reading.films:
        return None
    if not reading.verdicts or cues.QUESTION.search(plain) or "?" in plain:
        return None
    verdict = _decisive(reading)
    films = list(reading.films)
    for one in [verdict, *reading.verdicts] if not films else []:
        if films := _around(reading, titles, one, whole):
            break
    if films:
        return _meaning(Intent.RATE, reading, films, rating=verdict.stars)
    if (cues.JUDGES_IT.search(plain) or _only_judges(reading)) and not reading.wishes.constraints(keep=_is_firm):
        return _meaning(Intent.RATE, reading, [], rating=verdict.stars)
    return None


def _only_judges(reading: Reading) -> bool:
    """Whether a message is a verdict and nothing else; but for «good» or «ok», which may answer anything."""
    judging = {i for v in reading.verdicts for i in range(*reading.sentence.words_within(v.start, v.end))}
    words = [word.plain for word in reading.sentence.words]
    rest = [word for i, word in enumerate(words) if i not in judging]
    return len(words) > len(rest) > 0 and all(word in _INTENSIFIERS for word in rest)


def _is_firm(mark: Mark) -> bool:
    return not mark.wish.loose


def _decisive(reading: Reading) -> Verdict:
    """Of several verdicts the strongest opinion, the later one among equals."""
    return max(
        reading.verdicts, key=lambda verdict: (abs(verdict.stars - 3.5) + 0.2 * (verdict.stars > 3.5), verdict.start)
    )


def _seen(reading: Reading, titles: TitleFinder) -> Meaning | None:
    match = cues.SEEN.search(reading.plain)
    if match is None or cues.QUESTION.search(reading.plain):
        return None
    start, _end = match.span()
    films = list(reading.films) or titles_after_saw(reading, titles, start)
    if films or cues.SEEN_IT.search(reading.plain):
        return _meaning(Intent.SEEN, reading, films)
    return None


def titles_after_saw(reading: Reading, titles: TitleFinder, start: int) -> list[Film]:
    """Films named after «seen» or «watched», or before «already seen»."""
    saw = cues.SAW.search(reading.plain, start)
    if saw is not None and reading.plain[saw.end() :].split()[:1] in ([word] for word in _POINTS_BACK):
        return []
    if saw is None:
        return _looked_up(reading, titles, 0, len(reading.plain))
    return _looked_up(reading, titles, saw.end(), len(reading.plain), loose=True) or _looked_up(
        reading, titles, 0, saw.start()
    )


def _info(reading: Reading, titles: TitleFinder) -> Meaning | None:
    for pattern in cues.INFO:
        match = pattern.search(reading.plain)
        if match and (films := _looked_up(reading, titles, match.start("t"), match.end("t"))):
            return _meaning(Intent.INFO, reading, films)
    if cues.INFO_ALONE.search(reading.plain) or (reading.films and cues.QUESTION.search(reading.plain)):
        return _meaning(Intent.INFO, reading, list(reading.films))
    return None


def _newest_critique(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """A direction outweighs what was seen, but for «something else», which follows from it."""
    return None if reading.critique is Direction.DIFFERENT or reading.films else _critique(reading, titles)


def _critique(reading: Reading, titles: TitleFinder) -> Meaning | None:
    if reading.critique is None or reading.dated:
        return None
    if reading.critique is Direction.DIFFERENT and reading.films:
        return None
    wishes = reading.wishes.constraints(keep=lambda mark: not mark.wish.fame)
    if reading.critique is Direction.DIFFERENT and wishes:
        return None
    if reading.critique in _FAME_DIRECTIONS and (wishes.genres or wishes.keywords):
        return None
    return _meaning(Intent.CRITIQUE, reading, list(reading.films), critique=reading.critique)


def _wish(intent: Intent, reading: Reading, films: list[Film]) -> Meaning:
    busy = {i for film in films for i in range(film.first, film.last)}
    wishes = reading.wishes.constraints(keep=lambda mark: not busy.intersection(range(mark.first, mark.last)))
    return _meaning(intent, reading, films, constraints=_with_fame(wishes, reading), critique=reading.critique)


def _with_fame(wishes: Constraints, reading: Reading) -> Constraints:
    if wishes.popularity is None and reading.critique in _FAME_DIRECTIONS:
        return Constraints(
            wishes.genres,
            wishes.exclude_genres,
            wishes.years,
            wishes.keywords,
            wishes.exclude_keywords,
            _FAME_DIRECTIONS[reading.critique],
        )
    return wishes


def _recommend(reading: Reading, titles: TitleFinder) -> Meaning | None:
    asked = cues.RECOMMEND.search(reading.plain) is not None
    wishes = _with_fame(reading.wishes.constraints(), reading)
    if not asked and _only_loose(reading):
        return None
    if not asked and not wishes and not reading.dated:
        return None
    if reading.films and not asked and not any(_wished(reading)):
        return None
    intent = Intent.SIMILAR if reading.films else Intent.RECOMMEND
    return _wish(intent, reading, list(reading.films))


def _only_loose(reading: Reading) -> bool:
    """Whether nothing but plain words of the catalogue stand amid words about something else."""
    if reading.dated or any(mark.out or not mark.wish.loose for mark in reading.wishes.marks):
        return False
    if cues.FILM_NOUN.search(reading.plain):
        return False
    rest = [w.plain for i, w in enumerate(reading.sentence.words) if i not in reading.explained]
    return any(word[0].isalnum() and word not in TALK and word not in _FILLING for word in rest) or bool(
        cues.QUESTION.search(reading.plain)
    )


def _wished(reading: Reading) -> Iterator[bool]:
    yield bool(reading.wishes.constraints())


def _named(reading: Reading, titles: TitleFinder) -> Meaning | None:
    words = len(reading.sentence.words)
    films = list(reading.films) or titles.among(reading.sentence, 0, words, Explained(), loose=False)
    return _meaning(Intent.INFO, reading, films) if films else None


_ATTEMPTS: tuple[_Attempt, ...] = (
    _simple(Intent.THANKS, cues.THANKS),
    _simple(Intent.GREETING, cues.GREETING),
    _undo,
    _simple(Intent.HELP, cues.HELP),
    _why,
    _profile,
    _similar,
    _marked,
    _info,
    _more_like,
    _rate,
    _newest_critique,
    _seen,
    _critique,
    _recommend,
    _named,
)
