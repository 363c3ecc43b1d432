"""Titles within longer messages."""

import pytest

from tests.recengine.titles.films import INDEX


def found(text: str) -> list[tuple[str, str]]:
    return [(span.movie.label, text[span.start : span.end]) for span in INDEX.find_in_text(text)]


def test_several_titles_of_one_sentence_are_found_in_order() -> None:
    assert found("i loved heat and the godfather but hated titanic") == [
        ("Heat (1995)", "heat"),
        ("The Godfather (1972)", "the godfather"),
        ("Titanic (1997)", "titanic"),
    ]


@pytest.mark.parametrize(
    "text",
    ["i loved it", "i saw her yesterday", "it was good", "the heat in here is awful", "give up", "no", "",
     "what should i watch tonight", "it's up to her", "no thanks"],
)  # fmt: skip
def test_ordinary_words_are_no_titles(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Up", "Up"),
        ("\"up\" made me cry", "up"),
        ("I watched Up with my kids", "Up"),
        ("i watched up with my kids", "up"),
        ("i watched saw last night", "saw"),
        ("I liked Her", "Her"),
        ("heat was boring", "heat"),
        ("something like heat", "heat"),
    ],
)  # fmt: skip
def test_an_ordinary_word_is_a_title_where_the_context_says_so(text: str, part: str) -> None:
    assert [words for _, words in found(text)] == [part]


def test_a_list_of_titles_vouches_for_itself() -> None:
    assert [words for _, words in found("matrix, titanic, heat")] == ["matrix", "titanic", "heat"]


def test_a_year_decides_and_belongs_to_the_span() -> None:
    assert found("i saw halloween (2007) and total recall 2012") == [
        ("Halloween (2007)", "halloween (2007)"),
        ("Total Recall (2012)", "total recall 2012"),
    ]


def test_a_typo_after_a_cue_is_forgiven() -> None:
    assert found("i loved the godfahter") == [("The Godfather (1972)", "the godfahter")]


def test_the_longest_title_wins() -> None:
    assert found("i loved man on the moon") == [("Man on the Moon (1999)", "man on the moon")]
