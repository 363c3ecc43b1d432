"""A message that may say several things at once: its meaning, and what its parts add to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.dialogue.understanding.bags import bag
from bot.dialogue.understanding.meaning import NO_WISHES, Intent, Meaning
from bot.dialogue.understanding.remembering import Remembering
from bot.dialogue.understanding.understanding import Understanding
from recengine.critiques import Direction
from recengine.query import Constraints
from recengine.text import fold
from recengine.titles.words import STOP_WORDS, TALK, tokens

AnyUnderstanding = Understanding | Remembering

MAX_TEXT = 1000
"""Only the beginning of a longer text is read."""

MOST_CLAUSES = 12

_FINE = re.compile(r"[,;.!?\n]+|(?<!\banything)(?<!\beverything)(?<!\bnothing)(?<!\ball) but |\band ", re.IGNORECASE)
_COARSE = re.compile(r"[,;!\n]+|\. ", re.IGNORECASE)
_POINTING = re.compile(
    r"(?:\b(?:more|something|anything|another|others?|films?|movies?|stuff|ones?)(?: \w+)? |^(?:just )?)"
    r"(?:like|similar to|along the lines of) (?:this|that|it|these|those)\b"
    r"|\b(?:algo|mas|otras?|peliculas?) (?:como|parecid[oa]s? a) (?:est[aeo]s?|es[aeo]s?)\b",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"\b(?:forget|drop|remove|ignore|scrap|lose|skip|no more|never mind|olvida|quita)\b([^,;.!?\n]*)", re.IGNORECASE
)
_REFERS = re.compile(
    r"\b(?:it|this|that|these|those|one|them|him|her|movie|film|me|thing)\b|\d|[\u2605\u2b50]", re.IGNORECASE
)
_SMALL_TALK = bag("""yes yeah yep yup no nope nah ok okay okey k sure fine nice cool good great hm hmm hmmm lol haha
    wow oh ah maybe whatever alright right well si vale claro bien bueno genial jaja""")
_NEGATED = re.compile(r"^(?:but )?(?:not|never|except|without)\b", re.IGNORECASE)
_NOT_SEEN = re.compile(
    r"\b(?:(?:have|has|did) ?n['’]?t|(?:have|has|did) not|never|not)(?: \w+)? (?:seen|see|watched|watch)\b",
    re.IGNORECASE,
)
_MOOD_GENRES = {
    Direction.LIGHTER: ("Horror",),
    Direction.DARKER: ("Horror",),
    Direction.SCARIER: ("Horror",),
    Direction.FUNNIER: ("Comedy",),
}
_FAME = frozenset({Direction.MORE_POPULAR, Direction.LESS_POPULAR})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Stars for a film, and the words that name it."""

    item_id: int
    name: str
    stars: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What a message says.

    Attributes
    ----------
    meaning
        Of the whole; where the message points at what was shown («more like this»), its intent is `SIMILAR` with no
        title.
    directions
        All critiques, in the order in which they are said.
    verdicts
        All films that are rated, each with its own stars.
    """

    meaning: Meaning
    directions: tuple[Direction, ...] = ()
    verdicts: tuple[Verdict, ...] = ()


def hear(understanding: AnyUnderstanding, text: str) -> Heard:
    """What a message says, its parts taken together."""
    text = text[:MAX_TEXT]
    whole = _positive(understanding, text) or understanding.meaning(text)
    if _POINTING.search(fold(text)) and not whole.titles:
        whole = replace(whole, intent=Intent.SIMILAR, rating=None)
    if whole.intent is Intent.RATE:
        return Heard(whole, verdicts=_verdicts(whole))
    if whole.intent is Intent.SEEN:
        return Heard(_seen(understanding, text, whole))
    if whole.intent in (Intent.SIMILAR, Intent.RECOMMEND, Intent.CRITIQUE):
        parts = [understanding.meaning(part) for part in _clauses(_FINE, text)]
        directions = _directions(whole, parts)
        beside = (
            _said_beside(understanding.wishes(text), directions) if whole.intent is Intent.CRITIQUE else NO_WISHES
        )
        return Heard(_with_wishes(whole, [*parts, Meaning(Intent.RECOMMEND, constraints=beside)]), directions)
    return Heard(whole)


def forgotten(text: str, wishes: Sequence[str]) -> tuple[tuple[int, ...], str]:
    """Which of some wishes, as they stand in words, a message tells to forget, and the message without that.

    «forget the 90s, something scary» takes back «90s» and leaves «, something scary».
    """
    match = _FORGET.search(text[:MAX_TEXT])
    if match is None:
        return (), text
    said, found = fold(match[1]), []
    for place in sorted(range(len(wishes)), key=lambda place: -len(wishes[place])):
        pattern = rf"\b{re.escape(fold(wishes[place]))}\b"
        if re.search(pattern, said):
            said = re.sub(pattern, "|", said)
            found.append(place)
    rest = text[: match.start()] + text[match.end() : MAX_TEXT]
    return (tuple(sorted(found)), rest) if found else ((), text)


def refers(text: str) -> bool:
    """Whether a rating without a title surely speaks of a film: «loved it», «5 stars», but not a mere «great»."""
    return _REFERS.search(text) is not None


def says_unseen(text: str) -> bool:
    """Whether a text says that a film was not seen: «haven't seen it»."""
    return _NOT_SEEN.search(text) is not None


