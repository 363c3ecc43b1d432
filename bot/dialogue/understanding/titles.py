"""The films that a message names: sure names first, then whatever stands where a sentence puts a title."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.reading import TITLE, Sentence, Word
from recengine.arrays import Floats
from recengine.text import fold
from recengine.titles import TitleIndex, TitleMatch, TitleSearch
from recengine.titles.words import STOP_WORDS, TALK, tokens

_LONGEST = 12
_MOST_LOOKUPS = 8
_SURE = 90.0
_NEAR, _APART = 88.0, 12.0
_EDGES = bag(
    """
    , . ? - / please too also again already yet tonight today yesterday now the a an movie movies called named one
    and or but so really just actually recently lately finally only very much lot all both me i we you of about it
    is was for to with by on at in then though tho lol haha ever from guys guy man dude bro bot btw ago years year
    last night week weekend time times yes no hey hi hello well ok oh um hmm thanks thank cheers honestly
    personally even still think thought would say said maybe probably definitely my your our his her their that
    this them as do does did have has had are were be been going can could should how what when why who which
    where anything something else more like love loved liked watched seen saw watch rewatched rewatch finished
    absolutely totally pretty quite guess sure rate rating rated give gave score mark marked add put get gets got
    days day months month first never because cause while
    """
)
_REFERENTS = bag(
    """
    it that this these those them one ones him all both everything anything something nothing you me us
    """
)
_SPLITS = frozenset({"and", "or", ",", "/", "plus", "but", "also", "then"})
LISTS = frozenset({"and", "or", ",", "plus", "/", "meets", "with", "crossed"})
"""Words that link films of one list."""
_CUTS = bag(
    """
    but because cause although though except without preferably only ideally what which since any while whereas
    """
)
_EVERYDAY_TITLES = 20.0
_REMEMBERED = 256  # lookups; the ways to understand a message ask for the same words again


_INDEFINITE = frozenset({"a", "an", "some"})
_NO_NAMES = STOP_WORDS | {"movie", "movies"}


@dataclass(frozen=True, slots=True)
class Explained:
    """Words that wish for something: `firm` ones are no title by themselves, `any` not after «a» or «some», and
    `judging` ones are part of none."""

    firm: frozenset[int] = frozenset()
    any: frozenset[int] = frozenset()
    judging: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Film:
    """Words `first` to `last` (exclusive) name a movie."""

    movie: int
    first: int
    last: int


class TitleFinder:
    """Finds films in a sentence.

    Parameters
    ----------
    titles
        Looks titles up.
    popularity
        Ratings of each movie, shape (items,): everyday words only mean a film that many know.
    """

    def __init__(self, titles: TitleIndex, *, popularity: Floats) -> None:
        self._titles = titles
        self._popularity = popularity
        self._search = lru_cache(maxsize=_REMEMBERED)(lambda text: titles.search(text, limit=2))

    def sure(
        self, sentence: Sentence, explained: frozenset[int], *, phrases: Iterable[tuple[int, int]] = ()
    ) -> list[Film]:
        """Films whose names say more than the sentence's other words explain, whatever stands around them.

        Parameters
        ----------
        phrases
            Words `first` to `last` (exclusive) of wishes and marks: no name begins or ends amid one of them.
        """
        whole = [(first, last) for first, last in phrases if last - first > 1]
        found = []
        for span in self._titles.find_in_text(sentence.text):
            within = [i for i, w in enumerate(sentence.words) if w.start >= span.start and w.end <= span.end]
            telling = [i for i in within if sentence.words[i].plain not in STOP_WORDS]
            new = [i for i in telling if i not in explained]
            if not within or any(_straddles(within[0], within[-1] + 1, *phrase) for phrase in whole):
                continue
            if new and (len(telling) > 1 or self._quoted(sentence, span.start, span.end)):
                found.append(Film(span.movie.item_id, within[0], within[-1] + 1))
        return found

    @staticmethod
    def _quoted(sentence: Sentence, start: int, end: int) -> bool:
        around = sentence.text[max(start - 1, 0) : start], sentence.text[end : end + 1]
        return all(sign and sign in "\"«»“”„'‘’*_" for sign in around)

    def among(self, sentence: Sentence, first: int, last: int, explained: Explained, *, loose: bool) -> list[Film]:
        """Films that the words `first` to `last` (exclusive) name, where a sentence puts titles.

        Parameters
        ----------
        explained
            Words that wish for something: alone they are no title.
        loose
            Whether words around the titles may be anything.
        """
        words = sentence.words[first:last]
        for place, word in enumerate(words):
            if place and (word.plain in _CUTS or word.plain in (".", "?")):
                tail = self.among(sentence, first + place + 1, last, explained, loose=loose) if loose else []
                return [*self.among(sentence, first, first + place, explained, loose=loose), *tail]
        if (found := self._whole(sentence, first, last, explained)) is not None:
            return [found]
        wish = next((i for i in range(first + 1, last) if i in explained.firm), None)
        if wish is not None and (found := self._whole(sentence, first, wish, explained)) is not None:
            return [found]
        if not loose and words and words[0].plain in _INDEFINITE and explained.any.intersection(range(first, last)):
            return []  # «a good one with robots or dinosaurs»
        return list(self._parts(sentence, first, last, explained, loose))

    def beside(self, s: Sentence, film: Film, explained: Explained) -> Iterator[Film]:
        """Titles in full in one list with a film: right before «and Heat», right after «Heat,»."""
        plain = [word.plain for word in s.words]
        if film.first > 1 and plain[film.first - 1] in LISTS:
            for first in range(max(film.first - 6, 0), film.first - 1):
                if found := self._whole(s, first, film.first - 1, explained, exact=True):
                    yield found
                    break
        if film.last < len(plain) - 1 and plain[film.last] in LISTS:
            for last in range(min(film.last + 6, len(plain)), film.last + 1, -1):
                if found := self._whole(s, film.last + 1, last, explained, exact=True):
                    yield found
                    break

    def _parts(self, s: Sentence, first: int, last: int, explained: Explained, loose: bool) -> Iterator[Film]:
        start = first
        for place in range(first, last + 1):
            if place < last and s.words[place].plain not in _SPLITS:
                continue
            if (place - start < last - first and (film := self._whole(s, start, place, explained))) or (
                loose and place > start and (film := self._beginning(s, start, place, explained))
            ):
                yield film
            start = place + 1

    def _beginning(self, s: Sentence, first: int, last: int, explained: Explained) -> Film | None:
        """A title in full at the beginning of more words."""
        for end in range(min(last - 1, first + 5), first, -1):
            if film := self._whole(s, first, end, explained, exact=True):
                return film
        return None

    def _whole(self, s: Sentence, first: int, last: int, explained: Explained, *, exact: bool = False) -> Film | None:
        """The film that a run of words names, give or take words that often stand around a title."""
        for start, end in _trimmed(s.words, first, last):
            plain = [word.plain for word in s.words[start:end]]
            if len(plain) == 1 and plain[0] == TITLE:
                continue
            if end - start > _LONGEST or not self._may_be_title(s, start, end, explained):
                continue
            typed = fold(s.said(start, end)).split()
            everyday = all(w in TALK or w in STOP_WORDS for w in (*plain, *typed))
            if everyday and (exact or not self._titles.has_title(" ".join(plain))):
                continue
            found = self._search(s.said(start, end))
            best = found.matches[0] if found.matches else None
            if best is None or self._wishes_more(s, start, end, best, explained):
                continue
            if exact and best.score < _SURE:
                continue
            if not (found.confident or self._is_name(best, plain) or _stands_out(found)):
                continue
            if everyday and (best.score < _SURE or self._known(best) < _EVERYDAY_TITLES):
                continue
            return Film(best.movie.item_id, start, end)
        return None

    @staticmethod
    def _wishes_more(s: Sentence, first: int, last: int, match: TitleMatch, explained: Explained) -> bool:
        """Whether some of the words wish for something that is no part of the title."""
        title = fold(" ".join((match.movie.title, *match.movie.alt_titles)))
        return any(
            (i in explained.any and not _within(s.words[i].plain, title))
            or (s.words[i].plain in _INDEFINITE and i + 1 in explained.any)
            for i in range(first, last)
        )

    def _known(self, match: TitleMatch) -> float:
        """Ratings of a movie."""
        return float(self._popularity[self._titles.catalog.index_of(match.movie.item_id)])

    def _is_name(self, match: TitleMatch, plain: list[str]) -> bool:
        """Whether words are a title word for word, or another name of a film that many know."""
        said = "".join(tokens(" ".join(plain)))
        known = self._known(match) >= _EVERYDAY_TITLES
        names = (match.movie.title, *(match.movie.alt_titles if known else ()))
        return any("".join(tokens(name)) == said for name in names)

    @staticmethod
    def _may_be_title(s: Sentence, first: int, last: int, explained: Explained) -> bool:
        plain = [word.plain for word in s.words[first:last]]
        if not explained.judging.isdisjoint(range(first, last)):
            return False
        if not any(any(c.isalnum() for c in word) for word in plain) or all(word in _REFERENTS for word in plain):
            return False
        article = (first > 0 and s.words[first - 1].plain in _INDEFINITE) or plain[0] in _INDEFINITE
        wishes = explained.any if article else explained.firm
        told = [i in wishes or s.words[i].plain in _NO_NAMES for i in range(first, last)]
        return not (all(told) and any(i in wishes for i in range(first, last)))


def _straddles(first: int, last: int, start: int, end: int) -> bool:
    """Whether one run of words holds the beginning or end of another, and not all of it."""
    return first < end and start < last and not (first <= start and end <= last)


def _within(word: str, title: str) -> bool:
    """Whether a word is one of a folded title, give or take a slip."""
    return word in title or any(OSA.distance(word, other) <= 1 for other in title.split() if len(other) > 3)


def _stands_out(found: TitleSearch) -> bool:
    """Whether the first match is near the words and no other is: enough where a title is expected."""
    best, *others = found.matches
    return best.score >= _NEAR and all(best.score - other.score >= _APART for other in others)


def _trimmed(words: tuple[Word, ...], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The run of words, then without what surrounds titles on the right, on the left, on both sides."""
    while first < last and words[first].plain in (",", ".", "?", "-", "/"):
        first += 1
    while last > first and words[last - 1].plain in (",", ".", "?", "-", "/"):
        last -= 1
    starts, ends = [first], [last]
    while starts[-1] < last and words[starts[-1]].plain in _EDGES:
        starts.append(starts[-1] + 1)
    while ends[-1] > first and words[ends[-1] - 1].plain in _EDGES:
        ends.append(ends[-1] - 1)
    pairs = dict.fromkeys(
        [(starts[0], ends[0]), (starts[0], ends[-1]), (starts[-1], ends[0]), (starts[-1], ends[-1])]
    )
    middle = [(s, e) for s in starts[1:-1][::-1] for e in (ends[0], ends[-1])]
    middle += [(s, e) for e in ends[1:-1][::-1] for s in (starts[0], starts[-1])]
    yield from [(s, e) for s, e in (*pairs, *middle) if s < e][:_MOST_LOOKUPS]


def with_titles(sentence: Sentence, films: Iterable[Film]) -> tuple[Sentence, tuple[Film, ...]]:
    """The sentence with one word for each film, and the films by their new places."""
    words: list[Word] = []
    moved: list[Film] = []
    at = 0
    for film in sorted(films, key=lambda film: film.first):
        words.extend(sentence.words[at : film.first])
        named = Word(TITLE, sentence.words[film.first].start, sentence.words[film.last - 1].end)
        moved.append(replace(film, first=len(words), last=len(words) + 1))
        words.append(named)
        at = film.last
    return Sentence(sentence.text, (*words, *sentence.words[at:])), tuple(moved)
