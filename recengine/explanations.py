"""Why a movie is suggested: the summands of its score, and what would be without one of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from recengine.arrays import Bools, Floats, History
from recengine.models.base import Contributions


@dataclass(frozen=True, slots=True)
class FilmShare:
    """What one rated film adds to (or takes from) a score, in the model's own unit."""

    item_id: int
    stars: float
    contribution: float


class Adjustment(NamedTuple):
    """What a critique or a trait that was set adds to (or takes from) a score, in the model's own unit.

    The key is «critique:newer» for a critique, and the trait's own, such as «genre:Comedy», for a trait.
    """

    key: str
    contribution: float


@dataclass(frozen=True, slots=True)
class Reason:
    """The exact make-up of one score: `constant` plus all contributions and adjustments is `score`.

    What a rated film adds to every contender alike tells nothing about this one, so its mean over the contenders is
    counted in the constant: a contribution says how much more the film speaks for this movie than for the others.

    Attributes
    ----------
    score
        The model's score of the movie, with the adjustments.
    constant
        What the movie scores whatever was rated, with the means over the contenders.
    films
        The rated films, largest contribution first.
    adjustments
        Critiques and traits that change the score, largest contribution first. A critique's is told against its
        reference: what is level with that adds nothing.
    """

    score: float
    constant: float
    films: tuple[FilmShare, ...]
    adjustments: tuple[Adjustment, ...] = ()

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


def reasons(
    contributions: Contributions,
    history: History,
    *,
    count: int,
    adjustments: Mapping[str, Floats] | None = None,
) -> list[Reason]:
    """Reasons of the first `count` rows; the rows after them are the contenders that they are told against.

    Parameters
    ----------
    adjustments
        By key, what each adds to those `count` scores, shape (count,).
    """
    rated = contributions.rated_ids.tolist()
    contenders = contributions.by_film[count:]
    typical = contenders.mean(axis=0) if len(contenders) else np.zeros(len(rated), dtype=np.float32)
    constants = contributions.constant[:count] + typical.sum()
    return [
        _reason(
            float(constants[row]),
            _films(contributions.by_film[row] - typical, rated, history),
            _changes({key: float(part[row]) for key, part in (adjustments or {}).items()}),
        )
        for row in range(count)
    ]


def _films(row: Floats, rated: list[int], history: History) -> tuple[FilmShare, ...]:
    order = np.argsort(-row, kind="stable")
    return tuple(FilmShare(rated[i], float(history[rated[i]]), float(row[i])) for i in order)


def _changes(parts: Mapping[str, float]) -> tuple[Adjustment, ...]:
    """What changes nothing is not told."""
    return tuple(Adjustment(key, part) for key, part in sorted(parts.items(), key=lambda p: -p[1]) if part)


def _reason(constant: float, films: tuple[FilmShare, ...], adjustments: tuple[Adjustment, ...]) -> Reason:
    total = constant + sum(film.contribution for film in films) + sum(part.contribution for part in adjustments)
    return Reason(total, constant, films, adjustments)


def counterfactual(
    score: Callable[[History], Floats], history: History, *, place: int, without: int, candidates: Bools
) -> Counterfactual:
    """Rank of a movie among the candidates, as it is and with one rating taken away; both are scored anew.

    Parameters
    ----------
    score
        Scores of all movies for a history, shape (items,).
    place
        Dense index of the movie.
    candidates
        Which items take part in the ranking, shape (items,).
    without
        Id of the rated film to leave out; it does not become a candidate by that.
    """
    rest = {other: stars for other, stars in history.items() if other != without}
    ranks = [_rank(score(kept), place, candidates) for kept in (history, rest)]
    return Counterfactual(without, *ranks)


def _rank(scores: Floats, place: int, candidates: Bools) -> int:
    return 1 + int(np.count_nonzero(scores[candidates] > scores[place]))
