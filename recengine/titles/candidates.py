"""Which few of all names are worth a careful look, from inverted indices."""

from collections.abc import Iterator, Sequence

from recengine.arrays import Floats
from recengine.catalog import Catalog
from recengine.titles.grams import TrigramIndex
from recengine.titles.names import FIRM, Name
from recengine.titles.questions import Entry, Question
from recengine.titles.spelling import Speller
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import TALK

_SHORTLIST, _SIBLINGS = 32, 12
_LONGEST_WINDOW, _OPENING = 8, 3
_FEW_WORDS = 4


class Candidates:
    """Finds the indices of entries that a question may mean.

    Parameters
    ----------
    catalog
        The movies.
    entries
        All names made ready; what is found are indices into them.
    vocabulary
        Their words.
    prior
        Shape (n_movies,): how well each movie is known, 0 to 1.
    """

    def __init__(self, catalog: Catalog, entries: Sequence[Entry], vocabulary: Vocabulary, prior: Floats) -> None:
        self._catalog = catalog
        self._entries = entries
        self._vocabulary = vocabulary
        self._speller = Speller(vocabulary.words)
        by_key: dict[str, list[int]] = {}
        by_first_word: dict[str, list[int]] = {}
        by_opening: dict[tuple[str, ...], list[int]] = {}
        for index, entry in enumerate(entries):
            words = entry.name.tokens
            by_key.setdefault(entry.key, []).append(index)
            by_first_word.setdefault(words[0], []).append(index)
            if len(words) > _OPENING:
                by_opening.setdefault(words[:_OPENING], []).append(index)
        for siblings in by_first_word.values():
            siblings.sort(key=lambda index: -prior[entries[index].name.movie])
        self._by_key = {key: tuple(found) for key, found in by_key.items()}
        self._by_first_word = {word: tuple(found[:_SIBLINGS]) for word, found in by_first_word.items()}
        self._by_opening = {words: tuple(found) for words, found in by_opening.items()}
        self._grams = TrigramIndex([entry.key for entry in entries])

    def named(self, key: str) -> tuple[int, ...]:
        """Names of exactly these letters."""
        return self._by_key.get(key, ())

    def are_said(self, question: Question) -> bool:
        """Whether the message is a name word for word, so that typos need not be considered."""
        reading = question.reading
        long = len(reading.words) > _FEW_WORDS and len(question.core) >= _FEW_WORDS
        keys = [question.key, question.core] if long else [question.key]
        return reading.whole and any(
            self._entries[index].name.weight >= FIRM and reading.allows(self._year(self._entries[index].name))
            for key in keys
            for index in self._by_key.get(key, ())
        )

    def said(self, question: Question) -> set[int]:
        """Names that the message holds word for word, and a few that begin like it."""
        words = question.reading.core
        found = {index for key in _windows(question.reading.words) for index in self._by_key.get(key, ())}
        return found.union(self._by_first_word.get(words[0], ()))

    def near(self, question: Question) -> list[int]:
        """Names that share letters with the message, that it holds word for word or but for slips."""
        words = question.reading.words
        telling = "".join(word for word in words if word not in TALK)
        whole = question.key if len(words) <= _FEW_WORDS else ""
        keys = dict.fromkeys(key for key in (question.core, telling, whole) if key)
        found = {int(i) for key in keys for i in self._grams.search(key, limit=_SHORTLIST)}
        found.update(i for key in _windows(words) for i in self._by_key.get(key, ()))
        found.update(self._by_opening.get(words[:_OPENING], ()))
        found.update(self._respelled(words))
        return sorted(found)

    def _respelled(self, words: tuple[str, ...]) -> Iterator[int]:
        unknown = [i for i, word in enumerate(words) if word not in self._vocabulary and word not in TALK]
        for variant in self._speller.variants(words, unknown):
            yield from (i for key in _windows(variant) for i in self._by_key.get(key, ()))

    def _year(self, name: Name) -> int:
        return self._catalog.at(name.movie).year or 9999


def _windows(words: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_WINDOW) + 1):
            yield "".join(words[start:end])
