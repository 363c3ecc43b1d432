"""What taking a file over changes, film by film."""

from hypothesis import given
from hypothesis import strategies as st

from bot.films import Film, film_key
from bot.storage.imports import Incoming
from bot.storage.kept import Mark, RatedFilm
from bot.turns.takeover import decide

NOW = 1000
HEAT, ALIEN, AMELIE = (Film(film_key(title, None), title) for title in ("Heat", "Alien", "Amélie"))


def rated(*films: tuple[Film, float, int]) -> dict[str, RatedFilm]:
    return {film.key: RatedFilm(film, stars, at) for film, stars, at in films}


def test_a_newer_rating_replaces_and_an_older_one_is_counted_as_kept() -> None:
    newer, older = Incoming(HEAT, 1.0, at=20), Incoming(ALIEN, 1.0, at=5)
    decision = decide([newer, older], rated((HEAT, 5.0, 10), (ALIEN, 5.0, 10)), {}, now=NOW)
    assert decision.changes.added == (newer,)
    assert decision.kept == 1


def test_a_rating_without_a_date_never_replaces_one() -> None:
    decision = decide([Incoming(HEAT, 1.0), Incoming(ALIEN, 2.0)], rated((HEAT, 5.0, 10)), {}, now=NOW)
    assert decision.changes.added == (Incoming(ALIEN, 2.0),)


def test_the_same_stars_are_neither_news_nor_a_conflict() -> None:
    decision = decide([Incoming(HEAT, 5.0, at=20)], rated((HEAT, 5.0, 10)), {}, now=NOW)
    assert (decision.changes.added, decision.kept) == ((), 0)


def test_nothing_was_said_in_the_future() -> None:
    decision = decide([Incoming(HEAT, 5.0, at=NOW + 5)], {}, {}, now=NOW)
    assert decision.changes.added == (Incoming(HEAT, 5.0, at=NOW),)


def test_a_rated_film_waits_no_more_and_is_not_marked_as_seen() -> None:
    films = [Incoming(HEAT, 5.0), Incoming(HEAT, mark=Mark.SAVED), Incoming(ALIEN, mark=Mark.SEEN)]
    decision = decide(films, rated((ALIEN, 3.0, 1)), {Mark.SAVED: {HEAT.key}}, now=NOW)
    assert decision.changes.added == (Incoming(HEAT, 5.0),)
    assert decision.changes.unmarked == ((HEAT, Mark.SAVED),)


def test_what_was_seen_or_hidden_is_not_saved() -> None:
    films = [Incoming(film, mark=Mark.SAVED) for film in (HEAT, ALIEN, AMELIE)]
    decision = decide(films, {}, {Mark.SEEN: {HEAT.key}, Mark.HIDDEN: {ALIEN.key}}, now=NOW)
    assert decision.changes.added == (films[2],)


FILMS = st.sampled_from([HEAT, ALIEN, AMELIE])
MOMENTS = st.none() | st.integers(1, 2 * NOW)
RATINGS = st.builds(Incoming, FILMS, st.sampled_from([0.5, 3.0, 5.0]), st.none(), MOMENTS)
MARKS = st.builds(Incoming, FILMS, st.none(), st.sampled_from(Mark), MOMENTS)


@given(st.lists(RATINGS | MARKS, max_size=12), st.lists(st.tuples(FILMS, st.just(4.0), st.integers(1, NOW))))
def test_each_film_is_changed_once_and_a_second_time_brings_nothing(
    films: list[Incoming], own: list[tuple[Film, float, int]]
) -> None:
    standing = rated(*own)
    decision = decide(films, standing, {}, now=NOW)
    subjects = [(each.film.key, each.mark) for each in decision.changes.added]
    assert len(set(subjects)) == len(subjects)
    after = dict(standing)
    marks: dict[Mark, set[str]] = {mark: set() for mark in Mark}
    for each in decision.changes.added:
        assert each.at is None or each.at <= NOW
        if each.stars is not None:
            after[each.film.key] = RatedFilm(each.film, each.stars, each.at or NOW)
        elif each.mark is not None:
            marks[each.mark].add(each.film.key)
    assert decide(films, after, marks, now=NOW).changes.added == ()
