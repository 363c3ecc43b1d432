"""A look at a PostgreSQL database that changes nothing, beside whoever uses it."""

from dataclasses import dataclass

from bot.storage.postgres.address import Address
from bot.storage.postgres.connecting import SCHEMA, connect
from bot.storage.postgres.errors import plainly
from bot.storage.postgres.schema import shipped_steps, version_of

_COUNTS = f"SELECT (SELECT count(*) FROM {SCHEMA}.users), (SELECT count(*) FROM {SCHEMA}.ratings)"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a database.

    Attributes
    ----------
    server
        Version of PostgreSQL.
    version
        The schema; 0 where there are no tables yet.
    keeps_commits
        Whether the server waits for the disk at each commit, so that a power failure costs nothing.
    """

    server: str
    version: int
    people: int = 0
    ratings: int = 0
    keeps_commits: bool = True


async def looked_at(address: Address) -> Seen:
    """Connect and look.

    Raises
    ------
    StorageError
        Where the database cannot be reached, or is another program's or from a newer version.
    """
    connection = await connect(address.url)
    try:
        with plainly(address):
            server = str(await connection.fetchval("SHOW server_version"))
            fsync = await connection.fetchval("SHOW fsync")
            version = await version_of(connection, address, newest=shipped_steps()[-1].number)
            people, ratings = await connection.fetchrow(_COUNTS) if version else (0, 0)
            return Seen(server, version, people, ratings, fsync == "on")
    finally:
        await connection.close()
