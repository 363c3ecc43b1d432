"""Messages are parsed when they are first said, by whichever thread says them first."""

from typing import Any

import pytest
from fluent.runtime import FluentResource

from bot import locales
from bot.locales import Messages

TEXTS = {
    "hello.ftl": "hello = Hello { $name }!\n",
    "bye.ftl": "bye =\n    { $count ->\n        [one] Bye\n       *[other] Bye all\n    }\n",
}


def test_a_message_is_written_the_first_time_and_again() -> None:
    messages = Messages("en", TEXTS)
    assert [messages.write("hello", {"name": name})[0] for name in ("Ada", "Bob")] == ["Hello Ada!", "Hello Bob!"]
    assert messages.write("bye", {"count": 2}) == ("Bye all", [])
    assert not messages.has_message("morning")


def test_a_message_that_one_thread_is_reading_is_there_for_others(monkeypatch: pytest.MonkeyPatch) -> None:
    messages, seen = Messages("en", TEXTS), list[bool]()

    def watched(text: str) -> Any:
        seen.append(messages.has_message("hello"))
        return FluentResource(text)

    monkeypatch.setattr(locales, "FluentResource", watched)
    messages.write("hello", {"name": "Ada"})
    assert seen == [True]


def test_a_message_that_cannot_be_read_is_told_each_time() -> None:
    messages = Messages("en", {"talk.ftl": "hello = { $name\n"})
    for _ in range(2):
        with pytest.raises(ValueError, match=r"en/talk\.ftl has a message that cannot be read"):
            messages.write("hello", {})
