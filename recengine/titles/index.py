"""The title index: candidates from an inverted index, a careful look at the few, and a verdict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.text import fold
from recengine.titles.grams import TrigramIndex
from recengine.titles.names import ALTERNATIVE, FIRM, FIRST_OF_SERIES, Name, all_names, initials
from recengine.titles.parsing import MAX_LENGTH, Reading, readings
from recengine.titles.scoring import Entry, Fit, Question, fit
from recengine.titles.spacing import Spacer
from recengine.titles.spans import Named, find_spans, telling_weight
from recengine.titles.spelling import Speller
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import TALK, tokens

_SHORTLIST, _SIBLINGS = 32, 12
_LONGEST_WINDOW, _OPENING = 8, 3
_LEAST = 0.5  # matches below this are noise
_FEW_WORDS = 4
_MARGIN = 0.04
_NAMESAKE_RATIO = 3.0
_TALK_MARGIN, _GOES_BY = 0.25, 0.9
_INITIALS, _PART_OF_LONGER = 0.78, 0.12
_UNKNOWN_POPULARITY = 0.5
_PRIOR, _PRIOR_IN_DOUBT, _LITERAL, _LITERAL_ALT = 0.03, 0.1, 0.01, 0.008
_PART_MARGIN, _KNOWN, _WELL_KNOWN = 0.1, 0.5, 0.7
_NUMBERS_BY_SOUND = {"to": "2", "too": "2", "for": "4", "ate": "8"}
_WORTH_A_SECOND_LOOK = 0.3
_RESPACED = 0.99


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A movie that a text may mean, and how well it fits (0 to 100)."""

    movie: Movie
    score: float


