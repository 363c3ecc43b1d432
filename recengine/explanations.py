"""Why a movie is suggested: the summands of its score, and what would be without one of them."""

from dataclasses import dataclass

import numpy as np

from recengine.arrays import Bools, Floats, History
from recengine.models.base import Contributions, Scorer


@dataclass(frozen=True, slots=True)
class FilmShare:
    """What one rated film adds to (or takes from) a score, in the model's own unit."""

    item_id: int
    stars: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Reason:
    """The exact make-up of one score: `constant` plus all contributions is `score`.

    What a rated film adds to every contender alike tells nothing about this one, so its mean over the contenders is
    counted in the constant: a contribution says how much more the film speaks for this movie than for the others.

    Attributes
    ----------
    score
        The model's score of the movie.
    constant
        What the movie scores whatever was rated, with the means over the contenders.
    films
        The rated films, largest contribution first.
    """

    score: float
    constant: float
    films: tuple[FilmShare, ...]

    @property
    def main(self) -> FilmShare | None:
        """The film that carries the suggestion most, or None where nothing rated speaks for it."""
        first = self.films[0] if self.films else None
        return first if first is not None and first.contribution > 0 else None

    @property
    def against(self) -> FilmShare | None:
        """The film that speaks most against it, or None."""
        last = self.films[-1] if self.films else None
        return last if last is not None and last.contribution < 0 else None


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """Where a movie would stand had one film not been rated; ranks start at 1."""

    without: int
    rank: int
    rank_without: int


def reasons(contributions: Contributions, history: History, *, count: int) -> list[Reason]:
    """Reasons of the first `count` rows; the rows after them are the contenders that they are told against."""
    rated = contributions.rated_ids.tolist()
    contenders = contributions.by_film[count:]
    typical = contenders.mean(axis=0) if len(contenders) else np.zeros(len(rated), dtype=np.float32)
    shift = float(typical.sum())
    return [
        _reason(float(constant) + shift, row - typical, rated, history)
        for constant, row in zip(contributions.constant[:count], contributions.by_film[:count], strict=True)
    ]


def _reason(constant: float, row: Floats, rated: list[int], history: History) -> Reason:
    order = np.argsort(-row, kind="stable")
    films = tuple(FilmShare(rated[i], float(history[rated[i]]), float(row[i])) for i in order)
    return Reason(constant + float(row.sum()), constant, films)


def counterfactual(
    model: Scorer, history: History, *, item_id: int, without: int, candidates: Bools
) -> Counterfactual:
    """Rank of a movie among the candidates, as it is and with one rating taken away; both are scored anew.

    Parameters
    ----------
    candidates
        Which items take part in the ranking, shape (items,).
    without
        Id of the rated film to leave out; it does not become a candidate by that.
    """
    rest = {other: stars for other, stars in history.items() if other != without}
    place = model.index[item_id]
    ranks = [_rank(model.score(kept), place, candidates) for kept in (history, rest)]
    return Counterfactual(without, *ranks)


def _rank(scores: Floats, place: int, candidates: Bools) -> int:
    return 1 + int(np.count_nonzero(scores[candidates] > scores[place]))
