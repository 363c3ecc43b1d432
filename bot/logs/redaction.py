"""Secrets are out of every log record from the moment it is made, whichever logger and handler it is for."""

import logging
import traceback
from types import TracebackType
from typing import Any

from bot.logs.secrets import HIDDEN, Secrets

__all__ = ["HIDDEN", "clean", "hide"]

_secrets = Secrets()
"""Of this process: a record does not know whose it is."""

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def hide(*secrets: str) -> None:
    """From now on these appear in no log record of this process, nor in what `clean` returns."""
    _secrets.add(*secrets)
    if logging.getLogRecordFactory() is not CleanRecord:
        logging.setLogRecordFactory(CleanRecord)


def clean(text: str) -> str:
    """The text without secrets."""
    return _secrets.clean(text)


class CleanRecord(logging.LogRecord):
    """A record whose message, traceback and stack are final, and clean.

    Attributes
    ----------
    template
        The message before values were put in: what it has in common with others of its kind.
    cause
        Type and place of the exception that is logged with it, if any.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = clean(str(self.msg))
        self.msg = clean(_message(self))
        self.args = None
        self.cause = ""
        if self.exc_info:
            self.cause = _cause(self.exc_info)
            self.exc_text = clean("".join(traceback.format_exception(*self.exc_info)).rstrip("\n"))
            self.exc_info = None
        if self.stack_info:
            self.stack_info = clean(self.stack_info)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # a log call with arguments that don't fit must not fail whoever makes it
        return f"{record.msg} {record.args}"


def _cause(exc_info: ExcInfo | tuple[None, None, None]) -> str:
    kind, _, where = exc_info
    frames = traceback.extract_tb(where)
    place = f" {frames[-1].filename}:{frames[-1].lineno}" if frames else ""
    return f"{kind.__name__ if kind else ''}{place}"
