"""The title index: candidates from an inverted index, a careful look at the few, and a verdict."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.text import fold
from recengine.titles.candidates import Candidates
from recengine.titles.names import FIRST_OF_SERIES, Name, initials
from recengine.titles.parsing import MAX_LENGTH, Reading, readings
from recengine.titles.parts import Parts, titles
from recengine.titles.questions import Entry, Question
from recengine.titles.scoring import Fit, fit
from recengine.titles.spacing import Spacer
from recengine.titles.spans import Named, find_spans, telling_weight
from recengine.titles.strings import Array, Arrays, checksum
from recengine.titles.verdict import Verdict
from recengine.titles.vocabulary import Vocabulary
from recengine.titles.words import tokens
from recengine.weakly import weakly

_LEAST = 0.5  # matches below this are noise
_INITIALS, _PART_OF_LONGER = 0.78, 0.12
_WELL_KNOWN, _FAME = 0.7, 0.03
_NUMBERS_BY_SOUND = {"to": "2", "too": "2", "for": "4", "ate": "8"}
_WORTH_A_SECOND_LOOK = 0.3
_RESPACED = 0.99
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
        plain = fold(text[:MAX_LENGTH])
        ranked = sorted(
            ((self._verdict.rank(found, plain), found) for found in self._fits(text)),
            key=lambda pair: (-pair[0], self._year(pair[1].name), pair[1].name.movie),
        )
        ranked = [(rank, found) for rank, found in ranked if rank >= _LEAST]
        matches = (TitleMatch(self.catalog.at(f.name.movie), round(100 * rank, 1)) for rank, f in ranked[:limit])
        return TitleSearch(text, self._verdict.confident([found for _, found in ranked]), tuple(matches))

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

    def _fits(self, text: str) -> Iterable[Fit]:
        """The best fit of each movie on the shortlist."""
        best: dict[int, Fit] = {}
        questions = [Question.of(reading, self._vocabulary) for reading in self._readings(text)]
        said = any(self._candidates.are_said(question) for question in questions)
        for question in questions:
            for place in self._candidates.said(question) if said else self._candidates.near(question):
                found = self._fit(self._entry(place), question)
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

    def _fit(self, entry: Entry, question: Question) -> Fit:
        movie = self.catalog.at(entry.name.movie)
        found = fit(entry, question, movie, self._vocabulary)
        if found.left and found.value > _WORTH_A_SECOND_LOOK and (movie.directors or movie.actors):
            people = set(fold(" ".join((*movie.directors, *movie.actors))).split())
            if not people.isdisjoint(found.left):
                return fit(entry, question.knowing(people), movie, self._vocabulary)
        return found

    def _year(self, name: Name) -> int:
        return self.catalog.at(name.movie).year or 9999


def _check(catalog: Catalog, popularity: Floats | None) -> None:
    if popularity is not None and len(popularity) != len(catalog):
        raise ValueError("popularity must have one value for each movie of the catalogue")


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
