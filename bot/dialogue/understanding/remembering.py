"""An understanding for the length of one turn, in which several parts ask what the same message means."""

from dataclasses import dataclass, field

from bot.dialogue.understanding.meaning import Meaning
from bot.dialogue.understanding.understanding import Understanding
from recengine.query import Constraints


@dataclass(frozen=True, slots=True)
class Remembering:
    """Works out the meaning of a text once; nothing of it outlives the turn."""

    understanding: Understanding
    meant: dict[str, Meaning] = field(default_factory=dict)

    def meaning(self, text: str) -> Meaning:
        """See `Understanding.meaning`."""
        if text not in self.meant:
            self.meant[text] = self.understanding.meaning(text)
        return self.meant[text]

    def wishes(self, text: str) -> Constraints:
        """See `Understanding.wishes`."""
        return self.understanding.wishes(text)
