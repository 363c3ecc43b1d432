"""Wishes, and where suggestions should go."""

from dataclasses import replace

from bot.dialogue.understanding import cues
from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.intents.evidence import Reading
from bot.dialogue.understanding.intents.naming import meaning_of
from bot.dialogue.understanding.meaning import Intent, Meaning
from bot.dialogue.understanding.titles import Film, TitleFinder
from recengine.critiques import Direction
from recengine.query import Constraints, Popularity
from recengine.titles.words import STOP_WORDS, TALK

_FILLING = STOP_WORDS | bag("whole entire us weekend full lots elements set involving featuring")
_FAME_DIRECTIONS = {Direction.MORE_POPULAR: Popularity.POPULAR, Direction.LESS_POPULAR: Popularity.OBSCURE}


def newest_critique(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """A direction outweighs what was seen, but for «something else», which follows from it."""
    return None if reading.critique is Direction.DIFFERENT or reading.films else critique(reading, titles)


def critique(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """«Funnier», «too long», «something else»."""
    if reading.critique is None or (reading.dated and not cues.COMPLAINS.search(reading.plain)):
        return None
    if reading.critique is Direction.DIFFERENT and reading.films:
        return None
    wishes = reading.wishes.constraints(keep=lambda mark: not mark.wish.fame)
    if reading.critique is Direction.DIFFERENT and wishes:
        return None
    if reading.critique in _FAME_DIRECTIONS and (wishes.genres or wishes.keywords):
        return None
    return meaning_of(Intent.CRITIQUE, reading, list(reading.films), critique=reading.critique)


def wish(intent: Intent, reading: Reading, films: list[Film]) -> Meaning:
    """A meaning with the wishes of a reading, those aside that are words of a film's name."""
    alike = [reading.sentence.words_within(*span) for span in cues.like_spans(reading.plain)] if films else []
    busy = {i for words in [*((film.first, film.last) for film in films), *alike] for i in range(*words)}
    wishes = reading.wishes.constraints(keep=lambda mark: not busy.intersection(range(mark.first, mark.last)))
    return meaning_of(intent, reading, films, constraints=_with_fame(wishes, reading), critique=reading.critique)


def _with_fame(wishes: Constraints, reading: Reading) -> Constraints:
    if wishes.popularity is None and reading.critique in _FAME_DIRECTIONS:
        return replace(wishes, popularity=_FAME_DIRECTIONS[reading.critique])
    return wishes


def recommend(reading: Reading, titles: TitleFinder) -> Meaning | None:
    """A request, or wishes alone."""
    asked = cues.RECOMMEND.search(reading.plain) is not None
    wishes = _with_fame(reading.wishes.constraints(), reading)
    if not asked and _only_loose(reading):
        return None
    if not asked and not wishes and not reading.dated:
        return None
    if asked and not wishes and not reading.dated and not reading.films and _asks_elsewhere(reading):
        return None
    if reading.films and not asked and not wishes:
        return None
    intent = Intent.SIMILAR if reading.films else Intent.RECOMMEND
    return wish(intent, reading, list(reading.films))


def _asks_elsewhere(reading: Reading) -> bool:
    """Whether a request is about doing something else than watching, or a question when, where or who."""
    return cues.FILM_NOUN.search(reading.plain) is None and cues.ELSEWHERE.search(reading.plain) is not None


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
