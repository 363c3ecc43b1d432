"""The table of traits, against the traits of each film."""

from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Catalog, Movie
from recengine.trait_table import trait_table
from recengine.traits import trait_key, traits_of
from tests.recengine.worlds import quick

TEXTS = st.lists(st.sampled_from(["Heist", "heist", "Time-Travel", "time travel", "Ann Lee", "1990", "a: b", "!!"]))


@given(
    films=st.lists(
        st.tuples(TEXTS, TEXTS, TEXTS, TEXTS, st.one_of(st.none(), st.integers(1895, 2030))), min_size=1, max_size=6
    )
)
@quick
def test_the_table_says_what_the_films_one_by_one_say(films: list[tuple[list[str], ...]]) -> None:
    movies = [
        Movie(i, "x", year=year, genres=tuple(g), words=tuple(w), directors=tuple(d), actors=tuple(a))  # type: ignore[arg-type]
        for i, (g, w, d, a, year) in enumerate(films)
    ]
    table = trait_table(Catalog(movies))
    having: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for place, movie in enumerate(movies):
        for key, name in traits_of(movie):
            having.setdefault(key, []).append(place)
            names.setdefault(key, name)
    assert table.names == names
    assert {key: table.films_with(key).tolist() for key in having} == having
    assert table.films_with("word:nobody has this").tolist() == []


def test_a_trait_is_found_in_any_spelling() -> None:
    table = trait_table(Catalog([Movie(1, "A", words=("Time-Travel",)), Movie(2, "B", words=("time travel",))]))
    assert table.films_with("Word:TIME travel").tolist() == [0, 1]
    assert table.names == {trait_key("word:time travel"): "Time-Travel"}
