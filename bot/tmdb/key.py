"""A key of TMDB's, and how requests carry it."""

import re

_KEY = re.compile(r"[0-9A-Fa-f]{32}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


def is_key(text: str) -> bool:
    """Whether this looks like one of the two kinds: an API key, or a read access token."""
    return bool(_KEY.fullmatch(text) or _TOKEN.fullmatch(text))


def parameters(key: str) -> dict[str, str]:
    """What goes into the query of each request: the API key."""
    return {"api_key": key} if _KEY.fullmatch(key) else {}


def headers(key: str) -> dict[str, str]:
    """What goes into the head of each request: the read access token."""
    return {} if _KEY.fullmatch(key) else {"Authorization": f"Bearer {key}"}
