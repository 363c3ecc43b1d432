"""Several things said at once."""

import pytest

from bot.dialogue.understanding import Intent, Understanding
from bot.dialogue.understanding.heard import (
    MAX_TEXT,
    beside,
    forgotten,
    hear,
    is_everyday,
    is_small_talk,
    refers,
    says_unseen,
)
from recengine.critiques import Direction
from recengine.query import Constraints
from tests.bot.small import small_served

HEAT, ALIEN, TITANIC = 1, 2, 7


@pytest.fixture(scope="module")
def understanding() -> Understanding:
    return small_served().understanding


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        ("loved heat and alien, hated titanic", {HEAT: 5.0, ALIEN: 5.0, TITANIC: 1.0}),
        ("loved heat but hated titanic", {HEAT: 5.0, TITANIC: 1.0}),
        ("loved heat", {HEAT: 5.0}),
        ("hated heat, loved alien", {HEAT: 1.0, ALIEN: 5.0}),
        ("loved heat but not titanic", {HEAT: 5.0}),
        ("liked heat and alien, but not titanic", {HEAT: 4.0, ALIEN: 4.0}),
        ("loved it", {}),
    ],
)
def test_each_film_gets_the_stars_that_are_said_of_it(
    understanding: Understanding, text: str, stars: dict[int, float]
) -> None:
    heard = hear(understanding, text)
    assert heard.meaning.intent is Intent.RATE
    assert {verdict.item_id: verdict.stars for verdict in heard.verdicts} == stars


def test_critiques_of_all_parts_count(understanding: Understanding) -> None:
    heard = hear(understanding, "something like heat but funnier, not too long, 90s")
    assert (heard.meaning.intent, heard.meaning.titles) == (Intent.SIMILAR, (HEAT,))
    assert set(heard.directions) == {Direction.FUNNIER, Direction.SHORTER}
    assert heard.meaning.constraints == Constraints(years=(1990, 1999))


def test_a_critique_keeps_the_wishes_beside_it(understanding: Understanding) -> None:
    heard = hear(understanding, "anything but horror, and nothing too long")
    assert heard.directions == (Direction.SHORTER,)
    assert heard.meaning.constraints == Constraints(exclude_genres=("Horror",))


def test_genres_beside_a_critique_count_but_not_those_that_it_is_made_of(understanding: Understanding) -> None:
    heard = hear(understanding, "i want a good thriller, not too old")
    assert (heard.directions, heard.meaning.constraints.genres) == ((Direction.NEWER,), ("Thriller",))
    assert hear(understanding, "too scary").meaning.constraints == Constraints()


@pytest.mark.parametrize(
    ("text", "unseen"), [("haven't seen it", True), ("never watched heat", True), ("i've seen it", False)]
)
def test_not_seen_is_told_from_seen(text: str, unseen: bool) -> None:
    assert says_unseen(text) is unseen


@pytest.mark.parametrize(("text", "everyday"), [("i don't know", True), ("heat", False), ("🎬", False)])
def test_everyday_words_name_no_film(text: str, everyday: bool) -> None:
    assert is_everyday(text) is everyday


@pytest.mark.parametrize(
    "text", ["more like this", "something like that", "like this but older", "films similar to it"]
)
def test_what_points_at_the_card_rates_nothing(understanding: Understanding, text: str) -> None:
    heard = hear(understanding, text)
    assert (heard.meaning.intent, heard.meaning.rating, heard.verdicts) == (Intent.SIMILAR, None, ())


def test_saying_that_one_likes_the_card_is_still_a_rating(understanding: Understanding) -> None:
    assert hear(understanding, "i like this").meaning.intent is Intent.RATE


def test_films_of_all_parts_are_seen(understanding: Understanding) -> None:
    assert hear(understanding, "saw heat and alien").meaning.titles == (HEAT, ALIEN)


def test_only_the_beginning_of_a_long_text_is_read(understanding: Understanding) -> None:
    heard = hear(understanding, "funny " + "x" * MAX_TEXT + " no horror")
    assert heard.meaning.constraints.exclude_genres == ()


WISHES = ["like Heat", "funnier", "90s", "horror", "no horror", "tom hanks"]


@pytest.mark.parametrize(
    ("text", "places", "rest"),
    [
        ("forget the 90s", (2,), ""),
        ("forget the 90s, something scary", (2,), ", something scary"),
        ("drop tom hanks and funnier", (1, 5), ""),
        ("forget no horror", (4,), ""),
        ("FORGET HORROR please", (3,), ""),
        ("olvida funnier", (1,), ""),
        ("forget the 80s", (), "forget the 80s"),
        ("something from the 90s", (), "something from the 90s"),
        ("forget horrors", (), "forget horrors"),
    ],
)
def test_wishes_are_taken_back_by_their_names(text: str, places: tuple[int, ...], rest: str) -> None:
    assert forgotten(text, WISHES) == (places, rest)


@pytest.mark.parametrize(
    ("text", "sure"),
    [("loved it", True), ("that one was great", True), ("5 stars", True), ("★★★★", True), ("great", False)],
)
def test_a_mere_word_of_praise_does_not_surely_rate(text: str, sure: bool) -> None:
    assert refers(text) is sure


@pytest.mark.parametrize(
    ("text", "small"),
    [("ok", True), ("No!", True), ("ok cool", True), ("nice film", False), ("🎬", False), ("", False)],
)
def test_small_talk_is_told_from_titles(text: str, small: bool) -> None:
    assert is_small_talk(text) is small


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Heat (1995)", ["heat"], ""),
        ("heat 1995", ["heat"], ""),
        ("what is heat about?", ["heat"], "what is about"),
        ("?!", [], ""),
    ],
)
def test_what_stands_beside_a_title(text: str, names: list[str], rest: str) -> None:
    assert beside(text, names) == rest
