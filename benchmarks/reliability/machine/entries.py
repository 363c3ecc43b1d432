"""Entries of the model's journal, and suggestions as it remembers them."""

from dataclasses import dataclass

from bot.storage.kept import Mark, Outcome, Verb

Subject = tuple[str, Mark | None]
"""A film's rating, by the film's key, or a mark of it."""


@dataclass(eq=False)
class Entry:
    """One change; `value` and `before` are stars, or 1 under a mark, and None without.

    `replaces` had set `before`. `first` is the first entry of its action, None for that one itself.
    """

    verb: Verb
    subject: Subject
    at: int
    before: float | None
    value: float | None
    replaces: "Entry | None" = None
    first: "Entry | None" = None
    undoes: "Entry | None" = None
    dated: int | None = None
    token: str | None = None
    undone: bool = False

    @property
    def said_at(self) -> int:
        """When the value was given."""
        return self.at if self.dated is None else self.dated

    @property
    def stands(self) -> bool:
        """Whether it is neither taken back nor taking back."""
        return self.undoes is None and not self.undone


@dataclass
class Showing:
    """A suggestion, what became of it, and the import that it came with."""

    key: str
    outcome: Outcome | None = None
    token: str | None = None
