"""What training found out about asking: who has seen what, and which answers teach the model most."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self, TypeAlias

import numpy as np

from recengine.arrays import Floats, Ints
from recengine.history import check_stars

Answers: TypeAlias = Mapping[int, float | None]
"""What a person said to films that were asked about: item id -> stars, None for «haven't seen»."""


@dataclass(frozen=True, slots=True)
class Elicitation:
    """Learned by `recengine.elicitation.learned_fit.learn_elicitation`, served with numpy alone.

    Attributes
    ----------
    item_ids
        Films that may be asked about, the most rated first, int64, shape (films,).
    seen
        Chance that somebody like each of some known people has seen a film, above 0 and below 1, float32, shape
        (people, films).
    value
        How much better the model knows a person's taste by an answer about a film than by one about another of
        their films, in standard deviations over the films, float32, shape (films,).
    """

    item_ids: Ints
    seen: Floats
    value: Floats

    def __post_init__(self) -> None:
        films = len(self.item_ids)
        if self.seen.ndim != 2 or self.seen.shape[1] != films or self.value.shape != (films,) or not len(self.seen):
            raise ValueError("the arrays of what to ask do not fit each other")
        if not bool(np.all((self.seen > 0) & (self.seen < 1)) and np.all(np.isfinite(self.value))):
            raise ValueError("the arrays of what to ask hold what is no chance and no value")

    def chances(self, answers: Answers) -> Floats:
        """Chance that a person has seen each film, given what they said so far, float32, shape (films,).

        Every known person is taken for a kind of newcomer, as likely as the next before the first answer. Answers
        weigh these kinds by Bayes' rule, each answer being independent of the others within a kind. Answers about
        other films than `item_ids` say nothing.

        Raises
        ------
        InvalidRating
            Where an answer is no rating and not None.
        """
        place = {item_id: i for i, item_id in enumerate(self.item_ids.tolist())}
        fit = np.zeros(len(self.seen))
        for item_id, stars in answers.items():
            if stars is not None:
                check_stars(stars, item_id)
            if item_id in place:
                chance = self.seen[:, place[item_id]].astype(np.float64)
                fit += np.log(1.0 - chance if stars is None else chance)
        kinds = np.exp(fit - fit.max())
        return np.asarray(kinds / kinds.sum() @ self.seen, dtype=np.float32)

    def arrays(self) -> dict[str, np.ndarray]:
        """The arrays by name, to be saved."""
        return {field.name: getattr(self, field.name) for field in fields(self)}

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, np.ndarray]) -> Self:
        """What `arrays` gave.

        Raises
        ------
        KeyError, ValueError
            Where an array is missing or of another shape.
        """
        return cls(**{field.name: arrays[field.name] for field in fields(cls)})
