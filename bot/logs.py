"""Logs: plain lines on stderr, with secrets taken out of every one."""

import logging
from collections.abc import Iterable

HIDDEN = "[hidden]"


class Redaction(logging.Filter):
    """Replaces secrets in what is logged, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__()
        self._secrets = sorted((s for s in secrets if len(s) >= 8), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, cleaned."""
        record.msg = self.clean(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = self.clean(logging.Formatter().formatException(record.exc_info))
            record.exc_info = None
        return True

    def clean(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


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
