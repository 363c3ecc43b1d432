"""What is expected of a film, and how right guesses were, by hand."""

from bot.storage.kept import Guess
from bot.turns.outlook import Record, is_right, outlook, record
from tests.bot.small import CATALOG, small_served

RECOMMENDER = small_served().recommender


def test_a_guess_is_right_where_the_match_and_the_stars_say_the_same() -> None:
    said = {(match, stars): is_right(Guess("x", match, stars)) for match in (50.0, 49.9) for stars in (4.0, 3.5)}
    assert said == {(50.0, 4.0): True, (50.0, 3.5): False, (49.9, 4.0): False, (49.9, 3.5): True}


def test_three_guesses_say_nothing_and_four_do() -> None:
    guesses = [Guess("a", 80, 5), Guess("b", 80, 4), Guess("c", 90, 2), Guess("d", 20, 1)]
    assert record(guesses[:3]) is None
    assert record(guesses) == Record(right=3, guesses=4)


def test_nothing_is_expected_before_three_other_ratings_are_known() -> None:
    heat = CATALOG[1]
    assert outlook(RECOMMENDER, {2: 5.0, 3: 5.0}, heat) is None
    assert outlook(RECOMMENDER, {1: 5.0, 2: 5.0, 3: 5.0}, heat) is None
    told = outlook(RECOMMENDER, {2: 5.0, 3: 5.0, 4: 5.0}, heat)
    assert told is not None
    assert told.stars > 4
    assert 50 < told.match <= 100


def test_a_film_s_own_rating_does_not_enter() -> None:
    others = {2: 5.0, 3: 5.0, 4: 5.0}
    assert outlook(RECOMMENDER, others | {1: 0.5}, CATALOG[1]) == outlook(RECOMMENDER, others, CATALOG[1])
