"""What must hold for any message."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.understanding import Intent, Meaning
from recengine.titles import TitleIndex
from tests.bot.dialogue.understanding.worlds import SMALL

GENRES = {"comedy": "Comedy", "western": "Western", "sci-fi": "Sci-Fi", "scary": "Horror", "musical": "Musical"}
YEARS = {
    "from the 80s": (1980, 1989),
    "before 1970": (None, 1969),
    "since 2010": (2010, None),
    "nineties": (1990, 1999),
}
OUT = {"no war": "War", "without any drama": "Drama", "but not animated": "Animation", "nothing romantic": "Romance"}
PLAIN = {
    "loved heat": Intent.RATE, "something like alien": Intent.SIMILAR, "who directed heat": Intent.INFO,
    "already seen titanic": Intent.SEEN, "undo that rating": Intent.UNDO, "something lighter": Intent.CRITIQUE,
    "why did you suggest that": Intent.WHY, "90s sci-fi": Intent.RECOMMEND, "show my ratings": Intent.PROFILE,
}  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert isinstance(SMALL.meaning(text), Meaning)


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(sorted(PLAIN)),
    st.sampled_from([str.upper, str.title, str.lower]),
    st.sampled_from(["", "!", "...", " "]),
)
def test_case_and_punctuation_change_nothing(text: str, case: object, end: str) -> None:
    assert callable(case)
    said, plain = SMALL.meaning(case(text) + end), SMALL.meaning(text)
    assert said.intent is PLAIN[text]
    assert said.to_json() == plain.to_json()


@settings(deadline=None, max_examples=100)
@given(
    st.sampled_from(sorted(PLAIN)),
    st.sampled_from(["hey, ", "hi ", "ok "]),
    st.sampled_from([" please", " pls", " :)"]),
)
def test_politeness_changes_nothing(text: str, before: str, after: str) -> None:
    assert SMALL.meaning(before + text + after).to_json() == SMALL.meaning(text).to_json()


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(sorted(GENRES)), st.sampled_from(sorted(YEARS)), st.sampled_from(sorted(OUT)), st.booleans())
def test_wishes_compose(genre: str, years: str, out: str, asked: bool) -> None:
    said = SMALL.meaning(("can you find me a " if asked else "") + f"{genre} movie {years}, {out}")
    assert said.intent is Intent.RECOMMEND
    assert said.constraints.genres == (GENRES[genre],)
    assert said.constraints.years == YEARS[years]
    assert said.constraints.exclude_genres == (OUT[out],)


@pytest.mark.parametrize(
    "text",
    ["", " ", "?!?!", "🦄" * 4096, "a" * 4096, "no " * 1365, "not like the " * 315, "(" * 4096, "<b>" * 1365,
     "1" * 4096, "between 1990 and " * 240, "\u200b" * 4096, "שלום עולם " * 400, "مرحبا " * 600,
     "'; DROP TABLE users; --", "\x00\x01",
     "4 / 5 out of " * 300, "i watched " * 400, "what is the plot of the " * 170, "★" * 4096, "@ " * 2000],
)  # fmt: skip
def test_hostile_texts_are_answered_quickly(text: str) -> None:
    started = time.perf_counter()
    meaning = SMALL.meaning(text)
    assert isinstance(meaning.to_json(), dict)
    assert time.perf_counter() - started < 2.0


def test_what_cannot_be_seen_and_markup_change_nothing() -> None:
    assert SMALL.meaning("lo\u200bved <i>heat</i>").to_json() == SMALL.meaning("loved heat").to_json()


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("forget the 90s", ("years",)),
        ("any genre again", ("genres",)),
        ("start over", ("genres", "exclude_genres", "years", "keywords", "exclude_keywords", "popularity")),
        ("forget about horror", ("genres",)),
        ("90s horror", ()),
    ],
)
def test_wishes_can_be_taken_back(text: str, dropped: tuple[str, ...]) -> None:
    meaning = SMALL.meaning(text)
    assert meaning.dropped == dropped
    assert meaning.intent is Intent.RECOMMEND


@pytest.mark.parametrize("word", ["loved", "like", "hated", "great", "seen", "why", "something like"])
def test_a_word_said_a_hundred_times_costs_few_lookups(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    searches, search = [], TitleIndex.search
    monkeypatch.setattr(TitleIndex, "search", lambda self, *a, **b: (searches.append(1), search(self, *a, **b))[1])
    SMALL.meaning(f"{word} " * 60)
    assert len(searches) < 250
