"""The handler that writes to stderr."""

import logging

from bot.logs.repetition import Repetition


class Lines(logging.StreamHandler):  # type: ignore[type-arg]  # the class takes none at run time
    """Writes lines to stderr; at its end it tells how many were only counted."""

    def __init__(self) -> None:
        super().__init__()
        self._repetition = Repetition()
        self.addFilter(self._repetition)

    def close(self) -> None:
        """Tell of what was not written."""
        if rest := self._repetition.rest():
            self.emit(logging.makeLogRecord({
                "name": __name__, "levelno": logging.WARNING, "levelname": "WARNING",
                "msg": f"{rest} more lines like those above were not written",
            }))  # fmt: skip
        super().close()
