"""Movies that join a fitted model: who stands for them, and what stays as it was."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from recengine.arrays import Floats
from recengine.catalog import Catalog, Movie
from recengine.dataset import Dataset
from recengine.joining import Joining, with_joined
from recengine.models import MODEL_NAMES
from recengine.models.base import Scorer, State
from recengine.models.hybrid import HybridModel
from tests.recengine.joined import JOINED, cut_world, extended, joining, short
from tests.recengine.worlds import TableScorer, histories, quick, small_model, two_tastes

KNOWN = cut_world().catalog.item_ids.tolist()
NEW = two_tastes().catalog.item_ids[-JOINED:].tolist()

WESTERNS = [Movie(i, f"Western {i}", 1960, ("Western",)) for i in (1, 2)]
COMEDIES = [Movie(i, f"Comedy {i}", 2000, ("Comedy",)) for i in (3, 4)]


def _ratings(*values: float) -> Floats:
    return np.asarray(values, dtype=np.float32)


def test_a_new_film_stands_where_known_films_of_its_kind_stand() -> None:
    catalog = Catalog([*WESTERNS, *COMEDIES])
    found = Joining.of(catalog, [Movie(9, "New", 1961, ("Western",))], ratings=_ratings(20, 20, 20, 20))
    # Both westerns share all that the film is: with a ridge of 1 each takes 1/3; what is missing is everybody's.
    np.testing.assert_allclose(found.given, [[5 / 12, 5 / 12, 1 / 12, 1 / 12]], atol=1e-6)
    # They are 1/6 away from the mean in each of four places, 1/3 long: 0.95 / sqrt(1/3) = 1.645 times as far.
    np.testing.assert_allclose(found.found, 0.25 + 1.6454 * (found.given - 0.25), atol=1e-4)
    np.testing.assert_allclose(found.as_given(_ratings(12, 24, 0, 12)), [5 + 10 + 0 + 1], atol=1e-5)


def test_a_film_of_which_nothing_is_known_is_what_the_known_are_on_average() -> None:
    found = Joining.of(Catalog([*WESTERNS, *COMEDIES]), [Movie(9, "?")], ratings=_ratings(20, 20, 20, 20))
    np.testing.assert_allclose(found.given, [[0.25] * 4])
    np.testing.assert_allclose(found.found, [[0.25] * 4])


@pytest.mark.parametrize(
    ("ratings", "members"),
    [((30, 10, 9, 0), [0, 1]), ((0, 3, 1, 0), [1, 2]), ((0, 0, 0, 0), [0, 1, 2, 3])],
    ids=["well known ones", "else rated ones", "else all"],
)
def test_those_who_stand_for_others_are_known_themselves(ratings: tuple[float, ...], members: list[int]) -> None:
    found = Joining.of(Catalog([*WESTERNS, *COMEDIES]), [Movie(9, "New")], ratings=_ratings(*ratings))
    assert found.members.tolist() == members


def test_an_empty_catalogue_can_be_joined() -> None:
    found = Joining.of(Catalog([]), [Movie(9, "New")], ratings=_ratings())
    assert found.as_given(_ratings()).tolist() == [0.0]


def test_an_id_that_is_taken_is_refused() -> None:
    with pytest.raises(ValueError, match="share an id"):
        Joining.of(Catalog(WESTERNS), [Movie(1, "New")], ratings=_ratings(1, 1))


def test_weights_between_movies_get_rows_and_columns_and_none_for_themselves() -> None:
    weights = np.asarray([[0, 2], [4, 0]], dtype=np.float32)
    given = found = np.asarray([[0.5, 0.5]], dtype=np.float32)
    assert with_joined(weights, given, found).tolist() == [[0, 2, 1], [4, 0, 2], [2, 1, 0]]


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_scores_of_the_films_it_knew_stay_as_they_were(name: str) -> None:
    history = {KNOWN[0]: 5.0, KNOWN[3]: 1.5, KNOWN[8]: 3.0}
    before = short(name).score(history)
    np.testing.assert_allclose(extended(name).score(history)[: len(KNOWN)], before, atol=1e-5, rtol=1e-5)
    assert short(name).item_ids.tolist() == KNOWN


@pytest.mark.parametrize("name", MODEL_NAMES)
def test_new_films_neither_flood_nor_stand_apart_from_the_scale(name: str) -> None:
    scores = extended(name).score({KNOWN[0]: 5.0, KNOWN[2]: 4.5})
    old, new = scores[: len(KNOWN)], scores[len(KNOWN) :]
    reach = np.ptp(old)
    assert old.min() - reach <= new.min()
    assert new.max() <= old.max() + reach


@pytest.mark.parametrize("name", sorted({*MODEL_NAMES} - {"popular"}))
def test_a_like_of_a_new_film_raises_films_of_its_kind(name: str) -> None:
    model, catalog = extended(name), two_tastes().catalog
    film = next(i for i in NEW if "Romance" in catalog[i].genres)
    kinds = np.asarray(["Romance" in movie.genres for movie in catalog])[: len(KNOWN)]
    gain = (model.score({film: 5.0}) - model.score({film: 1.0}))[: len(KNOWN)]
    assert gain[kinds].mean() > gain[~kinds].mean()


@given(history=histories([*KNOWN, *NEW]))
@quick
def test_a_rating_of_a_new_film_counts_as_exactly_as_any(history: dict[int, float]) -> None:
    model = extended("default")
    parts = model.contributions(history, model.item_ids)
    np.testing.assert_allclose(parts.total, model.score(history), atol=1e-4, rtol=1e-5)


def test_lightfm_knows_a_new_film_as_the_sum_of_its_features() -> None:
    model, catalog = short("hybrid"), two_tastes().catalog
    assert isinstance(model, HybridModel)
    place = {name: row for row, name in enumerate(model._content_names)}
    film = next(i for i in NEW if catalog[i].genres == ("Crime",) and catalog[i].year)
    rows = [place[n] for n in ("genre:Crime", f"decade:{catalog[film].decade}") if n in place]
    rows += [place[f"person:{name}"] for name in catalog[film].actors]
    rows += [place[f"word:{word}"] for word in catalog[film].words]
    vector = model.lightfm_.item_embeddings[len(KNOWN) :][rows].sum(axis=0)
    whole = extended("hybrid")
    assert isinstance(whole, HybridModel)
    np.testing.assert_allclose(whole._item_vectors[whole.index[film]], vector, atol=1e-6)


def test_a_lightfm_of_before_knows_a_new_film_by_those_like_it() -> None:
    state = short("hybrid").state()
    older = State(state.settings, {k: v for k, v in state.arrays.items() if not k.startswith("content_")})
    model = HybridModel.from_state(older)
    assert "content_names" not in model.state().arrays
    scores = model.extended(joining()).score({})
    assert np.isfinite(scores).all()
    assert scores.shape == (len(KNOWN) + JOINED,)


def test_the_content_method_scores_a_new_film_as_if_it_had_been_there() -> None:
    world: Dataset = two_tastes()
    whole = small_model("content").fit(replace(world, catalog=world.catalog, ratings=cut_world().ratings))
    history = {KNOWN[0]: 5.0, KNOWN[1]: 1.0}
    plain, joined = (
        whole.score(history) - whole.score({}),
        extended("content").score(history) - extended("content").score({}),
    )
    assert np.corrcoef(plain[-JOINED:], joined[-JOINED:])[0, 1] > 0.98  # rarity is counted over a few films less


def test_a_method_that_cannot_take_films_in_says_so() -> None:
    model: Scorer = TableScorer({1: 1.0})
    with pytest.raises(Exception, match="cannot be added"):
        model.extended(Joining.of(Catalog([Movie(1, "A")]), [Movie(2, "B")], ratings=_ratings(3)))
