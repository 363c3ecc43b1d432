"""The model versions that there are, and another one of them served without a restart."""

import asyncio
import logging
import time

from bot.background import Tasks
from bot.dialogue import model_screens
from bot.dialogue.screens import Screen
from bot.dialogue.spans import duration
from bot.retraining.telling import Announcer
from bot.serving import Serving
from bot.storage.base import Storage
from bot.storage.kept import StorageError
from bot.turns.replies import Reply
from bot.versions import Version, version_of
from recengine.errors import ModelError
from recengine.persistence import ModelStore

log = logging.getLogger(__name__)


class Shelf:
    """Versions of a store, and which of them is served.

    Parameters
    ----------
    store, serving
        Where they are, and who serves one of them.
    storage
        Keeps what has to be said.
    """

    def __init__(self, store: ModelStore, serving: Serving, storage: Storage) -> None:
        self._store, self._serving, self._storage = store, serving, storage
        self._tasks = Tasks()
        self._announcer: Announcer | None = None

    def through(self, announcer: Announcer) -> None:
        """Say what came of it through this announcer."""
        self._announcer = announcer

    async def versions(self) -> list[Version]:
        """All of them, the newest first."""
        described = await asyncio.to_thread(self._store.described)
        return [version_of(one) for one in described]

    def serve(self, chat_id: int, message_id: int | None, version: Version) -> None:
        """Serve a version from now on, and say so in place of this message; what is wrong with it is said there."""
        self._tasks.start(self._serve(chat_id, message_id, version), name="another version")

    async def stop(self) -> None:
        """Break off what is under way; what is served stays served."""
        await self._tasks.cancel()

    async def _serve(self, chat_id: int, message_id: int | None, version: Version) -> None:
        started, comparison = time.monotonic(), self._serving.comparison
        compared = comparison is not None and comparison.runs
        try:
            await self._serving.switch(version.name)
            took = duration(round(time.monotonic() - started))
            over = compared and self._serving.ended_comparison(version.name)
            screen = model_screens.serving(version, took, ended_comparison=over)
        except ModelError as error:
            screen = model_screens.refused(str(error))
        except Exception as error:  # whatever is in those files
            log.exception("a version cannot be served")
            screen = model_screens.refused(type(error).__name__)
        await self._say(chat_id, message_id, screen)

    async def _say(self, chat_id: int, message_id: int | None, screen: Screen) -> None:
        try:
            async with self._storage.transaction() as tx:
                message = await tx.enqueue(chat_id, Reply(screen, message_id).payload())
        except StorageError as error:
            log.error("it cannot be said which version is served: %s", error)
            return
        if self._announcer is not None:
            self._announcer.deliver([message])
