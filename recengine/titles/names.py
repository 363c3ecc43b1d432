"""All the names a movie answers to: its titles, their parts, nicknames and places in a series."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recengine.catalog import Catalog, Movie
from recengine.text import fold
from recengine.titles.nicknames import SeriesFilm, nicknames, series_films
from recengine.titles.numerals import is_number
from recengine.titles.words import FOREIGN_ARTICLES, both_tokens, tokens

# How much a name says about its movie: 1 for the title itself. From FIRM on, naming it is naming the movie.
TITLE, SPELLED, ALTERNATIVE, NICKNAME, NUMBERED, TAIL = 1.0, 0.995, 0.995, 0.98, 0.97, 0.95
FIRM = 0.95
FIRST_OF_SERIES, HEAD, SHORT_TAIL, LOOSE = 0.945, 0.93, 0.88, 0.88

_FEWEST_INITIALS, _MOST_INITIALS = 3, 8
_SEPARATOR = re.compile(r"\s*:\s+|\s+[-–—]\s+|\s*;\s+|,?\s+(?:or|aka|a\.k\.a\.):?\s+(?=[A-Z(])", re.IGNORECASE)
_SEPARATING = (":", ";", "-", "or", "aka", "a.k.a")
_AND_THE = re.compile(r"\s(?:and|&)\s+the\s", re.IGNORECASE)
_POSSESSOR = re.compile(r"^(?:(?:[A-Z][\w.]*|and|&|de|del|van|von)\s+){1,4}[A-Z]\w*(?:'s|’s|s'|s’)\s+(?=\w)")
_TRAILING_ARTICLE = re.compile(r"^(.*), ([A-Z]\w{0,2}['’]?)$")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of the movie at a dense index of the catalogue, and how much it says (0 to 1)."""

    tokens: tuple[str, ...]
    movie: int
    weight: float

    @property
    def key(self) -> str:
        """The tokens without spaces, so that «walle», «wall e» and «WALL·E» meet."""
        return "".join(self.tokens)


def all_names(catalog: Catalog) -> list[Name]:
    """The names of every movie of the catalogue, those of tables of general knowledge included."""
    names = [name for index, movie in enumerate(catalog) for name in _own_names(index, movie)]
    by_key = _Lookup(catalog, names)
    names.extend(_numbered_by_order(catalog, names))
    for nick in nicknames():
        names.extend(_named(nick.name, by_key.find(nick.title, nick.year), NICKNAME))
    names.extend(_series_names(by_key))
    return list(_best_of_each(names))


class _Lookup:
    """Movies by a firm name and the year, which may be one off between data sets."""

    def __init__(self, catalog: Catalog, names: Iterable[Name]) -> None:
        self._catalog = catalog
        self._movies: dict[str, list[int]] = {}
        for name in names:
            self._movies.setdefault(name.key, []).append(name.movie)

    def find(self, title: str, year: int) -> int | None:
        found = [
            (abs(film_year - year), index)
            for index in self._movies.get("".join(tokens(title)), ())
            if (film_year := self._catalog.at(index).year) is not None and abs(film_year - year) <= 1
        ]
        return min(found)[1] if found else None


def _series_names(lookup: _Lookup) -> Iterator[Name]:
    """«potter 3» for each film of a series, and the name of the series alone for its earliest film."""
    earliest: dict[str, SeriesFilm] = {}
    for film in series_films():
        yield from _named(f"{film.series} {film.number}", lookup.find(film.title, film.year), NUMBERED)
        if film.year < earliest.setdefault(film.series, film).year:
            earliest[film.series] = film
    for film in earliest.values():
        yield from _named(film.series, lookup.find(film.title, film.year), FIRST_OF_SERIES)


def _named(text: str, movie: int | None, weight: float) -> Iterator[Name]:
    if movie is not None:
        yield Name(tokens(text), movie, weight)


