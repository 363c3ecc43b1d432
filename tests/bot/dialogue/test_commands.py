"""Commands as people type them."""

import re

import pytest

from bot.dialogue.commands import ADMIN_MENU, MENU, Called, Command, parse_command
from bot.dialogue.language import words


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("/start", Called(Command.START, "start")),
        ("  /Recommend  ", Called(Command.RECOMMEND, "recommend")),
        ("/rate heat 1995", Called(Command.RATE, "rate", "heat 1995")),
        ("/rate\nheat", Called(Command.RATE, "rate", "heat")),
        ("/rate@MatineeBot heat", Called(Command.RATE, "rate", "heat", "MatineeBot")),
        ("/start deep-link", Called(Command.START, "start", "deep-link")),
        ("/frobnicate", Called(None, "frobnicate")),
        ("/RETRAIN", Called(Command.RETRAIN, "retrain")),
    ],
)
def test_a_command_is_read(text: str, called: Called) -> None:
    assert parse_command(text) == called


@pytest.mark.parametrize("text", ["heat", "", "/", "/ rate", "a /rate", "/rate!", "//rate", "/" + "x" * 33, "/rate@"])
def test_what_is_no_command_is_none(text: str) -> None:
    assert parse_command(text) is None


def test_every_command_has_one_description_that_telegram_takes() -> None:
    assert set(MENU) | set(ADMIN_MENU) == set(Command)
    assert not set(MENU) & set(ADMIN_MENU)
    for command in MENU + ADMIN_MENU:
        text = words(f"command-{command.value}")
        assert re.fullmatch(r"[a-z0-9_]{1,32}", command.value)
        assert 1 <= len(text) <= 256
