"""When the bot may speak first: settings that are off until asked for, and the hours that follow from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

DAY: Final = 86_400
WEEK: Final = 7 * DAY
HOUR: Final = 3_600
MINUTE: Final = 60

LATEST_CLOCK, EARLIEST_CLOCK = 14 * 60, -12 * 60
"""Minutes by which clocks on earth differ from universal time at most."""

ASK_AFTER: Final = 2 * DAY
"""A saved film is asked about at the chosen hour, this long after it was saved or later."""

TOO_LATE: Final = 12 * HOUR
"""What could not be said for so long, because the bot was off, is not said any more."""

THURSDAY: Final = 3
"""1 January 1970 was one; Monday is 0."""


FRIDAY, EVENING = 4, 18
"""When most people look for a film."""


@dataclass(frozen=True, slots=True)
class Nudges:
    """What a person asked for.

    Attributes
    ----------
    weekly
        A film every week.
    after_saved
        «How was it?» some days after a film was saved.
    weekday, hour
        When, by their own clock; Monday is 0.
    clock
        Minutes that their clock is ahead of universal time. Telegram does not tell, so they set it.
    """

    weekly: bool = False
    after_saved: bool = False
    weekday: int = FRIDAY
    hour: int = EVENING
    clock: int = 0

    def __bool__(self) -> bool:
        return self.weekly or self.after_saved

    def next_week(self, now: int) -> int:
        """The next time of the weekly film, in seconds since 1970, after `now`."""
        own = now + self.clock * MINUTE
        wanted = (self.weekday - THURSDAY) % 7 * DAY + self.hour * HOUR
        due = own - (own - wanted) % WEEK + WEEK
        return due - self.clock * MINUTE

    def next_question(self, saved_at: int) -> int:
        """When to ask about a film that was saved at this time."""
        own = saved_at + ASK_AFTER + self.clock * MINUTE
        due = own + (self.hour * HOUR - own) % DAY
        return due - self.clock * MINUTE

    def own_time(self, now: int, *, ahead: int = 0) -> str:
        """What their clock shows, such as «18:05», or would show if it were some minutes ahead."""
        minutes = (now // MINUTE + self.clock + ahead) % (24 * 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"

    def to_json(self) -> dict[str, Any]:
        """Plain data; `from_json` reads it back."""
        return {
            "weekly": self.weekly,
            "after_saved": self.after_saved,
            "weekday": self.weekday,
            "hour": self.hour,
            "clock": self.clock,
        }

    @classmethod
    def from_json(cls, data: object) -> "Nudges":
        """The settings of `to_json`; what is missing or of another kind takes its default."""
        given: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        return cls(
            weekly=given.get("weekly") is True,
            after_saved=given.get("after_saved") is True,
            weekday=_whole(given.get("weekday"), 0, 6, FRIDAY),
            hour=_whole(given.get("hour"), 0, 23, EVENING),
            clock=_whole(given.get("clock"), EARLIEST_CLOCK, LATEST_CLOCK, 0),
        )


def _whole(value: object, least: int, most: int, default: int) -> int:
    known = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
    return value if known and isinstance(value, int) else default