def _best_of_each(names: Iterable[Name]) -> Iterator[Name]:
    best: dict[tuple[int, tuple[str, ...]], Name] = {}
    for name in names:
        known = best.get((name.movie, name.tokens))
        if name.tokens and (known is None or known.weight < name.weight):
            best[name.movie, name.tokens] = name
    return iter(best.values())


def _own_names(index: int, movie: Movie) -> Iterator[Name]:
    for title, weight in ((movie.title, TITLE), *((alt, ALTERNATIVE) for alt in movie.alt_titles)):
        if ", " in title and (match := _TRAILING_ARTICLE.match(title)):
            title = f"{match[2]} {match[1]}"
        full, spelled = both_tokens(title)
        yield Name(full, index, weight)
        if spelled != full:
            yield Name(spelled, index, weight * SPELLED)
        if len(full) > 1 and full[-1] == "1":
            yield Name(full[:-1], index, weight * NUMBERED)
        yield from (Name(part, index, weight * factor) for part, factor in _parts(title, full))


def initials(movie: Movie) -> set[str]:
    """First letters of the words of a title, with and without its article, where there are three or more."""
    if len(movie.title.split()) < _FEWEST_INITIALS:
        return set()
    letters = _first_letters(movie.title)
    head = _first_letters(movie.title.partition(":")[0])
    shorter = letters[1:] if movie.title.startswith(("The ", "A ", "An ")) else letters
    return {key for key in (letters, head, shorter) if _FEWEST_INITIALS <= len(key) <= _MOST_INITIALS}


def _first_letters(title: str) -> str:
    return "".join(word[0] for word in title.lower().split() if word[0].isalnum())


def _parts(title: str, full: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], float]]:
    """Parts of a title that people use for the whole, each with how much it says."""
    lower = title.lower()  # patterns are only looked for where something of them is there
    if not lower.isascii() or any(mark in lower for mark in _SEPARATING):
        for match in _SEPARATOR.finditer(title):
            if head := tokens(title[: match.start()]):
                yield head, HEAD
            yield from _tail(title[match.end() :])
    if "the" in lower:
        for match in _AND_THE.finditer(title):
            yield tokens(title[match.end() :]), LOOSE
    if ("'" in title or "’" in title) and (possessor := _POSSESSOR.match(title)):
        yield tokens(title[possessor.end() :]), LOOSE
    if len(full) > 1 and full[0] in FOREIGN_ARTICLES and fold(title.split()[0]) in FOREIGN_ARTICLES:
        yield full[1:], TAIL


def _tail(text: str) -> Iterator[tuple[tuple[str, ...], float]]:
    words = tokens(text)
    if words and not all(map(is_number, words)):
        yield words, TAIL if len(words) > 1 else SHORT_TAIL


def _numbered_by_order(catalog: Catalog, names: list[Name]) -> Iterator[Name]:
    """«die hard 3» where no film is called that: the third by year of those that begin with «Die Hard:»."""
    bases = {name.tokens: name.movie for name in reversed(names) if name.weight == TITLE}
    members: dict[tuple[str, ...], set[int]] = {}
    taken: dict[tuple[str, ...], set[int]] = {}
    for name in names:
        if name.weight == HEAD and name.tokens in bases:
            members.setdefault(name.tokens, {bases[name.tokens]}).add(name.movie)
        if len(name.tokens) > 1 and is_number(name.tokens[-1]) and name.tokens[:-1] in bases:
            members.setdefault(name.tokens[:-1], {bases[name.tokens[:-1]]}).add(name.movie)
            taken.setdefault(name.tokens[:-1], set()).add(int(name.tokens[-1]))
    for base, movies in members.items():
        ordered = sorted(movies, key=lambda index: (catalog.at(index).year or 9999, index))
        for number, movie in enumerate(ordered, 1):
            if number > 1 and number not in taken.get(base, ()):
                yield Name((*base, str(number)), movie, LOOSE)
