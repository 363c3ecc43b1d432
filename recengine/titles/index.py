"""The title index: candidates from an inverted index, a careful look at the few, and a verdict."""

from collections.abc import Hashable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.text import fold
from recengine.titles.alikeness import Alikeness
from recengine.titles.candidates import Candidates
from recengine.titles.looking import AllAlike, Asked, Looking, Ranked, all_ranked
from recengine.titles.names import ALTERNATIVE, FIRST_OF_SERIES, Name, initials
from recengine.titles.parsing import MAX_LENGTH, Reading, readings
from recengine.titles.parts import Parts, titles
from recengine.titles.questions import Entry, Question
from recengine.titles.scoring import Fit, fit
from recengine.titles.sifting import NO_YEAR, Sieve
from recengine.titles.similarity import Alike
from recengine.titles.spacing import Spacer
from recengine.titles.spans import Named, find_spans, telling_weight
from recengine.titles.strings import Array, Arrays, Places, checksum
from recengine.titles.verdict import Verdict
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import tokens
from recengine.weakly import weakly

_INITIALS = 0.78
_WELL_KNOWN, _FAME = 0.7, 0.03
_NUMBERS_BY_SOUND = {"to": "2", "too": "2", "for": "4", "ate": "8"}
_WORTH_A_SECOND_LOOK = 0.3
_RESPACED = 0.99
_FEW = 24  # candidates
_REMEMBERED = 2048  # names made ready for comparing; the best known are asked for again and again


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
        _check(catalog, popularity)
        self._set_up(catalog, Parts.of(catalog), popularity)

    def _set_up(self, catalog: Catalog, parts: Parts, popularity: Floats | None) -> None:
        self.catalog = catalog
        self._parts = parts
        self._verdict = Verdict(catalog, popularity)
        self._prior = self._verdict.prior
        table = parts.table
        self._vocabulary = Vocabulary(table.words, table.counts, len(catalog))
        vocabulary = self._vocabulary
        self._entry = lru_cache(maxsize=_REMEMBERED)(lambda place: Entry.of(table.name(place), vocabulary))
        self._candidates = Candidates(catalog, table, self._vocabulary, parts.speller, parts.grams, self._prior)
        alikeness = Alikeness(table.words, parts.sounds)
        movies = len(catalog)
        self._years = np.fromiter((NO_YEAR if m.year is None else m.year for m in catalog), np.int16, movies)
        self._credited = np.fromiter((bool(m.directors or m.actors) for m in catalog), np.bool_, movies)
        self._sieve = Sieve(
            table, self._vocabulary.telling, alikeness, self._years, self._credited, weakly(self._explains)
        )
        self._spacer = Spacer(weakly(self._titles_of_letters), self._vocabulary)

    def arrays(self) -> dict[str, Array]:
        """What `from_arrays` makes the same index of in milliseconds: plain arrays of one dimension."""
        return self._parts.arrays(self.catalog)

    @classmethod
    def from_arrays(cls, catalog: Catalog, arrays: Arrays, *, popularity: Floats | None = None) -> "TitleIndex":
        """The index that `arrays` were taken of; it holds on to them and changes none of them.

        Parameters
        ----------
        catalog
            A catalogue of the same titles.
        arrays
            What `arrays` returned; they may be mapped from a file and read-only.
        popularity
            As for a new index; not necessarily that of the index they were taken of.

        Raises
        ------
        ValueError
            Where they belong to other titles or another version of the index, or are damaged; where `popularity` is
            not aligned with the catalogue.
        """
        _check(catalog, popularity)
        index = cls.__new__(cls)
        index._set_up(catalog, Parts.from_arrays(catalog, arrays), popularity)
        return index

    def goes_for(self, catalog: Catalog, *, popularity: Floats) -> bool:
        """Whether an index made for this catalogue and popularity would find about the same: the films are the same
        ones, and none of them has become much better or less known."""
        return catalog is self.catalog and self._verdict.holds_for(popularity)

    def search(self, text: str, *, limit: int = 5) -> TitleSearch:
        """The movies that `text` may mean.

        Parameters
        ----------
        text
            Anything that people type; only the first 240 characters count.
        limit
            How many matches to return at most.
        """
        found = self._ranked(text, limit)
        confident = self._verdict.confident([fit for _, fit in found])
        matches = (TitleMatch(self.catalog.at(fit.name.movie), round(100 * rank, 1)) for rank, fit in found[:limit])
        return TitleSearch(text, confident, tuple(matches))

    def has_title(self, text: str) -> bool:
        """Whether a movie is called so, word for word but for spaces, by a title that it is listed with."""
        table = self._parts.table
        return any(table.weights[place] >= ALTERNATIVE for place in table.named("".join(tokens(text))))

    def find_in_text(self, text: str) -> tuple[TitleSpan, ...]:
        """The titles that a longer message names, in order; only good matches.

        Ordinary words that are titles too («up», «heat») count where the whole message, quotes, capitals or the
        words around («loved», «seen», «something like») say so.
        """
        spans = find_spans(text, self._named, self._named_nearly)
        return tuple(TitleSpan(self.catalog.at(s.movie), s.start, s.end, round(100 * s.score, 1)) for s in spans)

    def _named(self, words: tuple[str, ...], year: int | None) -> Named | None:
        """The best known movie of a firm name, of the year where one is given."""
        found = [self._entry(place) for place in self._parts.table.named("".join(words))]
        firm = [entry for entry in found if entry.name.weight >= FIRST_OF_SERIES]
        if year is not None:
            same = [entry for entry in firm if abs((self.catalog.at(entry.name.movie).year or 0) - year) <= 1]
            if not same:
                year = None
            firm = same or firm
        if not firm:
            return None
        best = max(firm, key=lambda entry: entry.name.weight + _FAME * self._prior[entry.name.movie])
        telling = telling_weight(words, self._vocabulary.weights(words))
        known = bool(self._prior[best.name.movie] >= _WELL_KNOWN)
        return Named(best.name.movie, best.name.weight, telling, dated=year is not None, well_known=known)

    def _named_nearly(self, text: str) -> Named | None:
        if self._parts.table.named("".join(tokens(text))):
            return None  # a name word for word, which what stands around it did not allow
        found = self.search(text, limit=1)
        if not found.confident:
            return None
        match = found.matches[0]
        return Named(self.catalog.index_of(match.movie.item_id), match.score / 100, 0.0)

    def _ranked(self, text: str, limit: int) -> Ranked:
        """The fits of the shortlist by rank, looked at as far as the answer needs."""
        asked = self._asked([Question.of(reading, self._vocabulary) for reading in self._readings(text)])
        plain = fold(text[:MAX_LENGTH])
        if sum(len(names) for _, names, _ in asked) <= _FEW:  # quicker looked at than sifted
            return all_ranked(
                [(self._all_fits(question, names), guesses) for question, names, guesses in asked],
                self._verdict,
                plain,
            )
        sifted = [Asked(question, self._sieve.sift(question, names), guesses) for question, names, guesses in asked]
        return Looking(sifted, self._fit, self._kind, self._parts.table, self._verdict).ranked(plain, limit=limit)

    def _asked(self, questions: Sequence[Question]) -> list[tuple[Question, Places, list[Fit]]]:
        """The candidates of each question, and guesses of movies that are not among them."""
        said = any(self._candidates.are_said(question) for question in questions)
        asked, movies = [], set[int]()
        for question in questions:
            names = self._candidates.said(question) if said else self._candidates.near(question)
            movies.update(self._parts.table.movies[names].tolist())
            guesses = [fit for fit in self._by_initials(question.reading) if fit.name.movie not in movies]
            asked.append((question, names, guesses))
        return asked

    def _all_fits(self, question: Question, names: Places) -> list[Fit]:
        alike = [AllAlike(word) for word in question.reading.words]
        return [self._fit(place, question, alike) for place in names.tolist()]

    def _readings(self, text: str) -> Iterator[Reading]:
        """The ways to read a message, then the same with spaces where titles have them."""
        found = readings(text)
        yield from found
        known = {reading.words for reading in found}
        for reading in found:
            words = tuple(_NUMBERS_BY_SOUND.get(word, word) for word in reading.words)
            if words not in known and self._parts.table.named("".join(words)):
                known.add(words)
                yield replace(reading, words=words, weight=reading.weight * _RESPACED)  # «too fast too furious»
            respaced = self._spacer.respaced(reading.words)
            if respaced is not None and respaced not in known:
                known.add(respaced)
                yield replace(reading, words=respaced, weight=reading.weight * _RESPACED)

    def _by_initials(self, reading: Reading) -> Iterator[Fit]:
        """The best known movie of these initials, which is a guess that needs asking back."""
        if len(reading.core) == 1:
            key = reading.core[0]
            movies = sorted(self._parts.initials.find(checksum(key)), key=lambda movie: -float(self._prior[movie]))
            best = next((movie for movie in movies if key in initials(self.catalog.at(movie))), None)
            if best is not None:
                yield Fit(Name(reading.core, best, 1.0), _INITIALS, left=reading.core)

    def _titles_of_letters(self, letters: str) -> Iterator[str]:
        """Titles that may have these letters, those of the best known movie first."""
        found = dict.fromkeys(self._parts.solid.find(checksum(letters)))
        for movie in sorted(found, key=lambda movie: -float(self._prior[movie])):
            yield from titles(self.catalog.at(movie))

    def _fit(self, place: int, question: Question, alike: Sequence[Alike]) -> Fit:
        entry = self._entry(place)
        movie = self.catalog.at(entry.name.movie)
        found = fit(entry, question, movie, self._vocabulary, alike)
        if found.left and found.value > _WORTH_A_SECOND_LOOK and self._explains(entry.name.movie, found.left):
            return fit(entry, question.knowing(_people_words(movie)), movie, self._vocabulary, alike)
        return found

    def _kind(self, place: int, question: Question) -> Hashable:
        """What names have in common of which one fits a question as another one does."""
        table = self._parts.table
        movie = table.movies[place]
        if self._credited[movie]:
            return None
        year = 0 if question.reading.years is None else int(self._years[movie])
        return (
            table.tokens[table.starts[place] : table.starts[place + 1]].tobytes(),
            float(table.weights[place]),
            year,
        )

    def _explains(self, movie: int, words: Sequence[str]) -> bool:
        """Whether some words are names of people of a movie."""
        return not _people_words(self.catalog.at(movie)).isdisjoint(words)


def _people_words(movie: Movie) -> Set[str]:
    """The words of the names of a movie's people."""
    if not movie.directors and not movie.actors:
        return frozenset()
    return set(fold(" ".join((*movie.directors, *movie.actors))).split())


def _check(catalog: Catalog, popularity: Floats | None) -> None:
    if popularity is not None and len(popularity) != len(catalog):
        raise ValueError("popularity must have one value for each movie of the catalogue")
