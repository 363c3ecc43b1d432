"""Names and readings made ready for comparing each name with many readings, and the other way round."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from recengine.titles.names import Name
from recengine.titles.numerals import is_number, number_of
from recengine.titles.parsing import Reading
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import ASIDE_FROM_FILMS, CUES, HEDGES, NOUNS, OPINIONS, POSSESSIVES, TALK

_SHORT_MESSAGE, _MAY_BE_TITLE = 3, 0.15
EXPLAINED = 0.03  # what a word costs that is left over, but is explained otherwise
_NO_NUMBERS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """A name made ready for comparing: its letters, words with spaces, weights and numbers told."""

    name: Name
    key: str
    text: str
    weights: tuple[float, ...]
    numbers: frozenset[str]
    telling: bool

    @classmethod
    def of(cls, name: Name, vocabulary: Vocabulary) -> "Entry":
        """Weigh the words of a name."""
        # An empty set made anew for each name would be one more object for the garbage collector to walk.
        numbers = frozenset(number for word in name.tokens if (number := number_of(word))) or _NO_NUMBERS
        telling = any(word not in TALK for word in name.tokens)
        text = f" {' '.join(name.tokens)} "
        return cls(name, name.key, text, tuple(vocabulary.weights(name.tokens)), numbers, telling)


@dataclass(frozen=True, slots=True)
class Question:
    """A reading made ready for comparing it with many names."""

    reading: Reading
    costs: tuple[float, ...]
    key: str
    core: str
    text: str
    amid_talk: float
    asked: frozenset[str]
    numbers: frozenset[str]
    about_film: bool

    @classmethod
    def of(cls, reading: Reading, vocabulary: Vocabulary) -> "Question":
        """Weigh the words of a reading."""
        core = reading.core
        costs = vocabulary.costs(reading.words)
        around = 0.1 * min(1.0, sum(costs) - sum(vocabulary.costs(core)))
        if len(core) < len(reading.words) <= _SHORT_MESSAGE and not NOUNS.isdisjoint(reading.words):
            around += _MAY_BE_TITLE  # «dr horrible» is no doctor of whom someone says «horrible»
        words = reading.words
        return cls(
            reading,
            tuple(costs),
            "".join(words),
            "".join(core),
            f" {' '.join(words)} ",
            around,
            frozenset(word for word in words if is_number(word) and word != "1"),
            frozenset(number for word in words if (number := number_of(word))),
            _speaks_of_film(words, core),
        )

    def knowing(self, words: Collection[str], cost: float = EXPLAINED) -> "Question":
        """The same with `words` explained otherwise (people of the film, say): left over, they cost little."""
        pairs = zip(self.reading.words, self.costs, strict=True)
        return replace(self, costs=tuple(min(c, cost) if word in words else c for word, c in pairs))


def _speaks_of_film(words: tuple[str, ...], core: tuple[str, ...]) -> bool:
    """Whether the words around the core say that it is a film, and are not of one title or sentence with it."""
    start = next(i for i in range(len(words)) if words[i : i + len(core)] == core)
    around = {*words[:start], *words[start + len(core) :]}
    if start and words[start - 1] in POSSESSIVES:
        return False  # «my boss is mean»
    if around & (CUES | OPINIONS):
        return True
    return ASIDE_FROM_FILMS.isdisjoint(words) and (bool(around & HEDGES) or len(core) > 1)
