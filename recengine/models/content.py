"""Content-based filtering: attributes that a like raises and a dislike lowers, as a radio station does."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.columns import MAX_STARS, MIN_STARS
from recengine.contents import content_of
from recengine.history import Encoded
from recengine.joining import Joining, longer
from recengine.models.base import Contributions, Scorer, State, require
from recengine.progress import Progress, silent
from recengine.sparse import Jagged, Split, entries_of

if TYPE_CHECKING:
    from recengine.dataset import Dataset

MIDDLE_STARS = 3.25
"""Above this a rating raises the attributes of its movie, below it lowers them."""


class ContentModel(Scorer):
    """A profile over genres, decades, words and people, compared with each movie's own attributes.

    Attributes are weighted by how rare they are (inverse document frequency) and each movie's attribute vector has
    length 1. The profile is the sum of the rated movies' vectors times how far the rating lies from the middle,
    over the root of the number rated. A small share of popularity orders movies of like content.

    Parameters
    ----------
    popularity_share
        Weight of log(1 + likes), scaled to 0..1, in the score.
    """

    name = "content"

    def __init__(self, *, popularity_share: float = 0.3, seed: int = 0) -> None:
        self.popularity_share = popularity_share

    def fit(self, dataset: "Dataset", *, progress: Progress = silent) -> Self:
        from recengine.contents import content_vocabulary
        from recengine.models.item_features import telling_content

        self._learns(dataset)
        self.vocabulary = dataset.catalog.once(content_vocabulary)
        content = telling_content(dataset.catalog)
        self._start: Ints = content.indptr.astype(np.int64)
        self._columns: Ints = content.indices.astype(np.int64)
        self._values: Floats = content.data.astype(np.float32)
        likes = np.log1p(dataset.counts.likes)
        self._base: Floats = (self.popularity_share * likes / max(float(likes.max()), 1e-9)).astype(np.float32)
        self._prepare()
        progress("reading genres, words and people", 1.0)
        return self

    def _join(self, joining: Joining) -> None:
        column = {feature: j for j, feature in enumerate(self.vocabulary)}
        rarity = np.log(len(self._start) / (1 + np.bincount(self._columns, minlength=len(column))))
        own = [[column[f] for f in dict.fromkeys(content_of(movie)) if f in column] for movie in joining.movies]
        values = [rarity[columns] / max(float(np.linalg.norm(rarity[columns])), 1e-9) for columns in own]
        ends = np.cumsum([len(columns) for columns in own], dtype=np.int64)
        self._columns = longer(self._columns, np.concatenate([_NOTHING, *(np.asarray(c, np.int64) for c in own)]))
        self._values = longer(self._values, np.concatenate([_NOTHING, *values]))
        self._start = longer(self._start, self._start[-1] + ends)
        self._base = longer(self._base, joining.as_given(self._base))
        self._prepare()

    def _prepare(self) -> None:
        self._attributes = Jagged.of(self._start, self._columns, self._values)
        self.__dict__.pop("_split", None)

    @cached_property
    def _split(self) -> Split:
        return Split.of(self._start, self._columns, self._values, width=len(self.vocabulary))

    def score_encoded(self, rated: Encoded) -> Floats:
        scores = self._attributes.times(self.profile(rated))
        scores += self._base
        return scores

    def score_each_encoded(self, rated: Sequence[Encoded]) -> Iterator[Floats]:
        for scores in self._split.times(np.stack([self.profile(one) for one in rated])):
            scores += self._base
            yield scores

    def profile(self, rated: Encoded) -> Floats:
        """How much each attribute is raised (> 0) or lowered (< 0), shape (attributes,)."""
        entries, lengths = entries_of(self._start, rated.indices)
        raised = self._values[entries] * np.repeat(_weights(rated), lengths)
        profile = np.bincount(self._columns[entries], raised, minlength=len(self.vocabulary))
        return np.asarray(profile, dtype=np.float32)

    def contributions_encoded(self, rated: Encoded, targets: Ints) -> Contributions:
        # All attributes of all rated movies in one row, so that a long history costs no loop over it.
        entries, lengths = entries_of(self._start, rated.indices)
        named, column = np.unique(self._columns[entries], return_inverse=True)
        products = self._vectors(targets, named)[:, column] * self._values[entries]
        by_film = _sums(products, lengths) * _weights(rated)
        return Contributions(self._base[targets], by_film, self.item_ids[rated.indices])

    def _vectors(self, places: Ints, named: Ints) -> Floats:
        """How much some movies have of some attributes, given ascending, shape (places, named)."""
        entries, lengths = entries_of(self._start, places)
        column = np.searchsorted(named, self._columns[entries])
        known = column < len(named)
        known[known] = named[column[known]] == self._columns[entries[known]]
        vectors = np.zeros((len(places), len(named)), dtype=np.float32)
        row = np.repeat(np.arange(len(places)), lengths)
        vectors[row[known], column[known]] = self._values[entries[known]]
        return vectors

    def state(self) -> State:
        arrays = {"item_ids": self.item_ids, **{name: getattr(self, f"_{name}") for name in _ARRAYS}}
        arrays["vocabulary"] = np.asarray(self.vocabulary, dtype=np.str_)
        return State({"popularity_share": self.popularity_share}, arrays)

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = cls(**state.settings)
        model.item_ids, words, *arrays = require(state, "item_ids", "vocabulary", *_ARRAYS)
        model.vocabulary = tuple(str(word) for word in words)
        for name, array in zip(_ARRAYS, arrays, strict=True):
            setattr(model, f"_{name}", array)
        model._prepare()
        return model


_ARRAYS = ("start", "columns", "values", "base")


_NOTHING: Ints = np.zeros(0, dtype=np.int64)


def _sums(products: Floats, lengths: Ints) -> Floats:
    """Sums of consecutive columns, `lengths` of them each, shape (rows, len(lengths))."""
    starts = np.cumsum(lengths) - lengths
    padded = np.append(products, np.zeros((len(products), 1), dtype=np.float32), axis=1)  # an empty last group
    sums = np.add.reduceat(padded, starts, axis=1) if len(lengths) else padded[:, :0]
    sums[:, lengths == 0] = 0.0  # reduceat gives the next column there
    return np.asarray(sums, dtype=np.float32)


def _weights(rated: Encoded) -> Floats:
    """How far each rating raises or lowers its movie's attributes, over the root of the number rated."""
    up, down = MAX_STARS - MIDDLE_STARS, MIDDLE_STARS - MIN_STARS
    away = rated.stars - np.float32(MIDDLE_STARS)
    scaled = np.where(away > 0, away / up, away / down)
    return np.asarray(scaled / np.sqrt(max(len(rated), 1)), dtype=np.float32)
