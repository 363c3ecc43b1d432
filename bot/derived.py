"""What is worked out of a version's films, kept beside its model, so that a start or a swap need not work it out.

It goes for one state of the code: a version that another release made is served by working it out anew.
"""

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from bot.dialogue.understanding import Understanding
from bot.films import FilmBook
from recengine.catalog import Catalog
from recengine.derived import code_mark
from recengine.recommender import Recommender
from recengine.titles import TitleIndex

DERIVED = "derived.npz"
"""Name of its file beside a model."""

_HERE = Path(__file__).parent
_CODE, _TITLES, _CATALOG = "code", "titles/", "catalog/"

Arrays = Mapping[str, np.ndarray]


def derived(recommender: Recommender) -> dict[str, np.ndarray]:
    """All that a bot will work out of these films, as arrays.

    Raises
    ------
    ModelError
        Where the model cannot answer.
    """
    catalog, popularity = Catalog(recommender.catalog), recommender.presumed  # one that knows nothing of trainings
    Recommender(
        recommender.model,
        catalog,
        recommender.statistics,
        stars=recommender.stars,
        elicitation=recommender.elicitation,
        presumed=popularity,
    ).prepare()
    titles = TitleIndex(catalog, popularity=popularity)
    _ = FilmBook(catalog), Understanding.of(catalog, titles, popularity=popularity)
    return {
        _CODE: np.asarray(mark()),
        **{f"{_TITLES}{name}": array for name, array in titles.arrays().items()},
        **{f"{_CATALOG}{name}": array for name, array in catalog.keep().items()},
    }


def take_over(recommender: Recommender, arrays: Arrays) -> TitleIndex | None:
    """Have a recommender's catalogue know what is in `arrays`, which are of the same films.

    Returns
    -------
    The index of their titles, or None where other code made all of it, which is left alone then.

    Raises
    ------
    ValueError
        Where the arrays are damaged.
    """
    if str(arrays.get(_CODE)) != mark():
        return None
    recommender.catalog.restore(_under(_CATALOG, arrays))
    return TitleIndex.from_arrays(recommender.catalog, _under(_TITLES, arrays), popularity=recommender.presumed)


def mark() -> str:
    """What tells the code that works all of it out from that of another release."""
    return code_mark(_HERE / "dialogue" / "understanding", _HERE / "films.py")


def _under(prefix: str, arrays: Arrays) -> dict[str, np.ndarray]:
    return {name.removeprefix(prefix): array for name, array in arrays.items() if name.startswith(prefix)}
