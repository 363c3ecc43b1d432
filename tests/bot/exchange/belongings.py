"""Strategies for everything of a person that a storage could have kept."""

from hypothesis import strategies as st

from bot.exchange.limits import LONGEST_TITLE
from bot.films import Film, film_key
from bot.stations import KeptStation, clean_name
from bot.storage.belongings import Belongings, OwnMark, OwnRating, OwnSuggestion, Step
from bot.storage.kept import Mark, Outcome, Verb

NASTY = [
    "=1+1",
    "+49",
    "-5",
    "@x",
    "'71",
    "''",
    "'=x",
    "\tTab",
    "\rReturn",
    "\nLine",
    'A "quoted", one',
    "＝x",
    " x ",
]
MOMENTS = st.integers(0, 4_000_000_000)
STARS = st.integers(1, 10).map(lambda halves: halves / 2) | st.floats(0.5, 5, allow_nan=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20)
TITLES = (st.sampled_from(NASTY) | TEXTS).filter(lambda text: bool(text.strip()) and len(text) <= LONGEST_TITLE)
IDS = st.none() | st.integers(1, 10**9)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@st.composite
def films(draw: st.DrawFn) -> Film:
    title, year = draw(TITLES), draw(st.none() | st.integers(0, 9999))
    return Film(film_key(title, year), title, year, draw(IDS), draw(IDS))


@st.composite
def steps(draw: st.DrawFn, film: Film, number: int, undone: set[int]) -> Step:
    """An entry of the journal whose references point backwards."""
    verb = draw(st.sampled_from(Verb))
    undoes = None
    if verb is Verb.UNDO:
        left = [earlier for earlier in range(1, number) if earlier not in undone]
        verb, undoes = (verb, draw(st.sampled_from(left))) if left else (Verb.RATE, None)
        undone.update({undoes} if undoes else ())
    marking = verb in (Verb.MARK, Verb.UNMARK) or (verb is Verb.UNDO and draw(st.booleans()))
    values = st.sampled_from([0.0, 1.0]) if marking else st.none() | STARS
    replaces = draw(st.integers(1, number - 1)) if number > 1 and draw(st.booleans()) else None
    return Step(
        draw(MOMENTS),
        verb,
        film,
        draw(st.sampled_from(Mark)) if marking else None,
        draw(values),
        draw(values),
        replaces,
        undoes,
        draw(st.none() | MOMENTS),
        draw(st.integers(1, number - 1)) if number > 1 and draw(st.booleans()) else None,
    )


@st.composite
def stations(draw: st.DrawFn) -> KeptStation:
    name = draw(TITLES.map(clean_name).filter(bool))
    around = tuple(draw(st.lists(films(), min_size=1, max_size=3, unique_by=lambda film: film.key)))
    words = tuple(draw(st.lists(st.sampled_from(["genre:comedy", "word:slow burn", "person:año"]), unique=True)))
    played = tuple(film.key for film in draw(st.lists(films(), max_size=3, unique_by=lambda film: film.key)))
    code = draw(st.text("0123456789abcdef", min_size=8, max_size=8))
    return KeptStation(code, name, around, words, played)


@st.composite
def belongings(draw: st.DrawFn) -> Belongings:
    """Everything of one person, consistent in what a storage relies on."""
    known = draw(st.lists(films(), min_size=1, max_size=5, unique_by=lambda film: film.key))
    one = st.sampled_from(known)
    undone: set[int] = set()
    journal = tuple(draw(steps(draw(one), number, undone)) for number in range(1, draw(st.integers(1, 8)) + 1))
    numbers = st.integers(1, len(journal))
    rated = draw(st.lists(one, unique=True))
    marked = draw(st.lists(st.tuples(one, st.sampled_from(Mark)), unique=True, max_size=5))
    outcomes = st.none() | st.tuples(st.sampled_from(Outcome), MOMENTS)
    matches = st.none() | st.floats(0, 100, allow_nan=False)
    shown = draw(st.lists(st.tuples(one, TEXTS, MOMENTS, outcomes, matches), max_size=4))
    return Belongings(
        draw(st.sampled_from(["en", "es"])),
        draw(MOMENTS),
        draw(st.dictionaries(TEXTS, JSON, max_size=3)),
        tuple(OwnRating(film, draw(STARS), draw(MOMENTS), draw(numbers)) for film in rated),
        tuple(OwnMark(film, mark, draw(MOMENTS), draw(numbers)) for film, mark in marked),
        tuple(OwnSuggestion(film, name, at, *(out or (None, None)), match) for film, name, at, out, match in shown),
        journal,
        tuple(draw(st.lists(stations(), max_size=3, unique_by=lambda station: station.code))),
    )
