"""Which of several fits comes first, and whether it can be taken without asking back."""

import numpy as np
from numpy.typing import NDArray

from recengine.arrays import Bools, Floats
from recengine.catalog import Catalog
from recengine.text import fold
from recengine.titles.names import ALTERNATIVE
from recengine.titles.scoring import Fit
from recengine.titles.strings import Places

_MARGIN = 0.04
_NAMESAKE_RATIO = 3.0
_TALK_MARGIN, _GOES_BY = 0.25, 0.9
_UNKNOWN_POPULARITY = 0.5
_PRIOR, _PRIOR_IN_DOUBT, _LITERAL, _LITERAL_ALT = 0.03, 0.1, 0.01, 0.008
_PART_MARGIN, _KNOWN = 0.1, 0.5
_ABOUT_AS_KNOWN = 0.15  # on the scale of `prior`; ten ratings that became 25 where the best known film has 330


class Verdict:
    """Judges fits by how well they fit and by how well their movies are known.

    Parameters
    ----------
    catalog
        The movies.
    popularity
        Shape (n_movies,), aligned with the catalogue; None where nothing is known.
    """

    def __init__(self, catalog: Catalog, popularity: Floats | None) -> None:
        self._catalog = catalog
        self._popularity = popularity
        self.prior = _prior(popularity, len(catalog))

    def holds_for(self, popularity: Floats) -> bool:
        """Whether each movie is about as well known by this popularity."""
        moved = np.abs(_prior(popularity, len(self.prior)) - self.prior)
        return bool(moved.max(initial=0.0) <= _ABOUT_AS_KNOWN)

    def rank(self, found: Fit, plain: str) -> float:
        """What orders fits (0 to 1): how well it fits, less where few know the movie; `plain` is the folded text."""
        unknown = 1.0 - float(self.prior[found.name.movie])
        rank = found.value - unknown * (_PRIOR + _PRIOR_IN_DOUBT * (1.0 - found.value))
        if found.exact and found.name.weight >= ALTERNATIVE:
            movie = self._catalog.at(found.name.movie)
            rank += _LITERAL * (plain == fold(movie.title)) or _LITERAL_ALT * (plain in map(fold, movie.alt_titles))
        return min(1.0, max(0.0, rank))

    def bounds(self, values: NDArray[np.float64], movies: Places) -> NDArray[np.float64]:
        """What fits of at most these values can rank at most; shape (n,) each, `movies` are dense indices."""
        unknown = 1.0 - self.prior[movies].astype(np.float64)
        ranks: NDArray[np.float64] = values - unknown * (_PRIOR + _PRIOR_IN_DOUBT * (1.0 - values)) + _LITERAL
        return np.minimum(1.0, ranks)

    def year(self, found: Fit) -> int:
        """The year of a fit's movie; a late one where it is not known."""
        return self._catalog.at(found.name.movie).year or 9999

    def confident(self, ranked: list[Fit]) -> bool:
        """Whether the first can be taken without asking back: it fits, and nothing else does about as well."""
        if not ranked:
            return False
        best, *others = ranked
        if best.sure:
            return not any(self._rivals(best, o, _MARGIN) or self._likelier(best, o) for o in others)
        if self.prior[best.name.movie] < _KNOWN or not (best.part or (best.exact and best.settled)):
            return False
        return not any((best.part and o.part) or self._rivals(best, o, _PART_MARGIN) for o in others)

    def may_upset(self, best: Fit, values: NDArray[np.float64], movies: Places, parts: Bools) -> Bools:
        """Which other fits might make the first one doubtful.

        Parameters
        ----------
        best
            A fit that can be taken without asking back, as far as is known.
        values, movies, parts
            Shape (n,): how well others can fit at most, of which movies, and whether they may be a `part`.
        """
        lead = best.value - values
        rivals = self._as_known(best, movies, _NAMESAKE_RATIO)
        if not best.sure:
            return (parts & best.part) | ((lead < _PART_MARGIN) & rivals)
        if best.stands:
            return lead < _TALK_MARGIN
        likelier = (values >= _GOES_BY) & best.exact & self._as_known(best, movies, 1.0 / _NAMESAKE_RATIO)
        return ((lead < _MARGIN) & rivals) | likelier

    def _as_known(self, best: Fit, movies: Places, ratio: float) -> Bools:
        """Which movies are, `ratio` times over, as well known as that of the best fit; all where nothing is known."""
        if self._popularity is None:
            return np.ones(len(movies), np.bool_)
        known: Bools = (
            np.maximum(self._popularity[movies], 1.0) * (ratio * 1.001) >= self._popularity[best.name.movie]
        )
        return known

    def _likelier(self, best: Fit, other: Fit) -> bool:
        """Whether the other says more of the message, or is a far better known film that goes by the same name."""
        if best.stands:
            return not (other.left or other.stands) and best.value - other.value < _TALK_MARGIN
        if self._popularity is None or not (best.exact and other.exact and other.value >= _GOES_BY):
            return False
        known = max(float(self._popularity[best.name.movie]), 1.0)
        return bool(self._popularity[other.name.movie] >= _NAMESAKE_RATIO * known)

    def _rivals(self, best: Fit, other: Fit, margin: float) -> bool:
        if best.value - other.value >= margin:
            return False
        if self._popularity is None:
            return True
        rival = max(float(self._popularity[other.name.movie]), 1.0)
        return bool(self._popularity[best.name.movie] < _NAMESAKE_RATIO * rival)


def _prior(popularity: Floats | None, movies: int) -> Floats:
    """Popularity from 0 to 1 on a logarithmic scale."""
    if popularity is None or not len(popularity) or float(popularity.max()) <= 0:
        return np.full(movies, _UNKNOWN_POPULARITY, dtype=np.float32)
    logs = np.log1p(np.maximum(popularity, 0))
    return np.asarray(logs / logs.max(), dtype=np.float32)
