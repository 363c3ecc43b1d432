"""Options of `matinee train` about what trains, and how."""

import re
from collections.abc import Sequence
from typing import get_args

import typer

from bot.engines import Choices, Engine

_SETTING = re.compile(r"([a-z_]+)=(-?\d+(?:\.\d+)?(?:e-?\d+)?)")


def read_choices(engine: str | None, master: str | None, settings: Sequence[str]) -> Choices:
    """The options, checked.

    Raises
    ------
    typer.BadParameter
        Where there is no such engine, or a setting is not «name=number».
    """
    known: dict[str, Engine] = {name: name for name in get_args(Engine)}
    if engine is not None and engine not in known:
        raise typer.BadParameter(f"--engine is {' or '.join(known)}, not «{engine}»")
    return Choices(known[engine] if engine else None, master, dict(_setting(text) for text in settings))


def _setting(text: str) -> tuple[str, float]:
    found = _SETTING.fullmatch(text.strip())
    if found is None:
        raise typer.BadParameter(f"--set takes NAME=NUMBER, such as rank=64, not «{text}»")
    number = float(found[2])
    return found[1], int(number) if number.is_integer() and "." not in found[2] else number
