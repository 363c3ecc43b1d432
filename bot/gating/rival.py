"""The current version, as what a new one has to stand up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recengine.errors import ModelError
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

    def among(self, people: Sequence[HeldOutUser]) -> list[HeldOutUser]:
        """Those people of the data set whom it did not learn from either."""
        users = self.manifest.get(LEFT_OUT)
        left_out = frozenset(user for user in users if isinstance(user, int)) if isinstance(users, list) else ()
        return [person for person in people if person.user_id in left_out]

    @property
    def since(self) -> int | None:
        """Ratings put aside are new to it if given after this time; None where all are, as it put them aside, too."""
        if LEFT_OUT in self.manifest:
            return None
        trained_at = self.manifest.get("trained_at")
        return trained_at if isinstance(trained_at, int) else NEVER


NEVER = 1 << 60
"""A time after all ratings."""


def rival_in(store: ModelStore, *, dataset: str) -> Rival:
    """The current version of a store, for a new one trained on a data set of this name."""
    try:
        version = store.current()
        if version is None:
            return Rival(None, "there is no version yet to compare it with")
        saved = store.load(version)
    except ModelError as error:
        return Rival(None, f"the current version cannot be read: {error}")
    other = str(saved.manifest.get("dataset", ""))
    if other != dataset:
        return Rival(None, f"the current version {version} was trained on {other or 'other data'}, not on {dataset}")
    return Rival(saved)
