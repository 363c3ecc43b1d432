"""Models whose state is some settings and some arrays, both by name."""

from typing import Any, ClassVar, Self

from recengine.models.base import Scorer, State, require


class PlainScorer(Scorer):
    """A method that says by name what it is made of, so that saving and loading need no code of its own.

    Settings are arguments of the constructor and attributes of the same name; the array «x» is the attribute `_x`.
    """

    _settings: ClassVar[tuple[str, ...]]
    """Names of the arguments that make the model again."""

    _arrays: ClassVar[tuple[str, ...]]
    """Names of the arrays beside `item_ids`."""

    def state(self) -> State:
        arrays = {"item_ids": self.item_ids, **{name: getattr(self, f"_{name}") for name in self._arrays}}
        return State(self.settings(), arrays)

    def settings(self) -> dict[str, Any]:
        """The arguments that make this model again."""
        return {name: getattr(self, name) for name in self._settings}

    @classmethod
    def from_state(cls, state: State) -> Self:
        model = cls(**state.settings)
        model.item_ids, *arrays = require(state, "item_ids", *cls._arrays)
        for name, array in zip(cls._arrays, arrays, strict=True):
            setattr(model, f"_{name}", array)
        return model
