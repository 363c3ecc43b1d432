"""Which actions can be undone now: those that nothing later stands on."""

from collections.abc import Iterable
from dataclasses import replace

from bot.storage.kept import Action, JournalEntry, Mark

Subject = tuple[str | None, Mark | None]


def judged(actions: Iterable[Action]) -> list[Action]:
    """Actions, latest first and none left out, each told whether it is revertible."""
    touched: set[Subject] = set()
    found: list[Action] = []
    for action in actions:
        subjects = {_subject(entry) for entry in action.entries}
        found.append(replace(action, revertible=not subjects & touched))
        touched |= subjects
    return found


def _subject(entry: JournalEntry) -> Subject:
    """What an entry is about: the rating of a film, or a mark of it."""
    return (entry.film.key if entry.film else None, entry.mark)
