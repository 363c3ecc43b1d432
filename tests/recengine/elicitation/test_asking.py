"""Which films a newcomer is asked about."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recengine.catalog import Movie
from recengine.dataset import Dataset
from recengine.elicitation import PER_SCREEN, STRATEGIES, Elicitation, films_to_ask
from recengine.elicitation.asking import likeness
from recengine.elicitation.learned_fit import learn_elicitation
from recengine.errors import InvalidRating, MatineeError
from recengine.statistics import ItemStatistics
from tests.recengine.conftest import Fitted
from tests.recengine.worlds import (
    ALIEN,
    AMELIE,
    COLLATERAL,
    HEAT,
    LOVE_ACTUALLY,
    NOTTING_HILL,
    RONIN,
    STARS,
    UNKNOWN,
    UNSEEN,
    crime_ids,
    quick,
    romance_ids,
    two_tastes,
)

IDS = two_tastes().catalog.item_ids.tolist()
ANSWERS = st.dictionaries(st.sampled_from([*IDS, UNKNOWN]), st.none() | STARS, max_size=len(IDS))


@pytest.fixture(scope="module")
def statistics(world: Dataset) -> ItemStatistics:
    return ItemStatistics.of(world)


@pytest.fixture(scope="module")
def learned(world: Dataset, fitted: Fitted) -> Elicitation:
    return learn_elicitation(fitted("item-item"), world)


def two_kinds(*, value: tuple[float, float, float] = (0, 0, 0)) -> Elicitation:
    """Who has seen Heat has seen Ronin, and who has seen Notting Hill neither; Heat is the best known."""
    seen = np.asarray([[0.9, 0.8, 0.1], [0.3, 0.1, 0.7]], dtype=np.float32)
    return Elicitation(np.asarray([HEAT, RONIN, NOTTING_HILL]), seen, np.asarray(value, dtype=np.float32))


@pytest.mark.parametrize("strategy", STRATEGIES)
@given(answers=ANSWERS, count=st.integers(0, 70), cut=st.integers(0, 6), out=st.sets(st.sampled_from(IDS)))
@quick
def test_new_films_are_asked_as_many_as_wanted_while_there_are_some(
    world: Dataset,
    statistics: ItemStatistics,
    learned: Elicitation,
    strategy: str,
    answers: dict[int, float | None],
    count: int,
    cut: int,
    out: set[int],
) -> None:
    for known in (learned, None):
        asked, again = (
            films_to_ask(
                world.catalog,
                statistics,
                answers=answers,
                learned=known,
                strategy=strategy,
                beside=IDS[:cut],
                exclude=frozenset(out),
                count=count,
            )
            for _ in range(2)
        )
        left = set(IDS) - set(answers) - set(IDS[:cut]) - out
        assert asked == again
        assert len(asked) == len(set(asked)) == min(count, len(left))
        assert set(asked) <= left


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_rated_films_come_before_those_that_nobody_rated(
    tiny: Dataset, world: Dataset, statistics: ItemStatistics, learned: Elicitation, strategy: str
) -> None:
    asked = films_to_ask(world.catalog, statistics, learned=learned, strategy=strategy, count=len(IDS))
    counts = statistics.ratings[world.catalog.indices_of(asked)]
    assert (counts[-2:] == 0).all() or strategy == "popular-varied"
    assert counts[:PER_SCREEN].all()


def test_the_likeliest_film_is_asked_first_and_answers_change_which_that_is(tiny: Dataset) -> None:
    about = ItemStatistics.of(tiny)
    asked = films_to_ask(tiny.catalog, about, learned=two_kinds(), strategy="likely", count=3)
    assert asked == [HEAT, RONIN, NOTTING_HILL]
    for answer, following in ((4.0, RONIN), (None, NOTTING_HILL)):
        then = films_to_ask(
            tiny.catalog, about, answers={HEAT: answer}, learned=two_kinds(), strategy="likely", count=1
        )
        assert then == [following]


def test_a_static_list_does_not_listen(tiny: Dataset) -> None:
    about = ItemStatistics.of(tiny)
    for answer in (4.0, None):
        then = films_to_ask(
            tiny.catalog, about, answers={HEAT: answer}, learned=two_kinds(), strategy="static", count=1
        )
        assert then == [RONIN]


def test_value_makes_up_for_a_smaller_chance(tiny: Dataset) -> None:
    about = ItemStatistics.of(tiny)
    # Chances of a stranger: Heat 0.6, Ronin 0.45, Notting Hill 0.4. log(0.6 / 0.45) = 0.288, which 2.9 deviations
    # of value at a weight of 0.1 make up for and 2.8 do not.
    for value, first in ((2.9, RONIN), (2.8, HEAT)):
        asked = films_to_ask(tiny.catalog, about, learned=two_kinds(value=(0, value, 0)), count=1)
        assert asked == [first]


def test_when_the_films_that_were_learned_about_run_out_popular_ones_follow(tiny: Dataset) -> None:
    about = ItemStatistics.of(tiny)
    asked = films_to_ask(tiny.catalog, about, learned=two_kinds(), strategy="likely", count=8)
    assert asked[:3] == [HEAT, RONIN, NOTTING_HILL]
    assert set(asked[3:6]) == {COLLATERAL, AMELIE, LOVE_ACTUALLY}
    assert asked[6:] == [ALIEN, UNSEEN]


def test_films_learned_about_that_the_catalogue_lacks_are_not_asked(tiny: Dataset) -> None:
    seen = np.asarray([[0.9, 0.8]], dtype=np.float32)
    foreign = Elicitation(np.asarray([UNKNOWN, ALIEN]), seen, np.zeros(2, dtype=np.float32))
    assert films_to_ask(tiny.catalog, ItemStatistics.of(tiny), learned=foreign, count=1) == [ALIEN]


def test_without_anything_learned_the_default_asks_for_popular_films(tiny: Dataset) -> None:
    about = ItemStatistics.of(tiny)
    plain = films_to_ask(tiny.catalog, about)
    assert plain == films_to_ask(tiny.catalog, about, strategy="popular-varied")
    assert plain[0] == HEAT


def test_a_screen_shows_both_tastes(world: Dataset, statistics: ItemStatistics, learned: Elicitation) -> None:
    asked = set(films_to_ask(world.catalog, statistics, learned=learned))
    assert asked & set(crime_ids(world))
    assert asked & set(romance_ids(world))


def test_new_films_are_unlike_those_that_stay_on_the_screen(tiny: Dataset) -> None:
    about = ItemStatistics.of(tiny)
    # Ronin (log chance -0.80) and Notting Hill (-0.92); beside Heat, Ronin is its twin and loses 0.7.
    assert films_to_ask(tiny.catalog, about, learned=two_kinds(), exclude=frozenset({HEAT}), count=1) == [RONIN]
    assert films_to_ask(tiny.catalog, about, learned=two_kinds(), beside=[HEAT], count=1) == [NOTTING_HILL]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (Movie(2, "Ronin", 1998, ("Action", "Crime")), 1.0),
        (Movie(2, "Collateral", 2004, ("Crime",)), 0.5 / 2**0.5),
        (Movie(2, "Notting Hill", 1999, ("Comedy", "Romance")), 0.5),
        (Movie(2, "Nobody's Film"), 0.0),
    ],
    ids=lambda value: getattr(value, "title", ""),
)
def test_likeness_is_half_genres_and_half_the_decade(other: Movie, expected: float) -> None:
    heat = Movie(1, "Heat", 1995, ("Action", "Crime"))
    assert likeness(heat, other) == likeness(other, heat) == pytest.approx(expected)


def test_films_of_which_nothing_is_known_are_not_alike() -> None:
    assert likeness(Movie(1, "One"), Movie(2, "Another")) == 0.0


def test_an_unknown_strategy_is_refused_by_name(tiny: Dataset) -> None:
    with pytest.raises(MatineeError, match=r"«magic»; there are: random, popular"):
        films_to_ask(tiny.catalog, ItemStatistics.of(tiny), strategy="magic")


@pytest.mark.parametrize("stars", [float("nan"), 0.0, 5.5])
@pytest.mark.parametrize("strategy", STRATEGIES)
def test_an_answer_that_is_no_rating_is_refused(tiny: Dataset, strategy: str, stars: float) -> None:
    with pytest.raises(InvalidRating):
        films_to_ask(tiny.catalog, ItemStatistics.of(tiny), answers={HEAT: stars}, strategy=strategy)
