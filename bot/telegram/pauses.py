"""How long to wait before something that failed is tried again."""

from telegram.error import RetryAfter, TimedOut

from bot.telegram.pace import seconds_of


class Pauses:
    """Each pause is twice as long as the one before.

    Parameters
    ----------
    first, longest
        Seconds.
    """

    def __init__(self, first: float, longest: float) -> None:
        self._first, self._longest = first, longest
        self._next = first

    def next(self) -> float:
        """Seconds of the next pause."""
        pause, self._next = self._next, min(2 * self._next, self._longest)
        return pause

    def after(self, error: Exception) -> float:
        """Seconds after an error: what Telegram asks for, or the next pause; what timed out has waited already."""
        if isinstance(error, RetryAfter):
            return seconds_of(error)
        if isinstance(error, TimedOut):
            self._next = self._first
        return self.next()
