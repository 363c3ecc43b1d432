"""Parameters of a Bot API request, however they were sent: query, form, multipart or JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.files import MEBIBYTE

MAX_BODY = 55 * MEBIBYTE
_TRUE = frozenset({"true", "yes", "1"})


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Params:
    """Values as strings, since Telegram takes each of them in any spelling, and files by field name."""

    values: Mapping[str, str]
    uploads: Mapping[str, Upload]

    def text(self, name: str) -> str:
        """The value, or "" where it is missing."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0) -> int:
        """The value as an integer; ``default`` where it is missing or not one, as Telegram has it."""
        try:
            return int(self.text(name).strip())
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """Whether the value says yes."""
        return self.text(name).strip().lower() in _TRUE

    def json(self, name: str) -> Any:
        """The value read as JSON, None where it is missing.

        Raises
        ------
        ApiError
            400 where it is not JSON.
        """
        written = self.text(name)
        if not written.strip():
            return None
        try:
            value = json.loads(written)
        except (ValueError, RecursionError):
            what = name.replace("_", " ")
            raise bad_request(f"can't parse {what} JSON object") from None
        _check_unicode(name, json.dumps(value, ensure_ascii=False))  # an escape may hide half a character
        return value


async def read_params(request: Request) -> Params:
    """Read the query and the body of a request.

    Raises
    ------
    ApiError
        413 for a body over the limit, 400 for one that cannot be read.
    """
    if int(request.headers.get("content-length") or 0) > MAX_BODY:
        raise ApiError(413, "Request Entity Too Large")
    values: dict[str, str] = dict(request.query_params)
    uploads: dict[str, Upload] = {}
    if request.method == "POST":
        sent = await (_read_json(request) if _is_json(request) else _read_form(request, uploads))
        values.update(sent)
    for name, value in values.items():
        _check_unicode(name, value)
    return Params(values, uploads)


def _is_json(request: Request) -> bool:
    return request.headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"


async def _read_json(request: Request) -> dict[str, str]:
    try:
        body = json.loads(await request.body() or b"{}")
    except (ValueError, RecursionError):
        raise bad_request("can't parse JSON object") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON object")
    return {name: _as_text(value) for name, value in body.items() if value is not None}


async def _read_form(request: Request, uploads: dict[str, Upload]) -> dict[str, str]:
    values: dict[str, str] = {}
    try:
        async with request.form(max_files=20, max_fields=200, max_part_size=MEBIBYTE) as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    kind = value.content_type or "application/octet-stream"
                    uploads[name] = Upload(value.filename or name, kind, await value.read())
                else:
                    values[name] = value
    except HTTPException as error:
        raise bad_request(error.detail) from None
    return values


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _check_unicode(name: str, value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request(f"{name} must be encoded in UTF-8") from None
