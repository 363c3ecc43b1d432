"""Which letters there are, and what is done without room."""

import pytest

from bot.pictures.lettering import drawable, fitted, width


@pytest.mark.parametrize(
    "text",
    [
        "áéíóú ñ ü ç ö ÁÉÍÓÚÑ ¿¡ «»",
        "Krzysztof Kieślowski",
        "Čšžř Ąęłń őű",
        "Nuri Bilge Ceylan ğış",
        "Тарковский",
        "←→·…’",
    ],
)
def test_names_and_words_are_drawn_as_they_are(text: str) -> None:
    assert drawable(text) == text


def test_accents_written_apart_are_joined() -> None:
    assert drawable("Pele\u0301 I\u0303n\u0303") == "Pelé Ĩñ"


def test_letters_that_the_font_lacks_are_simplified_or_left_out() -> None:
    assert drawable("Spirited 千と Away 🎬") == "Spirited Away"
    assert drawable("Ｈｅａｔ") == "Heat"
    assert drawable("two\nlines\u202e\x00") == "two lines"


def test_text_is_made_smaller_before_it_is_cut() -> None:
    assert fitted("Heat", 1000, size=36) == ("Heat", 36)
    room = width("Michael Mann", 30)
    assert fitted("Michael Mann", room, size=36) == ("Michael Mann", 30)
    assert fitted("Michael Mann", width("Micha…", 26), size=36) == ("Micha…", 26)
    assert fitted("Michael Mann", 0, size=36) == ("…", 26)
