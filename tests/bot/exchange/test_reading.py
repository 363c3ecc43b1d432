"""Files of the sites that people come from, in the columns of those sites."""

import json

import pytest

from bot.exchange.reading import read_file
from bot.exchange.records import Problem, Record, Skip, Source, Unreadable
from tests.bot.exchange import exports

MARCH_1, MARCH_4 = 1_614_556_800, 1_614_816_000
NEW_YEAR_2021, MAY_1, JUNE_1 = 1_609_459_200, 1_619_827_200, 1_622_505_600


def by_title(name: str, data: bytes | str) -> dict[str, Record]:
    found = read_file(name, data if isinstance(data, bytes) else data.encode())
    return {record.title: record for record in found.records}


def problem_of(name: str, data: bytes) -> Problem:
    with pytest.raises(Unreadable) as refused:
        read_file(name, data)
    return refused.value.problem


def test_the_tables_of_letterboxd_come_together_film_by_film() -> None:
    found = read_file("letterboxd-ann-2021.zip", exports.zipped(exports.LETTERBOXD))
    assert found.source is Source.LETTERBOXD
    assert {record.title: record for record in found.records} == {
        "Heat": Record("Heat", 1995, stars=4.5, seen=True, at=MARCH_1),
        "Titanic": Record("Titanic", 1997, stars=0.5, seen=True, at=MARCH_4),
        "Alien": Record("Alien", 1979, stars=4.0, seen=True, at=NEW_YEAR_2021),
        "Predator": Record("Predator", 1987, stars=4.0, seen=True, hearted=True, at=JUNE_1),
        "The Matrix": Record("The Matrix", 1999, saved=True, at=MAY_1),
    }


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("ratings.csv", "Heat", Record("Heat", 1995, stars=4.5, seen=True, at=MARCH_1)),
        ("diary.csv", "Alien", Record("Alien", 1979, stars=4.0, seen=True, at=NEW_YEAR_2021)),
        ("reviews.csv", "Heat", Record("Heat", 1995, stars=4.5, seen=True, at=MARCH_1)),
        ("watched.csv", "Heat", Record("Heat", 1995, seen=True, at=MARCH_1)),
        ("watchlist.csv", "The Matrix", Record("The Matrix", 1999, saved=True, at=MAY_1)),
    ],
)
def test_each_table_of_letterboxd_can_be_sent_alone(name: str, title: str, expected: Record) -> None:
    assert by_title(name, exports.LETTERBOXD[name])[title] == expected


def test_films_under_a_name_that_tells_nothing_are_asked_about_not_guessed() -> None:
    assert problem_of("export (1).csv", exports.LETTERBOXD["watched.csv"].encode()) is Problem.UNCLEAR_LIST


def test_a_name_does_not_make_a_table_what_it_is_not() -> None:
    assert by_title("watchlist.csv", exports.IMDB_OLD)["Heat"].stars == 3.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_imdb_of_today_in_any_encoding(encoding: str) -> None:
    found = read_file("ratings.csv", exports.IMDB_NEW.encode(encoding))
    assert found.source is Source.IMDB
    heat, amelie, thing = found.records
    assert heat == Record("Heat", 1995, "Heat", 113277, stars=4.5, seen=True, at=1_683_331_200)
    assert (amelie.title, amelie.original, amelie.stars) == ("Amélie", "Le fabuleux destin d'Amélie Poulain", 5.0)
    assert (thing.title, thing.stars) == ("The Thing", 0.5)
    assert found.skipped == {Skip.NO_FILM: 3}


def test_imdb_of_some_years_ago() -> None:
    found = read_file("ratings.csv", exports.IMDB_OLD.encode())
    assert [(r.title, r.imdb_id, r.stars) for r in found.records] == [("Heat", 113277, 3.5), ("A Video", 1, 2.0)]
    assert found.skipped == {Skip.NO_FILM: 1}


def test_imdb_of_many_years_ago() -> None:
    heat = by_title("ratings.csv", exports.IMDB_OLDEST)["Heat"]
    assert heat == Record("Heat", 1995, imdb_id=113277, stars=4.0, seen=True, at=1_283_990_400)


def test_a_table_that_went_through_a_spreadsheet_has_semicolons() -> None:
    header, *rows = exports.IMDB_OLD.replace('"Action, Crime"', "Action").splitlines()
    text = "\r\n".join(line.replace(",", ";") for line in (header, *rows))
    assert by_title("ratings.csv", text)["Heat"].stars == 3.5


