"""What the bot says, a folder a language, as Fluent messages (projectfluent.org); read once."""

import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast

SOURCE = "en"
"""The language that has every message; what another lacks is said in this one."""

LANGUAGES: dict[str, str] = {SOURCE: "English", "es": "Español"}
"""Language code -> its own name for itself."""


_KEY = re.compile(r"^[a-zA-Z][\w-]*(?= *=)", re.MULTILINE)


@cache
def bundle(language: str) -> "Messages":
    """All messages of a language."""
    return Messages(language, sources(language))


class Messages:
    """The messages of a language, each parsed when it is first said: most starts say few of them for a while.

    A message refers to no other one.

    Parameters
    ----------
    texts
        File name -> text.
    """

    def __init__(self, language: str, texts: Mapping[str, str]) -> None:
        # Isolating marks around each value would show as boxes in some clients.
        self._bundle = FluentBundle([language], use_isolating=False)
        self._language = language
        self._reading = threading.Lock()
        self._unread = {
            entry[0]: (name, entry.string[entry.start() : end])
            for name, text in sorted(texts.items(), reverse=True)  # of two of one key, the first counts
            for entry, end in _entries(text)
        }

    def has_message(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self._unread or self._bundle.has_message(key)

    def write(self, key: str, given: Mapping[str, Any]) -> tuple[str, list[Exception]]:
        """The text of a message with its values, and what was wrong with them.

        Raises
        ------
        LookupError
            Where it is empty.
        ValueError
            Where it cannot be read.
        """
        if key in self._unread:
            self._read(key)
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise LookupError(f"the message {key!r} is empty")
        written, errors = self._bundle.format_pattern(pattern, dict(given))
        return str(written), errors

    def _read(self, key: str) -> None:
        """Take a message over; long turns and pictures write in threads, and to them it is there all the while."""
        with self._reading:
            if (unread := self._unread.get(key)) is None:
                return  # another thread was faster
            name, text = unread
            resource = FluentResource(text)
            if broken := [entry for entry in resource.body if isinstance(entry, ast.Junk)]:
                raise ValueError(f"{self._language}/{name} has a message that cannot be read: {broken[0].content!r}")
            self._bundle.add_resource(resource)
            del self._unread[key]


def _entries(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """Where each message begins, with its key, and where it ends."""
    starts = list(_KEY.finditer(text))
    yield from zip(starts, [*(start.start() for start in starts[1:]), len(text)], strict=True)


def sources(language: str) -> dict[str, str]:
    """File name -> text of a language's messages."""
    folder = files(__package__).joinpath(language)
    return {entry.name: entry.read_text("utf-8") for entry in folder.iterdir() if entry.name.endswith(".ftl")}
