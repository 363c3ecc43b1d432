"""Films of a table beside each other, beside the catalogue, and in a catalogue that serves."""

from bot.added.film import FIRST_ID, AddedFilm, Spelling, missing, wanted_key
from bot.added.reading import Row, Table, Trouble
from bot.added.sorting import named, sort_rows, whole
from recengine.catalog import Catalog, Movie

HEAT = Movie(1, "Heat", 1995, ("Crime",), ("Michael Mann",), imdb_id=113277)
CATALOG = Catalog([HEAT, Movie(2, "Alien", 1979, ("Sci-Fi",), words=("serial-killer",))])


def film(title: str, year: int, *, imdb_id: int | None = None, tmdb_id: int | None = None) -> AddedFilm:
    return AddedFilm(Movie(0, title, year, ("Drama",), imdb_id=imdb_id, tmdb_id=tmdb_id))


def table(*films: AddedFilm, troubles: tuple[Trouble, ...] = ()) -> Table:
    return Table(tuple(Row(number, each) for number, each in enumerate(films, start=2)), troubles)


def test_new_films_are_told_from_those_that_are_there() -> None:
    found = sort_rows(table(film("Heat", 1995), film("Heet", 1990, imdb_id=113277), film("Sinners", 2025)), CATALOG)
    assert [each.movie.title for each in found.new] == ["Sinners"]
    assert [row.number for row in found.known] == [2, 3]
    assert found.troubles == ()


def test_a_film_that_stands_twice_is_taken_once_by_key_or_outside_id() -> None:
    rows = table(
        film("Sinners", 2025, imdb_id=7),
        film("SINNERS!", 2025),
        film("Pecadores", 2025, imdb_id=7),
        film("Anora", 2024, tmdb_id=9),
        film("Ani", 2024, tmdb_id=9),
        troubles=(Trouble(3, "bad"),),
    )
    found = sort_rows(rows, CATALOG)
    assert [each.movie.title for each in found.new] == ["Sinners", "Anora"]
    assert [str(trouble) for trouble in found.troubles] == [
        "row 3: bad",
        "row 3: «SINNERS! (2025)» stands in row 2 already",
        "row 4: «Pecadores (2025)» stands in row 2 already",
        "row 6: «Ani (2024)» stands in row 5 already",
    ]


def test_a_catalogue_with_added_films_has_each_once() -> None:
    both = whole(CATALOG, [AddedFilm.of(1, film("Sinners", 2025).content, 5), AddedFilm.of(2, HEAT.to_json(), 5)])
    assert [movie.title for movie in both] == ["Heat", "Alien", "Sinners"]
    assert both.item_ids[-1] == FIRST_ID + 1


def test_what_a_data_set_brings_by_itself_is_not_missing_from_it() -> None:
    also = Movie(3, "Blutsünder", 2025, alt_titles=("Sinners",))
    added = [AddedFilm.of(1, film("Sinners", 2025).content, 5)]
    assert [movie.title for movie in missing(added, CATALOG)] == ["Sinners"]
    assert missing(added, Catalog([*CATALOG, also])) == []
    assert missing([AddedFilm.of(2, film("Heet", 1990, imdb_id=113277).content, 5)], CATALOG) == []


def test_words_and_people_are_spelled_as_the_catalogue_spells_them() -> None:
    movie = Movie(0, "X", 2000, ("sci fi",), ("MICHAEL MANN",), words=("Serial Killer", "brand new"))
    spelled = Spelling(CATALOG).of(movie)
    assert spelled.genres == ("Sci-Fi",)
    assert spelled.directors == ("Michael Mann",)
    assert spelled.words == ("serial-killer", "brand new")


def test_an_added_film_is_named_by_key_id_or_title() -> None:
    films = [film("Sinners", 2025, imdb_id=31193180), film("Sinners", 2003), film("Anora", 2024)]
    assert named("anora", films) == [films[2]]
    assert named("Sinners", films) == films[:2]
    assert named("Sinners (2003)", films) == [films[1]]
    assert named("tt31193180", films) == [films[0]]
    assert named(films[1].key, films) == [films[1]]
    assert named("nope", films) == named("", films) == []


def test_titles_asked_for_meet_however_they_are_typed() -> None:
    assert wanted_key("  The  SINNERS! ") == wanted_key("the sinners") == "the sinners"
    assert wanted_key("?") == ""
    assert len(wanted_key("x" * 500)) == 80
