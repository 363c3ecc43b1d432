"""PostgreSQL's errors as one plain line that names the database, never the password, and says what to do."""

import asyncio
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from bot.storage.kept import CannotSave, StorageError
from bot.storage.postgres.address import Address

_PASSING = (
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,  # shut down, starting up, a query that was cancelled
    asyncpg.InsufficientResourcesError,  # disk full, out of memory, too many connections
    asyncpg.PostgresSystemError,
    asyncpg.TransactionRollbackError,  # deadlocks
    asyncpg.LockNotAvailableError,
    asyncpg.ReadOnlySQLTransactionError,
    asyncpg.IdleInTransactionSessionTimeoutError,
)
"""What may be over later, without anybody changing the settings."""

_LOST = re.compile(
    r"connection (?:is|was|has been) (?:closed|released)|connection lost|connection_lost|closed in the middle"
)


@contextmanager
def plainly(address: Address) -> Iterator[None]:
    """Turn what server or network are to blame for into a `StorageError`; mistakes in our SQL stay as they are."""
    try:
        yield
    except (StorageError, asyncio.CancelledError):
        raise
    except Exception as error:
        plain = explained(address, error)
        if plain is None:
            raise
        raise plain from None  # the cause may hold what was being saved


def explained(address: Address, error: Exception) -> StorageError | None:
    """One line for an error, as what passes or as what does not; None for a mistake of ours."""
    if isinstance(error, asyncpg.InvalidPasswordError | asyncpg.InvalidAuthorizationSpecificationError):
        return StorageError(
            f"The database {address} lets {address.user or 'this user'} not in; "
            "check user and password in DATABASE_URL (and pg_hba.conf on the server)."
        )
    if isinstance(error, asyncpg.InvalidCatalogNameError):
        return StorageError(
            f"There is no database {address}; make it with `createdb {address.name}`, or correct DATABASE_URL."
        )
    if isinstance(error, asyncpg.InsufficientPrivilegeError):
        return StorageError(f"The database {address} does not allow it ({_said(error)}); grant it, then try again.")
    if isinstance(error, _PASSING):
        return CannotSave(f"The database {address} cannot be used now ({_said(error)}).")
    if isinstance(error, TimeoutError):
        return CannotSave(f"The database {address} does not answer; check host and port, or whether it is busy.")
    if isinstance(error, ssl.SSLError):
        return StorageError(
            f"The database {address} cannot be reached safely ({error.reason}); check its certificate."
        )
    if isinstance(error, OSError) or _LOST.search(str(error)):
        return CannotSave(f"The database {address} cannot be reached; check that PostgreSQL runs there.")
    if isinstance(error, asyncpg.ClientConfigurationError):
        return StorageError(f"DATABASE_URL cannot be read for {address}; check its options.")
    return None


def _said(error: Exception) -> str:
    """What the server said, on one line and without what it says of rows."""
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
