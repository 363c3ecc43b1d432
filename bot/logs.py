"""Logs: plain lines on stderr, with secrets taken out of every one."""

import logging
from collections.abc import Iterable
from urllib.parse import quote

HIDDEN = "[hidden]"

SHORTEST = 8
"""Shorter ones are no secrets, and hiding them would garble ordinary words."""


class Redaction(logging.Filter):
    """Replaces secrets in what is logged, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        forms = {form for secret in secrets if len(secret) >= SHORTEST for form in (secret, quote(secret, safe=""))}
        self._secrets = sorted(forms, key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, cleaned."""
        record.msg = self.clean(_message(record))
        record.args = None
        if record.exc_info:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # a log call with arguments that don't fit must not fail whoever makes it
        return f"{record.msg} {record.args}"


def set_up_logs(*, secrets: Iterable[str] = (), level: int = logging.INFO) -> None:
    """Log to stderr from now on; httpx, which logs every address with the token in it, only from warnings up."""
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%H:%M:%S"))
    handler.addFilter(Redaction(secrets))
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for chatty in ("httpx", "httpcore", "apscheduler", "uvicorn", "aiosqlite"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
