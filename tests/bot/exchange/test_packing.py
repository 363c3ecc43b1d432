"""Everything of a person goes into a zip and comes out of it as it was."""

import io
import json
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.exchange.cells import guarded, moment, seconds, unguarded
from bot.exchange.packing import pack
from bot.exchange.reading import read_file
from bot.exchange.records import Problem, Record, Source, Unreadable
from bot.exchange.unpacking import read_settings
from bot.films import Film, film_key
from bot.stations import MOST_STATIONS, PLAYED_KEPT, KeptStation
from bot.storage.belongings import Belongings, OwnMark, OwnRating, OwnSuggestion, Step
from bot.storage.kept import Mark, Outcome, Verb
from tests.bot.exchange.belongings import belongings
from tests.bot.exchange.exports import zipped

START = 1_700_000_000
HEAT = Film(film_key("Heat", 1995), "Heat", 1995, 113277, 949)
FORMULA = Film(film_key("=1+1", None), "=1+1")
ANN = Belongings(
    "es",
    START,
    {"adventurous": 0.4},
    (OwnRating(HEAT, 4.5, START - 9, 1),),
    (OwnMark(FORMULA, Mark.SAVED, START, 2),),
    (OwnSuggestion(HEAT, "v1", START, Outcome.LIKED, START + 5, 87.5),),
    (
        Step(START, Verb.RATE, HEAT, after=4.5, dated=START - 9),
        Step(START, Verb.MARK, FORMULA, Mark.SAVED, 0.0, 1.0),
    ),
    (KeptStation("0badcafe", "Heat", (HEAT,), ("genre:crime",), ("a" * 13, "b" * 13)),),
)


def contents(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_people_and_spreadsheets_can_read_it() -> None:
    files = contents(pack(ANN, readme="What stands where."))
    assert files["README.txt"] == "What stands where.\n"
    assert files["ratings.csv"].splitlines() == [
        "title,year,imdb_id,tmdb_id,stars,rated_at,entry",
        "Heat,1995,113277,949,4.5,2023-11-14T22:13:11Z,1",
    ]
    assert files["marks.csv"].splitlines()[1] == "'=1+1,,,,saved,2023-11-14T22:13:20Z,2"
    assert files["suggestions.csv"].splitlines()[1] == (
        "Heat,1995,113277,949,v1,2023-11-14T22:13:20Z,liked,2023-11-14T22:13:25Z,87.5"
    )
    assert files["journal.csv"].splitlines()[1] == (
        "1,2023-11-14T22:13:20Z,rate,Heat,1995,113277,949,,,4.5,,,2023-11-14T22:13:11Z,"
    )
    assert json.loads(files["settings.json"]) == {
        "matinee": 1,
        "language": "es",
        "known_since": START,
        "dialogue": {"adventurous": 0.4},
        "stations": [
            {
                "code": "0badcafe",
                "name": "Heat",
                "films": [["Heat", 1995, 113277, 949]],
                "words": ["genre:crime"],
                "played": "aaaaaaaaaaaaa bbbbbbbbbbbbb",
                "removed": False,
            }
        ],
    }


def test_an_export_of_before_stations_is_read() -> None:
    files = contents(pack(ANN, readme="x"))
    told = json.loads(files["settings.json"])
    del told["stations"]
    assert read_settings(json.dumps(told).encode()) == Belongings("es", START, {"adventurous": 0.4})


def test_twenty_stations_that_played_for_long_still_fit() -> None:
    played = tuple(film_key(f"No {number}", None) for number in range(PLAYED_KEPT))
    many = tuple(replace(ANN.stations[0], code=f"{number:08x}", played=played) for number in range(MOST_STATIONS))
    kept = replace(ANN, stations=many)
    assert read_file("matinee.zip", pack(kept, readme="x")).belongings == kept


def test_more_stations_than_a_person_can_have_are_refused() -> None:
    many = tuple(replace(ANN.stations[0], code=f"{number:08x}") for number in range(MOST_STATIONS + 2))
    with pytest.raises(Unreadable):
        read_file("matinee.zip", pack(replace(ANN, stations=many), readme="x"))


def test_a_name_that_no_line_has_room_for_is_made_one() -> None:
    odd = replace(ANN, stations=(replace(ANN.stations[0], name="A\n\u202eB"),))
    found = read_file("matinee.zip", pack(odd, readme="x")).belongings
    assert found is not None
    assert found.stations[0].name == "A B"


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 500),
    st.integers(0, 12),
    st.text(st.sampled_from("0a,=\"'\n\0{}[]é:-9"), max_size=6),
)
def test_whatever_is_done_to_the_settings_they_are_read_or_refused(at: int, length: int, junk: str) -> None:
    files = contents(pack(ANN, readme="x"))
    files["settings.json"] = files["settings.json"][:at] + junk + files["settings.json"][at + length :]
    with suppress(Unreadable):
        found = read_file("matinee.zip", zipped(files)).belongings
        if found is not None:
            assert read_file("matinee.zip", pack(found, readme="x")).belongings == found


