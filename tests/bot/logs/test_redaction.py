"""Secrets stay out of the logs, whatever way they come in, whatever handler they come to."""

import asyncio
import base64
import gc
import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import HIDDEN, hide, noticed, set_up_logs
from bot.logs.secrets import Secrets

TOKEN = "123456:AA-very_secret-token"
HOOK = "hook secret/with «odd» \"signs\" 'in' it"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What goes to stderr through the real set-up."""
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    set_up_logs(secrets=[TOKEN, HOOK])
    return out


@pytest.fixture
def later(written: io.StringIO) -> Iterator[io.StringIO]:
    """What goes to a handler of somebody else's that came later, on a logger that does not pass on."""
    out = io.StringIO()
    handler, logger = logging.StreamHandler(out), logging.getLogger("somebody.else")
    handler.setFormatter(logging.Formatter("%(message)s %(args)s"))
    logger.addHandler(handler)
    logger.propagate = False
    logger.setLevel(logging.DEBUG)
    yield out
    logger.removeHandler(handler)
    logger.propagate = True


def fail() -> None:
    raise RuntimeError(f"POST https://api.telegram.org/bot{TOKEN}/getMe failed")


def test_secrets_are_hidden_in_messages_and_arguments(written: io.StringIO) -> None:
    log = logging.getLogger("bot.test")
    log.info(f"at https://x/bot{TOKEN}/getMe")
    log.info("at %s, %r", f"https://x/bot{TOKEN}/getMe", {"token": TOKEN})
    log.warning("%(token)s", {"token": TOKEN})
    log.info("%r and %s", HOOK, quote(TOKEN, safe=""))
    assert "secret" not in written.getvalue()
    assert written.getvalue().count(HIDDEN) == 6


@pytest.mark.parametrize("secret", [TOKEN, HOOK, TOKEN.partition(":")[2]], ids=["token", "hook", "half"])
def test_a_secret_is_hidden_in_every_form(written: io.StringIO, secret: str) -> None:
    forms = [secret, quote(secret, safe=""), quote(quote(secret, safe=""), safe=""), repr(secret)[1:-1]]
    forms += [
        repr(secret.encode())[2:-1],
        json.dumps(secret)[1:-1],
        base64.b64encode(b"a:" + secret.encode()).decode(),
    ]
    for number, form in enumerate(forms):
        logging.getLogger("bot.test").info("%d was %s!", number, form)
    lines = written.getvalue().splitlines()
    assert [line for line in lines if HIDDEN not in line] == []


@given(st.binary(max_size=12), st.binary(max_size=12))
def test_base64_hides_nothing_whatever_stands_around_it(before: bytes, after: bytes) -> None:
    secrets = Secrets()
    secrets.add(TOKEN)
    encoded = base64.b64encode(before + TOKEN.encode() + after).decode()
    assert HIDDEN in secrets.clean(encoded)


def test_a_token_is_hidden_in_tracebacks_and_stacks(written: io.StringIO) -> None:
    try:
        fail()
    except RuntimeError:
        logging.getLogger("bot.test").exception("it failed", stack_info=True)
    text = written.getvalue()
    assert TOKEN not in text
    assert "RuntimeError: POST https://api.telegram.org/bot[hidden]/getMe failed" in text


def test_a_handler_that_comes_later_gets_nothing_to_hide(later: io.StringIO) -> None:
    try:
        fail()
    except RuntimeError:
        logging.getLogger("somebody.else").exception("with %s", TOKEN)
    assert "secret" not in later.getvalue()
    assert "getMe failed" in later.getvalue()


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore.http11", "telegram.Bot", "aiosqlite", "asyncio", "uvicorn.error"]
)
def test_libraries_tell_no_secret_even_at_debug(written: io.StringIO, name: str) -> None:
    logger = logging.getLogger(name)
    logger.setLevel(logging.DEBUG)
    logger.debug("request=%r %s", f"https://x/bot{TOKEN}/getMe".encode(), HOOK)
    logger.setLevel(logging.NOTSET)
    assert written.getvalue().count(HIDDEN) == 2
    assert "secret" not in written.getvalue()


def test_tokens_that_nobody_named_are_hidden_too(written: io.StringIO) -> None:
    hide()
    log = logging.getLogger("bot.test")
    log.info("GET https://api.telegram.org/bot987654321:ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghi/getMe")
    log.info("GET http://127.0.0.1:8081/bot1%3Ashort/getMe and /bot1:x/getMe")
    log.info("postgresql://matinee:open-sesame@db/matinee at 12:30:45, see bot/telegram/app.py:120")
    text = written.getvalue()
    assert text.count(HIDDEN) == 4
    assert "postgresql://matinee:[hidden]@db/matinee at 12:30:45, see bot/telegram/app.py:120" in text


def test_a_log_call_that_is_wrong_fails_nobody(written: io.StringIO) -> None:
    logging.getLogger("bot.test").info("%d films", TOKEN)
    assert f"%d films ('{HIDDEN}',)" in written.getvalue()


def test_exceptions_that_nobody_caught_are_told_clean(written: io.StringIO) -> None:
    try:
        fail()
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "secret" not in written.getvalue()
    assert "Matinee has to stop" in written.getvalue()
    assert "a thread ended" in written.getvalue()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "KeyboardInterrupt" not in written.getvalue()


def test_a_task_whose_exception_nobody_fetched_is_told_clean(written: io.StringIO) -> None:
    async def failing() -> None:
        fail()

    async def forgetful() -> None:
        task = asyncio.create_task(failing())
        await asyncio.sleep(0)
        del task
        gc.collect()

    asyncio.run(forgetful())
    assert "Task exception was never retrieved" in written.getvalue()
    assert "secret" not in written.getvalue()


def test_a_process_that_dies_of_a_mistake_prints_no_secret() -> None:
    script = f"""
from bot.logs import set_up_logs
set_up_logs(secrets=["{TOKEN}"])
class Odd:
    def __del__(self): raise ValueError("in tidying {TOKEN}")
Odd()
raise RuntimeError("at https://x/bot{TOKEN}/getMe")
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "RuntimeError: at https://x/bot[hidden]/getMe" in ended.stderr
    assert "something could not be tidied up" in ended.stderr
    assert "AA-very" not in ended.stderr.replace("raise RuntimeError", "")


def test_the_last_error_is_kept_in_one_clean_line() -> None:
    hide(TOKEN)
    with noticed() as trouble:
        logging.getLogger("bot.test").warning("not this")
        logging.getLogger("bot.test").error("lost\n%s", TOKEN)
        assert trouble.last is not None
        assert trouble.last.message == rf"lost\n{HIDDEN}"
        assert trouble.counts == {("warning", "bot.test"): 1, ("error", "bot.test"): 1}
    logging.getLogger("bot.test").error("after the end")
    assert trouble.counts.total() == 2


def test_the_longest_secret_is_hidden_first_and_short_words_are_left() -> None:
    secrets = Secrets()
    secrets.add("abcdefgh", "abcdefgh-ijkl", "the", "")
    assert secrets.clean("the abcdefgh-ijkl abcdefgh") == f"the {HIDDEN} {HIDDEN}"


def test_of_an_address_only_the_password_is_secret() -> None:
    secrets = Secrets()
    secrets.add("postgresql://ann:open-sesame@db/matinee", "sqlite:///data/matinee.sqlite3")
    assert secrets.clean("data/matinee.sqlite3 open-sesame ann") == f"data/matinee.sqlite3 {HIDDEN} ann"
