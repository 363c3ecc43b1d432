"""Stations of two places: around the same they are one, and nobody ends up with more than there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from bot.films import Film, film_key
from bot.stations import MOST_STATIONS, KeptStation
from bot.turns.station_merging import Joined, joined

NOW = 1_700_000_000
HEAT, ALIEN = (Film(film_key(title, None), title) for title in ("Heat", "Alien"))
OWN = KeptStation("0000000a", "Heat", (HEAT,), (), ("p1", "p2"))


def test_around_the_same_the_one_here_goes_on_and_both_played_is_played() -> None:
    theirs = KeptStation("0000000b", "Crooks", (HEAT,), (), ("p3", "p2"))
    went_on = KeptStation("0000000a", "Heat", (HEAT,), (), ("p3", "p1", "p2"))
    assert joined([OWN], [theirs], now=NOW) == Joined(going_on=(went_on,))


def test_nothing_new_changes_nothing() -> None:
    assert joined([OWN], [OWN], now=NOW) == Joined()


def test_another_one_of_that_name_and_code_gets_others() -> None:
    theirs = KeptStation("0000000a", "heat", (ALIEN,))
    (beside,) = joined([OWN], [theirs], now=NOW).new
    assert (beside.name, beside.films) == ("heat 2", (ALIEN,))
    assert beside.code != "0000000a"


def test_what_was_removed_there_comes_only_where_nothing_is() -> None:
    gone = KeptStation("0000000c", "Gone", (ALIEN,), removed=True)
    assert joined([OWN], [gone], now=NOW) == Joined()
    assert joined([], [gone], now=NOW) == Joined((gone,))


@st.composite
def many(draw: st.DrawFn, most: int) -> list[KeptStation]:
    codes = draw(st.lists(st.integers(0, 30).map("{:08x}".format), unique=True, max_size=most))
    return [
        KeptStation(code, f"Name {draw(st.integers(0, 5))}", (), (f"word:{draw(st.integers(0, 25))}",), (code,))
        for code in codes
    ]


@given(many(MOST_STATIONS), many(MOST_STATIONS + 1))
def test_codes_stay_apart_and_the_most_is_kept(own: list[KeptStation], theirs: list[KeptStation]) -> None:
    found = joined(own, theirs, now=NOW)
    after = {each.code: each for each in (*own, *found.new, *found.going_on)}
    assert len(after) == len(own) + len(found.new) <= MOST_STATIONS
    assert {each.code for each in found.going_on} <= {each.code for each in own}
    assert len({each.name.casefold() for each in found.new}) == len(found.new)
    around = {each.words for each in after.values()}
    assert len({each.words for each in theirs} - around) <= found.left
