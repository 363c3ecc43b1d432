"""The real bot against the sandbox over HTTP, in one event loop, on a model trained once a session (`trained`)."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.bootstrap import Parts, parts
from bot.sandbox import create_app, serve
from bot.sandbox.state import Sandbox
from bot.settings import Settings
from bot.telegram.gate import ENDLESS
from bot.telegram.pace import UNHURRIED
from tests.bot.sandbox.client import ADA

TOKEN = "9000:a-token-for-tests"


@dataclass(frozen=True)
class Cinema:
    """A sandbox that stays up, and a home from which bots can be started one after another."""

    url: str
    settings: Settings
    sandbox: Sandbox

    @asynccontextmanager
    async def bot(self) -> AsyncIterator[Parts]:
        """A bot from its start to its orderly end; Ada is its admin."""
        admins = frozenset({ADA})
        async with (
            parts(self.settings, database=self.settings.database, admins=admins) as made,
            made.bot(token=TOKEN, api_url=self.url, admins=admins, limits=UNHURRIED, patience=ENDLESS),
        ):
            yield made


@pytest.fixture
async def cinema(trained: Path, tmp_path: Path) -> AsyncIterator[Cinema]:
    shutil.copytree(trained / "models", tmp_path / "models")
    settings = Settings(
        matinee_home=tmp_path, matinee_dataset=str(trained / "films"), database_url=None, _env_file=None
    )
    app = create_app(token=TOKEN, answer_seconds=10.0)
    async with serve(app) as url:
        yield Cinema(url, settings, app.state.sandbox)


@pytest.fixture
async def bot(cinema: Cinema) -> AsyncIterator[Parts]:
    async with cinema.bot() as made:
        yield made
