"""Secrets, and text without them."""

import base64
import json
import re
from urllib.parse import quote, quote_plus, urlsplit

HIDDEN = "[hidden]"

SHORTEST = 8
"""Shorter ones are no secrets, and hiding them would garble ordinary words."""

# Tokens that nobody has named, too: of another bot, or of a library that is used before the settings are read.
_TOKEN = re.compile(r"(?:(?<=/bot)|(?<![A-Za-z0-9]))[0-9]{1,16}(?::|%(?:25)?3A)[A-Za-z0-9_-]{16,}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(?<=/bot)[0-9]{1,16}(?::|%(?:25)?3A)[^/\s'\"\\]+", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)([^\s:/@'\"]*):([^\s@/'\"]+)@")


class Secrets:
    """Takes secrets out of text, in whatever form they come."""

    def __init__(self) -> None:
        self._secrets: set[str] = set()
        self._pattern: re.Pattern[str] | None = None

    def add(self, *secrets: str) -> None:
        """Hide these from now on; of a bot token its second half as well, of an address its password."""
        self._secrets.update(part for secret in secrets for part in _parts(secret) if len(part) >= SHORTEST)
        forms = sorted({form for secret in self._secrets for form in _forms(secret)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, forms)), re.IGNORECASE) if forms else None

    def clean(self, text: str) -> str:
        """The text without secrets, and without anything that looks like a bot token or a password in an address."""
        if self._pattern is not None:
            text = self._pattern.sub(HIDDEN, text)
        if ":" in text or "%" in text:
            text = _IN_ADDRESS.sub(HIDDEN, _TOKEN.sub(HIDDEN, text))
            text = _PASSWORD.sub(rf"\1:{HIDDEN}@", text)
        return text


def _parts(secret: str) -> list[str]:
    if "://" in secret:
        try:
            password = urlsplit(secret).password
        except ValueError:
            password = None
        return [password] if password else []
    number, colon, rest = secret.partition(":")
    return [secret, rest] if colon and number.isdigit() else [secret]


def _forms(secret: str) -> set[str]:
    """A secret as it is, in addresses, in Python's and JSON's quotes, in base64 wherever it stands there."""
    quoted = {quote(secret, safe=""), quote(secret), quote_plus(secret)}
    written = {repr(secret)[1:-1], repr(secret.encode())[2:-1], json.dumps(secret)[1:-1]}
    return {secret} | quoted | {quote(form, safe="") for form in quoted} | written | _in_base64(secret.encode())


def _in_base64(secret: bytes) -> set[str]:
    """The characters of it that do not hang on what stands before and behind; three bytes make four characters."""
    cores = set()
    for before in range(3):
        whole = (before + len(secret)) * 8 // 6
        core = base64.b64encode(bytes(before) + secret).decode()[-(-before * 8 // 6) : whole]
        cores |= {core, core.replace("+", "-").replace("/", "_")}
    return {core for core in cores if len(core) >= SHORTEST}
