"""What the bot says: short whatever it is about, and every word in one place."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest

from bot.dialogue import wording
from bot.dialogue.commands import ADMIN_MENU, MENU, Command
from bot.dialogue.language import words
from bot.dialogue.markup import Text
from bot.turns.talk import COMMANDS_A_PAGE
from recengine.catalog import Movie

LONG_TITLE = "Night of the Day of the Dawn of the Son of the Bride of the Return of the Revenge of the Terror " * 2
LONG = Movie(
    1,
    LONG_TITLE.strip(),
    2011,
    tuple(f"Genre number {n}" for n in range(10)),
    ("A Director With a Remarkably Long Name",),
    ("An Actor With a Long Name", "Another Actor With a Long Name", "A Third"),
)


def described(command: Command) -> int:
    return len(words(f"command-{command.value}"))


SAMPLES: dict[str, Any] = {
    "movie": LONG,
    "name": "Wolfeschlegelsteinhausenbergerdorff"[:40],
    "command": "recommend",
    "text": LONG_TITLE * 3,
    "titles": [LONG.title, LONG.title],
    "label": LONG.label,
    "title": LONG.title,
    "length": 60,
    "value": 4.5,
    "current": 4.5,
    "kind": "video messages",
    "phase": "measuring on held-out people",
    "version": "20260101-000000-abcd",
    "what": f"your rating of {LONG.label} (it is ★ 4.5 again)",
    "why": "the data set /somewhere/far/away/ml-latest-small is damaged; load it again",
    "hello": "Hi!",
    "against": True,
    "done": 0.5,
    "commands": [command.value for command in sorted(MENU + ADMIN_MENU, key=described)[-COMMANDS_A_PAGE:]],
}


def sayings() -> list[tuple[str, Callable[..., object]]]:
    functions = inspect.getmembers(wording, inspect.isfunction)
    return [(n, f) for n, f in functions if f.__module__ == wording.__name__ and not n.startswith("_")]


@pytest.mark.parametrize(("name", "say"), sayings(), ids=[name for name, _ in sayings()])
def test_everything_said_is_short_and_not_empty(name: str, say: Callable[..., object]) -> None:
    arguments = {p: SAMPLES.get(p, 3) for p in inspect.signature(say).parameters}
    said = say(**arguments)
    plain = said.plain if isinstance(said, Text) else str(said)
    assert plain.strip()
    assert len(plain) < 600, plain


def test_rating_buttons_give_ratings_in_half_stars() -> None:
    assert [stars for _, stars in wording.rate_labels()] == [5.0, 4.0, 3.0, 1.5]
    assert all((2 * stars).is_integer() for _, stars in wording.rate_labels())


@pytest.mark.parametrize(
    ("value", "word"), [(5.0, "😍"), (4.5, "😍"), (4.0, "👍"), (3.5, "😐"), (3.0, "😐"), (2.5, "👎"), (0.5, "👎")]
)
def test_a_rating_has_its_face(value: float, word: str) -> None:
    assert wording.rating_word(value) == word


def test_what_was_typed_is_shortened_in_the_answer() -> None:
    said = wording.no_such_film("a very long title that goes on and on\nand on over several lines").plain
    assert "a very long title that goes on and on a…" in said


@pytest.mark.parametrize(("count", "words"), [(1, "one film of yours"), (3, "3 films of yours")])
def test_numbers_agree_with_their_noun(count: int, words: str) -> None:
    assert words in wording.welcome_back(count).plain


def test_predicted_stars_are_told_to_a_tenth() -> None:
    assert wording.expected(4.24, 71.6) == "About ★ 4.2 for you · 72 % match"
    assert wording.outlook(3.96, 71.6) == "★ 4.0, 72 % match"


def test_a_reason_without_films_claims_none() -> None:
    assert "Because" not in wording.because([])
    assert wording.because(["Heat", "Alien"]) == "Because you liked Heat and Alien."