def test_the_same_belongings_make_the_same_bytes() -> None:
    assert pack(ANN, readme="x") == pack(ANN, readme="x")


def test_it_is_read_as_a_whole_and_as_films_too() -> None:
    found = read_file("matinee.zip", pack(ANN, readme="x"))
    assert (found.source, found.belongings) == (Source.MATINEE, ANN)
    assert found.records == (
        Record("Heat", 1995, imdb_id=113277, tmdb_id=949, stars=4.5, seen=True, at=START - 9),
        Record("=1+1", saved=True, at=START),
    )


@settings(max_examples=100, deadline=None)
@given(belongings())
def test_whatever_was_kept_comes_back_as_it_was(kept: Belongings) -> None:
    assert read_file("matinee.zip", pack(kept, readme="x")).belongings == kept


@given(st.text())
def test_no_cell_is_a_formula_and_each_comes_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(cell) == text


@given(st.integers(0, 253_402_300_799))
def test_a_moment_comes_back(at: int) -> None:
    assert seconds(moment(at)) == at


def test_a_table_of_it_alone_is_a_list_of_films() -> None:
    found = read_file("ratings.csv", contents(pack(ANN, readme="x"))["ratings.csv"].encode())
    assert found.belongings is None
    assert [record.title for record in found.records] == ["Heat"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("ratings.csv", "4.5", "9"),
        ("ratings.csv", ",1\r", ",3\r"),
        ("ratings.csv", "2023-11-14", "2023-99-14"),
        ("marks.csv", "saved", "loved"),
        ("marks.csv", "'=1+1", ""),
        ("suggestions.csv", "liked", "hated"),
        ("journal.csv", "rate", "undo"),
        ("journal.csv", "saved,0.0,1.0", "saved,0.0,7.0"),
        ("journal.csv", "saved,0.0,1.0,", "saved,0.0,1.0,2"),
        ("journal.csv", "saved,0.0,1.0,,,,", "saved,0.0,1.0,,,,3"),
        ("suggestions.csv", "87.5", "187.5"),
        ("settings.json", '"matinee": 1', '"matinee": 2'),
        ("settings.json", '"stations": [', '"stations": [[], '),
        ("settings.json", '"code": "0badcafe"', '"code": "0badcafé"'),
        ("settings.json", '"name": "Heat"', '"name": " "'),
        ("settings.json", '"name": "Heat"', f'"name": "{"x" * 41}"'),
        ("settings.json", '"genre:crime"', '"mood:crime"'),
        ("settings.json", '"genre:crime"', "7"),
        ("settings.json", "aaaaaaaaaaaaa bbbbbbbbbbbbb", "aaaaaaaaaaaaa aaaaaaaaaaaaa"),
        ("settings.json", "aaaaaaaaaaaaa bbbbbbbbbbbbb", "../../etc/passwd"),
        ("settings.json", "1995,", "true,"),
        ("settings.json", '"dialogue": {', '"dialogue": [{'),
        ("settings.json", f'"known_since": {START}', '"known_since": null'),
    ],
)
def test_what_was_tampered_with_is_refused(name: str, old: str, new: str) -> None:
    files = contents(pack(ANN, readme="x"))
    assert old in files[name]
    files[name] = files[name].replace(old, new, 1)
    with pytest.raises(Unreadable) as refused:
        read_file("matinee.zip", zipped(files))
    assert refused.value.problem is Problem.DAMAGED


@pytest.mark.parametrize(
    "double",
    [
        lambda files: files["ratings.csv"].splitlines(keepends=True)[1],
        lambda files: files["ratings.csv"].splitlines(keepends=True)[1].replace("4.5", "1.0"),
    ],
)
def test_a_film_rated_twice_in_it_is_refused(double: Callable[[dict[str, str]], str]) -> None:
    files = contents(pack(ANN, readme="x"))
    files["ratings.csv"] += double(files)
    with pytest.raises(Unreadable):
        read_file("matinee.zip", zipped(files))
