"""A new version measured beside the current one, on what neither of them learned from."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bot.films import Film, FilmBook
from bot.gating.answering import loaded, shrinkage, silence_of
from bot.gating.gap import LEAST_OWN, MARGIN, OWN_MARGIN, Gap
from bot.gating.rival import Rival, people_for, rival_in
from bot.gating.verdict import Verdict
from bot.latest import Latest
from recengine.arrays import Floats
from recengine.evaluation.left_out import GIVEN, Accuracy, accuracy, ndcg
from recengine.evaluation.splitting import HeldOutUser
from recengine.models.base import Scorer
from recengine.persistence import ModelStore
from recengine.recommender import Recommender

LOOKED_AT = 5
"""For so many people it is checked that a version answers at all."""

NEWCOMERS = GIVEN[0]
"""What a version is worth by itself is told for so many ratings given."""

OURS, POPULAR = "ndcg10_given5", "ndcg10_given5_popular"
"""In the metrics of a manifest."""

STRANGERS, OWN = "people whom neither learned from", "of the bot's own people by their latest ratings"


@dataclass(frozen=True)
class Gate:
    """What a new version is measured by; called with the folder of a version in the making.

    Attributes
    ----------
    store
        Whose current version it is compared with.
    dataset
        Name of the data set that it was trained on.
    people
        People of the data set whom it did not learn from, as `people_of` gives them.
    left_out
        Ids of all people of the data set whom it did not learn from, be they in today's data or not.
    own
        The bot's own people with the latest ratings that it did not learn from.
    popular
        A yardstick, measured beside.
    measured
        Off, it is only looked at whether the version answers.
    anyway
        Publish, whatever comes out.
    told
        Called with the share that is done.
    """

    store: ModelStore
    dataset: str
    people: Sequence[HeldOutUser] = ()
    left_out: Collection[int] = ()
    own: Sequence[Latest] = ()
    popular: Scorer | None = None
    measured: bool = True
    anyway: bool = False
    told: Callable[[float], None] = lambda done: None
    verdicts: list[Verdict] = field(default_factory=list)

    def __call__(self, folder: Path) -> Mapping[str, Any]:
        """A judge for `ModelStore.publish`; the verdict is kept in `verdicts`, too."""
        self.verdicts.append(self.judge(folder))
        return self.verdicts[-1].to_json()

    def judge(self, folder: Path) -> Verdict:
        """Load the version as a bot will, see whether it answers, then compare."""
        saved, broken = loaded(folder)
        if saved is None:
            return Verdict(broken, {"not_compared": broken})
        histories = [person.given(NEWCOMERS) for person in self.people[:LOOKED_AT]]
        if mute := silence_of(saved.recommender, histories):
            return Verdict(mute, {"not_compared": mute}, anyway=self.anyway)
        if not self.measured:
            return Verdict("", {"not_compared": "it was not measured, as somebody waited for the first start"})
        return self._compared(
            saved.recommender, rival_in(self.store, dataset=self.dataset, catalog=saved.recommender.catalog)
        )

    def _compared(self, new: Recommender, rival: Rival) -> Verdict:
        mine = accuracy(new.model, self.people, given=[NEWCOMERS], told=lambda done: self.told(0.3 * done))
        if rival.saved is None:
            return Verdict("", {"not_compared": rival.why_not}, self._metrics(mine))
        current = rival.saved.recommender
        people, why_not = people_for(rival, self.store, self.left_out)
        gap, own = self._on_people(new, current, people), self._on_own(new, current, rival)
        whys = [
            shrinkage(len(new.catalog), len(current.catalog)),
            *(
                f"it finds less of what people like: {found.told(whom)}"
                for found, whom in ((gap, STRANGERS), (own, OWN))
                if found and found.is_worse
            ),
        ]
        figures = {
            "against": rival.saved.version,
            "held_out": gap.to_json() if gap else None,
            "own": own.to_json() if own else None,
            "not_compared": why_not,
        }
        return Verdict("; ".join(why for why in whys if why), figures, self._metrics(mine), anyway=self.anyway)

    def _on_people(self, new: Recommender, current: Recommender, people: Sequence[HeldOutUser]) -> Gap | None:
        if not people:
            return None
        mine = accuracy(new.model, people, told=lambda done: self.told(0.3 + 0.35 * done))
        theirs = accuracy(current.model, people, told=lambda done: self.told(0.65 + 0.35 * done))
        return Gap.of(mine.by_person, theirs.by_person, margin=MARGIN) if len(mine.user_ids) else None

    def _on_own(self, new: Recommender, current: Recommender, rival: Rival) -> Gap | None:
        people = [(person, liked) for person in self.own if (liked := person.liked(since=rival.since))]
        if not people:
            return None
        return Gap.of(_own(new, people), _own(current, people), margin=OWN_MARGIN, least=LEAST_OWN)

    def _metrics(self, mine: Accuracy) -> dict[str, Any]:
        if not mine.user_ids or self.popular is None:
            return {OURS: None, POPULAR: None}
        popular = accuracy(self.popular, self.people, given=[NEWCOMERS])
        return {OURS: round(mine.at(NEWCOMERS), 4), POPULAR: round(popular.at(NEWCOMERS), 4)}


def _own(recommender: Recommender, people: Sequence[tuple[Latest, list[Film]]]) -> Floats:
    """NDCG@10 for each person, who has something liked among the ratings put aside."""
    book = FilmBook(recommender.catalog)
    values = []
    for person, liked in people:
        movies = [book.movie(film) for film in liked]
        # Films that this catalogue lacks are missed by it: they get ids that no movie has.
        wanted = {-1 - place if movie is None else movie.item_id for place, movie in enumerate(movies)}
        values.append(ndcg(recommender.model, person.given(book), wanted))
    return np.asarray(values, dtype=np.float32)
