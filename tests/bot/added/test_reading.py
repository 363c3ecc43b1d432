"""A table of films, by whoever wrote it: each row is a film or one plain line."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.added.columns import fields_of
from bot.added.film import AddedFilm
from bot.added.genres import Genres
from bot.added.reading import BadTable, Table, read_table
from recengine.catalog import Movie

GENRES = Genres(["Horror", "Drama", "Comedy", "Sci-Fi", "Giallo"])


def read(text: str, *, encoding: str = "utf-8") -> Table:
    return read_table("films.csv", text.encode(encoding), GENRES)


def movies(text: str, *, encoding: str = "utf-8") -> list[Movie]:
    table = read(text, encoding=encoding)
    assert table.troubles == ()
    return [row.film.movie for row in table.rows]


def troubles(text: str) -> list[str]:
    return [str(trouble) for trouble in read(text).troubles]


def test_a_row_with_everything_is_a_film_with_everything() -> None:
    text = (
        "Title,Year,Genres,Keywords,Cast,Director,IMDb ID,TMDB id,Also called,Runtime,Country\n"
        "Sinners,2025,Horror|Drama,vampires; blues,Michael B. Jordan|Wunmi Mosaku,Ryan Coogler,"
        "https://www.imdb.com/title/tt31193180/,1233413,Pecadores | Blutsünder,137,USA\n"
    )
    assert movies(text) == [
        Movie(
            item_id=0,
            title="Sinners",
            year=2025,
            genres=("Horror", "Drama"),
            directors=("Ryan Coogler",),
            actors=("Michael B. Jordan", "Wunmi Mosaku"),
            countries=("USA",),
            words=("vampires", "blues"),
            alt_titles=("Pecadores", "Blutsünder"),
            minutes=137,
            imdb_id=31193180,
            tmdb_id=1233413,
        )
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encoding_and_delimiter_are_found_out(delimiter: str, encoding: str) -> None:
    text = delimiter.join(["Título", "Año", "Género"]) + "\n" + delimiter.join(["Amélie", "2001", "Comedia"]) + "\n"
    assert movies(text, encoding=encoding) == [Movie(0, "Amélie", 2001, ("Comedy",))]


@pytest.mark.parametrize(
    ("written", "title", "year"),
    [
        ("Heat (1995),", "Heat", 1995),
        ("Heat,1995", "Heat", 1995),
        ('"Matrix, The (1999)",', "The Matrix", 1999),
        ("Heat,1995-12-15", "Heat", 1995),
        ("2012,2009", "2012", 2009),
    ],
)
def test_title_and_year_are_found_where_they_stand(written: str, title: str, year: int) -> None:
    (movie,) = movies(f"title,year,genres\n{written},drama\n")
    assert (movie.title, movie.year) == (title, year)


@pytest.mark.parametrize(
    ("cell", "genres"),
    [
        ("sci-fi", ("Sci-Fi",)),
        ("Science Fiction / HORROR", ("Sci-Fi", "Horror")),
        ("romcom", ("Romance", "Comedy")),
        ("terror|terror", ("Horror",)),
        ("giallo", ("Giallo",)),
        ("Western", ("Western",)),
    ],
)
def test_genres_are_known_by_everyday_names_in_either_language(cell: str, genres: tuple[str, ...]) -> None:
    (movie,) = movies(f"title,year,genres\nX,2000,{cell}\n")
    assert movie.genres == genres


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("X,2000,Horor", "row 2: there is no genre «Horor»; did you mean Horror?"),
        (",2000,Drama", "row 2: it has no title"),
        ("?!,2000,Drama", "row 2: it has no title"),
        ("X,,Drama", "row 2: it has no year; films of one title are told apart by it"),
        ("X,3025,Drama", "row 2: the year 3025 is not from 1870 to 2100"),
        ("X,soon,Drama", "row 2: «soon» is no year"),
        ("X,2000,", "row 2: it has no genres, and nothing else tells for whom it is"),
        ("X,2000,(no genres listed)", "row 2: it has no genres, and nothing else tells for whom it is"),
        ("X,2000,Drama,abc", "row 2: «abc» is no imdb_id"),
        ("Am\ufffdlie,2000,Drama", "row 2: «Am\ufffdlie» has letters that cannot be read; save the file as UTF-8"),
        ("X,2000,\x1b[31mz", "row 2: there is no genre «?[31mz»; there are: "),
    ],
)
def test_a_row_that_is_no_film_is_one_plain_line(row: str, why: str) -> None:
    (told,) = troubles(f"title,year,genres,imdb\n{row}\n")
    assert told.startswith(why)
    assert "\n" not in told


def test_rows_are_numbered_as_spreadsheets_number_them() -> None:
    text = 'title,year,genres\nA,2000,Drama\n\n"B\nb",2000,Drama\nC,,Drama\n'
    table = read(text)
    assert [(row.number, row.film.movie.title) for row in table.rows] == [(2, "A"), (4, "B b")]
    assert [trouble.number for trouble in table.troubles] == [5]


def test_utf_8_beside_another_encoding_is_noticed() -> None:
    data = b"title,year,genres\nAm\xe9lie,2001,comedy\nAm\xc3\xa9lie,2024,comedy\n"
    table = read_table("films.csv", data, GENRES)
    assert [row.film.movie.title for row in table.rows] == ["Amélie"]
    assert "row 3" in str(table.troubles[0])


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "films.csv is empty"),
        (b"title,year,genres\n", "films.csv has no films in it, only names of columns"),
        (b"a,b\n1,2\n", "films.csv has no column «title»; its first row has: a, b"),
        (b"title,year\nHeat,1995\n", "films.csv has no column «genres»; its first row has: title, year"),
        (b"\x89PNG1234", "films.csv is a picture"),
        (b"%PDF-1.4", "films.csv is a document"),
        (b"\xd0\xcf\x11\xe0aaaa", "films.csv is a spreadsheet; save it as CSV first"),
        (b"PK\x03\x04" + b"x" * 40, "films.csv has a broken row"),
        (b"MZ\x00\x01\x02title", "films.csv is no text"),
        (b'title,year,genres\n"Heat,1995,' + b"x" * 300_000, "films.csv has a broken row"),
        (b"title,year,genres\n" + b"A,2000,Drama\n" * 20_001, "films.csv has more than 20,000 rows"),
        (b"x" * 20_000_001, "films.csv is larger than 20 MB"),
    ],
    ids=range(12),
)
def test_a_file_that_is_no_table_of_films_is_one_plain_line(data: bytes, why: str) -> None:
    with pytest.raises(BadTable) as refused:
        read_table("films.csv", data, GENRES)
    assert str(refused.value).startswith(why)


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None, database=None, derandomize=True)
def test_whatever_a_file_holds_it_is_read_or_refused(data: bytes) -> None:
    for content in (data, b"title,year,genres\n" + data):
        with suppress(BadTable):
            table = read_table("films.csv", content, GENRES)
            assert all(isinstance(row.film, AddedFilm) for row in table.rows)


def test_columns_go_by_many_names_and_the_first_of_two_counts() -> None:
    assert fields_of(["name", "Release Year", "Directed by", "what", "title"]) == {
        "name": "title",
        "Release Year": "year",
        "Directed by": "directors",
    }


def test_no_genre_is_near_to_what_is_far_from_all() -> None:
    assert GENRES.nearest("commedy") == "Comedy"
    assert GENRES.nearest("qqqq") is None
