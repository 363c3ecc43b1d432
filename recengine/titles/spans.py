"""Titles inside a longer message: exact names where the words around them allow it, near ones after a cue."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from recengine.text import fold
from recengine.titles.words import CUES, INTERJECTIONS, OPINIONS, STOP_WORDS, TALK, tokens

MAX_TEXT = 1000
_LONGEST = 9
_TELLING_ENOUGH = 1.2
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_YEAR_AFTER = re.compile(r"\s*(?:\((\d{4})\)|,?\s(?:from\s)?((?:19|20)\d\d)\b)")
_GAP = re.compile(r"[,;:.!?()\n\"«»“”]|\s[-–—]\s")
_SENTENCE_END = re.compile(r"(?:^|[.!?\n]\s*)$")
_QUOTES = "\"«»“”„'‘’*_"
_LEADING = frozenset({"the", "a", "an"})
_CONNECTORS = frozenset({"and", "or", "but", "plus", "also", "then", "though", "while", "n"})
_AFTERWARDS = _CONNECTORS | frozenset(
    fold("last yesterday today tonight again with when because too for this in at so as much more").split()
)
_TIMES = frozenset({("last", "night"), ("next", "day"), ("some", "day"), ("every", "day"), ("last", "day")})
_MOST_NEAR = 4
_CUE_PAIRS = frozenset({("similar", "to"), ("such", "as"), ("compared", "to"), ("thanks", "for")})
_FILLERS = frozenset(fold("the a an movie film really actually just is are was were also both either").split())
_PRONOUNS = frozenset(
    fold(
        "it its her him his she he us them they you me i we that this these those one ones all some any more most "
        "what who how why when where there here so too very much well again now then not no yes ok okay both"
    ).split()
)
_VERDICTS = frozenset({"rocks", "rocked", "rules", "ruled", "sucks", "sucked", "slaps"})
_COPULAS = frozenset({"is", "was", "were", "are"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a run of words names: the dense index of a movie, how surely (0 to 1), how telling its words are.

    `dated`: the year of the movie stands after the words. `well_known`: so many know it that even everyday words
    may mean it.
    """

    movie: int
    score: float
    telling: float
    dated: bool = False
    well_known: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of a text name the movie at a dense index."""

    movie: int
    start: int
    end: int
    score: float


Lookup = Callable[[tuple[str, ...], int | None], Named | None]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    plain: str


@dataclass(frozen=True, slots=True)
class _Window:
    """Words `first` to `last` (included) that are a name."""

    first: int
    last: int
    span: Span
    named: Named

    def within(self, other: "_Window") -> bool:
        """Whether this is a part of another window."""
        return other.first <= self.first and self.last <= other.last


def find_spans(text: str, exact: Lookup, near: Callable[[str], Named | None]) -> list[Span]:
    """Spans of a text that name movies, in order, none overlapping.

    Parameters
    ----------
    text
        A message; only the first 1000 characters count.
    exact
        The movie that tokens (and a year, where one follows) name word for word.
    near
        The movie that a few words name up to typos.
    """
    return _Finder(text[:MAX_TEXT], exact, near).find()


class _Finder:
    def __init__(self, text: str, exact: Lookup, near: Callable[[str], Named | None]) -> None:
        self._text = text
        self._exact = exact
        self._near = near
        self._words = [_Word(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
        self._taken: dict[int, Span] = {}
        self._shouting = text.isupper()

    def find(self) -> list[Span]:
        doubtful: list[_Window] = []
        for window in sorted(self._windows(), key=lambda window: (window.first - window.last, window.first)):
            if not self._free(window.first, window.last) or any(window.within(other) for other in doubtful):
                continue
            if self._is_title(window):
                self._take(window)
            else:
                doubtful.append(window)
        self._take_neighbours(doubtful)
        for first, last in list(self._unread())[:_MOST_NEAR]:
            self._take_near(first, last)
        return sorted(set(self._taken.values()), key=lambda span: span.start)

    def _windows(self) -> Iterator["_Window"]:
        """Runs of words that are a name."""
        for first, word in enumerate(self._words):
            if word.plain in STOP_WORDS - _LEADING:
                continue
            for last in range(first, min(first + _LONGEST, len(self._words))):
                if self._words[last].plain in STOP_WORDS:
                    continue
                year = _YEAR_AFTER.match(self._text, self._words[last].end)
                run = tokens(self._text[word.start : self._words[last].end])
                if named := self._exact(run, int(year[1] or year[2]) if year else None):
                    end = year.end() if year and named.dated else self._words[last].end
                    yield _Window(first, last, Span(named.movie, word.start, end, named.score), named)

    def _free(self, first: int, last: int) -> bool:
        return not any(i in self._taken for i in range(first, last + 1))

    def _take(self, window: "_Window") -> None:
        self._taken.update(dict.fromkeys(range(window.first, window.last + 1), window.span))

    def _take_neighbours(self, doubtful: list["_Window"]) -> None:
        """Take what stands in a list: beside an accepted title («LOTR and alien»), or in a list of its own."""
        alone = [w for w in doubtful if self._begins(w.first) and self._ends(w.last) and self._listable(w)]
        telling = [w for w in alone if not self._everyday(w)]
        if len(telling) > 1:
            for window in telling:
                self._take(window)
        for window in [*sorted(alone, key=lambda w: w.first), *sorted(alone, key=lambda w: -w.first)]:
            if self._free(window.first, window.last) and self._beside_title(window):
                self._take(window)

    def _everyday(self, window: "_Window") -> bool:
        return all(word.plain in TALK for word in self._words[window.first : window.last + 1])

    def _listable(self, window: "_Window") -> bool:
        words = [word.plain for word in self._words[window.first : window.last + 1]]
        return not self._everyday(window) or (
            window.named.well_known and not all(word in _PRONOUNS | INTERJECTIONS for word in words)
        )

    def _is_title(self, window: "_Window") -> bool:
        telling = window.named.dated or window.named.telling >= _TELLING_ENOUGH
        return telling or self._in_context(window.first, window.last)

    def _in_context(self, first: int, last: int) -> bool:
        """Whether something says that an ordinary-looking run of words is a title."""
        words = [word.plain for word in self._words[first : last + 1]]
        rest = [w.plain for i, w in enumerate(self._words) if not first <= i <= last]
        if self._quoted(first, last):
            return True
        if not rest:
            return not all(word in INTERJECTIONS for word in words)
        if self._capitalised(first, last):
            return True
        if all(word in _PRONOUNS or word in STOP_WORDS for word in words):
            return False
        after = [word.plain for word in self._words[last + 1 : last + 4]]
        words = [word for word in words if word not in STOP_WORDS]
        if tuple(words) in _TIMES:
            return False
        judged = bool(after) and after[0] in _COPULAS and any(word in OPINIONS for word in after[1:])
        if len(words) > 1 or words[0] not in TALK:
            judged = judged or (bool(after) and after[0] in _VERDICTS)
            telling = len(words) > 1 and not all(word in TALK for word in words)
            return judged or (self._cued(first) and (telling or self._ends(last)))
        return self._cued(first) and self._ends(last)

    def _quoted(self, first: int, last: int) -> bool:
        start, end = self._words[first].start, self._words[last].end
        return start > 0 and self._text[start - 1] in _QUOTES and self._text[end : end + 1] in tuple(_QUOTES)

    def _capitalised(self, first: int, last: int) -> bool:
        telling = [w for w in self._words[first : last + 1] if w.plain not in STOP_WORDS]
        if self._shouting or not all(self._text[w.start].isupper() for w in telling):
            return False
        if telling[0].plain == "i" and len(telling) == 1:
            return False
        opens = _SENTENCE_END.search(self._text[: self._words[first].start]) is not None
        return len(telling) > 1 or not opens

    def _cued(self, first: int) -> bool:
        """Whether «loved», «seen», «something like» and the like stand before the word."""
        before = first - 1
        while before >= 0 and self._words[before].plain in _FILLERS - CUES:
            before -= 1
        if before < 0:
            return False
        pair = (self._words[before - 1].plain, self._words[before].plain) if before else ("", "")
        return self._words[before].plain in CUES or pair in _CUE_PAIRS

    def _ends(self, last: int) -> bool:
        """Whether the phrase is over after the word: a gap, a connector, a number, or the end."""
        if last + 1 >= len(self._words):
            return True
        following = self._words[last + 1]
        gap = self._text[self._words[last].end : following.start]
        return bool(_GAP.search(gap)) or following.plain in _AFTERWARDS or following.plain.isdigit()

    def _begins(self, first: int) -> bool:
        """Whether a phrase begins with the word: the beginning, a gap or a connector before it."""
        if first == 0:
            return True
        before = self._words[first - 1]
        return bool(_GAP.search(self._text[before.end : self._words[first].start])) or before.plain in _CONNECTORS

    def _beside_title(self, window: "_Window") -> bool:
        before, after = window.first - 1, window.last + 1
        while before >= 0 and self._words[before].plain in _CONNECTORS | _LEADING:
            before -= 1
        while after < len(self._words) and self._words[after].plain in _CONNECTORS | _LEADING:
            after += 1
        return before in self._taken or after in self._taken

    def _unread(self) -> Iterator[tuple[int, int]]:
        """Runs of words that no title took, after a cue or beside a title, up to the next connector or gap."""
        first = 0
        while first < len(self._words):
            last = first
            while last + 1 < len(self._words) and not self._ends(last) and last + 1 not in self._taken:
                last += 1
            start = first
            for i in range(first, last + 1):
                if self._words[i].plain in CUES:
                    start = i + 1
            cued = start > first or (first > 0 and first - 1 in self._taken) or self._follows_title(first)
            if cued and start <= last and self._free(start, last):
                yield start, last
            first = last + 1

    def _follows_title(self, first: int) -> bool:
        return first > 1 and self._words[first - 1].plain in _CONNECTORS and first - 2 in self._taken

    def _take_near(self, first: int, last: int) -> None:
        skip = TALK | _CONNECTORS | (STOP_WORDS - _LEADING)
        while first <= last and self._words[first].plain in skip:
            first += 1
        while last >= first and self._words[last].plain in skip | STOP_WORDS:
            last -= 1
        if first > last or last - first >= _LONGEST:
            return
        start, end = self._words[first].start, self._words[last].end
        if end - start >= 5 and (named := self._near(self._text[start:end])):
            self._take(_Window(first, last, Span(named.movie, start, end, named.score), named))


def telling_weight(words: Sequence[str], weights: Sequence[float]) -> float:
    """How telling a run of words is where nothing around says that it is a title; one word never is."""
    if len(words) < 2 or all(word in TALK for word in words):
        return 0.0
    return sum(weight for word, weight in zip(words, weights, strict=True) if word not in TALK)
