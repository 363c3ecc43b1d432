"""How much one answer teaches the model, measured on people of the training data."""

from collections.abc import Iterator

import numpy as np

from recengine.arrays import Bools, Floats, Ints
from recengine.columns import LIKE
from recengine.dataset import Dataset
from recengine.history import LEVELS, levels_of
from recengine.models.base import Scorer
from recengine.models.blocks import score_each
from recengine.progress import Progress
from recengine.ranking import best

STARS = (4.5, 3.5, 2.0)
"""Ratings that stand for a liked, a neutral and a disliked answer."""

SET_ASIDE = 0.3
"""Share of a person's ratings that are to be found."""

SPLITS = 4
"""So often what is to be found is drawn anew for each person."""

AT = 10
LIST = 500
"""The best so many films for an answer are kept; among them are the first ten that a person has not rated."""

DOUBT = 40.0
"""So many answers that teach as much as any are mixed into each film's mean."""

EXTREME = 3.0
"""No value lies further from the mean than this many standard deviations."""


def answer_values(
    model: Scorer, dataset: Dataset, *, films: Ints, people: Ints, rng: np.random.Generator, progress: Progress
) -> Floats:
    """Value of an answer about each film, in standard deviations over the films, float32, shape (films,).

    A part of a person's ratings is set aside. The model hears one rating among the others and names ten films; NDCG
    is what it finds of the likes set aside, films rated by the person but not set aside being left out. A film's
    value is how much higher that is than with the person's other films, a mean over people and splits, shrunk
    towards 0. So a person who is easy to know lifts no film above another.

    That films to ask should be chosen by what the answers do to the loss of the model that is served is from
    C. Proissl et al., «Greedy SLIM: a SLIM-based approach for preference elicitation» (arXiv 2406.06061); measuring
    each film alone, with NDCG, is ours.

    Parameters
    ----------
    films, people
        Dense indices of the films that may be asked about, and of the people to measure on.
    """
    lists = best_lists(model, films, progress)
    total, count = np.zeros(len(films)), np.zeros(len(films))
    for place, gains in _measured(dataset, films, people, lists, rng):
        total[place] += gains - gains.mean()
        count[place] += 1
    mean = total / (count + DOUBT)
    deviation = float(mean.std())
    return np.asarray(np.clip(mean / (deviation or 1.0), -EXTREME, EXTREME), dtype=np.float32)


def best_lists(model: Scorer, films: Ints, progress: Progress) -> Ints:
    """The best films for each single answer, best first, dense indices, shape (films, levels, places)."""
    answers = [{int(model.item_ids[film]): stars} for film in films.tolist() for stars in STARS]
    lists = np.zeros((len(answers), min(LIST, len(model.item_ids))), dtype=np.int64)
    everybody = np.ones(len(model.item_ids), dtype=bool)
    for place, scores in enumerate(score_each(model, answers)):
        lists[place] = best(scores, everybody, lists.shape[1])
        progress("learning what to ask", 0.9 * (place + 1) / len(answers))
    return lists.reshape(len(films), LEVELS, -1)


def _measured(
    dataset: Dataset, films: Ints, people: Ints, lists: Ints, rng: np.random.Generator
) -> Iterator[tuple[Ints, Floats]]:
    """For each person and split: places in `films` of what they could answer, and the NDCG after each answer."""
    place_of = np.full(len(dataset.catalog), -1, dtype=np.int64)
    place_of[films] = np.arange(len(films))
    for person in people.tolist():
        own = dataset.matrix[person]
        rated, stars = own.indices.astype(np.int64), own.data
        for _ in range(SPLITS):
            aside = rng.random(len(rated)) < SET_ASIDE
            told = ~aside & (place_of[rated] >= 0)
            targets = rated[aside & (stars >= LIKE)]
            if len(targets) and np.count_nonzero(told) > 1:
                place = place_of[rated[told]]
                taken, relevant = _among(rated[~aside], dataset), _among(targets, dataset)
                yield place, ndcg_of_lists(lists[place, levels_of(stars[told])], taken, relevant, len(targets))


def _among(indices: Ints, dataset: Dataset) -> Bools:
    mask = np.zeros(len(dataset.catalog), dtype=bool)
    mask[indices] = True
    return mask


def ndcg_of_lists(lists: Ints, taken: Bools, relevant: Bools, count: int) -> Floats:
    """NDCG@10 of each list once the films `taken` are out of it, float32, shape (lists,).

    Parameters
    ----------
    lists
        Dense indices, best first, shape (lists, places).
    taken, relevant
        Over all movies, shape (items,).
    count
        Number of relevant movies, at least 1.
    """
    free = ~taken[lists]
    rank = np.cumsum(free, axis=1)
    hits = free & relevant[lists] & (rank <= AT)
    gains = (hits / np.log2(rank + 1.0 + (rank == 0))).sum(axis=1)
    ideal = (1.0 / np.log2(np.arange(2, min(AT, count) + 2))).sum()
    return np.asarray(gains / ideal, dtype=np.float32)
