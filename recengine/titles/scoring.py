"""How well one name fits one reading of a message, and whether that is enough not to ask back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from recengine.catalog import Movie
from recengine.titles.names import FIRM, HEAD, Name
from recengine.titles.numerals import is_number
from recengine.titles.parsing import Reading
from recengine.titles.questions import Entry, Question
from recengine.titles.similarity import Alike, Coverage, cover
from recengine.titles.slips import is_nearly, is_slip
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import (
    CUES,
    HEDGES,
    INTERJECTIONS,
    OPINIONS,
    STOP_WORDS,
    TALK,
)

NUMBER_NOT_IN_NAME, _NUMBER_NOT_ASKED = 0.6, 0.88
OTHER_YEAR, NEXT_YEAR, UNKNOWN_YEAR = 0.6, 0.95, 0.93
LIKE_BY_LETTERS = 0.75
_KNOWN_WORD_CHANGED = 0.98
_SHORT = 4
AMID_TALK, _SHORT_AMID_TALK = 0.95, 0.75
# What a fully said part of a name is worth: its beginning, a run of its words, words from here and there.
BEGINNING, _RUN, SCATTERED = 0.73, 0.67, 0.62
WORD_FOR_WORD, _BEST_PART = 0.025, 0.92
_TELLING_ENOUGH, _TELLING_AMID_WORDS = 1.0, 1.2
_LONG_OPENING = 4  # words with which only one title begins, however everyday they are
LEFT_OVER, MOST_LEFT_OVER = 0.2, 0.3
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """A name and how well it fits.

    `value` (0 to 1) orders; `sure` says that the fit leaves no doubt; `part` that every word is a word of this
    longer title, which leaves no doubt if no other title has them all; `exact` that nothing else was said, `stands`
    that the whole name was said amid other words; `left` are words without a partner; `settled` says of an exact
    one that it is at least the beginning that a title is known by.
    """

    name: Name
    value: float
    sure: bool = False
    part: bool = False
    exact: bool = False
    stands: bool = False
    left: tuple[str, ...] = ()
    settled: bool = False


def fit(entry: Entry, question: Question, movie: Movie, vocabulary: Vocabulary, alike: Sequence[Alike]) -> Fit:
    """Compare a name with a question.

    Parameters
    ----------
    alike
        Of each word of the question, how like it words of names are: see `word_likeness`.
    """
    year = _year_factor(question.reading, movie)
    factor = entry.name.weight * question.reading.weight * year
    settled = question.reading.whole and year >= NEXT_YEAR
    if entry.key == question.key:
        return _fit_exactly(entry, question, factor, settled=settled)
    if entry.key == question.core:
        firm = settled and entry.name.weight >= FIRM and len(entry.key) >= _SHORT
        worth = AMID_TALK if len(entry.key) > 2 else _SHORT_AMID_TALK
        sure = firm and question.about_film and entry.telling
        return Fit(entry.name, factor * (worth - question.amid_talk), sure, stands=True)
    return _fit_by_words(
        entry,
        question,
        vocabulary,
        factor,
        cover(alike, question.costs, entry.name.tokens, entry.weights),
        settled=settled,
    )


def _fit_exactly(entry: Entry, question: Question, factor: float, *, settled: bool) -> Fit:
    """Nothing but the name was said."""
    name, reading, short = entry.name, question.reading, len(entry.key) <= _SHORT
    an_answer = question.key in INTERJECTIONS
    pointed = reading.pointed_at and entry.telling and len(entry.key) >= _SHORT  # «that movie called Fargo»
    # «go on» is not taken for «Goon», nor «123» for «One, Two, Three»: spaces matter where little is said.
    as_written = not short or reading.words == name.tokens
    sure = (settled or pointed) and name.weight >= FIRM and as_written and not an_answer
    known_by = settled and name.weight >= HEAD and not short and not an_answer
    return Fit(name, factor, sure, exact=True, settled=known_by)


def _fit_by_words(
    entry: Entry, question: Question, vocabulary: Vocabulary, factor: float, coverage: Coverage, *, settled: bool
) -> Fit:
    name, words = entry.name, question.reading.words
    left = tuple(words[i] for i in coverage.left)
    numbers = _number_factor(question, entry)
    stands = entry.telling and entry.text in question.text
    value = _likeness(question, entry, coverage) * _known_words_factor(question.reading, name, vocabulary)
    if stands:
        # A whole name word for word counts even amid much that is not understood.
        much = LEFT_OVER * sum(question.costs[i] for i in coverage.left)
        value = max(value, AMID_TALK - min(MOST_LEFT_OVER, much))
    settled = settled and numbers == 1.0
    explained = settled and _only_talk(left)
    sure = (
        settled
        and name.weight >= FIRM
        and (
            is_nearly(words, name, vocabulary)
            or (stands and _is_framed(words, entry))
            or (explained and (not left or question.about_film) and is_slip(words, name, coverage, vocabulary))
        )
    )
    part = explained and not left and _is_part(question.reading, name, entry.weights)
    return Fit(name, factor * numbers * value, sure, part, stands=stands, left=left)


def _likeness(question: Question, entry: Entry, coverage: Coverage) -> float:
    said = SCATTERED
    if coverage.run and len(coverage.matched) > 1:
        said = BEGINNING if coverage.matched[0] == 0 else _RUN
    by_words = coverage.query * (said + (1.0 - said) * coverage.name) * (1.0 if coverage.in_order else 0.97)
    if by_words < _BEST_PART and _is_part(question.reading, entry.name, entry.weights):
        by_words = min(_BEST_PART, by_words + WORD_FOR_WORD)
    by_letters = OSA.normalized_similarity(question.core, entry.key, score_cutoff=LIKE_BY_LETTERS) * 0.98
    return max(by_words, by_letters)


def _known_words_factor(reading: Reading, name: Name, vocabulary: Vocabulary) -> float:
    """Less where a word that titles have would be a typo: «cook the thief» is meant as it stands, no «Book Thief»."""
    other = any(
        len(w) >= _SHORT and w not in name.tokens and w in vocabulary and w not in TALK and not is_number(w)
        for w in reading.words
    )
    return _KNOWN_WORD_CHANGED if other else 1.0


def _is_part(reading: Reading, name: Name, weights: Sequence[float]) -> bool:
    """Whether all words are words of the name, in a row and telling enough to be meant as its title."""
    wanted = tuple(word for word in reading.words if word not in STOP_WORDS)
    size = len(wanted)
    starts = [i for i in range(len(name.tokens) - size + 1) if name.tokens[i : i + size] == wanted]
    if _is_opening(wanted, name):
        return True
    if size < 2 or not starts or sum(word not in TALK for word in wanted) < 2:
        return False
    return sum(weights[starts[0] : starts[0] + size]) >= _TELLING_ENOUGH


def _is_framed(words: tuple[str, ...], entry: Entry) -> bool:
    """Whether a telling name of several words stands between words of talk, whatever else the message tells."""
    size = len(entry.name.tokens)
    if size < _SEVERAL or sum(entry.weights) < _TELLING_AMID_WORDS:
        return False
    start = next((i for i in range(len(words) - size + 1) if words[i : i + size] == entry.name.tokens), None)
    if start is None:
        return False
    outside = {*words[:start], *words[start + size :]}
    beside = {*words[max(0, start - 1) : start], *words[start + size : start + size + 1]}
    return beside <= TALK and bool(outside & (CUES | OPINIONS | HEDGES))


def _is_opening(words: tuple[str, ...], name: Name) -> bool:
    return len(words) >= _LONG_OPENING and name.tokens[: len(words)] == words


def _number_factor(question: Question, entry: Entry) -> float:
    if question.asked - entry.numbers:
        return NUMBER_NOT_IN_NAME
    # «how to lose a guy» only stops before the number.
    not_asked = entry.numbers - question.numbers - {"1"} and not _is_opening(question.reading.words, entry.name)
    return _NUMBER_NOT_ASKED if not_asked else 1.0


def _year_factor(reading: Reading, movie: Movie) -> float:
    if reading.years is None:
        return 1.0
    if movie.year is None:
        return UNKNOWN_YEAR
    first, last = reading.years
    if first <= movie.year <= last:
        return 1.0
    return NEXT_YEAR if first - reading.slack <= movie.year <= last + reading.slack else OTHER_YEAR


def _only_talk(words: Collection[str]) -> bool:
    return all(word in TALK or word in STOP_WORDS or word == "1" for word in words)
