"""The ear: one connection on which workers hear of each other, and by which one of them is the one that sends."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Final

import asyncpg

from bot.background import cancelled
from bot.storage.kept import CannotSave, StorageError
from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import OURS, Connection, options, say_in_use
from bot.storage.postgres.errors import plainly
from bot.storage.sharing import News

_LOG = logging.getLogger(__name__)

SENDER: Final = 3
"""Second half of the key of an advisory lock: held by the worker that sends."""

TOGETHER: Final = 4
"""Second half: held shared by every worker, alone by a bot that shares its work with nobody."""

BEAT_SECONDS, ANSWER_SECONDS = 1.0, 3.0
"""So often the server has to answer, and within that time."""

HUNG: Final = "15s"
"""A worker that stands still for so long is taken for dead: the server ends its session."""

ALIVE: Final[Mapping[str, str]] = {
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "2",
    "tcp_keepalives_count": "3",
}
"""So the server finds out within some ten seconds that the machine of a worker is gone."""

_HUNG_SINCE = (14, 0)
_TOGETHER = "SELECT pg_try_advisory_lock_shared($1, $2)"
_TAKE = "SELECT pg_try_advisory_lock($1, $2)"
_LEAVE = "SELECT pg_advisory_unlock($1, $2)"


class Ear:
    """Keeps its connection, or gets another one; whatever hung on the old one is told that it is lost.

    Parameters
    ----------
    together
        Whether other workers may be on this database.
    """

    def __init__(self, address: Address, *, together: bool = True) -> None:
        self._present = _TOGETHER if together else _TAKE
        self.heard = {news: asyncio.Event() for news in News}
        self._address = address
        self._connection: Connection | None = None
        self._using = asyncio.Lock()
        self._untold: set[News] = set()
        self._wake = asyncio.Event()
        self._lost: asyncio.Event | None = None
        self._keeping: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Connect.

        Raises
        ------
        StorageError
            Where the database cannot be used.
        """
        await self._connect()
        self._keeping = asyncio.create_task(self._keep(), name="ear")

    async def close(self) -> None:
        """Disconnect, and thereby leave the sending to others; safe to call twice."""
        keeping, self._keeping = self._keeping, None
        if keeping is not None:
            await cancelled(keeping)
        self._drop()

    def tell(self, news: News) -> None:
        """See `Sharing.tell`."""
        self._untold.add(news)
        self._wake.set()

    @asynccontextmanager
    async def sending(self) -> AsyncIterator[asyncio.Event | None]:
        """See `Sharing.sending`."""
        connection = self._connection
        if connection is None:
            raise CannotSave(f"The database {self._address} cannot be reached.")
        if not await self._ask(connection, _TAKE):
            yield None
            return
        lost = self._lost = asyncio.Event()
        if connection.is_closed():
            lost.set()
        try:
            yield lost
        finally:
            self._lost = None
            if not lost.is_set():
                with contextlib.suppress(StorageError):
                    await asyncio.shield(self._ask(connection, _LEAVE))

    async def _ask(self, connection: Connection, sql: str) -> bool:
        with plainly(self._address):
            async with self._using:
                return bool(await connection.fetchval(sql, OURS, SENDER))

    async def _keep(self) -> None:
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(BEAT_SECONDS):
                    await self._wake.wait()
            self._wake.clear()
            try:
                await self._beat()
            except StorageError as error:
                _LOG.debug("the ear is deaf: %s", error)
                self._drop()
                await asyncio.sleep(BEAT_SECONDS)
            except Exception:
                _LOG.exception("the ear gets another connection")
                self._drop()
                await asyncio.sleep(BEAT_SECONDS)

    async def _beat(self) -> None:
        """Tell what is to be told, or at least see that somebody answers."""
        if self._connection is None or self._connection.is_closed():
            self._drop()
            await self._connect()
        connection, untold = self._connection, sorted(self._untold)
        assert connection is not None
        self._untold.clear()
        with plainly(self._address):
            async with self._using:
                await connection.execute("".join(f"NOTIFY {news};" for news in untold) or "SELECT 1")

    async def _connect(self) -> None:
        with plainly(self._address):
            connection: Connection = await asyncpg.connect(
                self._address.url, **options(seconds=ANSWER_SECONDS, settings=ALIVE)
            )
            try:
                await say_in_use(connection)
                if not await connection.fetchval(self._present, OURS, TOGETHER):
                    raise StorageError(
                        f"The database {self._address} is in use by another Matinee; stop that one, then try again."
                    )
                if connection.get_server_version() >= _HUNG_SINCE:
                    await connection.execute(f"SET idle_session_timeout = '{HUNG}'")
                for news in News:
                    await connection.add_listener(news, self._hear)
            except BaseException:
                connection.terminate()
                raise
        connection.add_termination_listener(self._ended)
        self._connection = connection
        self._look_around()

    def _hear(self, connection: Any, pid: int, channel: str, payload: Any) -> None:
        if pid != connection.get_server_pid():
            self.heard[News(channel)].set()

    def _ended(self, connection: Any) -> None:
        if connection is self._connection:
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.terminate()
        if self._lost is not None:
            self._lost.set()
        self._look_around()

    def _look_around(self) -> None:
        """What was told meanwhile was not heard."""
        for event in self.heard.values():
            event.set()
