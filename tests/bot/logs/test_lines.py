"""How log lines read, what is told at which level, and that a log does not grow by repetition."""

import io
import json
import logging
import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.logs import set_up_logs
from bot.logs.repetition import FIRST_SPAN, MOST_KINDS, WRITTEN, Repetition


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Callable[..., io.StringIO]:
    """Sets logs up anew; what they write to stderr from then on."""

    def start(**settings: Any) -> io.StringIO:
        out = io.StringIO()
        monkeypatch.setattr("sys.stderr", out)
        set_up_logs(**settings)
        return out

    return start


def test_a_plain_line_has_time_level_logger_sentence_and_fields(start: Callable[..., io.StringIO]) -> None:
    out = start()
    logging.getLogger("bot.test").warning("it was %s", "late", extra={"update_id": 5, "seconds": 0.12345})
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d WARNING bot\.test: it was late \(update_id=5, seconds=0\.123\)\n",
        out.getvalue(),
    )


def test_nothing_in_a_message_makes_a_second_line(start: Callable[..., io.StringIO]) -> None:
    out = start()
    logging.getLogger("bot.test").info("a\n2026-01-01 00:00:00 ERROR bot: forged\r\x1b[2J\u2028b")
    assert len(out.getvalue().splitlines()) == 1
    assert "\x1b" not in out.getvalue()


def test_json_lines_are_objects(start: Callable[..., io.StringIO]) -> None:
    out = start(as_json=True)
    log = logging.getLogger("bot.test")
    try:
        raise ValueError("of\nmany lines")
    except ValueError:
        log.exception("it failed", extra={"update_id": 7, "kind": "message", "user": "nobody asked"})
    (line,) = out.getvalue().splitlines()
    told = json.loads(line)
    assert {"level": "error", "logger": "bot.test", "message": "it failed", "update_id": 7}.items() <= told.items()
    assert told["traceback"].endswith("ValueError: of\nmany lines")
    assert "user" not in told


def test_the_network_library_is_quiet_and_what_people_say_is_never_told(start: Callable[..., io.StringIO]) -> None:
    out = start()
    logging.getLogger("httpx").info("HTTP Request: POST https://x/getMe")
    assert out.getvalue() == ""
    out = start(level=logging.DEBUG)
    logging.getLogger("telegram.ext.ExtBot").debug("Calling sendMessage with text='hello'")
    logging.getLogger("aiosqlite").debug("executing INSERT with ('hello',)")
    assert out.getvalue() == ""
    logging.getLogger("httpx").debug("connecting")
    logging.getLogger("bot.test").debug("deciding")
    assert "connecting" in out.getvalue()
    assert "deciding" in out.getvalue()


def test_setting_up_twice_writes_every_line_once(start: Callable[..., io.StringIO]) -> None:
    start()
    out = start()
    logging.getLogger("bot.test").info("once")
    assert out.getvalue().count("once") == 1


def test_what_repeats_is_summed_up(start: Callable[..., io.StringIO]) -> None:
    out = start()
    for number in range(10_000):
        try:
            raise ValueError(number)
        except ValueError:
            logging.getLogger("bot.test").exception("update %d failed", number)
    text = out.getvalue()
    assert len(text) < 2_000
    assert text.count("Traceback") == 1
    assert text.count("failed") == WRITTEN
    start()
    assert "9997 more lines like those above were not written" in out.getvalue()


def record(text: str, level: int = logging.WARNING) -> logging.LogRecord:
    return logging.makeLogRecord({"name": "bot", "levelno": level, "msg": text})


def test_the_next_of_a_kind_tells_how_many_there_were_and_spans_grow() -> None:
    clock = Clock()
    repetition = Repetition(clock=clock)
    assert [repetition.filter(record("full")) for _ in range(WRITTEN + 4)] == [True] * WRITTEN + [False] * 4
    clock.now += FIRST_SPAN
    told = record("full")
    assert repetition.filter(told)
    assert told.more == 4  # type: ignore[attr-defined]
    assert [repetition.filter(record("full")) for _ in range(WRITTEN)] == [True] * (WRITTEN - 1) + [False]
    clock.now += FIRST_SPAN  # the second span is twice as long
    assert not repetition.filter(record("full"))
    clock.now += FIRST_SPAN
    assert repetition.filter(record("full"))


def test_information_has_to_be_equal_to_be_of_one_kind_and_few_kinds_are_remembered() -> None:
    repetition = Repetition(clock=Clock())
    assert all(repetition.filter(record(f"step {n}", logging.INFO)) for n in range(3 * MOST_KINDS))
    assert [repetition.filter(record("same", logging.INFO)) for _ in range(WRITTEN + 1)][-1] is False
    assert len(repetition._kinds) == MOST_KINDS
