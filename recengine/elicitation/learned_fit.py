"""Learning what to ask from the ratings and the model that will hear the answers."""

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.dataset import Dataset
from recengine.elicitation.learned import Elicitation
from recengine.elicitation.value_fit import answer_values
from recengine.models.base import Scorer
from recengine.progress import Progress, silent

FILMS = 400
"""Only the most rated films are asked about."""

PEOPLE = 1000
"""At most so many people, drawn from the data, stand for the kinds of newcomers."""

OWN, RANK = 0.3, 12
"""Weight of what a person has rated, beside what a view of all people in so many dimensions makes of it."""

LEAST_OF_MEAN = 0.3
"""No chance falls below this part of the film's chance over all people: nobody is that sure not to have seen it."""

LEAST = 0.01


def learn_elicitation(model: Scorer, dataset: Dataset, *, seed: int = 0, progress: Progress = silent) -> Elicitation:
    """Learn who has seen what, and which answers teach a fitted model most.

    Parameters
    ----------
    model
        Fitted to the same data set: it will score people by their answers.
    seed
        Draws people where there are many, and the films that stand for what is to be found.
    """
    progress("learning what to ask", 0.0)
    counts = np.asarray(dataset.seen.sum(axis=0)).ravel()
    films: Ints = np.argsort(-counts, kind="stable")[: min(FILMS, int(np.count_nonzero(counts)))].astype(np.int64)
    rng = np.random.default_rng(seed)
    everybody = len(dataset.user_ids)
    people: Ints = np.sort(rng.permutation(everybody)[:PEOPLE]).astype(np.int64)
    seen = seen_chances(dataset.seen[people][:, films].toarray())
    value = answer_values(model, dataset, films=films, people=people, rng=rng, progress=progress)
    progress("learning what to ask", 1.0)
    return Elicitation(dataset.catalog.item_ids[films], seen, value)


def seen_chances(rated: Floats) -> Floats:
    """Chance of having seen each film, for each person and whoever is like them, shape (people, films).

    A rating says that a film was seen, its absence little: each row is mixed with what the first principal
    components of all rows make of it, so that films of the same time and kind lend each other likelihood.

    Parameters
    ----------
    rated
        1.0 where a person has rated a film, else 0.0, shape (people, films).
    """
    mean = rated.mean(axis=0)
    left, size, right = np.linalg.svd(rated - mean, full_matrices=False)
    smooth = mean + (left[:, :RANK] * size[:RANK]) @ right[:RANK]
    mixed = OWN * rated + (1.0 - OWN) * np.clip(smooth, LEAST_OF_MEAN * mean, 1.0)
    return np.asarray(np.clip(mixed, LEAST, 1.0 - LEAST), dtype=np.float32)
