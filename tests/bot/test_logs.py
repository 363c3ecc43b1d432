"""Secrets stay out of the logs, whatever way they come in."""

import contextlib
import io
import logging
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from bot.logs import HIDDEN, Redaction, set_up_logs

TOKEN = "123456:AA-very_secret-token"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to stderr through the real set-up, which is undone afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    set_up_logs(secrets=[TOKEN, "hook-secret"])
    yield out
    for handler in list(root.handlers):
        root.removeHandler(handler)
    for handler in handlers:
        root.addHandler(handler)
    root.setLevel(level)


def fail() -> None:
    raise RuntimeError(f"POST https://api.telegram.org/bot{TOKEN}/getMe failed")


def test_the_token_is_hidden_in_messages_and_arguments(written: io.StringIO) -> None:
    log = logging.getLogger("a.test")
    log.info(f"at https://x/bot{TOKEN}/getMe")
    log.info("at %s, %r", f"https://x/bot{TOKEN}/getMe", {"token": TOKEN})
    log.warning("%(token)s", {"token": TOKEN})
    log.info("hook-secret and %s", quote(TOKEN, safe=""))
    assert "secret" not in written.getvalue()
    assert written.getvalue().count(HIDDEN) == 6


def test_the_token_is_hidden_in_tracebacks_and_stacks(written: io.StringIO) -> None:
    try:
        fail()
    except RuntimeError:
        logging.getLogger("a.test").exception("it failed", stack_info=True)
    text = written.getvalue()
    assert TOKEN not in text
    assert "RuntimeError: POST https://api.telegram.org/bot[hidden]/getMe failed" in text


def test_a_log_call_that_is_wrong_fails_nobody(written: io.StringIO) -> None:
    logging.getLogger("a.test").info("%d films", TOKEN)
    assert f"%d films ('{HIDDEN}',)" in written.getvalue()


def test_the_network_library_is_quiet(written: io.StringIO) -> None:
    logging.getLogger("httpx").info("HTTP Request: POST https://x/bot1:x/getMe")
    assert written.getvalue() == ""


def test_setting_up_twice_writes_every_line_once(written: io.StringIO) -> None:
    with contextlib.redirect_stderr(written):
        set_up_logs(secrets=[TOKEN])
    logging.getLogger("a.test").info("once")
    assert written.getvalue().count("once") == 1


def test_the_longest_secret_is_hidden_first_and_short_words_are_left() -> None:
    redaction = Redaction(["abcdefgh", "abcdefgh-ijkl", "the", ""])
    assert redaction.clean("the abcdefgh-ijkl abcdefgh") == f"the {HIDDEN} {HIDDEN}"
