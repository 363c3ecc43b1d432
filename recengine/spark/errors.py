"""What goes wrong in Spark as one plain line; Java's own account goes to the log at debug."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from recengine.errors import MatineeError

log = logging.getLogger(__name__)

LONGEST = 240
"""Letters of a reason; Java is fond of telling more."""

_CODES = re.compile(r"^\[[A-Z0-9_.]+\]\s*|\s*SQLSTATE: \w+.*$")
_CLASS = re.compile(r"^(?:[a-z]\w*\.)+\w+(?:Exception|Error): ")
_PACKAGES = re.compile(r"\b(?:[a-z]\w*\.){2,}(?=[A-Z])")


class SparkError(MatineeError):
    """Spark is not there, does not start, or cannot do what it was asked for."""


@contextmanager
def plainly(doing: str) -> Iterator[None]:
    """Let what Spark and Java raise become one line.

    Parameters
    ----------
    doing
        What could not be done then, «Spark cannot read s3a://ratings».

    Raises
    ------
    SparkError
        In place of any exception of PySpark, of the bridge to Java, or of the connection to it.
    """
    try:
        yield
    except Exception as error:
        if not _is_of_spark(error):
            raise
        log.debug("%s", doing, exc_info=True)
        raise SparkError(f"{doing}: {reason(error)}") from None


def _is_of_spark(error: Exception) -> bool:
    home = type(error).__module__.partition(".")[0]
    return home in ("pyspark", "py4j") or isinstance(error, (ConnectionError, EOFError))


def reason(error: Exception) -> str:
    """The first line of the innermost cause."""
    if isinstance(error, (ConnectionError, EOFError)) or type(error).__name__ == "Py4JNetworkError":
        return "the connection to Java broke off; it may have run out of memory"
    return first_line(_innermost(error))


def _innermost(error: Exception) -> str:
    """What the last cause in Java says; what Python says where Java cannot be asked any more."""
    try:
        cause: Any = getattr(error, "java_exception", None) or getattr(error, "_origin", None)
        message = None
        while cause is not None:
            message = cause.getMessage() or message
            cause = cause.getCause()
        return str(message or error)
    except Exception:  # Java may be gone by now, and says so in many ways
        return type(error).__name__


def first_line(text: str) -> str:
    """The first line that says something, without codes and class names, cut where it is long."""
    lines = (line.strip() for line in text.splitlines())
    line = _CODES.sub("", next((line for line in lines if line), "no reason was given"))
    line = _CODES.sub("", _CLASS.sub("", line)).rstrip(" .")
    line = _PACKAGES.sub("", line)
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
