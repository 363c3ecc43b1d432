"""People left out of every training, the same ones each time, and models measured on them."""

import numpy as np
import pandas as pd
import pytest

from recengine.columns import Columns
from recengine.dataset import Dataset
from recengine.evaluation.left_out import Accuracy, accuracy, leave_out, ndcg, people_of, stable_hash
from recengine.evaluation.splitting import HeldOutUser
from recengine.models.popular import PopularModel
from tests.bot.gating.world import CATALOG, world


def test_the_same_people_are_left_out_whatever_the_order_of_ratings_and_whoever_joins() -> None:
    data = world()
    left = leave_out(data)
    assert len(left.user_ids) == 30  # a tenth of 300, as 40 would be more than that
    assert set(left.train.ratings[Columns.USER]).isdisjoint(left.user_ids)
    assert len(left.train.user_ids) == 270
    mixed = data.with_ratings(data.ratings.sample(frac=1.0, random_state=3).reset_index(drop=True))
    assert leave_out(mixed).user_ids == left.user_ids
    more = pd.concat([data.ratings, data.ratings[data.ratings[Columns.USER] == 1].assign(user_id=9_999)])
    assert len(set(leave_out(data.with_ratings(more)).user_ids) & set(left.user_ids)) >= 29


def test_they_are_those_whose_ids_have_the_smallest_hashes() -> None:
    by_hash = sorted(range(1, 301), key=stable_hash)
    assert leave_out(world()).user_ids == tuple(sorted(by_hash[:30]))
    assert stable_hash(1) == pytest.approx(0.0387, abs=1e-4)  # for good: another one would leave out others


def test_who_was_left_out_before_is_left_out_again_whatever_the_data_say_now() -> None:
    data = world()
    left = leave_out(data, also=[1, 2, 9_999])
    assert set(left.user_ids) == {*leave_out(data).user_ids, 1, 2, 9_999}
    assert set(left.train.ratings[Columns.USER]).isdisjoint({1, 2})


def test_of_few_people_nobody_is_left_out() -> None:
    data = world(people=190)
    assert leave_out(data).user_ids == ()
    assert leave_out(data).train is data


def test_people_with_few_likes_are_never_taken() -> None:
    data = world()
    one = leave_out(data).user_ids[0]
    few = data.ratings[(data.ratings[Columns.USER] != one) | (data.ratings[Columns.RATING] < 4)]
    assert one not in leave_out(data.with_ratings(few)).user_ids


def test_each_draw_of_a_person_holds_all_their_ratings_in_an_order_of_its_own() -> None:
    data = world()
    first, second = people_of(data, [17], draws=2)
    assert first.user_id == second.user_id == 17
    assert first.item_ids != second.item_ids
    for person in (first, second):
        assert dict(zip(person.item_ids, person.stars, strict=True)) == data.history(17)
    assert people_of(data, [17], draws=2) == [first, second]


def two_films() -> PopularModel:
    """Film 1 has three likes, film 2 one, the others none."""
    rows = [(1, 1, 5.0, 0), (2, 1, 5.0, 0), (3, 1, 5.0, 0), (3, 2, 5.0, 0)]
    return PopularModel().fit(Dataset("tiny", pd.DataFrame(rows, columns=list(Columns.ALL)), CATALOG))


def test_accuracy_is_worked_out_by_hand() -> None:
    model = two_films()
    assert ndcg(model, {}, [1]) == 1.0
    assert ndcg(model, {}, [2]) == pytest.approx(1 / np.log2(3))
    assert ndcg(model, {1: 5.0}, [2]) == 1.0
    assert ndcg(model, {}, [1, -5]) == pytest.approx(1 / (1 + 1 / np.log2(3)))  # one that no model knows
    assert np.isnan(ndcg(model, {}, []))
    people = [
        HeldOutUser(8, (1, 2), (5.0, 5.0)),
        HeldOutUser(8, (2, 1), (5.0, 5.0)),
        HeldOutUser(9, (2, 3), (5.0, 1.0)),
        HeldOutUser(4, (3, 2), (1.0, 4.0)),
    ]
    shares: list[float] = []
    found = accuracy(model, people, given=[0, 1], told=shares.append)
    assert found.user_ids == (4, 8, 9)
    second = 1 / np.log2(3)
    np.testing.assert_allclose(found.values, [[second, second], [1.0, 1.0], [second, np.nan]], rtol=1e-6)
    np.testing.assert_allclose(found.by_person, [second, 1.0, second], rtol=1e-6)
    assert found.at(1) == pytest.approx((1 + second) / 2)
    assert found.of([9, 4]).user_ids == (4, 9)
    assert shares == [1.0]  # four histories of three people go through the model together


def test_nobody_to_measure_gives_an_empty_table() -> None:
    nobody = accuracy(two_films(), [])
    assert nobody.user_ids == ()
    assert nobody.values.shape == (0, 2)
    assert isinstance(nobody, Accuracy)
