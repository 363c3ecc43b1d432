"""The current version, as what a new one has to stand up to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from recengine.catalog import Catalog
from recengine.errors import ModelError
from recengine.evaluation.left_out import TOO_FEW, people_kept
from recengine.evaluation.splitting import HeldOutUser
from recengine.persistence import ModelStore, SavedModel

LEFT_OUT = "left_out"
"""In a manifest: ids of the data set's people that it did not learn from; there since the latest ratings of the bot's
own people are put aside, too."""


@dataclass(frozen=True, slots=True)
class Rival:
    """The current version, or why there is none that a new one can be compared with."""

    saved: SavedModel | None
    why_not: str = ""

    @property
    def manifest(self) -> Mapping[str, Any]:
        """What it says of itself."""
        return {} if self.saved is None else self.saved.manifest

    @property
    def version(self) -> str:
        """Its name."""
        return str(self.manifest.get("version", ""))

    @property
    def since(self) -> int | None:
        """Ratings put aside are new to it if given after this time; None where all are, as it put them aside, too."""
        if LEFT_OUT in self.manifest:
            return None
        trained_at = self.manifest.get("trained_at")
        return trained_at if isinstance(trained_at, int) else NEVER


PEOPLE = "left_out.npz"
"""A file beside a model: the ratings of those people."""

MOST_INHERITED = 300
"""So many people who were left out before are left out again, so that they do not become ever more."""

SAME = 0.9
"""Catalogues that share so much of their films are taken for the same."""

NEVER = 1 << 60
"""A time after all ratings."""


def rival_in(store: ModelStore, *, dataset: str, catalog: Catalog) -> Rival:
    """The current version of a store, for a new one of this data set and these films."""
    try:
        version = store.current()
        if version is None:
            return Rival(None, "there is no version yet to compare it with")
        saved = store.load(version)
    except ModelError as error:
        return Rival(None, f"the current version cannot be read: {error}")
    other = str(saved.manifest.get("dataset", ""))
    if other != dataset and not same_films(saved.recommender.catalog, catalog):
        return Rival(None, f"the current version {version} was trained on {other or 'other data'}, not on {dataset}")
    return Rival(saved)


def left_out_before(store: ModelStore, dataset: str, catalog: Catalog) -> frozenset[int]:
    """People whom the current version did not learn from, where it is of this data set or of the same films.

    A new one leaves them out, too: data may have changed so that it would leave out others.
    """
    from recengine.fingerprints import catalog_fingerprint

    current = next((one for one in store.described() if one.is_current), None)
    told = {} if current is None else current.manifest
    users, data = told.get(LEFT_OUT), told.get("data")
    same = isinstance(data, Mapping) and data.get("catalog") == catalog_fingerprint(catalog)
    if not isinstance(users, list) or not (same or told.get("dataset") == dataset):
        return frozenset()
    return frozenset(user for user in users[:MOST_INHERITED] if type(user) is int)


def same_films(one: Catalog, other: Catalog) -> bool:
    """Whether two catalogues are nearly the same, whatever their data sets are called."""
    films, others = ({(m.item_id, m.title, m.year) for m in catalog} for catalog in (one, other))
    return len(films & others) >= SAME * len(films | others)


def people_for(rival: Rival, store: ModelStore, left_out: Collection[int]) -> tuple[list[HeldOutUser], str]:
    """People whom the current version did not learn from, nor a new one that left out these; or why there are none.

    Their ratings are those that were kept with the current version. Those of today's data would say nothing of a new
    version that was trained on damaged data: they would be damaged alike.
    """
    if rival.saved is None:
        return [], rival.why_not
    if LEFT_OUT not in rival.manifest:
        return [], f"version {rival.version} is of a time when nobody was left out of a training"
    try:
        people = people_kept(store.beside(rival.saved, PEOPLE), left_out)
    except (ModelError, ValueError, TypeError) as error:
        return [], f"the people kept with version {rival.version} cannot be read: {error}"
    if len({person.user_id for person in people}) < TOO_FEW:
        return [], "too few people were left out of both"
    return people, ""
