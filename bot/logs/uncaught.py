"""Exceptions that nobody caught go through the log, and so without secrets."""

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from bot.logs.redaction import hide

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

log = logging.getLogger(__name__)


def log_uncaught() -> None:
    """Have what ends the program, a thread or a finaliser told by the log instead of printed as it is."""
    hide()
    sys.excepthook = _ended
    threading.excepthook = _thread_ended
    sys.unraisablehook = _unraisable


def _ended(kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    log.critical("Matinee has to stop: this must not happen, please report it", exc_info=(kind, error, where))


def _thread_ended(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        told = (args.exc_type, args.exc_value, args.exc_traceback)
        log.error("a thread ended by a mistake of the program", exc_info=told)


def _unraisable(args: "UnraisableHookArgs") -> None:
    if args.exc_value is not None:
        told = (args.exc_type, args.exc_value, args.exc_traceback)
        log.error("something could not be tidied up", exc_info=told)