def is_everyday(text: str) -> bool:
    """Whether a text has none but everyday words, and so names no film: «i don't know»."""
    said = tokens(text)
    return bool(said) and all(word in TALK or word in STOP_WORDS for word in said)


def is_small_talk(text: str) -> bool:
    """Whether a text says no more than «ok», «nice» or «no»."""
    said = re.findall(r"\w+", fold(text))
    return 0 < len(said) <= 3 and _SMALL_TALK.issuperset(said)


def has_words(text: str) -> bool:
    """Whether a text has a letter or digit at all."""
    return any(character.isalnum() for character in text)


def beside(text: str, names: Sequence[str]) -> str:
    """The words of a text that are neither a film's name nor its year."""
    rest = fold(text)
    for name in names:
        rest = rest.replace(fold(name), " ", 1)
    return " ".join(word for word in rest.split() if not re.fullmatch(r"\W*(?:19|20)\d{2}\W*|\W+", word))


def _clauses(pattern: re.Pattern[str], text: str) -> list[str]:
    parts = [part.strip() for part in pattern.split(text)]
    kept = [part for part in parts if has_words(part)]
    return kept[:MOST_CLAUSES] if len(kept) > 1 else []


def _directions(whole: Meaning, parts: Sequence[Meaning]) -> tuple[Direction, ...]:
    said = [part.critique for part in parts if part.intent is Intent.CRITIQUE and part.critique is not None]
    told = [*said, *([whole.critique] if whole.critique is not None else [])]
    fame = whole.constraints.popularity is not None  # «hidden gems» is a wish already
    return tuple(dict.fromkeys(way for way in told if not (fame and way in _FAME)))


def _with_wishes(whole: Meaning, parts: Sequence[Meaning]) -> Meaning:
    """The whole with genres, years and what is not wanted from parts that say these alone: «funnier, no horror».

    Words wished for are taken from the whole alone, for a film's name in a list of films looks like one.
    """
    wishes = whole.constraints
    for more in (part.constraints for part in parts if part.intent is Intent.RECOMMEND and not part.titles):
        out = _once(wishes.exclude_genres, more.exclude_genres)
        wishes = replace(
            wishes,
            genres=tuple(genre for genre in _once(wishes.genres, more.genres) if genre not in out),
            exclude_genres=out,
            years=wishes.years or more.years,
            exclude_keywords=_once(wishes.exclude_keywords, more.exclude_keywords),
            popularity=wishes.popularity or more.popularity,
        )
    return replace(whole, constraints=wishes)


def _said_beside(wishes: Constraints, directions: Sequence[Direction]) -> Constraints:
    """Genres and years that a critique states besides: «a good thriller, not too old», but not «too scary»."""
    meant = {genre for direction in directions for genre in _MOOD_GENRES.get(direction, ())}
    genres, out = (tuple(g for g in some if g not in meant) for some in (wishes.genres, wishes.exclude_genres))
    return Constraints(genres=genres, exclude_genres=out, years=wishes.years)


def _once(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))


def _verdicts(whole: Meaning) -> tuple[Verdict, ...]:
    told = zip(whole.titles, whole.title_names, whole.ratings, strict=True)
    return tuple(Verdict(item_id, name, stars) for item_id, name, stars in told if stars is not None)


def _positive(understanding: AnyUnderstanding, text: str) -> Meaning | None:
    """The rating in a message that also names what is left out: «liked The Godfather but not the second one»."""
    parts = _clauses(_FINE, text)
    kept = [part for part in parts if not _NEGATED.search(part)]
    if len(kept) == len(parts):
        return None
    rest = understanding.meaning(", ".join(kept))
    return rest if rest.intent is Intent.RATE and rest.titles else None


def _as_title(understanding: AnyUnderstanding, part: str) -> Meaning:
    """What a part of a list of films names, even where it would wish for something by itself («alien»)."""
    seen = understanding.meaning(part)
    return seen if seen.intent is Intent.SEEN else understanding.meaning(f"seen {part}")


def _seen(understanding: AnyUnderstanding, text: str, whole: Meaning) -> Meaning:
    """«Saw Alien and Die Hard»: the films of all parts."""
    for pattern in (_FINE, _COARSE):
        parts = [_as_title(understanding, part) for part in _clauses(pattern, text)]
        names = {item_id: name for part in parts for item_id, name in zip(part.titles, part.title_names, strict=True)}
        if parts and len(names) >= max(len(parts), len(whole.titles)):
            return replace(whole, titles=tuple(names), title_names=tuple(names.values()))
    return whole
