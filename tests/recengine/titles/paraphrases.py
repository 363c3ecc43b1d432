"""Titles as hurried people might type them, made up at random from a seed; and messages that name no film."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from recengine.catalog import Movie

_NEIGHBOURS = {
    a: b for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for a, b in zip(row, row[1:] + row[-2], strict=True)
}
_FRAMES = (
    "i loved {}", "have you seen {}?", "just watched {} last night", "my favorite movie is {}", "{} was so good",
    "add {} to my list please", "what about {}", "omg {} is the best", "do you know the film {}", "hmm maybe {}",
    "we saw {} yesterday and it was great", "never seen {}", "{} lol", "can you find {} for me", "i think {}",
)  # fmt: skip
_NUMBERS = {"2": ("II", "two"), "3": ("III", "three"), "4": ("IV", "four"), "10": ("ten",), "12": ("twelve",)}
_TALK = (
    "what time is it in tokyo", "can i order a pizza", "the train leaves at noon", "my phone is broken again",
    "where did i park the car", "please call the plumber", "how do i get to the airport", "is it raining outside",
    "i have a meeting tomorrow", "what is your name", "are you a robot", "good luck with the exam",
    "buy milk and eggs", "who is the president of france", "i feel sick", "turn the volume down",
    "what can you do", "that makes no sense", "i need a new laptop", "we moved to a bigger flat",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """A message, the movie it means (None: no film), and the kind of change made."""

    text: str
    movie: Movie | None
    kind: str


def paraphrases(movies: Sequence[Movie], *, seed: int, each: int) -> Iterator[Paraphrase]:
    """`each` messages of every kind over movies drawn at random."""
    rng = random.Random(seed)
    for kind, change in _CHANGES.items():
        made = 0
        while made < each:
            movie = rng.choice(movies)
            text = change(movie, rng)
            if text is not None:
                made += 1
                yield Paraphrase(text, movie, kind)


def non_titles(movies: Sequence[Movie], *, seed: int, each: int) -> Iterator[Paraphrase]:
    """Messages that name no film of the catalogue: keys hit at random, everyday talk, films yet to be made."""
    rng = random.Random(seed)
    for _ in range(each):
        letters = "".join(rng.choice("asdfghjklqwertyuiopzxcvbnm") for _ in range(rng.randint(5, 12)))
        yield Paraphrase(letters, None, "gibberish")
        yield Paraphrase(f"{rng.choice(movies).title} {rng.randint(21, 25)}", None, "sequel to come")
        yield Paraphrase(f"{rng.choice(movies).title} {rng.randint(2026, 2039)}", None, "remake to come")
    yield from (Paraphrase(text, None, "talk") for text in _TALK)


def _typo(text: str, rng: random.Random) -> str:
    """One slip of the fingers within a longer word."""
    places = [m.start() + i for m in re.finditer(r"[A-Za-z]{4,}", text) for i in range(1, len(m.group()) - 1)]
    if not places:
        return text
    at = rng.choice(places)
    slip = rng.choice(("drop", "double", "swap", "neighbour"))
    if slip == "drop":
        return text[:at] + text[at + 1 :]
    if slip == "double":
        return text[:at] + text[at] + text[at:]
    if slip == "swap":
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + _NEIGHBOURS.get(text[at].lower(), "e") + text[at + 1 :]


def _one_typo(movie: Movie, rng: random.Random) -> str | None:
    text = _typo(movie.title.lower(), rng)
    return text if len(movie.title) > 6 and text != movie.title.lower() else None


def _two_typos(movie: Movie, rng: random.Random) -> str | None:
    text = _one_typo(movie, rng)
    return _typo(text, rng) if text and len(text) > 10 else None


def _no_article(movie: Movie, rng: random.Random) -> str | None:
    head, _, rest = movie.title.partition(" ")
    return rng.choice((rest.lower(), f"{rest}, {head}")) if head in ("The", "A", "An") and rest else None


def _other_numeral(movie: Movie, rng: random.Random) -> str | None:
    for digits, ways in _NUMBERS.items():
        for way in (digits, *ways):
            pattern = re.compile(rf"(?<=\s){way}(?=$|:|\s)", re.IGNORECASE)
            if pattern.search(movie.title):
                other = rng.choice([w for w in (digits, *ways) if w != way])
                return pattern.sub(other, movie.title, count=1).lower()
    return None


def _amid_talk(movie: Movie, rng: random.Random) -> str | None:
    if len(movie.title) < 5:
        return None
    return rng.choice(_FRAMES).format(movie.title.lower())


def _noise(movie: Movie, rng: random.Random) -> str:
    text = movie.title.upper() if rng.random() < 0.5 else movie.title.lower().replace(" ", "  ")
    return rng.choice(("{}!!!", " {} 🍿", "«{}»", "...{}", "🎬{}")).format(text)


def _with_year(movie: Movie, rng: random.Random) -> str | None:
    if movie.year is None:
        return None
    way = rng.choice(("{} {}", "{} ({})", "{}, {}", "{} from {}"))
    return way.format(movie.title.lower(), movie.year)


def _no_punctuation(movie: Movie, rng: random.Random) -> str | None:
    text = re.sub(r"[^\w\s]", rng.choice(("", " ")), movie.title.lower())
    return text if text != movie.title.lower() else None


_CHANGES: dict[str, Callable[[Movie, random.Random], str | None]] = {
    "one typo": _one_typo,
    "two typos": _two_typos,
    "article": _no_article,
    "numeral": _other_numeral,
    "talk around": _amid_talk,
    "noise": _noise,
    "year": _with_year,
    "no punctuation": _no_punctuation,
}
