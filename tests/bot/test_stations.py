"""Names, codes and what a station is around."""

from hypothesis import given
from hypothesis import strategies as st

from bot.stations import LONGEST_NAME, PLAYED_KEPT, KeptStation, clean_name, station_code
from tests.bot.storage.contract import ALIEN, HEAT


@given(st.text())
def test_a_name_is_one_line_of_printable_letters_and_stays_as_it_is(text: str) -> None:
    name = clean_name(text)
    assert len(name) <= LONGEST_NAME
    assert name.isprintable()
    assert clean_name(name) == name


def test_a_long_name_ends_in_dots() -> None:
    assert clean_name("  rainy\n sunday\x00comfort ") == "rainy sunday comfort"
    assert clean_name("a" * 41) == "a" * 39 + "…"
    assert clean_name("\u202e \x07") == ""


def test_a_code_suits_a_button() -> None:
    assert station_code(1, "Heat") != station_code(2, "Heat")
    assert all(c in "0123456789abcdef" for c in station_code(1, "\ud83c"))


def test_what_was_played_is_remembered_once_and_not_for_ever() -> None:
    station = KeptStation("c", "Heat")
    for key in ("a", "b", "a"):
        station = station.playing(key)
    assert station.played == ("b", "a")
    for number in range(PLAYED_KEPT):
        station = station.playing(str(number))
    assert len(station.played) == PLAYED_KEPT
    assert "a" not in station.played


def test_a_station_is_around_its_films_in_any_order() -> None:
    station = KeptStation("c", "both", (HEAT, ALIEN), ("genre:crime",))
    assert station.is_around([ALIEN, HEAT], ["genre:crime"])
    assert not station.is_around([ALIEN], ["genre:crime"])
    assert not station.is_around([ALIEN, HEAT], [])
