"""Commands and small orders said in words."""

import pytest

from bot.dialogue.commands import parse_command
from bot.dialogue.understanding.errands import Errand, called_in_words, errand, is_farewell


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("what have I rated?", "/ratings"), ("Show me my ratings", "/ratings"), ("mis notas", "/ratings"),
        ("¿Qué he puntuado?", "/ratings"), ("my list", "/saved"), ("my watchlist", "/saved"), ("Mi lista", "/saved"),
        ("anything", "/recommend"), ("random movie pls", "/recommend"), ("cualquier cosa", "/recommend"),
        ("otra", "/recommend"), ("deshacer", "/undo"), ("delete my data", "/delete"), ("Borra mis datos", "/delete"),
        ("can you delete my account please", "/delete"), ("export my data", "/export"), ("stop", "/cancel"),
        ("stop messaging me", "/quiet"), ("en español", "/language es"), ("English please", "/language en"),
        ("What do you know about me?", "/privacy"), ("ayuda", "/help"), ("are you a bot?", "/help"),
    ],
)  # fmt: skip
def test_a_whole_message_stands_for_its_command(text: str, command: str) -> None:
    assert called_in_words(text) == command
    called = parse_command(command)
    assert called is not None
    assert called.command is not None


@pytest.mark.parametrize(
    "text",
    ["", "Schindler's List", "Good bye, Lenin!", "Stop! Or My Mom Will Shoot", "the notebook", "heat",
     "anything else", "something scary", "delete heat", "Say Anything...", "my list of demands " * 5, "\u200b", "😀"],
)  # fmt: skip
def test_other_words_stand_for_none(text: str) -> None:
    assert called_in_words(text) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("save it", Errand.SAVE), ("Save this for later!", Errand.SAVE), ("guárdala", Errand.SAVE),
        ("not this one", Errand.NEXT), ("Skip it", Errand.NEXT), ("esa no", Errand.NEXT), ("not bad", None),
        ("hide it", Errand.HIDE), ("don't show me this again", Errand.HIDE), ("never show it again", Errand.HIDE),
        ("ocúltala", Errand.HIDE), ("saved", None), ("save heat", None), ("it", None), ("Hide and Seek", None),
    ],
)  # fmt: skip
def test_the_film_shown_last_is_saved_or_hidden_by_words(text: str, wanted: Errand | None) -> None:
    assert errand(text) is wanted


@pytest.mark.parametrize(
    ("text", "says_it"), [("bye!", True), ("Adiós", True), ("good night", True), ("Good bye, Lenin!", False)]
)
def test_goodbye_is_no_film(text: str, says_it: bool) -> None:
    assert is_farewell(text) is says_it
