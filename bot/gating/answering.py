"""Whether a version answers at all: what no figure is needed for."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from recengine.arrays import History
from recengine.errors import MatineeError, ModelError
from recengine.persistence import SavedModel, load_model
from recengine.query import Query
from recengine.recommender import Recommender

SMALLEST_CATALOG = 0.5
"""A version with less than this part of the films before is held back: the rest was lost on the way."""


def loaded(folder: Path) -> tuple[SavedModel | None, str]:
    """A version as it will be read by whoever serves it, or why it cannot be."""
    try:
        return load_model(folder), ""
    except ModelError as error:
        return None, f"it cannot be loaded: {error}"


def silence_of(recommender: Recommender, histories: Sequence[History]) -> str:
    """Why a version cannot answer strangers and people with these histories; empty where it can."""
    try:
        recommender.prepare()
        for history in ({}, *histories):
            told = [recommender.model.score(history)]
            if recommender.stars is not None:
                told.append(recommender.predicted_stars(history))
            if not all(bool(np.isfinite(scores).all()) for scores in told):
                return "its scores are no numbers"
            recommender.suggest(Query(history), count=5)
    except (MatineeError, ArithmeticError, LookupError, ValueError, TypeError) as error:
        return f"it cannot answer: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    return ""


def shrinkage(films: int, before: int) -> str:
    """Why so many films are too few after so many before; empty where they are not."""
    if films >= SMALLEST_CATALOG * before:
        return ""
    return f"it knows only {films} films, the current version {before}"
