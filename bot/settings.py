"""Typed settings from the environment and `.env`; every one has a default that works."""

import re
from datetime import time
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.storage.places import Place, place_of
from bot.storage.postgres.address import Address
from bot.tmdb.key import is_key
from recengine.errors import MatineeError
from recengine.home import default_home

SANDBOX_DATABASE = "sandbox.sqlite3"
"""Name of the database that the sandbox keeps in the home unless DATABASE_URL names another."""

MOST_WORKERS = 64


class SettingsError(MatineeError):
    """A setting cannot be read; the message names it and says what it should be."""


class Settings(BaseSettings):
    """What whoever runs the bot can choose.

    Unknown variables are ignored; empty ones count as not set.
    """

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True, hide_input_in_errors=True
    )

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    matinee_home: Path = Field(default_factory=default_home)
    matinee_dataset: str | None = None
    database_url: SecretStr | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    workers: int = Field(default=1, ge=1, le=MOST_WORKERS)
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["plain", "json"] = "plain"
    retrain_at: time | None = None
    retrain_after: int | None = Field(default=None, ge=1, le=10_000_000)
    health_port: int | None = Field(default=None, ge=1, le=65535)
    matinee_engine: Literal["local", "spark"] = "local"
    spark_master: str | None = None
    tmdb_api_key: SecretStr | None = None
    tmdb_api_url: str = "https://api.themoviedb.org/3"

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if not all(re.fullmatch(r"[0-9]{1,18}", part) for part in parts):
            raise ValueError("it should be numeric user ids with commas between, like 1001,1002")
        return frozenset(int(part) for part in parts)

    @field_validator("tmdb_api_key")
    @classmethod
    def _is_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or not value.get_secret_value().strip():
            return None
        key = value.get_secret_value().strip()
        if not is_key(key):
            raise ValueError("it should be the API key of 32 letters and digits, or the API read access token")
        return SecretStr(key)

    @field_validator("telegram_api_url", "webhook_url", "tmdb_api_url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        if value is not None and not _has_host(value):
            raise ValueError("it should be an address that begins with https:// or http://")
        return value.rstrip("/") if value else value

    @field_validator("log_level", "log_format", mode="before")
    @classmethod
    def _in_small_letters(cls, value: object) -> object:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("retrain_at", mode="before")
    @classmethod
    def _is_time_of_day(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        match = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", value.strip())
        if match is None:
            raise ValueError("it should be a time of day such as 04:30")
        return time(int(match[1]), int(match[2]))

    @field_validator("database_url")
    @classmethod
    def _names_a_place(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            place_of(value.get_secret_value())
        return value

    @field_validator("matinee_home", mode="after")
    @classmethod
    def _expand(cls, value: Path) -> Path:
        return value.expanduser().absolute()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no log may show: token, secret of the webhook, key of TMDB's, password of the database."""
        secrets = (self.telegram_bot_token, self.webhook_secret, self.tmdb_api_key)
        kept = [secret.get_secret_value() for secret in secrets if secret]
        place = self.database
        return (*kept, *place.secrets) if isinstance(place, Address) else tuple(kept)

    @property
    def models(self) -> Path:
        """Folder of the model versions."""
        return self.matinee_home / "models"

    @property
    def tmdb_key(self) -> str | None:
        """TMDB's key in plain, for whoever calls TMDB."""
        return None if self.tmdb_api_key is None else self.tmdb_api_key.get_secret_value()

    @property
    def tmdb(self) -> Path:
        """Folder of what is kept of TMDB's."""
        return self.matinee_home / "tmdb"

    @property
    def backups(self) -> Path:
        """Folder in which `matinee backup` puts them unless told otherwise."""
        return self.matinee_home / "backups"

    @property
    def database(self) -> Place:
        """Where the database is: a SQLite file, or one on a PostgreSQL server."""
        if self.database_url is None:
            return self.matinee_home / "matinee.sqlite3"
        return place_of(self.database_url.get_secret_value())


def _has_host(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port  # checked when it is read
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not set(address) & set(" \t\r\n")


def load_settings() -> Settings:
    """The settings of this process.

    Raises
    ------
    SettingsError
        One plain line that names the first setting that is wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "a setting"
        why = str(first["msg"]).removeprefix("Value error, ")
        raise SettingsError(f"{name} cannot be read: {why}; see .env.example") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the file .env cannot be read: {error}") from None
