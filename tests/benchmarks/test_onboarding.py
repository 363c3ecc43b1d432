"""Onboarding replayed: counting by hand, and a world where listening to answers has to pay."""

from collections.abc import Sequence

import numpy as np
import pytest

from benchmarks.onboarding.measuring import Figures, found_of, measure, ratio
from benchmarks.onboarding.simulation import PATIENCE, replay
from recengine.catalog import Catalog, Movie
from recengine.elicitation import PER_SCREEN, Answers, Elicitation, films_to_ask
from recengine.evaluation.splitting import HeldOutUser
from recengine.statistics import ItemStatistics
from tests.recengine.worlds import TableScorer


class Asking:
    """Asks for films in a fixed order, and notes each screen."""

    def __init__(self, films: Sequence[int]) -> None:
        self.films = films
        self.screens: list[list[int]] = []

    def __call__(self, answers: Answers, aside: frozenset[int]) -> list[int]:
        self.screens.append([i for i in self.films if i not in answers and i not in aside][:PER_SCREEN])
        return self.screens[-1]


def test_films_are_counted_up_to_the_one_of_the_fifth_answer() -> None:
    ask = Asking(range(1, 30))
    done = replay({2: 4.0, 3: 1.0, 6: 5.0, 7: 3.0, 9: 2.0, 10: 5.0}, ask)
    assert (dict(done.answers), done.shown, done.complete) == ({2: 4.0, 3: 1.0, 6: 5.0, 7: 3.0, 9: 2.0}, 9, True)
    assert ask.screens == [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 12]]
    assert done.first(3) == {2: 4.0, 3: 1.0, 6: 5.0}


def test_films_set_aside_are_neither_shown_nor_counted() -> None:
    done = replay(dict.fromkeys(range(3, 8), 4.0), Asking(range(1, 30)), aside=frozenset({1, 2}))
    assert done.shown == 5


def test_patience_ends_and_so_do_films() -> None:
    tired = replay({61: 5.0}, Asking(range(1, 100)))
    assert (dict(tired.answers), tired.shown, tired.complete) == ({}, PATIENCE, False)
    out = replay({2: 5.0}, Asking(range(1, 4)))
    assert (dict(out.answers), out.shown, out.complete) == ({2: 5.0}, 3, False)


def test_listening_to_answers_finds_what_people_have_seen_sooner() -> None:
    # Two kinds of people, of whom each has seen every second film of one list by popularity.
    ids = list(range(1, 21))
    catalog = Catalog(Movie(i, f"Film {i}") for i in ids)
    kinds = [[0.9 if (i + kind) % 2 else 0.1 for i in ids] for kind in range(2)]
    known = np.asarray(kinds, dtype=np.float32) * np.linspace(1.0, 0.9, len(ids), dtype=np.float32)
    learned = Elicitation(np.asarray(ids), known, np.zeros(len(ids), dtype=np.float32))
    about = ItemStatistics(*(np.ones(len(ids), dtype=np.float32) for _ in range(4)))

    def shown(strategy: str) -> int:
        def ask(answers: Answers, aside: frozenset[int]) -> list[int]:
            return films_to_ask(catalog, about, answers=answers, learned=learned, strategy=strategy)

        return replay(dict.fromkeys(range(2, 21, 2), 4.0), ask).shown

    # The first screen is the same and has three of theirs. Then the list goes on with every second one, while who
    # listens asks for two of theirs at once.
    assert (shown("static"), shown("adaptive")) == (10, 8)


def test_a_person_is_measured_in_both_ways_by_hand() -> None:
    model = TableScorer({i: 21.0 - i for i in range(1, 21)})
    user = HeldOutUser(1, tuple(range(1, 11)), (5.0,) * 10)
    figures = Figures()
    measure(figures, user, Asking(range(1, 21)), model)
    # Set aside: films 1 to 3, which stand first among those that the person has not rated otherwise.
    assert figures.taught == [[1.0, 1.0, 1.0]]
    # Told: film 1, 1 to 3, 1 to 5; the likes not told stand first then.
    assert figures.served == [[1.0, 1.0, 1.0]]
    assert (figures.shown, figures.complete, figures.complete_taught) == ([5], [True], [True])


def test_what_was_rated_otherwise_is_neither_named_nor_missed() -> None:
    model = TableScorer({1: 4.0, 2: 3.0, 3: 2.0, 4: 1.0})
    assert found_of(model, {}, relevant={3}, out={1}) == pytest.approx(1 / np.log2(3))
    assert np.isnan(found_of(model, {}, relevant=set(), out={1}))


def test_a_ratio_is_of_means_over_the_same_people() -> None:
    against = np.asarray([0.2, 0.4, 0.6], dtype=np.float32)
    assert ratio(1.5 * against, against) == pytest.approx((1.5, 1.5, 1.5))
