"""What a person likes more or less than most people, computed from their ratings, with how sure that is.

A rating's surprise is how far it lies above the film's mean, less how generous this person is. A trait's lean is the
mean surprise of the rated films that have it, shrunk: as if `PRIOR` films of no surprise had been rated besides. That
is the posterior mean under a normal prior (A. Gelman and J. Hill, «Data analysis using regression and multilevel
models», 2007, chapter 12).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recengine.arrays import History
from recengine.history import encode
from recengine.traits import TraitSetting, trait_key, traits_of

if TYPE_CHECKING:
    from recengine.recommender import Recommender

PRIOR = 5.0
"""Films of no surprise that are mixed into every lean, and into how generous a person is."""

NOISE = 0.9
"""Standard deviation in stars of a single rating around what a film's mean and a person's taste say."""

HALF_KNOWN = 10.0
"""With so many ratings half is known of a person."""


@dataclass(frozen=True, slots=True)
class TraitTaste:
    """One trait as a person likes it.

    Attributes
    ----------
    key
        Such as «genre:comedy», folded; what `Query.traits` takes.
    name
        As the catalogue writes it: «Comedy».
    lean
        Stars by which they like such films more (less, where below 0) than most people do, shrunk towards 0.
    error
        Its standard error in stars; the fewer films, the larger.
    films
        Ids of the rated films behind it, those that speak most for the lean first.
    setting
        What the person set about it, if anything.
    """

    key: str
    name: str
    lean: float
    error: float
    films: tuple[int, ...]
    setting: TraitSetting | None = None

    @property
    def kind(self) -> str:
        """«genre», «decade», «word» or «person»."""
        return self.key.partition(":")[0]


@dataclass(frozen=True, slots=True)
class TasteProfile:
    """All traits of the rated films, the strongest leans first; `known` is from 0, nothing, towards 1."""

    traits: tuple[TraitTaste, ...]
    known: float
    rated: int
    generosity: float

    def of(self, kind: str) -> tuple[TraitTaste, ...]:
        """The traits of one kind."""
        return tuple(trait for trait in self.traits if trait.kind == kind)


def taste_profile(
    recommender: "Recommender", history: History, adjustments: Mapping[str, TraitSetting] | None = None
) -> TasteProfile:
    """The taste that a history shows.

    Parameters
    ----------
    history
        Item id -> stars; unknown ids are ignored.
    adjustments
        What the person set, by trait; a trait that no rated film has is listed where any film has it, with lean 0.

    Raises
    ------
    InvalidRating
        Where the history holds what is no rating.
    """
    settings = {trait_key(key): setting for key, setting in (adjustments or {}).items()}
    surprises, generosity = _surprises(recommender, history)
    films: defaultdict[str, list[int]] = defaultdict(list)
    known = recommender.trait_names
    names = {key: known[key] for key in settings if key in known}
    for item_id in surprises:
        for key, name in traits_of(recommender.catalog[item_id]):
            films[key].append(item_id)
            names.setdefault(key, name)
    traits = (_taste(key, name, films.get(key, []), surprises, settings.get(key)) for key, name in names.items())
    ordered = tuple(sorted(traits, key=lambda trait: (-abs(trait.lean), trait.key)))
    return TasteProfile(ordered, len(surprises) / (len(surprises) + HALF_KNOWN), len(surprises), generosity)


def _surprises(recommender: "Recommender", history: History) -> tuple[dict[int, float], float]:
    """Of each rated film that is known, how far its rating lies above what was to be expected; and generosity."""
    encode(history, {})
    means, catalog = recommender.statistics.mean_stars, recommender.catalog
    above = {i: stars - float(means[catalog.index_of(i)]) for i, stars in history.items() if i in catalog}
    generosity = sum(above.values()) / (len(above) + PRIOR)
    return {item_id: value - generosity for item_id, value in above.items()}, generosity


def _taste(
    key: str, name: str, films: list[int], surprises: Mapping[int, float], setting: TraitSetting | None
) -> TraitTaste:
    weight = len(films) + PRIOR
    lean = sum(surprises[film] for film in films) / weight
    behind = sorted(films, key=lambda film: (-surprises[film] if lean >= 0 else surprises[film], film))
    return TraitTaste(key, name, lean, float(NOISE / weight**0.5), tuple(behind), setting)
