"""Spanish as the English that is understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.understanding.spanish import in_english


@pytest.mark.parametrize(
    ("said", "english"),
    [
        ("algo divertido", "something comedy"),
        ("Me encantó El Padrino", "loved el padrino"),
        ("y odié Titanic", "hated titanic"),
        ("me encantó matrix, no me gustó titanic", "loved matrix, did not like titanic"),
        ("algo como matrix pero sin terror", "something like matrix, no horror"),
        ("películas de los 90 con tom hanks", "movies 90s with tom hanks"),
        ("no tan viejas", "newer"),
        ("más corta", "shorter"),
        ("¿Qué tal es Heat?", "tell me about heat"),
        ("¡Ya la vi!", "seen it"),
        ("¿Por qué?", "why this"),
        ("no me gustó", "did not like it"),
        ("le doy un 3,5", "i give it 3.5"),
        ("una de terror de los ochenta", "a horror 80s"),
        ("ciencia ficción anterior a 1990", "sci-fi before 1990"),
        ("me encantó la bella y la bestia", "loved la bella y la bestia"),
        ("algo para ver con los niños", "something children's"),
    ],
)
def test_wishes_verdicts_and_directions_are_told_in_english(said: str, english: str) -> None:
    assert in_english(said) == english


@pytest.mark.parametrize(
    "said",
    ["", "Heat", "La vida es bella", "Sin City", "loved con air", "like Heat, but lighter", "😀", "\u200b"],
)
def test_titles_and_english_stay_as_they_are(said: str) -> None:
    assert in_english(said) == said


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=500))
def test_any_text_is_taken(said: str) -> None:
    assert len(in_english(said)) <= 10 * max(len(said), 40)