@dataclass(frozen=True, slots=True)
class TitleSearch:
    """The answer to a search, best match first; `confident`: take the first without asking back."""

    query: str
    confident: bool
    matches: tuple[TitleMatch, ...]


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A movie named in a text by its characters `start` to `end` (exclusive), and how well it fits (0 to 100)."""

    movie: Movie
    start: int
    end: int
    score: float


class TitleIndex:
    """Looks movies up by what people type.

    Parameters
    ----------
    catalog
        The movies to find.
    popularity
        Shape (n_movies,), aligned with `catalog.item_ids`; ratings a movie has, say. Decides among equals.

    Raises
    ------
    ValueError
        Where `popularity` is not aligned with the catalogue.
    """

    def __init__(self, catalog: Catalog, *, popularity: Floats | None = None) -> None:
        if popularity is not None and len(popularity) != len(catalog):
            raise ValueError("popularity must have one value for each movie of the catalogue")
        self.catalog = catalog
        self._popularity = popularity
        self._prior = _prior(popularity, len(catalog))
        names = all_names(catalog)
        self._vocabulary = Vocabulary(names, len(catalog))
        self._entries = [Entry.of(name, self._vocabulary) for name in names]
        self._speller = Speller(self._vocabulary.words)
        best_known = sorted(catalog, key=lambda movie: -self._prior[catalog.index_of(movie.item_id)])
        titles = [title for movie in best_known for title in (movie.title, *movie.alt_titles)]
        self._spacer = Spacer(titles, self._vocabulary)
        self._by_key: dict[str, list[int]] = {}
        self._by_first_word: dict[str, list[int]] = {}
        self._by_opening: dict[tuple[str, ...], list[int]] = {}
        for index, entry in enumerate(self._entries):
            self._by_key.setdefault(entry.key, []).append(index)
            self._by_first_word.setdefault(entry.name.tokens[0], []).append(index)
            if len(entry.name.tokens) > _OPENING:
                self._by_opening.setdefault(entry.name.tokens[:_OPENING], []).append(index)
        for siblings in self._by_first_word.values():
            siblings.sort(key=lambda index: -self._prior[self._entries[index].name.movie])
        self._initials: dict[str, list[int]] = {}
        for index, movie in enumerate(catalog):
            for key in initials(movie):
                self._initials.setdefault(key, []).append(index)
        self._grams = TrigramIndex([entry.key for entry in self._entries])

    def search(self, text: str, *, limit: int = 5) -> TitleSearch:
        """The movies that `text` may mean.

        Parameters
        ----------
        text
            Anything that people type; only the first 240 characters count.
        limit
            How many matches to return at most.
        """
        plain = fold(text[:MAX_LENGTH])
        ranked = sorted(
            ((self._rank(found, plain), found) for found in self._fits(text)),
            key=lambda pair: (-pair[0], self._year(pair[1].name), pair[1].name.movie),
        )
        ranked = [(rank, found) for rank, found in ranked if rank >= _LEAST]
        matches = (TitleMatch(self.catalog.at(f.name.movie), round(100 * rank, 1)) for rank, f in ranked[:limit])
        return TitleSearch(text, self._confident([found for _, found in ranked]), tuple(matches))

    def find_in_text(self, text: str) -> tuple[TitleSpan, ...]:
        """The titles that a longer message names, in order; only good matches.

        Ordinary words that are titles too («up», «heat») count where the whole message, quotes, capitals or the
        words around («loved», «seen», «something like») say so.
        """
        spans = find_spans(text, self._named, self._named_nearly)
        return tuple(TitleSpan(self.catalog.at(s.movie), s.start, s.end, round(100 * s.score, 1)) for s in spans)

    def _named(self, words: tuple[str, ...], year: int | None) -> Named | None:
        """The best known movie of a firm name, of the year where one is given."""
        found = [self._entries[index] for index in self._by_key.get("".join(words), ())]
        firm = [entry for entry in found if entry.name.weight >= FIRST_OF_SERIES]
        if year is not None:
            same = [entry for entry in firm if abs((self.catalog.at(entry.name.movie).year or 0) - year) <= 1]
            if not same:
                year = None
            firm = same or firm
        if not firm:
            return None
        best = max(firm, key=lambda entry: entry.name.weight + _PRIOR * self._prior[entry.name.movie])
        telling = telling_weight(words, self._vocabulary.weights(words))
        known = bool(self._prior[best.name.movie] >= _WELL_KNOWN)
        return Named(best.name.movie, best.name.weight, telling, dated=year is not None, well_known=known)

    def _named_nearly(self, text: str) -> Named | None:
        if "".join(tokens(text)) in self._by_key:
            return None  # a name word for word, which what stands around it did not allow
        found = self.search(text, limit=1)
        if not found.confident:
            return None
        match = found.matches[0]
        return Named(self.catalog.index_of(match.movie.item_id), match.score / 100, 0.0)

    def _fits(self, text: str) -> Iterable[Fit]:
        """The best fit of each movie on the shortlist."""
        best: dict[int, Fit] = {}
        questions = [Question.of(reading, self._vocabulary) for reading in self._readings(text)]
        said = any(self._is_said(question) for question in questions)
        for question in questions:
            for index in self._said(question) if said else self._shortlist(question):
                found = self._fit(self._entries[index], question)
                known = best.get(found.name.movie)
                if known is None or (found.value, found.sure) > (known.value, known.sure):
                    best[found.name.movie] = found
            for found in self._by_initials(question.reading):
                best.setdefault(found.name.movie, found)
        return _longest_said(best.values())

    def _readings(self, text: str) -> Iterator[Reading]:
        """The ways to read a message, then the same with spaces where titles have them."""
        found = readings(text)
        yield from found
        known = {reading.words for reading in found}
        for reading in found:
            words = tuple(_NUMBERS_BY_SOUND.get(word, word) for word in reading.words)
            if words not in known and "".join(words) in self._by_key:
                known.add(words)
                yield replace(reading, words=words, weight=reading.weight * _RESPACED)  # «too fast too furious»
            words = self._spacer.respaced(reading.words)
            if words is not None and words not in known:
                known.add(words)
                yield replace(reading, words=words, weight=reading.weight * _RESPACED)

    def _by_initials(self, reading: Reading) -> Iterator[Fit]:
        """The best known movie of these initials, which is a guess that needs asking back."""
        if len(reading.core) == 1 and (movies := self._initials.get(reading.core[0])):
            movie = max(movies, key=lambda index: float(self._prior[index]))
            yield Fit(Name(reading.core, movie, 1.0), _INITIALS, left=reading.core)

    def _fit(self, entry: Entry, question: Question) -> Fit:
        movie = self.catalog.at(entry.name.movie)
        found = fit(entry, question, movie, self._vocabulary)
        if found.left and found.value > _WORTH_A_SECOND_LOOK and (movie.directors or movie.actors):
            people = set(fold(" ".join((*movie.directors, *movie.actors))).split())
            if not people.isdisjoint(found.left):
                return fit(entry, question.knowing(people), movie, self._vocabulary)
        return found

    def _is_said(self, question: Question) -> bool:
        """Whether the message is a name word for word, so that typos need not be considered."""
        reading = question.reading
        long = len(reading.words) > _FEW_WORDS and len(question.core) >= _FEW_WORDS
        keys = [question.key, question.core] if long else [question.key]
        return reading.whole and any(
            self._entries[index].name.weight >= FIRM and reading.allows(self._year(self._entries[index].name))
            for key in keys
            for index in self._by_key.get(key, ())
        )

    def _said(self, question: Question) -> set[int]:
        """Names that the message holds word for word, and a few that begin like it."""
        words = question.reading.core
        found = {index for key in _windows(question.reading.words) for index in self._by_key.get(key, ())}
        return found.union(self._by_first_word.get(words[0], ())[:_SIBLINGS])

    def _shortlist(self, question: Question) -> list[int]:
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

    def _rank(self, found: Fit, plain: str) -> float:
        unknown = 1.0 - float(self._prior[found.name.movie])
        rank = found.value - unknown * (_PRIOR + _PRIOR_IN_DOUBT * (1.0 - found.value))
        if found.exact and found.name.weight >= ALTERNATIVE:
            movie = self.catalog.at(found.name.movie)
            rank += _LITERAL * (plain == fold(movie.title)) or _LITERAL_ALT * (plain in map(fold, movie.alt_titles))
        return min(1.0, max(0.0, rank))

    def _year(self, name: Name) -> int:
        return self.catalog.at(name.movie).year or 9999

    def _confident(self, ranked: list[Fit]) -> bool:
        """Whether the first can be taken without asking back: it fits, and nothing else does about as well."""
        if not ranked:
            return False
        best, *others = ranked
        if best.sure:
            return not any(self._rivals(best, o, _MARGIN) or self._likelier(best, o) for o in others)
        known = self._prior[best.name.movie] >= _KNOWN
        return bool(best.part and known) and not any(o.part or self._rivals(best, o, _PART_MARGIN) for o in others)

    def _likelier(self, best: Fit, other: Fit) -> bool:
        """Whether the other says more of the message, or is a far better known film that goes by the same name."""
        if best.stands:
            return not (other.left or other.stands) and best.value - other.value < _TALK_MARGIN
        if self._popularity is None or not (best.exact and other.exact and other.value >= _GOES_BY):
            return False
        known = max(float(self._popularity[best.name.movie]), 1.0)
        return bool(self._popularity[other.name.movie] >= _NAMESAKE_RATIO * known)

    def _rivals(self, best: Fit, other: Fit, margin: float) -> bool:
        if best.value - other.value >= margin:
            return False
        if self._popularity is None:
            return True
        rival = max(float(self._popularity[other.name.movie]), 1.0)
        return bool(self._popularity[best.name.movie] < _NAMESAKE_RATIO * rival)


def _longest_said(fits: Iterable[Fit]) -> list[Fit]:
    """The fits, those doubted whose name was said only as a part of a longer one: «Moon» in «Man on the Moon»."""
    found = list(fits)
    said = {f" {' '.join(f.name.tokens)} " for f in found if f.stands or f.exact}
    return [
        replace(f, value=f.value - _PART_OF_LONGER, sure=False)
        if f.stands and any(own in other and own != other for other in said)
        else f
        for f in found
        for own in (f" {' '.join(f.name.tokens)} ",)
    ]


def _windows(words: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + _LONGEST_WINDOW) + 1):
            yield "".join(words[start:end])


def _prior(popularity: Floats | None, movies: int) -> Floats:
    """Popularity from 0 to 1 on a logarithmic scale."""
    if popularity is None or not len(popularity) or float(popularity.max()) <= 0:
        return np.full(movies, _UNKNOWN_POPULARITY, dtype=np.float32)
    logs = np.log1p(np.maximum(popularity, 0))
    return np.asarray(logs / logs.max(), dtype=np.float32)
