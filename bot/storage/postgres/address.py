"""The address of a PostgreSQL database, with and without its password."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, quote, unquote, urlsplit

SCHEMES = ("postgresql", "postgres")
LIKE = "postgresql://user:password@host:5432/name"
DEFAULT_PORT = 5432


@dataclass(frozen=True, slots=True)
class Address:
    """Where a database is; as text it tells no password.

    Attributes
    ----------
    url
        All of it, as a driver takes it.
    host, name, user
        The server, the database and the role; empty where the URL names none.
    password
        Percent-decoded; empty where the URL has none.
    """

    url: str = field(repr=False)
    host: str
    port: int
    name: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> "Address":
        """Take a URL apart.

        Raises
        ------
        ValueError
            Where it is no such URL; the message says what it should be, and nothing of what it is.
        """
        try:
            parts = urlsplit(url)
        except ValueError:
            raise ValueError(f"it should be {LIKE}") from None
        if parts.scheme not in SCHEMES or not url.startswith(f"{parts.scheme}://"):
            raise ValueError(f"it should be {LIKE}")
        try:
            port = parts.port or DEFAULT_PORT
        except ValueError:
            raise ValueError(f"its port should be a number from 1 to 65535, as in {LIKE}") from None
        name = unquote(parts.path.lstrip("/"))
        if not name or "/" in name:
            raise ValueError(f"it should end with the name of one database, as in {LIKE}")
        host = parts.hostname or parse_qs(parts.query).get("host", [""])[0]
        password = unquote(parts.password or "") or parse_qs(parts.query).get("password", [""])[0]
        return cls(url, unquote(host), port, name, unquote(parts.username or ""), password)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show: all of the URL, and the password, as it stands there and decoded."""
        written = urlsplit(self.url).password or ""
        return tuple(secret for secret in (self.url, written, self.password) if secret)

    @property
    def without_password(self) -> str:
        """The URL as it may be shown, and as PostgreSQL's own tools take it; they ask for the password."""
        parts = urlsplit(self.url)
        where = parts.netloc.rpartition("@")[2]
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        query = _harmless(parts.query)
        return f"{SCHEMES[0]}://{user}{where}{parts.path}{'?' if query else ''}{query}"

    def __str__(self) -> str:
        """As errors name it: `matinee on localhost:5432`."""
        where = self.host if not self.host or self.host.startswith("/") else f"{self.host}:{self.port}"
        return f"{self.name} on {where or 'this machine'}"


def is_postgres(url: str | None) -> bool:
    """Whether an address is meant for PostgreSQL."""
    return (url or "").partition("://")[0] in SCHEMES


def _harmless(query: str) -> str:
    return "&".join(part for part in query.split("&") if not part.startswith("password="))
