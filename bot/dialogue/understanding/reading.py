"""A message as words: cleaned, folded, signs and emoji spelled out, with where each word stands in the text."""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from recengine.text import fold

MAX_TEXT = 1000
"""Characters of a message that are read; nobody says what they want to watch at more length."""

TITLE = "@"
"""The word that stands for a film in `Sentence.plain`."""

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,100}>")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]|"
    r"[\U000e0000-\U000e007f]"
)
_EMOJI = {
    "thumbsup": "👍",
    "thumbsdown": "👎😕🙁😒😴🥱",
    "lovely": "❤😍🥰💖💕🤩💯🔥♥💙🧡💛💚💜",
    "pleasant": "😊🙂😀😄👌👏",
    "soso": "😐😑🤷",
    "disgusting": "🤮🤢💩😡🤬",
    "hello": "👋",
    "thanks": "🙏",
}
_SIGNS = {sign: word for word, signs in _EMOJI.items() for sign in signs} | {
    "?": "?",
    "؟": "?",
    "？": "?",
    "!": ".",
    ".": ".",
    "…": ".",
    "\n": ".",
    "/": "/",
    "+": "plus",
    "-": "-",
    "–": "-",
    "—": ",",
}
_FIRST_SHORT_OF_1900S = "30"
_GOOD_STARS, _HALF_STARS, _EMPTY_STARS = "★⭐🌟✭✮", "½", "☆✩"
_WORD = re.compile(
    rf"(?P<stars>[{_GOOD_STARS}][{_GOOD_STARS}{_HALF_STARS}{_EMPTY_STARS}]*)"
    r"|(?P<number>\d+(?:[.,]\d{1,2}(?!\d))?½?)(?P<tail>(?:['’]?s|th|st|nd|rd|ish|k)?\b)"
    r"|(?P<short>(?<!\w)['’‘]\d\d)(?!\w)"
    r"|(?P<word>[^\W_]+(?:['’‘`´][^\W_]+)*)"
    r"|(?P<sign>[^\w\s]|\n)"
)
# How people shorten and misspell what no distance between spellings brings back.
_SHORT_FORMS = {
    "sth": "something", "smth": "something", "smthn": "something", "smthing": "something", "somethin": "something",
    "sumthin": "something", "sum": "some", "gimme": "give me", "lemme": "let me", "wanna": "want to",
    "gonna": "going to", "gotta": "got to", "pls": "please", "plz": "please", "plss": "please", "u": "you",
    "ur": "your", "ya": "you", "teh": "the", "hte": "the", "da": "the", "lik": "like", "liek": "like",
    "lke": "like", "y": "why", "wy": "why", "tnx": "thanks", "gr8": "great", "grt": "great",
    "cuz": "because", "bc": "because", "cos": "because", "w": "with", "wo": "without",
    "b4": "before", "tonite": "tonight", "tnite": "tonight", "2nite": "tonight", "fav": "favourite",
    "fave": "favourite", "favs": "favourites", "faves": "favourites", "favorite": "favourite",
    "favorites": "favourites", "flix": "films", "vid": "film", "film": "movie", "films": "movies", "flick": "movie",
    "flicks": "movies", "movis": "movies", "pic": "movie", "whats": "what is", "wats": "what is", "wat": "what",
    "wut": "what", "whos": "who is", "hows": "how is", "thats": "that is", "theres": "there is", "im": "i am",
    "ive": "i have", "id": "i would", "ill": "i will", "its": "it is", "tis": "it is", "iv": "i have",
    "youd": "you would", "youve": "you have", "youre": "you are", "lets": "let us", "shes": "she is",
    "hes": "he is", "dunno": "do not know", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "wasnt": "was not", "arent": "are not", "werent": "were not", "cant": "can not",
    "cannot": "can not", "couldnt": "could not", "wont": "will not", "wouldnt": "would not",
    "shouldnt": "should not", "havent": "have not", "hasnt": "has not", "aint": "is not", "dnt": "do not",
    "theyre": "they are", "weve": "we have", "wheres": "where is", "whens": "when is", "whys": "why is", "n": "and",
    "abt": "about", "rly": "really", "rlly": "really", "v": "very", "prolly": "probably", "luv": "love",
    "luvd": "loved", "ppl": "people", "bday": "birthday", "thru": "through", "nite": "night", "alright": "ok",
    "okay": "ok", "okey": "ok", "colour": "color", "humour": "humor", "ww2": "world war ii",
    "wwii": "world war ii", "ww1": "world war i", "wwi": "world war i", "scfi": "scifi", "syfy": "scifi",
    "cgi": "cgi", "rec": "recommend", "recs": "recommend", "reco": "recommend", "recos": "recommend",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is read, and the characters of the text that it stands for."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A message in words; `plain` joins them with spaces, one at either end, for patterns to search."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def plain(self) -> str:
        """The words, each with a space before it, and one at the end."""
        return " " + "".join(f"{word.plain} " for word in self.words)

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(word.plain) + 1 for word in self.words), initial=1))

    def word_at(self, position: int) -> int:
        """Index of the word that a character of `plain` belongs to."""
        return bisect_right(self._starts, position) - 1

    def words_within(self, start: int, end: int) -> tuple[int, int]:
        """First and last (exclusive) word of the characters `start` to `end` of `plain`."""
        while start < end and self.plain[start] == " ":
            start += 1
        while end > start and self.plain[end - 1] == " ":
            end -= 1
        return (self.word_at(start), self.word_at(end - 1) + 1) if end > start else (0, 0)

    def said(self, first: int, last: int) -> str:
        """The text of the words `first` to `last` (exclusive) as it was typed."""
        return self.text[self.words[first].start : self.words[last - 1].end] if first < last else ""

    def respelled(self, correct: Callable[[str], str]) -> "Sentence":
        """The same with every word corrected."""
        return Sentence(self.text, tuple(replace(word, plain=correct(word.plain)) for word in self.words))


