"""Errors that reach a caller: Telegram's own wordings for the bot, one plain line for the page."""


class ApiError(Exception):
    """An answer ``{"ok": false, "error_code": code, "description": description}`` of the Bot API."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


class PageError(Exception):
    """An answer ``{"error": line}`` of the page API with a 4xx status."""

    def __init__(self, status: int, line: str) -> None:
        super().__init__(line)
        self.status = status
        self.line = line


def bad_request(reason: str) -> ApiError:
    """The 400 that Telegram words as ``Bad Request: <reason>``."""
    return ApiError(400, f"Bad Request: {reason}")


def forbidden(reason: str) -> ApiError:
    """The 403 that Telegram words as ``Forbidden: <reason>``."""
    return ApiError(403, f"Forbidden: {reason}")


def conflict(reason: str) -> ApiError:
    """The 409 that Telegram words as ``Conflict: <reason>``."""
    return ApiError(409, f"Conflict: {reason}")