def test_a_list_of_imdb_is_saved_but_for_what_was_rated() -> None:
    found = by_title("watchlist.csv", exports.IMDB_WATCHLIST)
    assert (found["Alien"].saved, found["Alien"].stars) == (True, None)
    assert (found["Heat"].saved, found["Heat"].stars) == (False, 4.5)


def test_trakt_knows_what_was_rated_watched_and_listed() -> None:
    found = read_file("trakt.zip", exports.zipped(exports.TRAKT))
    assert found.source is Source.TRAKT
    assert {record.title: record for record in found.records} == {
        "Heat": Record("Heat", 1995, imdb_id=113277, tmdb_id=949, stars=4.5, seen=True, at=1_409_562_611),
        "Alien": Record("Alien", 1979, imdb_id=78748, tmdb_id=348, seen=True, at=1_420_070_400),
        "The Matrix": Record("The Matrix", 1999, imdb_id=133093, tmdb_id=603, saved=True, at=1_451_606_400),
    }
    assert found.skipped == {Skip.NO_FILM: 1, Skip.SILENT: 1}


@pytest.mark.parametrize("name", ["ratings-movies.json", "watched-movies.json"])
def test_each_array_of_trakt_can_be_sent_alone(name: str) -> None:
    assert "Heat" in by_title("download.json", exports.TRAKT[name])


def test_elements_that_are_not_trakts_are_no_films() -> None:
    assert problem_of("x.json", b'[{"a": 1}]') is Problem.UNKNOWN
    assert problem_of("x.json", b'["Heat", "Alien"]') is Problem.UNKNOWN


def test_only_shows_are_no_films() -> None:
    assert problem_of("x.json", exports.TRAKT["ratings-shows.json"].encode()) is Problem.NO_RATINGS


def test_the_export_of_movielens_has_titles_and_ids() -> None:
    found = read_file("movielens-ratings.csv", exports.MOVIELENS_SITE.encode())
    assert found.source is Source.MOVIELENS
    assert found.records == (
        Record("Heat", 1995, imdb_id=113277, tmdb_id=949, stars=4.5, seen=True),
        Record("The Matrix", 1999, imdb_id=133093, tmdb_id=603, stars=5.0, seen=True),
    )


def test_a_table_of_movielens_has_ids_alone() -> None:
    found = read_file("ratings.csv", exports.MOVIELENS_TABLE.encode())
    assert [(r.title, r.item_id, r.stars, r.at) for r in found.records] == [
        ("", 6, 4.0, 964982224),
        ("", 2571, 2.5, 964982224),
    ]


def test_a_data_set_of_many_people_is_nobodys_history() -> None:
    assert problem_of("ratings.csv", (exports.MOVIELENS_TABLE + "2,6,4.0,1\n").encode()) is Problem.MANY_PEOPLE


def test_rows_without_a_film_are_counted() -> None:
    text = "Date,Name,Year,Letterboxd URI,Rating\n2021-03-01,,1995,x,4\n2021-03-01,Heat,1995,x,4\n"
    assert read_file("ratings.csv", text.encode()).skipped == {Skip.UNREADABLE: 1}


def test_short_rows_and_strange_cells_cost_only_themselves() -> None:
    text = (
        "Date,Name,Year,Letterboxd URI,Rating\n"
        "yesterday,Heat,MCMXCV,x,nan\n"
        "2021-03-01,Alien\n"
        "2021-03-01,Predator,1987,x,9,and,more\n"
        "2021-03-01,Ali\x00en 3,99999999999999999999,x,-4\n"
    )
    found = read_file("ratings.csv", text.encode())
    assert found.records == (
        Record("Heat", seen=True),
        Record("Alien", seen=True, at=MARCH_1),
        Record("Predator", 1987, stars=5.0, seen=True, at=MARCH_1),
        Record("Ali en 3", seen=True, at=MARCH_1),
    )


def test_huge_numbers_and_deep_nesting_in_json_are_refused_or_passed_over() -> None:
    deep = b"[" * 200_000
    assert problem_of("x.json", deep) is Problem.DAMAGED
    huge = json.dumps([{"rating": 10, "type": "movie", "movie": {"title": "Heat", "year": 10**30, "ids": 5}}])
    assert by_title("x.json", huge)["Heat"] == Record("Heat", stars=5.0, seen=True)