def clean(text: str) -> str:
    """The part of a text that is read, without markup and what cannot be seen."""
    visible = _INVISIBLE.sub("", text[: 4 * MAX_TEXT])
    visible = "".join(c if c.isprintable() or c == "\n" else " " for c in visible)
    return _MARKUP.sub(" ", visible)[:MAX_TEXT]


def read(text: str) -> Sentence:
    """The words of a text."""
    cleaned = clean(text)
    words: list[Word] = []
    for match in _WORD.finditer(cleaned):
        if match[0] == "." and words and _is_initial(words[-1], match.start(), cleaned):
            continue
        spoken = _spoken(match).split()
        words.extend(Word(plain, match.start(), match.end()) for plain in spoken)
    return Sentence(cleaned, tuple(_without_word_hyphens(words)))


def _is_initial(word: Word, at: int, text: str) -> bool:
    """Whether a dot at `at` shortens a name («Philip K. Dick», «E.T.») rather than ends a sentence."""
    return word.end == at and word.end - word.start == 1 and word.plain.isalpha() and at + 1 < len(text)


def _spoken(match: re.Match[str]) -> str:
    if stars := match["stars"]:
        half = ".5" if any(star in _HALF_STARS for star in stars) else ""
        return f"{sum(star in _GOOD_STARS for star in stars)}{half} stars"
    if number := match["number"]:
        tail = "s" if match["tail"].endswith("s") else match["tail"]
        return f"{number.replace(',', '.').replace('½', '.5')}{tail}"
    if short := match["short"]:
        return ("20" if short[1:] < _FIRST_SHORT_OF_1900S else "19") + short[1:]
    if word := match["word"]:
        folded = fold(word)
        return _SHORT_FORMS.get(folded, folded)
    return _SIGNS.get(
        match["sign"], "and" if match["sign"] == "&" else "," if match["sign"] in ',;:()[]"«»“”|~*' else ""
    )


def _without_word_hyphens(words: list[Word]) -> list[Word]:
    """A hyphen counts between numbers («1980-1989»); between spaces it is a pause, within words nothing."""
    kept: list[Word] = []
    for place, word in enumerate(words):
        if word.plain != "-":
            kept.append(word)
            continue
        before, after = words[place - 1] if place else None, words[place + 1] if place + 1 < len(words) else None
        if before is not None and after is not None and before.plain[:1].isdigit() and after.plain[:1].isdigit():
            kept.append(word)
        elif before is not None and after is not None and before.end < word.start and word.end < after.start:
            kept.append(replace(word, plain=","))
    return kept
