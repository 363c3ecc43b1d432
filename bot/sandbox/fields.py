"""Fields of the page's requests, read strictly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request

from bot.sandbox.errors import PageError
from bot.sandbox.files import MEBIBYTE


class PageFields:
    """Named values of a request, each read as the type it must have."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def text(self, name: str, default: str | None = None) -> str:
        """A string; without a default it is required."""
        value = self.values.get(name, default)
        if not isinstance(value, str):
            raise PageError(400, f"{name} must be a text.")
        return value

    def integer(self, name: str) -> int:
        """A whole number, required."""
        return whole_number(self.values.get(name), name)

    def optional_integer(self, name: str) -> int | None:
        """A whole number or None."""
        return None if self.values.get(name) is None else self.integer(name)

    def integers(self, name: str) -> list[int]:
        """A list of whole numbers, required."""
        value = self.values.get(name)
        if not isinstance(value, list):
            raise PageError(400, f"{name} must be a list.")
        return [whole_number(item, name) for item in value]


def whole_number(value: Any, name: str) -> int:
    """``value`` as an integer, whether it came as a JSON number or as the text of a form or address."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    try:
        return int(value) if isinstance(value, str) else int("")
    except ValueError:
        raise PageError(400, f"{name} must be a whole number.") from None


async def read_json(request: Request) -> PageFields:
    """The fields of a JSON body."""
    if int(request.headers.get("content-length") or 0) > MEBIBYTE:
        raise PageError(413, "The request is too large.")
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        raise PageError(400, "The request is not JSON.") from None
    if not isinstance(body, dict):
        raise PageError(400, "The request must be a JSON object.")
    return PageFields(body)
